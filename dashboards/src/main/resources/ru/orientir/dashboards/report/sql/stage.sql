select stage_code, min(reporting_year) as first_year, max(reporting_year) as last_year
from mart.indicator_by_municipality_year
where stage_code is not null
group by stage_code
order by first_year, stage_code
