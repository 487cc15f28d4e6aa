set role orientir_owner;

create table core.fact_indicator_value (
    reporting_year smallint not null,
    level text not null,
    territory_key integer not null references core.dim_territory (territory_key),
    organization_key integer not null references core.dim_organization (organization_key),
    indicator_key integer not null references core.dim_indicator (indicator_key),
    education_stage_key integer not null references core.dim_education_stage (education_stage_key),
    learner_category_key integer not null references core.dim_learner_category (learner_category_key),
    numerator double precision,
    denominator double precision,
    value double precision,
    observations bigint,
    months_covered smallint,
    units_expected integer,
    units_covered integer,
    status text not null,
    primary key (reporting_year, level, territory_key, organization_key, indicator_key, education_stage_key, learner_category_key),
    check (level in ('organization', 'municipality')),
    check (level = 'organization' or organization_key = 0),
    check (status in ('reported', 'zero', 'partial', 'not_sent', 'no_denominator')),
    check (status <> 'not_sent' or value is null),
    check (months_covered between 0 and 12)
) partition by list (reporting_year);

comment on table core.fact_indicator_value is 'One row is the value of an indicator for an organization or a municipality, education stage and learner category in a reporting year.';
comment on column core.fact_indicator_value.reporting_year is 'Reporting year; the partition.';
comment on column core.fact_indicator_value.level is 'organization or municipality.';
comment on column core.fact_indicator_value.territory_key is 'Territory the fact belongs to.';
comment on column core.fact_indicator_value.organization_key is 'Version of the organization valid at the time; one version a year. 0 at level municipality.';
comment on column core.fact_indicator_value.indicator_key is 'Indicator.';
comment on column core.fact_indicator_value.education_stage_key is 'Education stage; all is the whole.';
comment on column core.fact_indicator_value.learner_category_key is 'Learner category; all is the whole, the others are parts that overlap.';
comment on column core.fact_indicator_value.numerator is 'What is counted; NULL where nobody reported it.';
comment on column core.fact_indicator_value.denominator is 'What it is divided by; NULL for counts and where nobody reported it.';
comment on column core.fact_indicator_value.value is 'numerator / denominator, or the count itself, in the unit of the indicator (shares 0–1); NULL where it cannot be told: see status.';
comment on column core.fact_indicator_value.observations is 'Rows the value rests on, such as participations or answers; NULL where nobody reported.';
comment on column core.fact_indicator_value.months_covered is 'Months of the year the data cover, 0–12; NULL where months do not apply.';
comment on column core.fact_indicator_value.units_expected is 'Organizations that should have reported; NULL where nobody in particular must.';
comment on column core.fact_indicator_value.units_covered is 'Organizations that did report; NULL where nobody in particular must.';
comment on column core.fact_indicator_value.status is 'reported; zero: reported as none; partial: some of those who should have reported did not; not_sent: who should have reported did not, value NULL; no_denominator: nothing to divide by.';

create table core.fact_submission (
    reporting_year smallint not null,
    feed_code text not null references core.dim_feed (feed_code),
    organization_key integer not null references core.dim_organization (organization_key),
    status text not null,
    files integer not null,
    rows_read bigint not null,
    rows_rejected bigint not null,
    first_received_at timestamptz,
    last_received_at timestamptz,
    primary key (reporting_year, feed_code, organization_key),
    check (status in ('sent', 'zero', 'not_sent')),
    check (files >= 0 and rows_read >= 0 and rows_rejected >= 0)
) partition by list (reporting_year);

comment on table core.fact_submission is 'One row is a feed that an organization reported by, or should have, in a reporting year.';
comment on column core.fact_submission.reporting_year is 'Reporting year; the partition.';
comment on column core.fact_submission.feed_code is 'Feed.';
comment on column core.fact_submission.organization_key is 'Version of the organization valid at the time; 0 where a feed has no single sender.';
comment on column core.fact_submission.status is 'sent; zero: sent and empty, which reports none; not_sent: expected and missing.';
comment on column core.fact_submission.files is 'Files taken into account.';
comment on column core.fact_submission.rows_read is 'Data rows read from them.';
comment on column core.fact_submission.rows_rejected is 'Rows left out of the facts.';
comment on column core.fact_submission.first_received_at is 'When the first file was received; NULL where nothing was sent.';
comment on column core.fact_submission.last_received_at is 'When the last file was received; NULL where nothing was sent.';

create table core.fact_stage_comparison (
    level text not null,
    territory_key integer not null references core.dim_territory (territory_key),
    organization_key integer not null references core.dim_organization (organization_key),
    indicator_key integer not null references core.dim_indicator (indicator_key),
    education_stage_key integer not null references core.dim_education_stage (education_stage_key),
    learner_category_key integer not null references core.dim_learner_category (learner_category_key),
    base_stage_key integer not null references core.dim_programme_stage (programme_stage_key),
    compared_stage_key integer not null references core.dim_programme_stage (programme_stage_key),
    base_numerator double precision,
    base_denominator double precision,
    base_value double precision,
    compared_numerator double precision,
    compared_denominator double precision,
    compared_value double precision,
    base_months smallint,
    compared_months smallint,
    base_units_share double precision,
    compared_units_share double precision,
    difference double precision,
    relative_difference_pct double precision,
    verdict text not null,
    reason_code text not null,
    reason_ru text not null,
    primary key (level, territory_key, organization_key, indicator_key, education_stage_key, learner_category_key, base_stage_key, compared_stage_key),
    check (level in ('organization', 'municipality')),
    check (verdict in ('better', 'worse', 'same', 'not_comparable')),
    check (base_units_share between 0 and 1),
    check (compared_units_share between 0 and 1),
    check (base_stage_key <> compared_stage_key)
);

comment on table core.fact_stage_comparison is 'One row is a comparison of two stages of an indicator for an organization or a municipality, education stage and learner category. Replaced whole at every publication.';
comment on column core.fact_stage_comparison.level is 'organization or municipality.';
comment on column core.fact_stage_comparison.territory_key is 'Territory the fact belongs to.';
comment on column core.fact_stage_comparison.organization_key is 'Latest version of the organization; 0 at level municipality.';
comment on column core.fact_stage_comparison.indicator_key is 'Indicator.';
comment on column core.fact_stage_comparison.education_stage_key is 'Education stage; all is the whole.';
comment on column core.fact_stage_comparison.learner_category_key is 'Learner category; all is the whole, the others are parts that overlap.';
comment on column core.fact_stage_comparison.base_stage_key is 'Stage compared with, usually the earlier one.';
comment on column core.fact_stage_comparison.compared_stage_key is 'Stage that is judged, usually the later one.';
comment on column core.fact_stage_comparison.base_numerator is 'Numerator of the base stage; NULL where not known.';
comment on column core.fact_stage_comparison.base_denominator is 'Denominator of the base stage; NULL for counts and where not known.';
comment on column core.fact_stage_comparison.base_value is 'Value of the base stage by the stage rule of the indicator; NULL where not known.';
comment on column core.fact_stage_comparison.compared_numerator is 'Numerator of the compared stage; NULL where not known.';
comment on column core.fact_stage_comparison.compared_denominator is 'Denominator of the compared stage; NULL for counts and where not known.';
comment on column core.fact_stage_comparison.compared_value is 'Value of the compared stage by the stage rule of the indicator; NULL where not known.';
comment on column core.fact_stage_comparison.base_months is 'Months the data of the base stage cover; NULL where months do not apply.';
comment on column core.fact_stage_comparison.compared_months is 'Months the data of the compared stage cover; NULL where months do not apply.';
comment on column core.fact_stage_comparison.base_units_share is 'Share 0–1 of units and years of the base stage that were reported; NULL where nobody in particular must.';
comment on column core.fact_stage_comparison.compared_units_share is 'Share 0–1 of units and years of the compared stage that were reported; NULL where nobody in particular must.';
comment on column core.fact_stage_comparison.difference is 'compared_value - base_value in the unit of the indicator; NULL where not comparable.';
comment on column core.fact_stage_comparison.relative_difference_pct is 'Difference in per cent of the base value; NULL where not comparable or the base is 0.';
comment on column core.fact_stage_comparison.verdict is 'better, worse, same or not_comparable.';
comment on column core.fact_stage_comparison.reason_code is 'Why the verdict is what it is, as a code.';
comment on column core.fact_stage_comparison.reason_ru is 'Why the verdict is what it is, in Russian.';
