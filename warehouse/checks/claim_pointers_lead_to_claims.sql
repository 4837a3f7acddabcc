-- warn: subset_of or repeat_of names a claim that the same article doesn't have
select pointing.published_on, pointing.claim_id, pointing.subset_of, pointing.repeat_of
from claims as pointing
anti join claims as pointed
    on pointing.published_on = pointed.published_on
    and pointing.version_id = pointed.version_id
    and pointing.article_id = pointed.article_id
    and coalesce(pointing.subset_of, pointing.repeat_of) = pointed.claim_id
where coalesce(pointing.subset_of, pointing.repeat_of) is not null
