-- Какие ошибки в присланных файлах исправить в первую очередь?
select feed, file_name, rule, min(message_ru) as example, min(row_number) as first_row, count(*) as rows
from mart.rejected_row
where severity in ('error', 'file')
group by feed, file_name, rule
order by count(*) desc, feed, file_name, rule
limit 50;
