set role orientir_owner;

drop view if exists mart.data_freshness;

create view mart.data_freshness as
select vintage_key as vintage,
       run_id,
       published_at,
       business_date,
       years,
       core.moment_text(published_at) as published_text,
       core.day_text(business_date) as business_date_text,
       array_to_string(years, ', ') as years_text
from audit.publication
order by vintage_key desc
limit 1;

comment on view mart.data_freshness is 'Одна строка — последняя публикация: насколько свежи витрины. Пусто, пока ничего не опубликовано.';
comment on column mart.data_freshness.vintage is 'Номер публикации.';
comment on column mart.data_freshness.run_id is 'Запуск, который опубликовал.';
comment on column mart.data_freshness.published_at is 'Когда опубликовано.';
comment on column mart.data_freshness.business_date is 'Дата, на которую опубликовано.';
comment on column mart.data_freshness.years is 'Пересчитанные отчётные годы.';
comment on column mart.data_freshness.published_text is 'Когда опубликовано, по московскому времени.';
comment on column mart.data_freshness.business_date_text is 'Дата, на которую опубликовано.';
comment on column mart.data_freshness.years_text is 'Пересчитанные отчётные годы через запятую.';
