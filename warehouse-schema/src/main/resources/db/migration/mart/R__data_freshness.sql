set role orientir_owner;

drop view if exists mart.data_freshness;

create view mart.data_freshness as
select vintage_key as vintage,
       run_id,
       published_at,
       business_date,
       years
from audit.publication
order by vintage_key desc
limit 1;

comment on view mart.data_freshness is 'Одна строка — последняя публикация: насколько свежи витрины. Пусто, пока ничего не опубликовано.';
comment on column mart.data_freshness.vintage is 'Номер публикации.';
comment on column mart.data_freshness.run_id is 'Запуск, который опубликовал.';
comment on column mart.data_freshness.published_at is 'Когда опубликовано.';
comment on column mart.data_freshness.business_date is 'Дата, на которую опубликовано.';
comment on column mart.data_freshness.years is 'Пересчитанные отчётные годы.';
