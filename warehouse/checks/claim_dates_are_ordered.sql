-- warn: date_start is after date_end; the date was read wrongly, see `date_text`
select published_on, claim_id, date_text, date_start, date_end
from claims
where date_start > date_end
