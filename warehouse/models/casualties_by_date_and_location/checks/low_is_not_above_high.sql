-- fail: the low number is above the high one; a claim with count_low above count_high, or a sum that went wrong
select *
from casualties_by_date_and_location
where count_low > count_high
