-- Какие мероприятия дают больше участий, победителей и призёров? Дети разных школ — разные дети.
select reporting_year, event_name, event_level_name, event_format_name, sum(participations) as participations,
       sum(winners) as winners, sum(prize_winners) as prize_winners
from mart.event_participation
where learner_category = 'all'
group by reporting_year, event_name, event_level_name, event_format_name
order by reporting_year, participations desc, event_name, event_level_name, event_format_name;
