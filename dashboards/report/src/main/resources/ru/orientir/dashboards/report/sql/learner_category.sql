select learner_category as code, max(learner_category_name) as name
from (
    select learner_category, learner_category_name from mart.indicator_by_municipality_year
    union
    select learner_category, learner_category_name from mart.stage_comparison
) used
group by learner_category
order by learner_category <> 'all', learner_category
