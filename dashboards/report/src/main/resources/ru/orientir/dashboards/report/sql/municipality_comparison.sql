-- Chosen by stage and category; the page has no place for groups of other breakdowns, in which both are NULL.
select
    territory_id, indicator_code, education_stage, learner_category, base_stage_code, compared_stage_code,
    base_value, compared_value, base_months, compared_months, base_units_share, compared_units_share,
    difference, relative_difference_pct, verdict, reason,
    base_numerator, base_denominator, compared_numerator, compared_denominator
from mart.stage_comparison
where level = 'municipality' and education_stage is not null
    and (not ?::boolean or (education_stage = 'all' and learner_category = 'all'))
order by
    territory_id, base_stage_code, compared_stage_code, indicator_code, education_stage, learner_category
