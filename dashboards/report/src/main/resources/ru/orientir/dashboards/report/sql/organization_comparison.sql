-- Kept whole, or only the ends of every ranking by the change between the stages.
-- Chosen by stage and category; the page has no place for groups of other breakdowns, in which both are NULL.
with ranked as (
    select
        *,
        row_number() over (ranking order by difference desc nulls last, organization_id) as from_top,
        row_number() over (ranking order by difference asc nulls last, organization_id) as from_bottom
    from mart.stage_comparison
    where level = 'organization' and education_stage is not null
        and (not ?::boolean or (education_stage = 'all' and learner_category = 'all'))
    window ranking as (
        partition by
            territory_id, indicator_code, education_stage, learner_category, base_stage_code, compared_stage_code
    )
)
select
    territory_id, organization_id, indicator_code, education_stage, learner_category,
    base_stage_code, compared_stage_code,
    base_value, compared_value, base_months, compared_months, base_units_share, compared_units_share,
    difference, relative_difference_pct, verdict, reason
from ranked
where from_top <= ? or from_bottom <= ?
order by
    territory_id, base_stage_code, compared_stage_code, indicator_code, education_stage, learner_category,
    organization_id
