select feed_name, rule_name, severity, severity_name, count(*) as rejects
from mart.rejected_row
group by feed, feed_name, rule, rule_name, severity, severity_name
order by feed, rule, severity
