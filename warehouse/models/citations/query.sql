-- one row per claim of an incident, with where it can be read
with
    links as (from incident_claims),

    claims as (from claims_current),

    articles as (from article_versions)

select
    links.incident_id,
    links.role,
    links.score,
    links.reasons,
    claims.claim_id,
    claims.kind,
    claims.outcome,
    claims.event_type,
    claims.count_low,
    claims.count_high,
    claims.count_text,
    claims.victim_text,
    claims.victim_role,
    claims.victim_group,
    claims.certainty,
    claims.confidence,
    claims.source_text,
    claims.actor_text,
    claims.place_text,
    claims.date_text,
    claims.sentence,
    articles.source,
    articles.title,
    articles.url,
    claims.published_on,
    claims.article_id,
    claims.version_id,
    claims.start,
    claims."end"
from links
join claims using (claim_id)
join articles on claims.article_id = articles.article_id and claims.version_id = articles.version_id
order by links.incident_id, claims.published_on, claims.article_id, claims.start, claims.claim_id
