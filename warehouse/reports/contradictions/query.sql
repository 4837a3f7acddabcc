-- one row per claim of an incident that voices tell differently
with
    contradictions as (from contradictions)

select * exclude (claim_id)
from contradictions
where
    ($since is null or date_end >= $since)
    and ($until is null or coalesce(date_start, date_end) <= $until)
order by date_end, incident_id, outcome, published_on, claim_id
