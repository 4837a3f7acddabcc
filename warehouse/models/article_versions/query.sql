-- one row per version of an article, with the moment at which a newer version took its place
with
    articles as (from articles),
    -- an undated file that was read on two days stands in two partitions: the earlier one counts
    once as (
        from articles
        qualify row_number() over (partition by article_id, version_id order by published_on) = 1
    )

select
    article_id,
    version_id,
    published_on,
    published_basis,
    fetched_at,
    lead(fetched_at) over versions as superseded_at,
    lead(fetched_at) over versions is null as is_current,
    row_number() over versions as version_number,
    source,
    url,
    title,
    author,
    language,
    words,
    near_duplicate_of
from once
window versions as (partition by article_id order by fetched_at, version_id)
order by article_id, version_number
