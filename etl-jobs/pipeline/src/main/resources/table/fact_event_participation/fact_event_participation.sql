-- One row is a learner listed for an event of an edition on a day by a school.
SELECT p.reporting_year,
       coalesce(o.territory_id, 'unknown')    AS territory_id,
       p.organization_id,
       p.event_date                           AS valid_on,
       p.event_series_code,
       p.event_level                          AS event_level_code,
       coalesce(p.event_format, 'unknown')    AS event_format_code,
       p.event_date,
       p.learner,
       coalesce(g.education_stage_code, 'unknown') AS education_stage_code,
       p.grade,
       p.learner_age,
       coalesce(p.limited_health, false)      AS is_limited_health,
       coalesce(p.disabled, false)            AS is_disabled,
       coalesce(p.orphan, false)              AS is_orphan,
       coalesce(p.gifted, false)              AS is_gifted,
       p.participated                         AS is_participation,
       coalesce(p.award, 'none')              AS award_code
FROM {{event_participation}} p
LEFT JOIN {{grade}} g ON g.grade = p.grade
LEFT JOIN {{organization_version}} o ON o.organization_id = p.organization_id AND p.event_date >= o.valid_from AND p.event_date < o.valid_to
