select stage_code, stage_name, first_year, last_year
from mart.programme_stage
order by first_year, stage_code
