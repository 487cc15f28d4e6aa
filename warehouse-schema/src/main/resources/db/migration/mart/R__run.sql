set role orientir_owner;

drop view if exists mart.run;

create view mart.run as
select r.run_id,
       r.command,
       r.business_date,
       r.started_at,
       r.finished_at,
       extract(epoch from r.finished_at - r.started_at)::double precision as duration_seconds,
       r.status,
       s.rows_read,
       s.rows_written,
       s.rows_rejected,
       p.vintage_key as vintage,
       r.exit_code,
       r.message,
       coalesce(c.name_ru, r.command) as command_name,
       coalesce(w.name_ru, r.status) as status_name,
       core.moment_text(r.started_at) as started_text,
       coalesce(core.number_text(extract(epoch from r.finished_at - r.started_at)::double precision / 60, 1) || U&'\00A0мин', '—') as duration_text,
       core.rows_text(s.rows_read, null, s.rows_rejected) as rows_text,
       coalesce('№ ' || p.vintage_key, '—') as publication_text
from audit.load_run r
left join audit.publication p on p.run_id = r.run_id
left join lateral (
    select sum(step.rows_read)::bigint as rows_read,
           sum(step.rows_written)::bigint as rows_written,
           sum(step.rows_rejected)::bigint as rows_rejected
    from audit.load_step step
    where step.run_id = r.run_id
) s on true
left join core.code_name c on c.code_list = 'command' and c.code = r.command
left join core.code_name w on w.code_list = 'run_status'
    and w.code = case when r.status = 'PUBLISHED' and r.exit_code = 3 then 'PUBLISHED_WITH_REFUSALS' else r.status end;

comment on view mart.run is 'Одна строка — запуск загрузки.';
comment on column mart.run.run_id is 'Номер запуска.';
comment on column mart.run.command is 'Команда.';
comment on column mart.run.business_date is 'Дата, на которую выполнен запуск.';
comment on column mart.run.started_at is 'Начало.';
comment on column mart.run.finished_at is 'Окончание; NULL, пока идёт или если прерван.';
comment on column mart.run.duration_seconds is 'Длительность, секунд; NULL, пока идёт или если прерван.';
comment on column mart.run.status is 'RUNNING — идёт; PUBLISHED — опубликовано; NOTHING_NEW — нового нет; FAILED — ошибка; CHECKS_FAILED — проверки не пройдены, ничего не опубликовано.';
comment on column mart.run.rows_read is 'Прочитано строк всеми шагами; NULL, если ни один шаг не читал.';
comment on column mart.run.rows_written is 'Записано строк всеми шагами; NULL, если ни один шаг не писал.';
comment on column mart.run.rows_rejected is 'Отклонено строк всеми шагами; NULL, если ни один шаг не отклонял.';
comment on column mart.run.vintage is 'Номер публикации; NULL, если ничего не опубликовано.';
comment on column mart.run.exit_code is 'Код завершения; NULL, пока идёт или если прерван.';
comment on column mart.run.message is 'Чем кончился запуск; NULL, если сказать нечего.';
comment on column mart.run.command_name is 'Что запускали.';
comment on column mart.run.status_name is 'Чем кончился запуск.';
comment on column mart.run.started_text is 'Начало по московскому времени.';
comment on column mart.run.duration_text is 'Длительность в минутах; прочерк, пока идёт или если прерван.';
comment on column mart.run.rows_text is 'Сколько строк прочитано и отклонено; прочерк, если ничего не прочитано.';
comment on column mart.run.publication_text is 'Номер публикации; прочерк, если ничего не опубликовано.';
