-- Стал ли II этап лучше I этапа в целом по городу — по каждому показателю, с причиной вывода?
select territory_name, indicator_code, indicator_name, unit_name, base_value, compared_value, relative_difference_pct, verdict, reason
from mart.stage_comparison
where level = 'municipality'
  and base_stage_code = 'I'
  and compared_stage_code = 'II'
  and education_stage = 'all'
  and learner_category = 'all'
order by territory_name, indicator_code;
