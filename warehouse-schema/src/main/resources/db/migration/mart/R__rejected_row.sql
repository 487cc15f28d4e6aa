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
       f.received_at,
       coalesce(d.name_ru, r.feed_code) as feed_name,
       coalesce(u.name_ru, r.rule) as rule_name,
       coalesce(w.name_ru, r.severity) as severity_name,
       t.territory_id,
       t.name_ru as territory_name,
       coalesce(r.organization_id, s.organization_id) as organization_id,
       o.short_name as organization_name,
       y.stage_code,
       coalesce(o.short_name, nullif(t.name_ru, 'Неизвестно'), 'не определён') as sender_name,
       coalesce(nullif(concat_ws(', ', 'лист «' || r.sheet || '»', 'строка ' || r.row_number, nullif(r.cell, '')), ''), 'весь файл') as place_text
from audit.rejected_row r
join audit.source_file f on f.feed_code = r.feed_code and f.file_name = r.file_name and f.sha256 = r.sha256
join core.source_file_sender s on s.source_file_id = f.source_file_id
left join core.dim_organization o on o.organization_id = coalesce(r.organization_id, s.organization_id) and o.is_current
join core.dim_territory t on t.territory_key = coalesce(o.territory_key, s.territory_key)
left join core.dim_feed d on d.feed_code = r.feed_code
left join core.dim_reject_rule u on u.reject_rule_code = r.rule
left join core.code_name w on w.code_list = 'rejection_severity' and w.code = r.severity
left join core.reporting_year_stage y on y.reporting_year = r.reporting_year
where f.status in ('active', 'refused')
  and not exists (select from audit.superseded_submission c
                  where c.feed_code = r.feed_code and c.file_name = r.file_name and c.sha256 = r.sha256
                    and c.reporting_year = r.reporting_year and c.organization_id = coalesce(r.organization_id, 'unknown'));

comment on view mart.rejected_row is 'Одна строка — нарушение правила строкой файла или файлом целиком. Только то, что действует или отклонено сейчас: исправленное более поздней формой отсюда уходит.';
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
comment on column mart.rejected_row.feed_name is 'Вид данных.';
comment on column mart.rejected_row.rule_name is 'Нарушенное правило в нескольких словах.';
comment on column mart.rejected_row.severity_name is 'Что сделано со строкой или файлом, словами.';
comment on column mart.rejected_row.territory_id is 'Код ОКТМО территории организации, 8 цифр; unknown, если её нельзя определить.';
comment on column mart.rejected_row.territory_name is 'Территория организации.';
comment on column mart.rejected_row.organization_id is 'Код организации, о которой строка, а где он не читается — приславшей файл; NULL, если не узнать ни того, ни другого.';
comment on column mart.rejected_row.organization_name is 'Краткое наименование организации, действующее сейчас; NULL, если её нет в реестре.';
comment on column mart.rejected_row.stage_code is 'Код этапа программы, в который входит год; NULL вне этапов и если год неизвестен.';
comment on column mart.rejected_row.sender_name is 'Кто прислал файл: организация, иначе территория, иначе «не определён».';
comment on column mart.rejected_row.place_text is 'Лист, строка и ячейка; «весь файл», если отклонён весь файл.';
