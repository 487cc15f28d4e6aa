-- По каким группам профессий не хватает кадров, а по каким выпускников больше, чем мест?
select reporting_year, territory_name, profession_group_name, work_places, graduates, vacancies_per_graduate, gap_persons
from mart.labour_balance
order by reporting_year desc, gap_persons desc, profession_group_name;
