-- Chosen by stage and category; the page has no place for groups of other breakdowns, in which both are NULL.
select
    territory_id, indicator_code, education_stage, learner_category, reporting_year,
    value, numerator, denominator, status, units_expected, units_covered, months_covered
from mart.indicator_by_municipality_year
where education_stage is not null and (not ?::boolean or (education_stage = 'all' and learner_category = 'all'))
order by territory_id, indicator_code, education_stage, learner_category, reporting_year
