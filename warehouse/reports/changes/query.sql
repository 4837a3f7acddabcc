-- one row per incident and outcome that the last night told otherwise than before
with
    changes as (from changes(coalesce($since::timestamptz, (select max(known_from) from incidents) - interval 1 second))),

    claims as (from claims_history)

select
    changes.change,
    changes.outcome,
    changes.was,
    changes.now,
    coalesce(changes.place_name, changes.admin1, changes.country) as place,
    changes.date_end,
    changes.incident_id,
    claims.outlet,
    claims.sentence
from changes
left join claims on claims.claim_id = changes.claim_ids[-1]
order by changes.date_end desc, changes.incident_id, changes.outcome
