select name, period, value::text as value, unit, source
from mart.baseline
order by source, period, name, value::text
