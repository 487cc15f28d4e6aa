select code_list, code, code_name, sign, colour, tint, meaning
from mart.code_name
where code_list in ('verdict', 'value_status', 'submission_status', 'series')
order by code_list, sort_order
