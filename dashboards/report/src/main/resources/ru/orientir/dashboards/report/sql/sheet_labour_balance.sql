select
    territory_name, reporting_year, stage_code, profession_group_code, profession_group_name,
    vacancies, work_places, graduates, vacancies_per_graduate, gap_persons
from mart.labour_balance
order by territory_id, reporting_year, profession_group_code
