-- One row is a municipality with the words by which an address names it; one that only the register knows has no name.
SELECT territory_id, name_stem
FROM (SELECT territory_id, btrim(regexp_replace(regexp_replace(lower(translate(name_ru, 'ёЁ', 'еЕ')),
             '(город-курорт|город|муниципальный|городской|округ|район)', '', 'g'), '[^а-я]+', ' ', 'g')) AS name_stem
      FROM staging.dim_territory WHERE level = 'municipality' AND name_ru NOT LIKE 'ОКТМО %') m
WHERE name_stem <> ''
