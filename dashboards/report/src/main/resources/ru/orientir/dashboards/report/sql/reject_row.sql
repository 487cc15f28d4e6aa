-- What somebody has to mend; rows left out by the form's design (subtotals, footnotes) are none of it.
select feed_name, file_name, sheet, row_number, cell, rule_name, severity_name, message_ru
from mart.rejected_row
where severity <> 'info'
order by
    case severity when 'file' then 0 when 'error' then 1 else 2 end,
    feed, file_name, sheet nulls first, row_number nulls first, cell nulls first, rule, message_ru
limit ?
