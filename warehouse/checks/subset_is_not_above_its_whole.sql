-- warn: a part is larger than its whole ("seven injured, three of them children" read the wrong way round?)
select part.published_on, part.claim_id, part.count_low, whole.claim_id as whole_claim_id, whole.count_high
from claims as part
inner join claims as whole
    on part.published_on = whole.published_on
    and part.version_id = whole.version_id
    and part.subset_of = whole.claim_id
where part.count_low > whole.count_high
