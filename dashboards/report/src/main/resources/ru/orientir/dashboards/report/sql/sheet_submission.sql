select
    territory_name, feed_name, organization_id, organization_name, reporting_year,
    status_name, files, rows_read, rows_rejected,
    first_received_at at time zone 'Europe/Moscow' as first_received,
    last_received_at at time zone 'Europe/Moscow' as last_received
from mart.submission
order by territory_id, feed_code, organization_id, reporting_year
