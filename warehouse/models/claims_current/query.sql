-- one row per claim of the newest version of an article
with
    history as (from claims_history)

select * exclude (superseded_at)
from history
where superseded_at is null
order by published_on, article_id, sentence_index, start, claim_id
