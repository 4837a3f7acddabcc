-- warn: a claim's sentence is not in `sentences`; its day was segmented anew and then not extracted: run that day again
select claims.published_on, count(*) as claims
from claims
anti join sentences
    on claims.published_on = sentences.published_on
    and claims.article_id = sentences.article_id
    and claims.version_id = sentences.version_id
    and claims.sentence_index = sentences.sentence_index
    and claims.sentence_start = sentences.start
group by claims.published_on
