-- Totals first: were the sheet ever too short, breakdowns would be left out before organizations.
select
    c.territory_name, c.organization_id, c.organization_name, indicator_code, c.indicator_name, c.unit, i.unit_name,
    c.education_stage_name, c.learner_category_name, c.base_stage_code, c.compared_stage_code,
    c.base_value, c.compared_value, c.difference, c.relative_difference_pct,
    c.verdict_name, c.reason, c.base_months, c.compared_months
from mart.stage_comparison c
left join mart.indicator i using (indicator_code)
where c.level = 'organization'
order by
    not (c.education_stage = 'all' and c.learner_category = 'all'),
    c.territory_id, c.base_stage_code, c.compared_stage_code, i.sort_order, indicator_code, c.organization_id,
    c.education_stage, c.learner_category
