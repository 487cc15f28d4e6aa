set role orientir_owner;

drop view if exists mart.event_participation;

create view mart.event_participation as
with learner_at_event as (
    select f.reporting_year,
           f.territory_key,
           o.organization_id,
           f.event_edition_key,
           f.education_stage_key,
           category.learner_category_code,
           f.learner,
           count(*) filter (where f.is_participation) as participations,
           bool_or(f.is_participation) as is_participant,
           bool_or(a.award_code = 'winner') as is_winner,
           bool_or(a.award_code = 'prize_winner') as is_prize_winner
    from core.fact_event_participation f
    join core.dim_organization o on o.organization_key = f.organization_key
    join core.dim_award a on a.award_key = f.award_key
    cross join lateral (values ('all', true),
                               ('limited_health', f.is_limited_health),
                               ('disabled', f.is_disabled),
                               ('orphan', f.is_orphan),
                               ('gifted', f.is_gifted)) as category (learner_category_code, holds)
    where category.holds
    group by f.reporting_year, f.territory_key, o.organization_id, f.event_edition_key, f.education_stage_key,
             category.learner_category_code, f.learner
), counted as (
    select reporting_year,
           territory_key,
           organization_id,
           event_edition_key,
           education_stage_key,
           learner_category_code,
           sum(participations)::bigint as participations,
           count(*) filter (where is_participant) as unique_children,
           count(*) filter (where is_winner) as winners,
           count(*) filter (where is_prize_winner) as prize_winners
    from learner_at_event
    group by reporting_year, territory_key, organization_id, event_edition_key, education_stage_key, learner_category_code
)
select n.reporting_year,
       s.stage_code,
       t.territory_id,
       t.name_ru as territory_name,
       n.organization_id,
       current.short_name as organization_name,
       es.event_series_code,
       es.name_ru as event_name,
       el.event_level_code as event_level,
       el.name_ru as event_level_name,
       ef.event_format_code as event_format,
       ef.name_ru as event_format_name,
       e.education_stage_code as education_stage,
       e.name_ru as education_stage_name,
       n.learner_category_code as learner_category,
       coalesce(c.name_ru, n.learner_category_code) as learner_category_name,
       n.participations,
       n.unique_children,
       n.winners,
       n.prize_winners
from counted n
join core.dim_territory t on t.territory_key = n.territory_key
join core.dim_organization current on current.organization_id = n.organization_id and current.is_current
join core.dim_event_edition ee on ee.event_edition_key = n.event_edition_key
join core.dim_event_series es on es.event_series_key = ee.event_series_key
join core.dim_event_level el on el.event_level_key = ee.event_level_key
join core.dim_event_format ef on ef.event_format_key = ee.event_format_key
join core.dim_education_stage e on e.education_stage_key = n.education_stage_key
left join core.dim_learner_category c on c.learner_category_code = n.learner_category_code
left join core.reporting_year_stage s on s.reporting_year = n.reporting_year;

comment on view mart.event_participation is 'Одна строка — участие обучающихся организации в мероприятии за год: уровень, формат, ступень образования, категория. Без сведений о детях.';
comment on column mart.event_participation.reporting_year is 'Отчётный год.';
comment on column mart.event_participation.stage_code is 'Код этапа программы, в который входит год; NULL вне этапов.';
comment on column mart.event_participation.territory_id is 'Код ОКТМО территории, 8 цифр.';
comment on column mart.event_participation.territory_name is 'Название территории.';
comment on column mart.event_participation.organization_id is 'Код организации; не меняется при переименовании.';
comment on column mart.event_participation.organization_name is 'Краткое наименование организации, действующее сейчас.';
comment on column mart.event_participation.event_series_code is 'Код мероприятия.';
comment on column mart.event_participation.event_name is 'Название мероприятия.';
comment on column mart.event_participation.event_level is 'Код уровня.';
comment on column mart.event_participation.event_level_name is 'Уровень мероприятия.';
comment on column mart.event_participation.event_format is 'Код формата.';
comment on column mart.event_participation.event_format_name is 'Формат мероприятия.';
comment on column mart.event_participation.education_stage is 'Код ступени образования; строк «все ступени» здесь нет.';
comment on column mart.event_participation.education_stage_name is 'Ступень образования.';
comment on column mart.event_participation.learner_category is 'Код категории обучающихся; all — все. Категории пересекаются: не складывать.';
comment on column mart.event_participation.learner_category_name is 'Категория обучающихся.';
comment on column mart.event_participation.participations is 'Число участий; складывать можно, кроме как по категориям.';
comment on column mart.event_participation.unique_children is 'Число разных детей, участвовавших; складывать нельзя: один ребёнок бывает в нескольких строках.';
comment on column mart.event_participation.winners is 'Число разных детей-победителей; складывать нельзя.';
comment on column mart.event_participation.prize_winners is 'Число разных детей-призёров; складывать нельзя.';
