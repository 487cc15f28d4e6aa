set role orientir_owner;

drop view if exists mart.organization;

create view mart.organization as
select t.territory_id,
       t.name_ru as territory_name,
       o.organization_id,
       o.short_name as organization_name,
       o.full_name,
       k.organization_kind_code as organization_kind,
       k.name_ru as organization_kind_name,
       o.status,
       coalesce(w.name_ru, o.status) as status_name,
       o.opened_on,
       o.closed_on,
       successor.short_name as successor_name,
       o.address,
       coalesce(w.name_ru, o.status)
           || case when o.status = 'active' then coalesce(' с ' || core.day_text(o.opened_on), '')
                   else coalesce(' ' || core.day_text(o.closed_on), '') end
           || coalesce('; правопреемник — ' || successor.short_name, '') as standing_text
from core.dim_organization o
join core.dim_territory t on t.territory_key = o.territory_key
join core.dim_organization_kind k on k.organization_kind_code = o.organization_kind_code
left join core.dim_organization successor on successor.organization_id = o.successor_id and successor.is_current
left join core.code_name w on w.code_list = 'organization_status' and w.code = o.status
where o.is_current and o.organization_key <> 0;

comment on view mart.organization is 'Одна строка — организация, какой её знает реестр сейчас; закрытые остаются.';
comment on column mart.organization.territory_id is 'Код ОКТМО территории, 8 цифр.';
comment on column mart.organization.territory_name is 'Название территории.';
comment on column mart.organization.organization_id is 'Код организации; не меняется при переименовании.';
comment on column mart.organization.organization_name is 'Краткое наименование организации, действующее сейчас.';
comment on column mart.organization.full_name is 'Полное наименование.';
comment on column mart.organization.organization_kind is 'Код вида организации.';
comment on column mart.organization.organization_kind_name is 'Вид организации.';
comment on column mart.organization.status is 'active — действует, reorganized — реорганизована, closed — ликвидирована, unknown — неизвестно.';
comment on column mart.organization.status_name is 'Состояние организации словами.';
comment on column mart.organization.opened_on is 'Когда создана; NULL, если неизвестно.';
comment on column mart.organization.closed_on is 'Когда закрыта; NULL, если действует.';
comment on column mart.organization.successor_name is 'Кому перешли обучающиеся; NULL, если никому.';
comment on column mart.organization.address is 'Адрес; NULL, если реестр его не называет.';
comment on column mart.organization.standing_text is 'Действует или закрыта, с какого дня, кому перешли обучающиеся.';
