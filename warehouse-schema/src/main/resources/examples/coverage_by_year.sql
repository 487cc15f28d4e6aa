-- Как по годам менялся охват детей мероприятиями по ступеням образования? Доли не усредняем: делим сумму на сумму.
select reporting_year, stage_code, education_stage_name, sum(numerator) as children, sum(denominator) as pupils,
       round((100 * sum(numerator) / nullif(sum(denominator), 0))::numeric, 1) as coverage_pct
from mart.indicator_by_municipality_year
where indicator_code = '1.3'
  and learner_category = 'all'
group by reporting_year, stage_code, education_stage, education_stage_name
order by reporting_year, education_stage;
