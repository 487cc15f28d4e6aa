-- Numbers and codes as Russian readers see them, for the marts.
set role orientir_owner;

create or replace function core.number_text(number double precision, digits integer) returns text
    language sql immutable parallel safe
    return translate(to_char(round(number::numeric, digits), 'FM999,999,999,990' || case when digits > 0 then '.' || repeat('0', digits) else '' end),
                     ',.-', U&'\00A0,\2212');

comment on function core.number_text is 'A number with a decimal comma and thousands apart.';

create or replace function core.value_text(value double precision, unit text, unit_name text) returns text
    language sql immutable parallel safe
    return coalesce(case unit
        when 'share' then core.number_text(100 * value, 1) || U&'\00A0%'
        else core.number_text(value, case when unit in ('points', 'work_places_per_graduate') then 2
                                          when value = round(value) or abs(value) >= 1000 then 0 else 1 end)
             || U&'\00A0' || unit_name end, 'нет данных');

comment on function core.value_text is 'A value of an indicator with its unit; shares as per cent; words where there is no value.';

create or replace function core.difference_text(difference double precision, unit text, unit_name text) returns text
    language sql immutable parallel safe
    return case when difference is null then '—'
                else case when difference > 0 then '+' else '' end
                     || case unit when 'share' then core.number_text(100 * difference, 1) || U&'\00A0п.\00A0п.'
                                  else core.value_text(difference, unit, unit_name) end end;

comment on function core.difference_text is 'A difference of two values with its sign and unit; shares in percentage points; a dash where there is none.';

create or replace function core.display_unit(unit text, unit_name text) returns text
    language sql immutable parallel safe
    return case unit when 'share' then '%' else unit_name end;

comment on function core.display_unit is 'The unit that charts show: per cent for shares.';

create or replace function core.evidence_text(months smallint, units_share double precision) returns text
    language sql immutable parallel safe
    return concat_ws(', ', coalesce(months || U&'\00A0мес.', 'месяцы неприменимы'),
                     'отчиталось ' || core.number_text(100 * units_share, 0) || U&'\00A0%');

comment on function core.evidence_text is 'What a value of a stage rests on: months of data and share of organizations that reported.';

create or replace function core.day_text(day date) returns text
    language sql immutable parallel safe
    return to_char(day, 'DD.MM.YYYY');

comment on function core.day_text is 'A day as 31.12.2023.';

create or replace function core.moment_text(moment timestamptz) returns text
    language sql stable parallel safe
    return coalesce(to_char(moment at time zone 'Europe/Moscow', 'DD.MM.YYYY HH24:MI'), '—');

comment on function core.moment_text is 'A moment in Moscow time as 31.12.2023 23:59; a dash where there is none.';

create or replace function core.rows_text(read bigint, valid bigint, rejected bigint) returns text
    language sql immutable parallel safe
    return coalesce('прочитано ' || core.number_text(read, 0) || coalesce(', годных ' || core.number_text(valid, 0), '')
                    || ', отклонено ' || core.number_text(coalesce(rejected, 0), 0), '—');

comment on function core.rows_text is 'Counts of rows in words; a dash where nothing was read.';
