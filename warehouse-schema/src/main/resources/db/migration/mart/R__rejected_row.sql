set role orientir_owner;

drop view if exists mart.rejected_row;

create view mart.rejected_row as
select r.feed_code as feed,
       t.territory_id,
       t.name_ru as territory_name,
       r.organization_id,
       o.short_name as organization_name,
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
left join core.dim_organization o on o.organization_id = r.organization_id and o.is_current
left join core.dim_territory t on t.territory_key = o.territory_key
where s.status in ('active', 'refused')
  and not exists (select from audit.superseded_submission c
                  where c.feed_code = r.feed_code and c.file_name = r.file_name and c.sha256 = r.sha256
                    and c.reporting_year = r.reporting_year and c.organization_id = coalesce(r.organization_id, 'unknown'));

comment on view mart.rejected_row is 'Одна строка — нарушение правила строкой файла или файлом целиком. Только то, что действует или отклонено сейчас: исправленное более поздней формой отсюда уходит.';
comment on column mart.rejected_row.feed is 'Код вида данных.';
comment on column mart.rejected_row.territory_id is 'Код ОКТМО территории организации, 8 цифр; NULL, если организация неизвестна.';
comment on column mart.rejected_row.territory_name is 'Территория организации; NULL, если организация неизвестна.';
comment on column mart.rejected_row.organization_id is 'Код организации, о которой строка; NULL, если он не указан или не читается, и у отклонённого файла.';
comment on column mart.rejected_row.organization_name is 'Краткое наименование организации, действующее сейчас; NULL, если её нет в реестре.';
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
