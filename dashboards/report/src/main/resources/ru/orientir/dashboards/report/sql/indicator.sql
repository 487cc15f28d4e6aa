select
    indicator_code, indicator_name, unit, unit_name, value_kind, direction, year_rule, stage_rule, same_within_pct,
    clause, definition, direction_name, year_rule_name, stage_rule_name
from mart.indicator
order by sort_order, indicator_code
