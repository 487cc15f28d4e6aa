-- Как участвуют в мероприятиях дети с ОВЗ и дети-инвалиды? Категории пересекаются, поэтому не складываем их.
select reporting_year, organization_name, learner_category_name, value as children, observations as participations
from mart.indicator_by_organization_year
where indicator_code = '1.3.children'
  and education_stage = 'all'
  and learner_category in ('limited_health', 'disabled')
order by reporting_year, organization_name, learner_category;
