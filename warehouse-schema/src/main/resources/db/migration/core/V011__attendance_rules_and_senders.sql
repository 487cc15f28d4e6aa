-- What the dashboards ask within a third of a second and could not have counted from single participations in that time.
set role orientir_owner;

create table core.fact_event_attendance (
    reporting_year smallint not null,
    organization_key integer not null references core.dim_organization (organization_key),
    event_edition_key integer not null references core.dim_event_edition (event_edition_key),
    education_stage_key integer not null references core.dim_education_stage (education_stage_key),
    learner_category_key integer not null references core.dim_learner_category (learner_category_key),
    territory_key integer not null references core.dim_territory (territory_key),
    participations integer not null,
    unique_children_persons integer not null,
    winners_persons integer not null,
    prize_winners_persons integer not null,
    primary key (reporting_year, organization_key, event_edition_key, education_stage_key, learner_category_key, territory_key),
    check (unique_children_persons <= participations),
    check (winners_persons >= 0 and prize_winners_persons >= 0)
) partition by list (reporting_year);

comment on table core.fact_event_attendance is 'One row is an edition of an event for the learners of an organization, education stage and learner category in a year: fact_event_participation counted.';
comment on column core.fact_event_attendance.reporting_year is 'Reporting year; the partition.';
comment on column core.fact_event_attendance.organization_key is 'Version of the organization at the end of the year.';
comment on column core.fact_event_attendance.event_edition_key is 'Edition of the event series.';
comment on column core.fact_event_attendance.education_stage_key is 'Education stage of the learners; there are no rows for all stages.';
comment on column core.fact_event_attendance.learner_category_key is 'Learner category; categories overlap.';
comment on column core.fact_event_attendance.territory_key is 'Territory the participations belong to.';
comment on column core.fact_event_attendance.participations is 'Participations; additive except over learner categories.';
comment on column core.fact_event_attendance.unique_children_persons is 'Different learners who took part; not additive.';
comment on column core.fact_event_attendance.winners_persons is 'Different learners who won; not additive.';
comment on column core.fact_event_attendance.prize_winners_persons is 'Different learners who won a prize; not additive.';

create index fact_event_attendance_territory on core.fact_event_attendance (territory_key, learner_category_key);


create table core.fact_municipal_event_attendance (
    reporting_year smallint not null,
    territory_key integer not null references core.dim_territory (territory_key),
    event_series_key integer not null references core.dim_event_series (event_series_key),
    education_stage_key integer not null references core.dim_education_stage (education_stage_key),
    learner_category_key integer not null references core.dim_learner_category (learner_category_key),
    participations integer not null,
    unique_children_persons integer not null,
    winners_persons integer not null,
    prize_winners_persons integer not null,
    awarded_children_persons integer not null,
    primary key (reporting_year, territory_key, event_series_key, education_stage_key, learner_category_key),
    check (unique_children_persons <= participations),
    check (awarded_children_persons <= winners_persons + prize_winners_persons)
) partition by list (reporting_year);

comment on table core.fact_municipal_event_attendance is 'One row is an event series for the learners of a municipality, education stage (or all stages) and learner category in a year; every child counts once.';
comment on column core.fact_municipal_event_attendance.reporting_year is 'Reporting year; the partition.';
comment on column core.fact_municipal_event_attendance.territory_key is 'Municipality the participations belong to.';
comment on column core.fact_municipal_event_attendance.event_series_key is 'Event series; levels and formats together.';
comment on column core.fact_municipal_event_attendance.education_stage_key is 'Education stage of the learners, or all stages.';
comment on column core.fact_municipal_event_attendance.learner_category_key is 'Learner category; categories overlap.';
comment on column core.fact_municipal_event_attendance.participations is 'Participations; additive over event series and years.';
comment on column core.fact_municipal_event_attendance.unique_children_persons is 'Different learners who took part; not additive.';
comment on column core.fact_municipal_event_attendance.winners_persons is 'Different learners who won; not additive.';
comment on column core.fact_municipal_event_attendance.prize_winners_persons is 'Different learners who won a prize; not additive.';
comment on column core.fact_municipal_event_attendance.awarded_children_persons is 'Different learners who won or won a prize; not additive.';

-- The organizations of a municipality that have a value of an indicator: their median is taken for one of them.
create index fact_indicator_value_peers on core.fact_indicator_value
    (territory_key, indicator_key, education_stage_key, learner_category_key);


create table core.dim_reject_rule (
    reject_rule_key integer generated by default as identity primary key,
    reject_rule_code text not null unique,
    name_ru text not null,
    name_en text not null
);

comment on table core.dim_reject_rule is 'One row is a rule that rows and files are checked by.';
comment on column core.dim_reject_rule.reject_rule_key is 'Surrogate key; 0 is the unknown member.';
comment on column core.dim_reject_rule.reject_rule_code is 'Code of the rule; business key.';
comment on column core.dim_reject_rule.name_ru is 'What is wrong, in a few Russian words.';
comment on column core.dim_reject_rule.name_en is 'The same in English.';

insert into core.dim_reject_rule (reject_rule_key, reject_rule_code, name_ru, name_en)
values (0, 'unknown', 'Неизвестно', 'Unknown');


alter table audit.load_file add column sender text;
comment on column audit.load_file.sender is 'Organization, by id or name, that all rows name; else what the file name begins with; NULL before conforming.';
alter table audit.source_file add column sender text;
comment on column audit.source_file.sender is 'Organization, by id or name, that all rows name; else what the file name begins with; NULL where nothing says it.';
