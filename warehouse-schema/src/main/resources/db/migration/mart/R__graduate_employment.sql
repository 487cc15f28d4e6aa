set role orientir_owner;

drop view if exists mart.graduate_employment;

create view mart.graduate_employment as
select f.reporting_year,
       s.stage_code,
       s.stage_name,
       t.territory_id,
       t.name_ru as territory_name,
       o.organization_id,
       current.short_name as organization_name,
       f.speciality_code,
       g.profession_group_code,
       g.name_ru as profession_group_name,
       max(f.graduates_persons) as graduates,
       (sum(f.outcome_persons) filter (where e.employment_outcome_code = 'employed'))::integer as employed_graduates,
       (sum(f.outcome_persons) filter (where e.employment_outcome_code = 'sole_trader'))::integer as sole_trader_graduates,
       (sum(f.outcome_persons) filter (where e.employment_outcome_code = 'self_employed'))::integer as self_employed_graduates,
       (sum(f.outcome_persons) filter (where e.employment_outcome_code = 'army'))::integer as army_graduates,
       (sum(f.outcome_persons) filter (where e.employment_outcome_code = 'further_study'))::integer as further_study_graduates,
       (sum(f.outcome_persons) filter (where e.employment_outcome_code = 'child_care_leave'))::integer as child_care_leave_graduates,
       (sum(f.outcome_persons) filter (where e.employment_outcome_code = 'at_risk'))::integer as at_risk_graduates,
       (sum(f.outcome_persons) filter (where e.employment_outcome_code = 'other'))::integer as other_graduates,
       (sum(f.outcome_persons) filter (where e.employment_outcome_code = 'undecided'))::integer as undecided_graduates
from core.fact_graduate_outcome f
join core.dim_employment_outcome e on e.employment_outcome_key = f.employment_outcome_key
join core.dim_learner_category c on c.learner_category_key = f.learner_category_key and c.learner_category_code = 'all'
join core.dim_territory t on t.territory_key = f.territory_key
join core.dim_organization o on o.organization_key = f.organization_key
join core.dim_organization current on current.organization_id = o.organization_id and current.is_current
join core.dim_profession_group g on g.profession_group_key = f.profession_group_key
left join core.reporting_year_stage s on s.reporting_year = f.reporting_year
-- Grouped by what people filter by, so that a filter reaches the facts.
group by f.reporting_year, s.stage_code, s.stage_name, t.territory_id, t.name_ru, o.organization_id, f.organization_key,
         current.short_name, f.speciality_code, g.profession_group_code, g.name_ru;

comment on view mart.graduate_employment is 'Одна строка — выпускники колледжа по специальности за год выпуска и то, что с ними стало. По категориям обучающихся — в indicator_by_municipality_year.';
comment on column mart.graduate_employment.reporting_year is 'Год выпуска.';
comment on column mart.graduate_employment.stage_code is 'Код этапа программы, в который входит год; NULL вне этапов.';
comment on column mart.graduate_employment.stage_name is 'Название этапа программы с годами; NULL вне этапов.';
comment on column mart.graduate_employment.territory_id is 'Код ОКТМО территории, 8 цифр.';
comment on column mart.graduate_employment.territory_name is 'Название территории.';
comment on column mart.graduate_employment.organization_id is 'Код колледжа; не меняется при переименовании.';
comment on column mart.graduate_employment.organization_name is 'Краткое наименование колледжа, действующее сейчас.';
comment on column mart.graduate_employment.speciality_code is 'Код специальности.';
comment on column mart.graduate_employment.profession_group_code is 'Код укрупнённой группы профессий.';
comment on column mart.graduate_employment.profession_group_name is 'Группа профессий.';
comment on column mart.graduate_employment.graduates is 'Выпускников, чел.';
comment on column mart.graduate_employment.employed_graduates is 'Из них трудоустроенных, чел.; NULL, если форма этого не сообщает. Исходы не пересекаются.';
comment on column mart.graduate_employment.sole_trader_graduates is 'Из них индивидуальных предпринимателей, чел.; NULL, если форма этого не сообщает. Исходы не пересекаются.';
comment on column mart.graduate_employment.self_employed_graduates is 'Из них самозанятых, чел.; NULL, если форма этого не сообщает. Исходы не пересекаются.';
comment on column mart.graduate_employment.army_graduates is 'Из них призванных в армию, чел.; NULL, если форма этого не сообщает. Исходы не пересекаются.';
comment on column mart.graduate_employment.further_study_graduates is 'Из них продолживших обучение, чел.; NULL, если форма этого не сообщает. Исходы не пересекаются.';
comment on column mart.graduate_employment.child_care_leave_graduates is 'Из них в отпуске по уходу за ребёнком, чел.; NULL, если форма этого не сообщает. Исходы не пересекаются.';
comment on column mart.graduate_employment.at_risk_graduates is 'Из них под риском нетрудоустройства, чел.; NULL, если форма этого не сообщает. Исходы не пересекаются.';
comment on column mart.graduate_employment.other_graduates is 'Из них с прочими исходами, чел.; NULL, если форма этого не сообщает. Исходы не пересекаются.';
comment on column mart.graduate_employment.undecided_graduates is 'Из них ещё не определившихся, чел.; NULL, если форма этого не сообщает. Исходы не пересекаются.';
