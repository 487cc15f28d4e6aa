-- One row is a specialisation of vacancies, with the group of professions it belongs to.
SELECT * FROM staging.profession_group_specialisation
