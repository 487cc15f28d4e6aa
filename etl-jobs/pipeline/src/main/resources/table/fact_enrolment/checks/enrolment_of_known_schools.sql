-- fail: Контингент без организации из реестра: ключ организации не найден
SELECT * FROM {{fact_enrolment}} f WHERE organization_key = 0
