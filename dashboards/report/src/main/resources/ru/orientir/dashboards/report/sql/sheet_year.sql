select
    y.territory_name, indicator_code, y.indicator_name, y.unit, i.unit_name,
    y.education_stage_name, y.learner_category_name, y.reporting_year, y.stage_code,
    y.value, y.numerator, y.denominator, y.observations,
    y.status_name, y.months_covered, y.units_expected, y.units_covered
from mart.indicator_by_municipality_year y
left join mart.indicator i using (indicator_code)
order by
    y.territory_id, i.sort_order, indicator_code, y.education_stage <> 'all', y.education_stage,
    y.learner_category <> 'all', y.learner_category, y.reporting_year
