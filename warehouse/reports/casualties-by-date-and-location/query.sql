-- one row per event interval, place and outcome
with
    casualties as (from casualties_by_date_and_location)

select
    date_start,
    date_end,
    coalesce(place_name, admin1, country, '(not told)') as place,
    case when place_precision in ('facility', 'town', 'district') then admin1 end as province,
    country,
    outcome,
    count_low as low,
    count_high as high,
    articles
from casualties
where
    ($since is null or date_end >= $since)
    and ($until is null or coalesce(date_start, date_end) <= $until)
order by date_end nulls last, date_start nulls first, country, admin1, place, outcome
