-- One row is a speciality and learner category of a college: its graduates and how many of them have which outcome.
SELECT reporting_year, territory_id, organization_id, learner_category_code, speciality_code,
       max(graduates_persons) AS graduates,
       sum(if(employment_outcome_code = 'employed', outcome_persons, 0)) AS employed,
       sum(if(employment_outcome_code = 'sole_trader', outcome_persons, 0)) AS sole_trader,
       sum(if(employment_outcome_code = 'self_employed', outcome_persons, 0)) AS self_employed,
       sum(if(employment_outcome_code = 'army', outcome_persons, 0)) AS army,
       sum(if(employment_outcome_code = 'further_study', outcome_persons, 0)) AS further_study,
       sum(if(employment_outcome_code = 'child_care_leave', outcome_persons, 0)) AS child_care_leave,
       sum(if(employment_outcome_code = 'at_risk', outcome_persons, 0)) AS at_risk
FROM {{fact_graduate_outcome}}
GROUP BY reporting_year, territory_id, organization_id, learner_category_code, speciality_code
