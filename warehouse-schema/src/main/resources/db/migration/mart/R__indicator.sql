set role orientir_owner;

drop view if exists mart.indicator;

create view mart.indicator as
select i.indicator_code,
       i.name_ru as indicator_name,
       i.name_en as indicator_name_en,
       i.unit,
       i.unit_ru as unit_name,
       i.value_kind,
       i.direction,
       i.year_rule,
       i.stage_rule,
       i.same_within_pct,
       i.clause_ru as clause,
       i.definition_ru as definition,
       i.sort_order,
       coalesce(v.name_ru, i.value_kind) as value_kind_name,
       coalesce(d.name_ru, i.direction) as direction_name,
       coalesce(y.name_ru, i.year_rule) as year_rule_name,
       coalesce(s.name_ru, i.stage_rule) as stage_rule_name
from core.dim_indicator i
left join core.code_name v on v.code_list = 'value_kind' and v.code = i.value_kind
left join core.code_name d on d.code_list = 'direction' and d.code = i.direction
left join core.code_name y on y.code_list = 'year_rule' and y.code = i.year_rule
left join core.code_name s on s.code_list = 'stage_rule' and s.code = i.stage_rule
where i.indicator_key <> 0;

comment on view mart.indicator is 'Одна строка — показатель: определение, единица, правила года и этапа.';
comment on column mart.indicator.indicator_code is 'Код показателя.';
comment on column mart.indicator.indicator_name is 'Название показателя.';
comment on column mart.indicator.indicator_name_en is 'Название по-английски.';
comment on column mart.indicator.unit is 'Код единицы измерения.';
comment on column mart.indicator.unit_name is 'Единица измерения.';
comment on column mart.indicator.value_kind is 'count — количество, ratio — отношение, mean — среднее.';
comment on column mart.indicator.direction is 'Что считать улучшением: higher — рост, lower — снижение, neither — ни то ни другое.';
comment on column mart.indicator.year_rule is 'К какому году относится событие: event_year — год события; year_end_stock — состояние на 31 декабря; academic_year_end — год окончания учебного года; survey_year — год опроса; graduation_year — год выпуска.';
comment on column mart.indicator.stage_rule is 'Как из лет складывается этап: sum_of_parts — сумма числителей на сумму знаменателей; mean_of_years — среднее по годам; last_value — последнее значение.';
comment on column mart.indicator.same_within_pct is 'Разница этапов в процентах, которая ещё считается отсутствием изменений.';
comment on column mart.indicator.clause is 'Пункт Концепции или плана; NULL у вспомогательных показателей.';
comment on column mart.indicator.definition is 'Определение: что считается и на что делится.';
comment on column mart.indicator.sort_order is 'Порядок в списках.';
comment on column mart.indicator.value_kind_name is 'Вид значения словами.';
comment on column mart.indicator.direction_name is 'Что считать улучшением, словами.';
comment on column mart.indicator.year_rule_name is 'К какому году относится значение, словами.';
comment on column mart.indicator.stage_rule_name is 'Как из лет складывается этап, словами.';
