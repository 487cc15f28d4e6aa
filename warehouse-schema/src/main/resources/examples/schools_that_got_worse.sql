-- В каких организациях показатели ухудшились больше всего?
select organization_name, indicator_code, indicator_name, base_value, compared_value, relative_difference_pct, reason
from mart.stage_comparison
where level = 'organization'
  and verdict = 'worse'
  and education_stage = 'all'
  and learner_category = 'all'
order by abs(relative_difference_pct) desc nulls last, organization_name, indicator_code
limit 20;
