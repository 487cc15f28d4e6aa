select vintage, published_at, business_date
from mart.data_freshness
order by vintage desc nulls last
limit 1
