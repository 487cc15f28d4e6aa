-- One row is a month, employment centre, employer, school, age and sex of minors given temporary work.
SELECT reporting_year, month AS month_date, centre_id, employer_inn, organization_id, month AS valid_on, age, sex,
       employer_name, persons AS employed_persons
FROM minor_employment
