set role orientir_owner;

drop view if exists mart.stage_comparison;

create view mart.stage_comparison as
select f.level,
       t.territory_id,
       t.name_ru as territory_name,
       case when f.level = 'organization' then o.organization_id end as organization_id,
       case when f.level = 'organization' then current.short_name end as organization_name,
       i.indicator_code,
       i.name_ru as indicator_name,
       i.unit,
       i.unit_ru as unit_name,
       i.direction,
       g.education_stage,
       g.education_stage_name,
       g.learner_category,
       g.learner_category_name,
       g.group_code,
       g.group_name,
       g.split_by,
       b.stage_code as base_stage_code,
       d.stage_code as compared_stage_code,
       f.base_numerator,
       f.base_denominator,
       f.base_value,
       f.compared_numerator,
       f.compared_denominator,
       f.compared_value,
       f.base_months,
       f.compared_months,
       f.base_units_share,
       f.compared_units_share,
       f.difference,
       f.relative_difference_pct,
       f.verdict,
       f.reason_ru as reason,
       f.reason_code,
       b.stage_code || ' → ' || d.stage_code as stage_pair,
       coalesce(w.name_ru, f.verdict) as verdict_name,
       f.relative_difference_pct * case i.direction when 'higher' then 1 when 'lower' then -1 end as improvement_pct,
       core.display_unit(i.unit, i.unit_ru) as display_unit,
       core.value_text(f.base_value, i.unit, i.unit_ru) as base_value_text,
       core.value_text(f.compared_value, i.unit, i.unit_ru) as compared_value_text,
       core.difference_text(f.difference, i.unit, i.unit_ru) as difference_text,
       i.name_ru || ', ' || core.display_unit(i.unit, i.unit_ru) as indicator_label,
       core.evidence_text(f.base_months, f.base_units_share) as base_evidence,
       core.evidence_text(f.compared_months, f.compared_units_share) as compared_evidence,
       case when f.level = 'organization' then k.organization_kind_code end as organization_kind,
       case when f.level = 'organization' then k.name_ru end as organization_kind_name,
       i.definition_ru as definition,
       i.clause_ru as clause,
       i.same_within_pct,
       coalesce(r.name_ru, f.reason_code) as reason_name
from core.fact_stage_comparison f
join core.dim_territory t on t.territory_key = f.territory_key
join core.dim_organization o on o.organization_key = f.organization_key
join core.dim_organization current on current.organization_id = o.organization_id and current.is_current
join core.dim_organization_kind k on k.organization_kind_code = current.organization_kind_code
join core.dim_indicator i on i.indicator_key = f.indicator_key
join core.indicator_group g on g.group_key = f.group_key
join core.dim_programme_stage b on b.programme_stage_key = f.base_stage_key
join core.dim_programme_stage d on d.programme_stage_key = f.compared_stage_key
left join core.code_name w on w.code_list = 'verdict' and w.code = f.verdict
left join core.code_name r on r.code_list = 'reason' and r.code = f.reason_code;

comment on view mart.stage_comparison is 'Одна строка — сравнение двух этапов программы по показателю для организации или муниципалитета, ступени образования и категории обучающихся, с выводом и его причиной.';
comment on column mart.stage_comparison.level is 'organization — организация, municipality — муниципалитет.';
comment on column mart.stage_comparison.territory_id is 'Код ОКТМО территории, 8 цифр.';
comment on column mart.stage_comparison.territory_name is 'Название территории.';
comment on column mart.stage_comparison.organization_id is 'Код организации; NULL у муниципалитета.';
comment on column mart.stage_comparison.organization_name is 'Краткое наименование организации, действующее сейчас; NULL у муниципалитета.';
comment on column mart.stage_comparison.indicator_code is 'Код показателя.';
comment on column mart.stage_comparison.indicator_name is 'Название показателя.';
comment on column mart.stage_comparison.unit is 'Код единицы измерения: share — доля от 0 до 1, persons — человек и так далее.';
comment on column mart.stage_comparison.unit_name is 'Единица измерения.';
comment on column mart.stage_comparison.direction is 'Что считать улучшением: higher — рост, lower — снижение, neither — ни то ни другое.';
comment on column mart.stage_comparison.education_stage is 'Код ступени образования; all — все ступени; NULL — группа выделена и по другому разрезу: см. group_code.';
comment on column mart.stage_comparison.education_stage_name is 'Ступень образования.';
comment on column mart.stage_comparison.learner_category is 'Код категории обучающихся; all — все, NULL — как у ступени. Категории пересекаются: не складывать.';
comment on column mart.stage_comparison.learner_category_name is 'Категория обучающихся.';
comment on column mart.stage_comparison.group_code is 'Код группы: разрезы и их значения; all — показатель в целом.';
comment on column mart.stage_comparison.group_name is 'Группа, о которой говорит значение.';
comment on column mart.stage_comparison.split_by is 'Разрезы, по которым выделена группа; all — ни по одному.';
comment on column mart.stage_comparison.base_stage_code is 'Код этапа, с которым сравнивают.';
comment on column mart.stage_comparison.compared_stage_code is 'Код этапа, который оценивают.';
comment on column mart.stage_comparison.base_numerator is 'Числитель базового этапа; NULL, если неизвестен.';
comment on column mart.stage_comparison.base_denominator is 'Знаменатель базового этапа; NULL у количеств и если неизвестен.';
comment on column mart.stage_comparison.base_value is 'Значение базового этапа; NULL, если неизвестно.';
comment on column mart.stage_comparison.compared_numerator is 'Числитель оцениваемого этапа; NULL, если неизвестен.';
comment on column mart.stage_comparison.compared_denominator is 'Знаменатель оцениваемого этапа; NULL у количеств и если неизвестен.';
comment on column mart.stage_comparison.compared_value is 'Значение оцениваемого этапа; NULL, если неизвестно.';
comment on column mart.stage_comparison.base_months is 'Месяцев данных в базовом этапе; NULL, если месяцы неприменимы.';
comment on column mart.stage_comparison.compared_months is 'Месяцев данных в оцениваемом этапе; NULL, если месяцы неприменимы.';
comment on column mart.stage_comparison.base_units_share is 'Доля отчитавшихся (по годам) в базовом этапе, 0–1; NULL, если никто не обязан.';
comment on column mart.stage_comparison.compared_units_share is 'Доля отчитавшихся (по годам) в оцениваемом этапе, 0–1; NULL, если никто не обязан.';
comment on column mart.stage_comparison.difference is 'Оцениваемый минус базовый, в единицах показателя; NULL, если сравнить нельзя.';
comment on column mart.stage_comparison.relative_difference_pct is 'Разница в процентах к базовому; NULL, если сравнить нельзя или базовое равно нулю.';
comment on column mart.stage_comparison.verdict is 'better — лучше, worse — хуже, same — без изменений, not_comparable — сравнить нельзя.';
comment on column mart.stage_comparison.reason is 'Причина вывода словами.';
comment on column mart.stage_comparison.reason_code is 'Код причины вывода.';
comment on column mart.stage_comparison.reason_name is 'Причина вывода в нескольких словах, без чисел: по ней можно считать.';
comment on column mart.stage_comparison.stage_pair is 'Какие этапы сравниваются: базовый и оцениваемый.';
comment on column mart.stage_comparison.verdict_name is 'Вывод словами.';
comment on column mart.stage_comparison.improvement_pct is 'Изменение в процентах к базовому этапу со знаком пользы: больше нуля — лучше, меньше нуля — хуже; NULL, если сравнить нельзя или у показателя нет лучшего направления.';
comment on column mart.stage_comparison.display_unit is 'Единица, в которой показывают значение: у долей — проценты.';
comment on column mart.stage_comparison.base_value_text is 'Значение базового этапа с единицей; «нет данных», если неизвестно.';
comment on column mart.stage_comparison.compared_value_text is 'Значение оцениваемого этапа с единицей; «нет данных», если неизвестно.';
comment on column mart.stage_comparison.difference_text is 'Разница с единицей, у долей — в процентных пунктах; прочерк, если сравнить нельзя.';
comment on column mart.stage_comparison.indicator_label is 'Название показателя и единица, в которой его показывают.';
comment on column mart.stage_comparison.base_evidence is 'На чём держится значение базового этапа: месяцы данных и доля отчитавшихся.';
comment on column mart.stage_comparison.compared_evidence is 'На чём держится значение оцениваемого этапа: месяцы данных и доля отчитавшихся.';
comment on column mart.stage_comparison.organization_kind is 'Код вида организации; NULL у муниципалитета.';
comment on column mart.stage_comparison.organization_kind_name is 'Вид организации; NULL у муниципалитета.';
comment on column mart.stage_comparison.definition is 'Определение показателя: что считается и на что делится.';
comment on column mart.stage_comparison.clause is 'Пункт Концепции или плана; NULL у вспомогательных показателей.';
comment on column mart.stage_comparison.same_within_pct is 'Разница этапов в процентах, которая ещё считается отсутствием изменений.';
