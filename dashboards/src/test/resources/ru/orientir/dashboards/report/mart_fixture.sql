-- The columns of the marts the report reads, as tables.
create schema mart;
create table mart.data_freshness (vintage bigint, published_at timestamptz, business_date date);
create table mart.baseline (name text, period text, value numeric, unit text, source text);
create table mart.programme_stage (
    programme_code text, stage_code text, stage_name text, first_year smallint, last_year smallint);
create table mart.indicator (
    indicator_code text, indicator_name text, unit text, unit_name text, value_kind text, direction text,
    year_rule text, stage_rule text, same_within_pct numeric, clause text, definition text, sort_order int);
create table mart.indicator_by_municipality_year (
    territory_id text, territory_name text, indicator_code text, indicator_name text, unit text,
    reporting_year smallint, stage_code text, education_stage text, education_stage_name text,
    learner_category text, learner_category_name text, numerator double precision, denominator double precision,
    value double precision, observations bigint, status text, months_covered smallint, vintage bigint,
    units_expected int, units_covered int);
create table mart.stage_comparison (
    level text, territory_id text, territory_name text, organization_id text, organization_name text,
    indicator_code text, indicator_name text, unit text, direction text, education_stage text,
    education_stage_name text, learner_category text, learner_category_name text, base_stage_code text,
    compared_stage_code text, base_numerator double precision, base_denominator double precision,
    base_value double precision, compared_numerator double precision, compared_denominator double precision,
    compared_value double precision, base_months smallint, compared_months smallint,
    base_units_share double precision, compared_units_share double precision, difference double precision,
    relative_difference_pct double precision, verdict text, reason text, reason_code text);
create table mart.submission (
    feed_code text, feed_name text, territory_id text, territory_name text, organization_id text,
    organization_name text, reporting_year smallint, status text, files int, rows_read bigint,
    rows_rejected bigint, first_received_at timestamptz, last_received_at timestamptz);
create table mart.labour_balance (
    reporting_year smallint, stage_code text, territory_id text, territory_name text,
    profession_group_code text, profession_group_name text, vacancies bigint, work_places bigint,
    graduates bigint, vacancies_per_graduate double precision, gap_persons bigint);
create table mart.rejected_row (
    feed text, file_name text, sheet text, row_number bigint, cell text, rule text, severity text,
    message_ru text, message_en text, masked_row text, reporting_year smallint, run_id text,
    received_at timestamptz);
