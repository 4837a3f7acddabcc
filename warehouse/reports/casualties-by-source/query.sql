-- one row per source that tells of casualties, and outcome
with
    claims as (from claims_current),

    told as (
        select
            coalesce(claims.source_actor_id, claims.source_text, claims.outlet) as told_by,
            case when claims.source_text is null then 'outlet' else 'quoted' end as voice,
            claims.*
        from claims
        where
            claims.kind = 'casualty'
            and ($since is null or claims.published_on >= $since)
            and ($until is null or claims.published_on <= $until)
    )

select
    told_by,
    voice,
    outcome,
    count(*) as claims,
    count(*) filter (
        where repeat_of is null and subset_of is null and scope = 'incident' and certainty <> 'denied'
    ) as counted_claims,
    count(*) filter (where scope = 'cumulative') as running_totals,
    count(*) filter (where certainty in ('unconfirmed', 'possible')) as unsure,
    count(*) filter (where certainty = 'denied') as denied,
    count(distinct article_id) as articles,
    min(published_on) as first_on,
    max(published_on) as last_on
from told
group by told_by, voice, outcome
order by claims desc, told_by, outcome
