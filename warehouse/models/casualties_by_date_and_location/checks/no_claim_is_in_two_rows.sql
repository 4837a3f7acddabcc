-- fail: a claim stands in two rows, so that its count is told twice
select claim_id, count(*) as times
from (select unnest(claim_ids) as claim_id from casualties_by_date_and_location)
group by claim_id
having count(*) > 1
