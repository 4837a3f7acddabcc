-- one row per claim of an incident that voices tell differently
with
    incidents as (from incidents_current),

    links as (from incident_claims where role in ('first', 'update', 'contradicts', 'denial')),

    rivals as (from incident_claims where role in ('contradicts', 'denial')),

    claims as (from claims_current),

    outcomes as (select claim_id, outcome from claims_current),

    disputed as (
        select rivals.incident_id, outcomes.outcome
        from rivals
        join outcomes using (claim_id)
        group by all
    )

select
    incidents.incident_id,
    incidents.date_start,
    incidents.date_end,
    coalesce(incidents.place_name, incidents.admin1, incidents.country) as place,
    claims.outcome,
    claims.count_low as low,
    claims.count_high as high,
    coalesce(claims.source_text, claims.outlet) as told_by,
    links.role,
    claims.certainty,
    claims.actor_text as actor,
    claims.outlet,
    claims.published_on,
    claims.sentence,
    claims.claim_id
from disputed
join incidents using (incident_id)
join links using (incident_id)
join claims on links.claim_id = claims.claim_id and claims.outcome is not distinct from disputed.outcome
order by incidents.date_end, incidents.incident_id, claims.outcome, claims.published_on, claims.claim_id
