set role orientir_owner;

drop view if exists mart.event_participation;

create view mart.event_participation as
select n.reporting_year,
       s.stage_code,
       t.territory_id,
       t.name_ru as territory_name,
       o.organization_id,
       current.short_name as organization_name,
       es.event_series_code,
       es.name_ru as event_name,
       el.event_level_code as event_level,
       el.name_ru as event_level_name,
       ef.event_format_code as event_format,
       ef.name_ru as event_format_name,
       e.education_stage_code as education_stage,
       e.name_ru as education_stage_name,
       c.learner_category_code as learner_category,
       c.name_ru as learner_category_name,
       n.participations::bigint as participations,
       n.unique_children_persons::bigint as unique_children,
       n.winners_persons::bigint as winners,
       n.prize_winners_persons::bigint as prize_winners,
       s.stage_name
from core.fact_event_attendance n
join core.dim_territory t on t.territory_key = n.territory_key
join core.dim_organization o on o.organization_key = n.organization_key
join core.dim_organization current on current.organization_id = o.organization_id and current.is_current
join core.dim_event_edition ee on ee.event_edition_key = n.event_edition_key
join core.dim_event_series es on es.event_series_key = ee.event_series_key
join core.dim_event_level el on el.event_level_key = ee.event_level_key
join core.dim_event_format ef on ef.event_format_key = ee.event_format_key
join core.dim_education_stage e on e.education_stage_key = n.education_stage_key
join core.dim_learner_category c on c.learner_category_key = n.learner_category_key
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
comment on column mart.event_participation.stage_name is 'Название этапа программы с годами; NULL вне этапов.';
