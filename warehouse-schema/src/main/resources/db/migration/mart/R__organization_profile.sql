set role orientir_owner;

drop view if exists mart.organization_profile;

create view mart.organization_profile as
select t.territory_id,
       t.name_ru as territory_name,
       o.organization_id,
       current.short_name as organization_name,
       k.organization_kind_code as organization_kind,
       k.name_ru as organization_kind_name,
       i.indicator_code,
       i.name_ru as indicator_name,
       i.name_ru || ', ' || core.display_unit(i.unit, i.unit_ru) as indicator_label,
       i.unit,
       core.display_unit(i.unit, i.unit_ru) as display_unit,
       f.reporting_year,
       s.stage_code,
       s.stage_name,
       g.education_stage,
       g.education_stage_name,
       g.learner_category,
       g.learner_category_name,
       g.group_code,
       g.group_name,
       g.split_by,
       f.value,
       core.value_text(f.value, i.unit, i.unit_ru) as value_text,
       f.status,
       coalesce(w.name_ru, f.status) as status_name,
       peers.median as municipality_median,
       core.value_text(peers.median, i.unit, i.unit_ru) as municipality_median_text,
       f.value / nullif(peers.median, 0) as share_of_median,
       case when f.value is not null then peers.ahead + 1 end as place,
       peers.organizations
from core.fact_indicator_value f
join core.dim_territory t on t.territory_key = f.territory_key
join core.dim_organization o on o.organization_key = f.organization_key
join core.dim_organization current on current.organization_id = o.organization_id and current.is_current
join core.dim_organization_kind k on k.organization_kind_code = current.organization_kind_code
join core.dim_indicator i on i.indicator_key = f.indicator_key
join core.indicator_group g on g.group_key = f.group_key
left join core.reporting_year_stage s on s.reporting_year = f.reporting_year
left join core.code_name w on w.code_list = 'value_status' and w.code = f.status
cross join lateral (
    select percentile_cont(0.5) within group (order by p.value) as median,
           count(*) filter (where case when i.direction = 'lower' then p.value < f.value else p.value > f.value end) as ahead,
           count(p.value) as organizations
    from core.fact_indicator_value p
    where p.reporting_year = f.reporting_year and p.level = 'organization' and p.organization_key <> 0
      and p.territory_key = f.territory_key and p.indicator_key = f.indicator_key and p.group_key = f.group_key
) peers
where f.level = 'organization' and f.organization_key <> 0;

comment on view mart.organization_profile is 'Одна строка — значение показателя организации за год рядом с медианой организаций муниципалитета, у которых этот показатель есть.';
comment on column mart.organization_profile.territory_id is 'Код ОКТМО территории, 8 цифр.';
comment on column mart.organization_profile.territory_name is 'Название территории.';
comment on column mart.organization_profile.organization_id is 'Код организации; не меняется при переименовании.';
comment on column mart.organization_profile.organization_name is 'Краткое наименование организации, действующее сейчас.';
comment on column mart.organization_profile.organization_kind is 'Код вида организации.';
comment on column mart.organization_profile.organization_kind_name is 'Вид организации.';
comment on column mart.organization_profile.indicator_code is 'Код показателя.';
comment on column mart.organization_profile.indicator_name is 'Название показателя.';
comment on column mart.organization_profile.indicator_label is 'Название показателя и единица, в которой его показывают.';
comment on column mart.organization_profile.unit is 'Код единицы измерения: share — доля от 0 до 1, persons — человек и так далее.';
comment on column mart.organization_profile.display_unit is 'Единица, в которой показывают значение: у долей — проценты.';
comment on column mart.organization_profile.reporting_year is 'Отчётный год.';
comment on column mart.organization_profile.stage_code is 'Код этапа программы, в который входит год; NULL вне этапов.';
comment on column mart.organization_profile.stage_name is 'Название этапа программы с годами; NULL вне этапов.';
comment on column mart.organization_profile.education_stage is 'Код ступени образования; all — все ступени; NULL — группа выделена и по другому разрезу: см. group_code.';
comment on column mart.organization_profile.education_stage_name is 'Ступень образования.';
comment on column mart.organization_profile.learner_category is 'Код категории обучающихся; all — все, NULL — как у ступени. Категории пересекаются: не складывать.';
comment on column mart.organization_profile.learner_category_name is 'Категория обучающихся.';
comment on column mart.organization_profile.group_code is 'Код группы: разрезы и их значения; all — показатель в целом.';
comment on column mart.organization_profile.group_name is 'Группа, о которой говорит значение.';
comment on column mart.organization_profile.split_by is 'Разрезы, по которым выделена группа; all — ни по одному.';
comment on column mart.organization_profile.value is 'Значение в единицах показателя (доли от 0 до 1); NULL, если его нельзя определить: см. status.';
comment on column mart.organization_profile.value_text is 'Значение с единицей; «нет данных», если его нельзя определить.';
comment on column mart.organization_profile.status is 'reported — есть данные; zero — отчитались нулём; partial — отчитались не все; not_sent — данные не присланы, значение NULL; no_denominator — не на что делить.';
comment on column mart.organization_profile.status_name is 'Состояние данных словами.';
comment on column mart.organization_profile.municipality_median is 'Медиана значений организаций муниципалитета: у половины больше, у половины меньше; NULL, если значений нет.';
comment on column mart.organization_profile.municipality_median_text is 'Медиана с единицей; «нет данных», если значений нет.';
comment on column mart.organization_profile.share_of_median is 'Значение, делённое на медиану: 1 — как у большинства; NULL, если значения нет или медиана равна нулю.';
comment on column mart.organization_profile.place is 'Место среди организаций муниципалитета, 1 — лучшее; где лучшего направления нет, 1 — наибольшее значение; NULL, если значения нет.';
comment on column mart.organization_profile.organizations is 'Сколько организаций муниципалитета имеют значение.';
