set role orientir_owner;

create or replace view core.reporting_year_vintage as
select distinct on (year)
       year as reporting_year,
       vintage_key,
       published_at
from audit.publication
cross join lateral unnest(years) as rebuilt (year)
order by year, vintage_key desc;

comment on view core.reporting_year_vintage is 'One row is a reporting year and the publication that rebuilt it last.';
comment on column core.reporting_year_vintage.reporting_year is 'Reporting year.';
comment on column core.reporting_year_vintage.vintage_key is 'Latest publication that rebuilt the year.';
comment on column core.reporting_year_vintage.published_at is 'When it was published.';
