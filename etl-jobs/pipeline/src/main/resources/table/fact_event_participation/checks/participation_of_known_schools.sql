-- fail: Участие без организации из реестра: ключ организации не найден
SELECT * FROM {{fact_event_participation}} f WHERE organization_key = 0
