select
    c.territory_name, indicator_code, c.indicator_name, c.unit, i.unit_name,
    c.education_stage_name, c.learner_category_name, c.base_stage_code, c.compared_stage_code,
    c.base_value, c.compared_value, c.difference, c.relative_difference_pct,
    c.verdict_name, c.reason, c.base_numerator, c.base_denominator, c.compared_numerator, c.compared_denominator,
    c.base_months, c.compared_months, c.base_units_share, c.compared_units_share
from mart.stage_comparison c
left join mart.indicator i using (indicator_code)
where c.level = 'municipality'
order by
    c.territory_id, c.base_stage_code, c.compared_stage_code, i.sort_order, indicator_code,
    c.education_stage <> 'all', c.education_stage, c.learner_category <> 'all', c.learner_category
