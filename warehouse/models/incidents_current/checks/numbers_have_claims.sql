-- fail: a number of an incident has no claim with a sentence behind it
with
    numbers as (
        select incident_id, killed_best as number, killed_claim_ids as claim_ids from incidents_current
        union all
        select incident_id, injured_best, injured_claim_ids from incidents_current
        union all
        select incident_id, captured_best, captured_claim_ids from incidents_current
        union all
        select incident_id, missing_best, missing_claim_ids from incidents_current
        union all
        select incident_id, displaced_best, displaced_claim_ids from incidents_current
    ),

    behind as (select incident_id, number, unnest(claim_ids) as claim_id from numbers where number is not null)

select numbers.incident_id, numbers.number
from numbers
where number is not null and coalesce(len(claim_ids), 0) = 0
union all
select behind.incident_id, behind.number
from behind
anti join claims on behind.claim_id = claims.claim_id and claims.sentence_end > claims.sentence_start
