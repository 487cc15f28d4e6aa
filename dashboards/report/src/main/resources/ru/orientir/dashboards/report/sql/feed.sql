select feed_code as code, max(feed_name) as name
from mart.submission
group by feed_code
order by feed_code
