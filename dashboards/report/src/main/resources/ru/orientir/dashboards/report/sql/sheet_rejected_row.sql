select
    coalesce((select max(s.feed_name) from mart.submission s where s.feed_code = r.feed), r.feed) as feed,
    file_name, sheet, row_number, cell, rule,
    case severity
        when 'file' then 'файл отклонён' when 'error' then 'строка отклонена' when 'warning' then 'предупреждение'
        when 'info' then 'пропущено по форме' else severity
    end as severity_name,
    message_ru, reporting_year
from mart.rejected_row r
order by
    case severity when 'file' then 0 when 'error' then 1 when 'warning' then 2 else 3 end,
    r.feed, file_name, sheet nulls first, row_number nulls first, cell nulls first, rule, message_ru
