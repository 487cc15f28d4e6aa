-- One row is a feed of an organization; years as «2020s2021z2022n»: s sent, z zero, n not sent, ? any other status.
select
    territory_id, feed_code, organization_id,
    string_agg(
        reporting_year || case status when 'sent' then 's' when 'zero' then 'z' when 'not_sent' then 'n' else '?' end,
        '' order by reporting_year) as years
from mart.submission
where organization_id <> 'unknown'
group by territory_id, feed_code, organization_id
order by territory_id, feed_code, organization_id
