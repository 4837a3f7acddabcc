-- one row per incident in which civilians, children or women are said to be killed
with
    incidents as (from incidents_current)

select
    incident_id,
    date_start,
    date_end,
    coalesce(place_name, admin1, country) as place,
    country,
    event_type,
    killed_low,
    killed_best,
    killed_high,
    killed_civilians_low as civilians,
    killed_children_low as children,
    killed_women_low as women,
    grade
from incidents
where
    (killed_civilians_low > 0 or killed_children_low > 0 or killed_women_low > 0)
    and ($since is null or date_end >= $since)
    and ($until is null or coalesce(date_start, date_end) <= $until)
order by date_end, country, place, incident_id
