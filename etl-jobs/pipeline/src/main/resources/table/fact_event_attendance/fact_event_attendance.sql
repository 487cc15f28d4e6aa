-- One row is an edition of an event for the learners of an organization, education stage and learner category in a year.
WITH learner_at_event AS (
    SELECT reporting_year, territory_id, organization_id, event_series_code, event_level_code, event_format_code,
           education_stage_code, learner_category_code, xxhash64(learner) AS learner,
           count_if(is_participation) AS participations, bool_or(is_participation) AS is_participant,
           bool_or(award_code = 'winner') AS is_winner, bool_or(award_code = 'prize_winner') AS is_prize_winner
    FROM (SELECT *, explode(filter(array('all', if(is_limited_health, 'limited_health', NULL), if(is_disabled, 'disabled', NULL),
                                         if(is_orphan, 'orphan', NULL), if(is_gifted, 'gifted', NULL)), c -> c IS NOT NULL))
                 AS learner_category_code
          FROM {{fact_event_participation}})
    GROUP BY ALL
)
SELECT reporting_year, territory_id, organization_id, make_date(reporting_year, 12, 31) AS valid_on,
       event_series_code, event_level_code, event_format_code, education_stage_code, learner_category_code,
       CAST(sum(participations) AS int)       AS participations,
       CAST(count_if(is_participant) AS int)  AS unique_children_persons,
       CAST(count_if(is_winner) AS int)       AS winners_persons,
       CAST(count_if(is_prize_winner) AS int) AS prize_winners_persons
FROM learner_at_event
GROUP BY reporting_year, territory_id, organization_id, event_series_code, event_level_code, event_format_code,
         education_stage_code, learner_category_code
