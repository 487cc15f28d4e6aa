-- Rows that decide how much detail the page can hold.
select
    count(*) filter (where level = 'municipality') as municipality_comparisons,
    (select count(*) from mart.indicator_by_municipality_year) as municipality_years,
    count(*) filter (where level = 'organization') as organization_comparisons,
    count(*) filter (where level = 'organization' and education_stage = 'all' and learner_category = 'all')
        as organization_totals,
    count(distinct (territory_id, indicator_code, base_stage_code, compared_stage_code))
        filter (where level = 'organization') as rankings
from mart.stage_comparison
