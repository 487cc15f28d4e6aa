-- «all» first, then by the first grade, students last.
select education_stage as code, max(education_stage_name) as name
from (
    select education_stage, education_stage_name from mart.indicator_by_municipality_year
    union
    select education_stage, education_stage_name from mart.stage_comparison
) used
group by education_stage
order by education_stage <> 'all', substring(education_stage from '\d+')::int nulls last, education_stage
