-- One row is how many of a kind of respondent of an education stage a school invited to the survey of a year.
SELECT i.reporting_year, coalesce(o.territory_id, 'unknown') AS territory_id, i.organization_id, make_date(i.reporting_year, 5, 31) AS valid_on,
       i.respondent_kind AS respondent_kind_code, i.education_stage AS education_stage_code, i.invited AS invited_persons
FROM {{survey_invitation}} i
LEFT JOIN {{organization_version}} o ON o.organization_id = i.organization_id AND make_date(i.reporting_year, 5, 31) >= o.valid_from AND make_date(i.reporting_year, 5, 31) < o.valid_to
