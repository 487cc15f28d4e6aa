set role orientir_owner;

drop view if exists mart.partnership_agreement;

create view mart.partnership_agreement as
select f.reporting_year,
       s.stage_code,
       s.stage_name,
       t.territory_id,
       t.name_ru as territory_name,
       o.organization_id,
       current.short_name as organization_name,
       f.agreement_number,
       k.partner_kind_code as partner_kind,
       k.name_ru as partner_kind_name,
       f.partner_inn,
       f.partner_name,
       f.signed_on,
       f.valid_until,
       f.terminated_on,
       f.is_in_force::integer as agreements_in_force,
       f.is_newly_signed::integer as agreements_signed,
       'с ' || core.day_text(f.signed_on) || coalesce(' по ' || core.day_text(f.valid_until), ', бессрочный')
           || coalesce(', расторгнут ' || core.day_text(f.terminated_on), '') as term_text
from core.fact_agreement_year f
join core.dim_territory t on t.territory_key = f.territory_key
join core.dim_organization o on o.organization_key = f.organization_key
join core.dim_organization current on current.organization_id = o.organization_id and current.is_current
join core.dim_partner_kind k on k.partner_kind_key = f.partner_kind_key
left join core.reporting_year_stage s on s.reporting_year = f.reporting_year;

comment on view mart.partnership_agreement is 'Одна строка — договор школы о сотрудничестве в отчётном году, которого он касается, по состоянию на 31 декабря.';
comment on column mart.partnership_agreement.reporting_year is 'Отчётный год.';
comment on column mart.partnership_agreement.stage_code is 'Код этапа программы, в который входит год; NULL вне этапов.';
comment on column mart.partnership_agreement.stage_name is 'Название этапа программы с годами; NULL вне этапов.';
comment on column mart.partnership_agreement.territory_id is 'Код ОКТМО территории, 8 цифр.';
comment on column mart.partnership_agreement.territory_name is 'Название территории.';
comment on column mart.partnership_agreement.organization_id is 'Код школы; не меняется при переименовании.';
comment on column mart.partnership_agreement.organization_name is 'Краткое наименование школы, действующее сейчас.';
comment on column mart.partnership_agreement.agreement_number is 'Номер договора.';
comment on column mart.partnership_agreement.partner_kind is 'Код вида партнёра.';
comment on column mart.partnership_agreement.partner_kind_name is 'Вид партнёра.';
comment on column mart.partnership_agreement.partner_inn is 'ИНН партнёра; NULL, если не указан.';
comment on column mart.partnership_agreement.partner_name is 'Партнёр.';
comment on column mart.partnership_agreement.signed_on is 'Дата подписания.';
comment on column mart.partnership_agreement.valid_until is 'Действует до; NULL, если бессрочный.';
comment on column mart.partnership_agreement.terminated_on is 'Когда расторгнут; NULL, если не расторгнут.';
comment on column mart.partnership_agreement.agreements_in_force is '1, если договор действует на 31 декабря, иначе 0; сумма за один год — число действующих договоров, по годам не складывать.';
comment on column mart.partnership_agreement.agreements_signed is '1, если договор подписан в этом году, иначе 0; сумма — число новых договоров.';
comment on column mart.partnership_agreement.term_text is 'С какого дня и по какой действует договор, когда расторгнут.';
