set role orientir_owner;

drop view if exists mart.rejected_row;

create view mart.rejected_row as
select r.feed_code as feed,
       r.file_name,
       r.sheet,
       r.row_number,
       r.cell,
       r.rule,
       r.severity,
       r.message_ru,
       r.message_en,
       r.masked_row,
       r.reporting_year,
       r.run_id,
       s.received_at
from audit.rejected_row r
join audit.source_file s on s.feed_code = r.feed_code and s.file_name = r.file_name and s.sha256 = r.sha256
where s.status in ('active', 'refused');

comment on view mart.rejected_row is 'Одна строка — нарушение правила строкой файла или файлом целиком. Только файлы, которые действуют или отклонены сейчас: исправленные отсюда уходят.';
comment on column mart.rejected_row.feed is 'Код вида данных.';
comment on column mart.rejected_row.file_name is 'Имя файла внутри папки вида данных.';
comment on column mart.rejected_row.sheet is 'Лист книги; NULL, если листов нет или отклонён весь файл.';
comment on column mart.rejected_row.row_number is 'Номер строки в файле, с 1; NULL, если отклонён весь файл.';
comment on column mart.rejected_row.cell is 'Ячейка или столбец; NULL, если речь о всей строке или файле.';
comment on column mart.rejected_row.rule is 'Код нарушенного правила.';
comment on column mart.rejected_row.severity is 'error — строка не учтена; warning — строка учтена; info — строка не учтена по устройству формы; file — отклонён весь файл.';
comment on column mart.rejected_row.message_ru is 'Что не так и как исправить.';
comment on column mart.rejected_row.message_en is 'То же по-английски.';
comment on column mart.rejected_row.masked_row is 'Строка со скрытыми личными данными; NULL, если отклонён весь файл.';
comment on column mart.rejected_row.reporting_year is 'Отчётный год строки; NULL, если его нельзя определить.';
comment on column mart.rejected_row.run_id is 'Запуск, в котором строка отклонена.';
comment on column mart.rejected_row.received_at is 'Когда получен файл.';
