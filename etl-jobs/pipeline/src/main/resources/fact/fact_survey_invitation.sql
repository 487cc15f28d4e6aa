-- One row is how many of a kind of respondent of an education stage a school invited to the survey of a year.
SELECT reporting_year, organization_id, make_date(reporting_year, 5, 31) AS valid_on,
       respondent_kind AS respondent_kind_code, education_stage AS education_stage_code, invited AS invited_persons
FROM survey_invitation
