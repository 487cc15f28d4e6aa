-- Numbers and codes as Russian readers see them, for the marts.
set role orientir_owner;

create or replace function core.number_text(number double precision, digits integer) returns text
    language sql immutable parallel safe
    return translate(to_char(round(number::numeric, digits), 'FM999,999,999,990' || case when digits > 0 then '.' || repeat('0', digits) else '' end),
                     ',.-', U&'\00A0,\2212');

comment on function core.number_text is 'A number with a decimal comma and thousands apart.';

create or replace function core.value_text(value double precision, unit text, unit_name text) returns text
    language sql immutable parallel safe
    return case unit
        when 'share' then core.number_text(100 * value, 1) || U&'\00A0%'
        else core.number_text(value, case when unit in ('points', 'work_places_per_graduate') then 2
                                          when value = round(value) or abs(value) >= 1000 then 0 else 1 end)
             || U&'\00A0' || unit_name end;

comment on function core.value_text is 'A value of an indicator with its unit; shares as per cent.';

create or replace function core.difference_text(difference double precision, unit text, unit_name text) returns text
    language sql immutable parallel safe
    return case when difference > 0 then '+' else '' end
        || case unit when 'share' then core.number_text(100 * difference, 1) || U&'\00A0п.\00A0п.'
                     else core.value_text(difference, unit, unit_name) end;

comment on function core.difference_text is 'A difference of two values with its sign and unit; shares in percentage points.';

create or replace function core.display_unit(unit text, unit_name text) returns text
    language sql immutable parallel safe
    return case unit when 'share' then '%' else unit_name end;

comment on function core.display_unit is 'The unit that charts show: per cent for shares.';

create or replace function core.value_status_name(status text) returns text
    language sql immutable parallel safe
    return case status when 'reported' then 'данные полные' when 'zero' then 'ноль' when 'partial' then 'данные частичные'
                       when 'not_sent' then 'не прислано' when 'no_denominator' then 'нет знаменателя' else status end;

comment on function core.value_status_name is 'Status of a value in Russian.';
