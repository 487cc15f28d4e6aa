set role orientir_owner;

drop view if exists mart.indicator_by_municipality_year;

create view mart.indicator_by_municipality_year as
select t.territory_id,
       t.name_ru as territory_name,
       i.indicator_code,
       i.name_ru as indicator_name,
       i.unit,
       i.unit_ru as unit_name,
       f.reporting_year,
       s.stage_code,
       g.education_stage,
       g.education_stage_name,
       g.learner_category,
       g.learner_category_name,
       g.group_code,
       g.group_name,
       g.split_by,
       f.numerator,
       f.denominator,
       f.value,
       f.observations,
       f.status,
       f.months_covered,
       f.units_expected,
       f.units_covered,
       v.vintage_key as vintage,
       s.stage_name,
       coalesce(w.name_ru, f.status) as status_name,
       core.display_unit(i.unit, i.unit_ru) as display_unit,
       core.value_text(f.value, i.unit, i.unit_ru) as value_text,
       i.name_ru || ', ' || core.display_unit(i.unit, i.unit_ru) as indicator_label
from core.fact_indicator_value f
join core.dim_territory t on t.territory_key = f.territory_key
join core.dim_indicator i on i.indicator_key = f.indicator_key
join core.indicator_group g on g.group_key = f.group_key
left join core.reporting_year_stage s on s.reporting_year = f.reporting_year
left join core.code_name w on w.code_list = 'value_status' and w.code = f.status
left join core.reporting_year_vintage v on v.reporting_year = f.reporting_year
where f.level = 'municipality';

comment on view mart.indicator_by_municipality_year is 'Одна строка — значение показателя муниципалитета за отчётный год по ступени образования и категории обучающихся.';
comment on column mart.indicator_by_municipality_year.territory_id is 'Код ОКТМО территории, 8 цифр.';
comment on column mart.indicator_by_municipality_year.territory_name is 'Название территории.';
comment on column mart.indicator_by_municipality_year.indicator_code is 'Код показателя.';
comment on column mart.indicator_by_municipality_year.indicator_name is 'Название показателя.';
comment on column mart.indicator_by_municipality_year.unit is 'Код единицы измерения: share — доля от 0 до 1, persons — человек и так далее.';
comment on column mart.indicator_by_municipality_year.unit_name is 'Единица измерения.';
comment on column mart.indicator_by_municipality_year.reporting_year is 'Отчётный год.';
comment on column mart.indicator_by_municipality_year.stage_code is 'Код этапа программы, в который входит год; NULL вне этапов.';
comment on column mart.indicator_by_municipality_year.education_stage is 'Код ступени образования; all — все ступени; NULL — группа выделена и по другому разрезу: см. group_code.';
comment on column mart.indicator_by_municipality_year.education_stage_name is 'Ступень образования.';
comment on column mart.indicator_by_municipality_year.learner_category is 'Код категории обучающихся; all — все, NULL — как у ступени. Категории пересекаются: не складывать.';
comment on column mart.indicator_by_municipality_year.learner_category_name is 'Категория обучающихся.';
comment on column mart.indicator_by_municipality_year.group_code is 'Код группы: разрезы и их значения; all — показатель в целом.';
comment on column mart.indicator_by_municipality_year.group_name is 'Группа, о которой говорит значение.';
comment on column mart.indicator_by_municipality_year.split_by is 'Разрезы, по которым выделена группа; all — ни по одному.';
comment on column mart.indicator_by_municipality_year.numerator is 'Числитель; NULL, если никто не отчитался.';
comment on column mart.indicator_by_municipality_year.denominator is 'Знаменатель; NULL у показателей-количеств и если никто не отчитался.';
comment on column mart.indicator_by_municipality_year.value is 'Значение в единицах показателя (доли от 0 до 1); NULL, если его нельзя определить: см. status.';
comment on column mart.indicator_by_municipality_year.observations is 'Число записей, на которых основано значение; NULL, если никто не отчитался.';
comment on column mart.indicator_by_municipality_year.status is 'reported — есть данные; zero — отчитались нулём; partial — отчитались не все; not_sent — данные не присланы, значение NULL; no_denominator — не на что делить.';
comment on column mart.indicator_by_municipality_year.months_covered is 'Сколько месяцев года охвачено данными, 0–12; NULL, если месяцы неприменимы.';
comment on column mart.indicator_by_municipality_year.units_expected is 'Сколько организаций должны были отчитаться; NULL, если никто не обязан.';
comment on column mart.indicator_by_municipality_year.units_covered is 'Сколько организаций отчитались; NULL, если никто не обязан.';
comment on column mart.indicator_by_municipality_year.vintage is 'Номер публикации, в которой год пересчитан последний раз; NULL, если год не публиковался.';
comment on column mart.indicator_by_municipality_year.stage_name is 'Название этапа программы с годами; NULL вне этапов.';
comment on column mart.indicator_by_municipality_year.status_name is 'Состояние данных словами.';
comment on column mart.indicator_by_municipality_year.display_unit is 'Единица, в которой показывают значение: у долей — проценты.';
comment on column mart.indicator_by_municipality_year.value_text is 'Значение с единицей; «нет данных», если его нельзя определить.';
comment on column mart.indicator_by_municipality_year.indicator_label is 'Название показателя и единица, в которой его показывают.';
