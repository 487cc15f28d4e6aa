-- One row compares two stages of an indicator for an organization or municipality and group.
WITH staged AS (
    SELECT v.* EXCEPT (territory_id),
           -- An organization that moved is compared with itself, in the territory it lies in now.
           if(v.level = 'organization', max_by(v.territory_id, v.reporting_year) OVER (PARTITION BY v.level, v.organization_id),
              v.territory_id) AS territory_id,
           s.programme_code, s.stage_code, s.first_year, s.last_year, i.stage_rule, i.direction, i.value_kind, i.same_within_pct
    FROM {{fact_indicator_value}} v
    JOIN {{programme_stage}} s ON v.reporting_year BETWEEN s.first_year AND s.last_year
    JOIN {{indicator}} i ON i.indicator_code = v.indicator_code
), side AS (
    SELECT programme_code, stage_code, first_year, last_year, level, territory_id, organization_id, indicator_code, group_code,
           stage_rule, direction, value_kind, same_within_pct,
           sum(CASE WHEN value IS NOT NULL THEN numerator END) AS numerator,
           sum(CASE WHEN value IS NOT NULL THEN denominator END) AS denominator,
           CASE WHEN stage_rule = 'last_value' THEN max_by(value, reporting_year) FILTER (WHERE value IS NOT NULL)
                WHEN stage_rule = 'sum_of_parts' AND value_kind = 'count' THEN sum(value)
                WHEN stage_rule = 'sum_of_parts'
                     THEN try_divide(sum(CASE WHEN value IS NOT NULL THEN numerator END), sum(CASE WHEN value IS NOT NULL THEN denominator END))
                ELSE avg(value) END AS value,
           coalesce(sum(CASE WHEN value IS NOT NULL THEN months_covered END), 0) AS months,
           try_divide(sum(units_covered), sum(units_expected)) AS units_share
    FROM staged
    GROUP BY ALL
), paired AS (
    SELECT coalesce(b.level, c.level) AS level, coalesce(b.territory_id, c.territory_id) AS territory_id,
           coalesce(b.organization_id, c.organization_id) AS organization_id, coalesce(b.indicator_code, c.indicator_code) AS indicator_code,
           coalesce(b.group_code, c.group_code) AS group_code,
           p.base_stage_code, p.compared_stage_code, p.base_stage_months, p.compared_stage_months,
           b.numerator AS base_numerator, b.denominator AS base_denominator, b.value AS base_value,
           c.numerator AS compared_numerator, c.denominator AS compared_denominator, c.value AS compared_value,
           coalesce(b.months, 0) AS base_months, coalesce(c.months, 0) AS compared_months,
           b.units_share AS base_units_share, c.units_share AS compared_units_share,
           coalesce(b.direction, c.direction) AS direction, coalesce(b.same_within_pct, c.same_within_pct) AS same_within_pct,
           CASE WHEN o.closed_on <= make_date(p.compared_last_year, 12, 31) THEN o.closed_on END AS ended_on
    FROM (SELECT k.*, x.stage_code AS base_stage_code, y.last_year AS compared_last_year, y.stage_code AS compared_stage_code, x.programme_code,
                 (x.last_year - x.first_year + 1) * 12 AS base_stage_months, (y.last_year - y.first_year + 1) * 12 AS compared_stage_months
          FROM (SELECT DISTINCT level, territory_id, organization_id, indicator_code, group_code FROM side) k
          CROSS JOIN {{programme_stage}} x
          JOIN {{programme_stage}} y ON y.programme_code = x.programme_code AND y.first_year > x.first_year) p
    LEFT JOIN side b
      ON b.level = p.level AND b.territory_id = p.territory_id AND b.organization_id = p.organization_id AND b.indicator_code = p.indicator_code
     AND b.group_code = p.group_code
     AND b.programme_code = p.programme_code AND b.stage_code = p.base_stage_code
    LEFT JOIN side c
      ON c.level = p.level AND c.territory_id = p.territory_id AND c.organization_id = p.organization_id AND c.indicator_code = p.indicator_code
     AND c.group_code = p.group_code
     AND c.programme_code = p.programme_code AND c.stage_code = p.compared_stage_code
    LEFT JOIN {{organization_version}} o ON p.level = 'organization' AND o.organization_id = p.organization_id AND o.is_current
    WHERE b.level IS NOT NULL OR c.level IS NOT NULL
), measured AS (
    SELECT *, compared_value - base_value AS difference,
           CASE WHEN base_value <> 0 THEN (compared_value - base_value) / abs(base_value) * 100 END AS relative_difference_pct,
           CASE WHEN base_value IS NULL AND compared_value IS NULL THEN 'no_data'
                WHEN base_value IS NULL THEN 'no_base_data'
                WHEN ended_on IS NOT NULL THEN 'organization_ended'
                WHEN compared_value IS NULL THEN 'no_compared_data'
                WHEN base_months * 3 < base_stage_months * 2 THEN 'few_base_months'
                WHEN compared_months * 3 < compared_stage_months * 2 THEN 'few_compared_months'
                WHEN coalesce(base_units_share, 1) < 0.5 THEN 'low_base_coverage'
                WHEN coalesce(compared_units_share, 1) < 0.5 THEN 'low_compared_coverage'
           END AS obstacle
    FROM paired
), judged AS (
    SELECT *, CASE
        WHEN obstacle IS NOT NULL THEN obstacle
        WHEN difference = 0 OR abs(relative_difference_pct) <= same_within_pct THEN 'within_threshold'
        WHEN direction = 'neither' THEN 'no_direction'
        WHEN (difference > 0) = (direction = 'higher') THEN 'improved'
        ELSE 'worsened' END AS reason_code
    FROM measured
)
SELECT level, territory_id, organization_id, DATE'9999-12-30' AS valid_on, indicator_code, group_code,
       base_stage_code, compared_stage_code, base_numerator, base_denominator, base_value,
       compared_numerator, compared_denominator, compared_value,
       CAST(base_months AS smallint) AS base_months, CAST(compared_months AS smallint) AS compared_months,
       base_units_share, compared_units_share,
       CASE WHEN obstacle IS NULL THEN difference END AS difference,
       CASE WHEN obstacle IS NULL THEN relative_difference_pct END AS relative_difference_pct,
       CASE reason_code WHEN 'improved' THEN 'better' WHEN 'worsened' THEN 'worse' WHEN 'within_threshold' THEN 'same'
            ELSE 'not_comparable' END AS verdict,
       reason_code,
       CASE reason_code
           WHEN 'no_data' THEN 'Нет данных ни за один из этапов'
           WHEN 'no_base_data' THEN concat('Нет данных за этап ', base_stage_code)
           WHEN 'no_compared_data' THEN concat('Нет данных за этап ', compared_stage_code)
           WHEN 'organization_ended' THEN concat('Организация прекратила работу ', date_format(ended_on, 'dd.MM.yyyy'), ', до конца этапа ', compared_stage_code)
           WHEN 'few_base_months' THEN concat('Данные за этап ', base_stage_code, ' охватывают ', base_months, ' из ', base_stage_months, ' месяцев')
           WHEN 'few_compared_months' THEN concat('Данные за этап ', compared_stage_code, ' охватывают ', compared_months, ' из ', compared_stage_months, ' месяцев')
           WHEN 'low_base_coverage' THEN concat('За этап ', base_stage_code, ' отчиталось менее половины организаций: ', cast(round(base_units_share * 100) AS int), ' %')
           WHEN 'low_compared_coverage' THEN concat('За этап ', compared_stage_code, ' отчиталось менее половины организаций: ', cast(round(compared_units_share * 100) AS int), ' %')
           WHEN 'no_direction' THEN concat('Изменение на ', coalesce(change_ru(relative_difference_pct), 'величину от нуля'), '; показатель не имеет лучшего направления')
           WHEN 'within_threshold' THEN concat('Изменение на ', change_ru(coalesce(relative_difference_pct, 0)), ' в пределах порога ', threshold_ru(same_within_pct))
           ELSE concat('Изменение на ', coalesce(change_ru(relative_difference_pct), 'величину от нуля'), ' больше порога ', threshold_ru(same_within_pct))
       END AS reason_ru
FROM judged
