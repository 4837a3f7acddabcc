-- one row per claim of a version of an article that a newer one superseded
with
    claims as (from claims),
    versions as (from article_versions)

select
    claims.*,
    versions.source as outlet,
    versions.superseded_at
from claims
inner join versions using (article_id, version_id, published_on)
where not versions.is_current
order by published_on, article_id, sentence_index, start, claim_id
