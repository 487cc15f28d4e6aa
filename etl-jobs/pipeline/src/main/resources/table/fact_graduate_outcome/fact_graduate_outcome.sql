-- One row is an outcome of the graduates of a speciality and learner category of a college in a graduation year.
-- The form's rows 1-4 are the whole, limited health, and disabled people in two parts; rows 5-8 repeat them for targeted contracts.
WITH form AS (
    SELECT f.*,
           coalesce(a.organization_id, inferred_organization_id(f.college_name)) AS organization_id,
           CASE f.form_row WHEN 1 THEN 'all' WHEN 2 THEN 'limited_health' ELSE 'disabled' END AS learner_category_code
    FROM {{college_graduate_employment}} f
    LEFT JOIN {{organization_alias}} a ON a.alias = organization_alias_of(f.college_name)
    WHERE f.form_row BETWEEN 1 AND 4
), grouped AS (
    SELECT reporting_year, organization_id, speciality_code, learner_category_code,
           sum(graduates) AS graduates_persons,
           sum(employed) AS employed, sum(sole_trader) AS sole_trader, sum(self_employed) AS self_employed, sum(army) AS army,
           sum(further_study) AS further_study, sum(child_care_leave) AS child_care_leave, sum(at_risk) AS at_risk,
           sum(other) AS other, sum(undecided) AS undecided
    FROM form
    GROUP BY reporting_year, organization_id, speciality_code, learner_category_code
)
SELECT g.reporting_year, coalesce(o.territory_id, 'unknown') AS territory_id, g.organization_id, make_date(g.reporting_year, 9, 1) AS valid_on, g.speciality_code,
       g.learner_category_code, g.employment_outcome_code, coalesce(p.profession_group_code, 'unknown') AS profession_group_code,
       g.graduates_persons, g.outcome_persons
FROM (SELECT *, stack(9, 'employed', employed, 'sole_trader', sole_trader, 'self_employed', self_employed, 'army', army,
                      'further_study', further_study, 'child_care_leave', child_care_leave, 'at_risk', at_risk,
                      'other', other, 'undecided', undecided) AS (employment_outcome_code, outcome_persons)
      FROM grouped) g
LEFT JOIN {{profession_group}} p ON p.profession_group_code = substr(g.speciality_code, 1, 2)
LEFT JOIN {{organization_version}} o ON o.organization_id = g.organization_id AND make_date(g.reporting_year, 9, 1) >= o.valid_from AND make_date(g.reporting_year, 9, 1) < o.valid_to
