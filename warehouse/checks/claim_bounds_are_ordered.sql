-- fail: count_low is above count_high; the quantity was read wrongly, see the claim's `rule`
select published_on, claim_id, rule, count_text, count_low, count_high
from claims
where count_low > count_high
