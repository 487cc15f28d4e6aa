set role orientir_owner;

alter table core.fact_labour_balance
    alter column vacancies drop not null,
    alter column work_places drop not null,
    alter column graduates_persons drop not null;

comment on column core.fact_labour_balance.vacancies is 'Vacancies opened in the year; NULL: no vacancies of the year were delivered.';
comment on column core.fact_labour_balance.work_places is 'Work places in those vacancies; NULL: no vacancies of the year were delivered.';
comment on column core.fact_labour_balance.graduates_persons is 'College graduates of the year, persons; NULL: no college reported the year.';
