set role orientir_owner;

drop view if exists mart.code_name;

create view mart.code_name as
select code_list,
       code,
       name_ru as code_name,
       name_en as code_name_en,
       sign,
       colour,
       tint,
       meaning_ru as meaning,
       sort_order
from core.code_name;

comment on view mart.code_name is 'Одна строка — код из витрин и как его читать: слово, знак, цвет, объяснение.';
comment on column mart.code_name.code_list is 'Код чего: verdict — вывод, value_status — состояние значения, unit — единица и так далее.';
comment on column mart.code_name.code is 'Код, как он записан в витринах.';
comment on column mart.code_name.code_name is 'Название кода, которое видят люди.';
comment on column mart.code_name.code_name_en is 'Название кода по-английски.';
comment on column mart.code_name.sign is 'Знак, который заменяет название там, где мало места; NULL, если не нужен.';
comment on column mart.code_name.colour is 'Цвет на диаграммах; NULL, если не рисуется.';
comment on column mart.code_name.tint is 'Светлый цвет под названием в таблицах; NULL, если не выделяется.';
comment on column mart.code_name.meaning is 'Объяснение; NULL, если название понятно само.';
comment on column mart.code_name.sort_order is 'Место в перечне.';
