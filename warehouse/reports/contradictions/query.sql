-- one row per claim of an incident that voices tell differently
with
    incidents as (from incidents_current),

    links as (from incident_claims),

    claims as (from claims_current),

    articles as (from article_versions),

    disputed as (
        select incident_id, claims.outcome
        from links
        join claims using (claim_id)
        where role in ('contradicts', 'denial')
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
    coalesce(claims.source_text, articles.source) as told_by,
    links.role,
    claims.certainty,
    claims.actor_text as actor,
    articles.source as outlet,
    claims.published_on,
    claims.sentence
from disputed
join incidents using (incident_id)
join links using (incident_id)
join claims on links.claim_id = claims.claim_id and claims.outcome is not distinct from disputed.outcome
join articles on claims.article_id = articles.article_id and claims.version_id = articles.version_id
where
    links.role in ('first', 'update', 'contradicts', 'denial')
    and ($since is null or incidents.date_end >= $since)
    and ($until is null or coalesce(incidents.date_start, incidents.date_end) <= $until)
order by incidents.date_end, incidents.incident_id, claims.outcome, claims.published_on, claims.claim_id
