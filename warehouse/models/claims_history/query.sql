-- one row per claim of any version of an article, with the moment at which that version was superseded
with
    claims as (from claims),
    versions as (from article_versions)

select
    claims.*,
    versions.superseded_at
from claims
inner join versions using (article_id, version_id, published_on)
