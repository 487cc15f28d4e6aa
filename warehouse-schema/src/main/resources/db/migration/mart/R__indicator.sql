set role orientir_owner;

drop view if exists mart.indicator;

create view mart.indicator as
select indicator_code,
       name_ru as indicator_name,
       name_en as indicator_name_en,
       unit,
       unit_ru as unit_name,
       value_kind,
       direction,
       year_rule,
       stage_rule,
       same_within_pct,
       clause_ru as clause,
       definition_ru as definition,
       sort_order
from core.dim_indicator
where indicator_key <> 0;

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
