set role orientir_owner;

drop view if exists mart.baseline;

create view mart.baseline as
select indicator_code,
       name_ru as name,
       period,
       value,
       unit,
       source_ru as source
from core.baseline;

comment on view mart.baseline is 'Одна строка — исходная цифра из текста Концепции с указанием места.';
comment on column mart.baseline.indicator_code is 'Код показателя, с которым цифру можно сопоставить; NULL, если такого нет.';
comment on column mart.baseline.name is 'Что считает цифра.';
comment on column mart.baseline.period is 'Год или годы.';
comment on column mart.baseline.value is 'Значение в указанных единицах.';
comment on column mart.baseline.unit is 'Единица измерения.';
comment on column mart.baseline.source is 'Источник.';
