select
    territory_id, indicator_code, education_stage, learner_category, reporting_year,
    value, numerator, denominator, status, units_expected, units_covered, months_covered
from mart.indicator_by_municipality_year
where not ?::boolean or (education_stage = 'all' and learner_category = 'all')
order by territory_id, indicator_code, education_stage, learner_category, reporting_year
