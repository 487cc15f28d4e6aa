-- One row is a learner who took part in events of a school in a year, in an education stage and each category that applies.
SELECT reporting_year, territory_id, organization_id, education_stage_code, learner_category_code, xxhash64(learner) AS learner,
       count(*) AS participations, max(award_code IN ('winner', 'prize_winner')) AS has_award
FROM (SELECT *, explode(filter(array('all', if(is_limited_health, 'limited_health', NULL), if(is_disabled, 'disabled', NULL),
                                     if(is_orphan, 'orphan', NULL), if(is_gifted, 'gifted', NULL)), c -> c IS NOT NULL))
             AS learner_category_code
      FROM {{fact_event_participation}}
      WHERE is_participation)
GROUP BY reporting_year, territory_id, organization_id, education_stage_code, learner_category_code, learner
