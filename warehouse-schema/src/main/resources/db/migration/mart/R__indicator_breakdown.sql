set role orientir_owner;

drop view if exists mart.indicator_breakdown;

create view mart.indicator_breakdown as
select i.indicator_code,
       i.name_ru as indicator_name,
       i.name_ru || ', ' || core.display_unit(i.unit, i.unit_ru) as indicator_label,
       i.sort_order as indicator_order,
       g.education_stage,
       g.education_stage_name,
       g.education_stage_order,
       g.learner_category,
       g.learner_category_name,
       g.learner_category_order,
       g.group_code,
       g.group_name,
       g.split_by,
       g.is_overlapping
from (select distinct indicator_key, group_key
      from core.fact_stage_comparison
      where level = 'municipality') f
join core.dim_indicator i on i.indicator_key = f.indicator_key
join core.indicator_group g on g.group_key = f.group_key;

comment on view mart.indicator_breakdown is 'Одна строка — разрез, по которому показатель известен: ступень образования и категория обучающихся. Из них выбирают в фильтрах.';
comment on column mart.indicator_breakdown.indicator_code is 'Код показателя.';
comment on column mart.indicator_breakdown.indicator_name is 'Название показателя.';
comment on column mart.indicator_breakdown.indicator_label is 'Название показателя и единица, в которой его показывают.';
comment on column mart.indicator_breakdown.indicator_order is 'Порядок показателя в списках.';
comment on column mart.indicator_breakdown.education_stage is 'Код ступени образования; all — все ступени; NULL — группа выделена и по другому разрезу: см. group_code.';
comment on column mart.indicator_breakdown.education_stage_name is 'Ступень образования.';
comment on column mart.indicator_breakdown.education_stage_order is 'Порядок ступени в списках.';
comment on column mart.indicator_breakdown.learner_category is 'Код категории обучающихся; all — все, NULL — как у ступени. Категории пересекаются: не складывать.';
comment on column mart.indicator_breakdown.learner_category_name is 'Категория обучающихся.';
comment on column mart.indicator_breakdown.learner_category_order is 'Порядок категории в списках.';
comment on column mart.indicator_breakdown.group_code is 'Код группы: разрезы и их значения; all — показатель в целом.';
comment on column mart.indicator_breakdown.group_name is 'Группа, о которой говорит значение.';
comment on column mart.indicator_breakdown.split_by is 'Разрезы, по которым выделена группа; all — ни по одному.';
comment on column mart.indicator_breakdown.is_overlapping is 'Входящие в группу могут входить и в другие группы того же разреза: не складывать.';
