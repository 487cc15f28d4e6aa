set role orientir_owner;

drop view if exists mart.event_by_municipality_year;

create view mart.event_by_municipality_year as
select n.reporting_year,
       s.stage_code,
       s.stage_name,
       t.territory_id,
       t.name_ru as territory_name,
       es.event_series_code,
       es.name_ru as event_name,
       e.education_stage_code as education_stage,
       e.name_ru as education_stage_name,
       c.learner_category_code as learner_category,
       c.name_ru as learner_category_name,
       n.participations,
       n.unique_children_persons as unique_children,
       n.winners_persons as winners,
       n.prize_winners_persons as prize_winners,
       n.awarded_children_persons as awarded_children
from core.fact_municipal_event_attendance n
join core.dim_territory t on t.territory_key = n.territory_key
join core.dim_event_series es on es.event_series_key = n.event_series_key
join core.dim_education_stage e on e.education_stage_key = n.education_stage_key
join core.dim_learner_category c on c.learner_category_key = n.learner_category_key
left join core.reporting_year_stage s on s.reporting_year = n.reporting_year;

comment on view mart.event_by_municipality_year is 'Одна строка — мероприятие за год в муниципалитете по ступени образования и категории обучающихся. Каждый ребёнок посчитан один раз, от скольких бы школ он ни участвовал.';
comment on column mart.event_by_municipality_year.reporting_year is 'Отчётный год.';
comment on column mart.event_by_municipality_year.stage_code is 'Код этапа программы, в который входит год; NULL вне этапов.';
comment on column mart.event_by_municipality_year.stage_name is 'Название этапа программы с годами; NULL вне этапов.';
comment on column mart.event_by_municipality_year.territory_id is 'Код ОКТМО территории, 8 цифр.';
comment on column mart.event_by_municipality_year.territory_name is 'Название территории.';
comment on column mart.event_by_municipality_year.event_series_code is 'Код мероприятия.';
comment on column mart.event_by_municipality_year.event_name is 'Название мероприятия; уровни и форматы вместе.';
comment on column mart.event_by_municipality_year.education_stage is 'Код ступени образования; all — все ступени.';
comment on column mart.event_by_municipality_year.education_stage_name is 'Ступень образования.';
comment on column mart.event_by_municipality_year.learner_category is 'Код категории обучающихся; all — все. Категории пересекаются: не складывать.';
comment on column mart.event_by_municipality_year.learner_category_name is 'Категория обучающихся.';
comment on column mart.event_by_municipality_year.participations is 'Число участий; складывать можно по мероприятиям и годам, но не по категориям и не со строкой «все ступени».';
comment on column mart.event_by_municipality_year.unique_children is 'Число разных детей, участвовавших; складывать нельзя.';
comment on column mart.event_by_municipality_year.winners is 'Число разных детей-победителей; складывать нельзя.';
comment on column mart.event_by_municipality_year.prize_winners is 'Число разных детей-призёров; складывать нельзя.';
comment on column mart.event_by_municipality_year.awarded_children is 'Число разных детей, ставших победителями или призёрами; складывать нельзя.';
