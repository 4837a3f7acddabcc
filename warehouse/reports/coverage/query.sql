-- one row per publication day
with
    articles as (from article_versions where superseded_at is null),

    claims as (from claims_current),

    refused as (select published_on, count(*) as refused from quarantine group by published_on),

    by_day as (
        select
            published_on,
            count(*) as articles,
            count(distinct source) as sources,
            count(*) filter (where near_duplicate_of is not null) as copies,
            count(*) filter (where language <> 'en') as not_english
        from articles
        group by published_on
    ),

    claimed as (
        select
            published_on,
            count(*) as claims,
            count(*) filter (where kind = 'casualty') as casualty_claims,
            count(distinct article_id) as articles_with_claims
        from claims
        group by published_on
    )

select
    coalesce(by_day.published_on, refused.published_on) as published_on,
    coalesce(articles, 0) as articles,
    coalesce(sources, 0) as sources,
    coalesce(copies, 0) as copies,
    coalesce(not_english, 0) as not_english,
    coalesce(articles_with_claims, 0) as articles_with_claims,
    coalesce(claims, 0) as claims,
    coalesce(casualty_claims, 0) as casualty_claims,
    coalesce(refused, 0) as refused
from by_day
full join refused using (published_on)
left join claimed on claimed.published_on = by_day.published_on
where
    ($since is null or coalesce(by_day.published_on, refused.published_on) >= $since)
    and ($until is null or coalesce(by_day.published_on, refused.published_on) <= $until)
order by published_on
