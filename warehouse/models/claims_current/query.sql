-- one row per claim of the newest version of an article
with
    claims as (from claims),
    versions as (from article_versions)

select
    claims.*,
    versions.source as outlet
from claims
inner join versions using (article_id, version_id, published_on)
where versions.is_current
order by published_on, article_id, sentence_index, start, claim_id
