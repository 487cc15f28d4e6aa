select feed_name, file_name, sheet, row_number, cell, rule, rule_name, severity_name, message_ru, reporting_year
from mart.rejected_row
order by
    case severity when 'file' then 0 when 'error' then 1 when 'warning' then 2 else 3 end,
    feed, file_name, sheet nulls first, row_number nulls first, cell nulls first, rule, message_ru
