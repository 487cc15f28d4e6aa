-- Кто и за какой год не прислал отчётность? Ноль и «не прислано» — разные вещи.
select feed_name, reporting_year, organization_name
from mart.submission
where status = 'not_sent'
order by reporting_year desc, feed_name, organization_name;
