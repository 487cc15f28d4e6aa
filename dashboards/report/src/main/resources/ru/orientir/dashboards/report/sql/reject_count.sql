select feed, rule, severity, count(*) as rejects
from mart.rejected_row
group by feed, rule, severity
order by feed, rule, severity
