select
    territory_id, feed_code, reporting_year,
    count(*) filter (where status = 'sent') as sent,
    count(*) filter (where status = 'zero') as zero,
    count(*) filter (where status = 'not_sent') as not_sent
from mart.submission
where organization_id <> 'unknown'
group by territory_id, feed_code, reporting_year
order by territory_id, feed_code, reporting_year
