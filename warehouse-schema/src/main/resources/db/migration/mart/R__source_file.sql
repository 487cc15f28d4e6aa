set role orientir_owner;

drop view if exists mart.source_file;

create view mart.source_file as
select f.feed_code,
       coalesce(d.name_ru, f.feed_code) as feed_name,
       f.file_name,
       t.territory_id,
       t.name_ru as territory_name,
       o.organization_id,
       o.short_name as organization_name,
       f.status,
       coalesce(w.name_ru, f.status) as status_name,
       f.received_at,
       array_to_string(f.reporting_years, ', ') as years_text,
       f.rows_read,
       f.rows_valid,
       f.rows_rejected,
       f.run_id,
       coalesce(o.short_name, nullif(t.name_ru, 'Неизвестно'), 'не определён') as sender_name,
       core.rows_text(f.rows_read, f.rows_valid, f.rows_rejected) as rows_text,
       core.moment_text(f.received_at) as received_text
from audit.source_file f
join core.source_file_sender s on s.source_file_id = f.source_file_id
join core.dim_territory t on t.territory_key = s.territory_key
left join core.dim_organization o on o.organization_id = s.organization_id and o.is_current
left join core.dim_feed d on d.feed_code = f.feed_code
left join core.code_name w on w.code_list = 'file_status' and w.code = f.status;

comment on view mart.source_file is 'Одна строка — полученный файл: от кого, что в нём, учтён ли он.';
comment on column mart.source_file.feed_code is 'Код вида данных.';
comment on column mart.source_file.feed_name is 'Вид данных.';
comment on column mart.source_file.file_name is 'Имя файла внутри папки вида данных.';
comment on column mart.source_file.territory_id is 'Код ОКТМО территории отправителя, 8 цифр; unknown, если её нельзя определить.';
comment on column mart.source_file.territory_name is 'Территория отправителя.';
comment on column mart.source_file.organization_id is 'Код организации, приславшей файл; NULL, если в файле строки нескольких организаций и по имени файла её не узнать.';
comment on column mart.source_file.organization_name is 'Организация, приславшая файл; NULL, если её нельзя определить.';
comment on column mart.source_file.status is 'active — учтён, superseded — заменён новым файлом с тем же именем, refused — отклонён целиком.';
comment on column mart.source_file.status_name is 'Состояние файла словами.';
comment on column mart.source_file.received_at is 'Когда получен файл.';
comment on column mart.source_file.years_text is 'Отчётные годы учтённых строк через запятую; пусто, если таких строк нет.';
comment on column mart.source_file.rows_read is 'Прочитано строк, пропущенные по форме в том числе; NULL, если файл не прочитан.';
comment on column mart.source_file.rows_valid is 'Годных строк; NULL, если файл не прочитан.';
comment on column mart.source_file.rows_rejected is 'Отклонено строк; NULL, если файл не прочитан.';
comment on column mart.source_file.run_id is 'Запуск, который учёл или отклонил файл последним.';
comment on column mart.source_file.sender_name is 'Кто прислал: организация, иначе территория, иначе «не определён».';
comment on column mart.source_file.rows_text is 'Сколько строк прочитано, годно и отклонено; прочерк, если файл не прочитан.';
comment on column mart.source_file.received_text is 'Когда получен файл, по московскому времени.';
