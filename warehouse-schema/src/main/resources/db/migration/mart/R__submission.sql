set role orientir_owner;

drop view if exists mart.submission;

create view mart.submission as
select f.feed_code,
       d.name_ru as feed_name,
       t.territory_id,
       t.name_ru as territory_name,
       o.organization_id,
       current.short_name as organization_name,
       f.reporting_year,
       f.status,
       f.files,
       f.rows_read,
       f.rows_rejected,
       f.first_received_at,
       f.last_received_at,
       coalesce(w.name_ru, f.status) as status_name,
       s.stage_code,
       s.stage_name,
       core.moment_text(f.last_received_at) as last_received_text
from core.fact_submission f
join core.dim_feed d on d.feed_code = f.feed_code
join core.dim_organization o on o.organization_key = f.organization_key
join core.dim_organization current on current.organization_id = o.organization_id and current.is_current
join core.dim_territory t on t.territory_key = current.territory_key
left join core.reporting_year_stage s on s.reporting_year = f.reporting_year
left join core.code_name w on w.code_list = 'submission_status' and w.code = f.status;

comment on view mart.submission is 'Одна строка — сдача отчётности организацией по виду данных за отчётный год.';
comment on column mart.submission.feed_code is 'Код вида данных.';
comment on column mart.submission.feed_name is 'Вид данных.';
comment on column mart.submission.territory_id is 'Код ОКТМО территории, 8 цифр.';
comment on column mart.submission.territory_name is 'Название территории.';
comment on column mart.submission.organization_id is 'Код организации; unknown, если у вида данных нет единственного отправителя.';
comment on column mart.submission.organization_name is 'Краткое наименование организации, действующее сейчас.';
comment on column mart.submission.reporting_year is 'Отчётный год.';
comment on column mart.submission.status is 'sent — прислано; zero — прислан нулевой отчёт; not_sent — ожидалось, но не прислано.';
comment on column mart.submission.files is 'Число учтённых файлов.';
comment on column mart.submission.rows_read is 'Прочитано строк данных.';
comment on column mart.submission.rows_rejected is 'Отклонено строк.';
comment on column mart.submission.first_received_at is 'Когда получен первый файл; NULL, если ничего не прислано.';
comment on column mart.submission.last_received_at is 'Когда получен последний файл; NULL, если ничего не прислано.';
comment on column mart.submission.status_name is 'Состояние сдачи словами.';
comment on column mart.submission.stage_code is 'Код этапа программы, в который входит год; NULL вне этапов.';
comment on column mart.submission.stage_name is 'Название этапа программы с годами; NULL вне этапов.';
comment on column mart.submission.last_received_text is 'Когда получен последний файл, по московскому времени; прочерк, если ничего не прислано.';
