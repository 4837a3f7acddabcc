-- fail: a number without a claim behind it can't be cited
select *
from casualties_by_date_and_location
where len(claim_ids) = 0
