set role orientir_owner;

drop view if exists mart.quality_check;

create view mart.quality_check as
select c.run_id,
       c.check_name,
       c.severity,
       coalesce(w.name_ru, r.code) as check_result,
       c.failed_rows,
       c.message_ru as check_text,
       c.checked_at,
       coalesce(s.name_ru, c.severity) as check_severity_name
from audit.quality_check c
cross join lateral (
    select case when c.failed_rows = 0 then 'passed' when c.severity = 'fail' then 'failed' else 'warned' end as code
) r
left join core.code_name w on w.code_list = 'check_result' and w.code = r.code
left join core.code_name s on s.code_list = 'check_severity' and s.code = c.severity;

comment on view mart.quality_check is 'Одна строка — проверка того, что запуск собирался опубликовать.';
comment on column mart.quality_check.run_id is 'Запуск.';
comment on column mart.quality_check.check_name is 'Код проверки.';
comment on column mart.quality_check.severity is 'fail — останавливает публикацию, warn — предупреждает.';
comment on column mart.quality_check.check_result is 'Чем кончилась проверка, словами.';
comment on column mart.quality_check.failed_rows is 'Сколько строк проверка не пропустила.';
comment on column mart.quality_check.check_text is 'Что проверяется.';
comment on column mart.quality_check.checked_at is 'Когда проверено.';
comment on column mart.quality_check.check_severity_name is 'Что делает проверка, которая не пройдена.';
