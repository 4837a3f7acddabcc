-- fail: a claim_id stands twice, so that a claim would be counted twice; its hash leaves something out
select claim_id, count(*) as times
from claims_current
group by claim_id
having count(*) > 1
