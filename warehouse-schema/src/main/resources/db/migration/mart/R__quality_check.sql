set role orientir_owner;

drop view if exists mart.quality_check;

create view mart.quality_check as
select c.run_id,
       c.check_name,
       c.severity,
       case when c.failed_rows = 0 then 'пройдена' when c.severity = 'fail' then 'не пройдена: публикация остановлена'
            else 'предупреждение' end as check_result,
       c.failed_rows,
       c.message_ru as check_text,
       c.checked_at
from audit.quality_check c;

comment on view mart.quality_check is 'Одна строка — проверка того, что запуск собирался опубликовать.';
comment on column mart.quality_check.run_id is 'Запуск.';
comment on column mart.quality_check.check_name is 'Код проверки.';
comment on column mart.quality_check.severity is 'fail — останавливает публикацию, warn — предупреждает.';
comment on column mart.quality_check.check_result is 'Пройдена, предупреждение или не пройдена.';
comment on column mart.quality_check.failed_rows is 'Сколько строк проверка не пропустила.';
comment on column mart.quality_check.check_text is 'Что проверяется.';
comment on column mart.quality_check.checked_at is 'Когда проверено.';
