-- fail: the span of a claim is outside of its sentence, so that it can't be cited
select published_on, claim_id, sentence_start, start, "end", sentence_end
from claims
where not (sentence_start <= start and start < "end" and "end" <= sentence_end)
