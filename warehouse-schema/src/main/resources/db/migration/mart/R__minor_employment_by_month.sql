set role orientir_owner;

drop view if exists mart.minor_employment_by_month;

create view mart.minor_employment_by_month as
select f.reporting_year,
       s.stage_code,
       s.stage_name,
       t.territory_id,
       t.name_ru as territory_name,
       d.date as month,
       d.month as month_number,
       m.name_ru as month_name,
       f.age,
       coalesce(x.name_ru, f.sex) as sex_name,
       sum(f.employed_persons)::integer as employed_persons
from core.fact_minor_employment f
join core.dim_territory t on t.territory_key = f.territory_key
join core.dim_date d on d.date_key = f.month_date_key
left join core.reporting_year_stage s on s.reporting_year = f.reporting_year
left join core.dim_month m on m.month_code = to_char(d.date, 'MM')
left join core.dim_sex x on x.sex_code = f.sex
group by f.reporting_year, s.stage_code, s.stage_name, t.territory_id, t.name_ru, d.date, d.month, m.name_ru, f.age, f.sex, x.name_ru;

comment on view mart.minor_employment_by_month is 'Одна строка — временная занятость подростков муниципалитета за месяц по возрасту и полу. Без школы и работодателя: с ними строка указывала бы на одного подростка.';
comment on column mart.minor_employment_by_month.reporting_year is 'Отчётный год.';
comment on column mart.minor_employment_by_month.stage_code is 'Код этапа программы, в который входит год; NULL вне этапов.';
comment on column mart.minor_employment_by_month.stage_name is 'Название этапа программы с годами; NULL вне этапов.';
comment on column mart.minor_employment_by_month.territory_id is 'Код ОКТМО территории, 8 цифр.';
comment on column mart.minor_employment_by_month.territory_name is 'Название территории.';
comment on column mart.minor_employment_by_month.month is 'Первый день месяца.';
comment on column mart.minor_employment_by_month.month_number is 'Номер месяца, 1–12.';
comment on column mart.minor_employment_by_month.month_name is 'Месяц.';
comment on column mart.minor_employment_by_month.age is 'Возраст, полных лет, 14–17.';
comment on column mart.minor_employment_by_month.sex_name is 'Пол словами.';
comment on column mart.minor_employment_by_month.employed_persons is 'Трудоустройств за месяц; работавший в двух месяцах посчитан дважды.';
