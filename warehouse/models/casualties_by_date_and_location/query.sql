-- one row per interval of event days, place and outcome, as the record reads now, by the policy `best`
with
    casualties as (from casualties(policy := 'best', level := 'place'))

select
    date_start,
    date_end,
    country,
    admin1,
    admin1_code,
    place_name,
    place_id,
    place_precision,
    lat,
    lon,
    is_multi_admin1,
    outcome,
    low,
    best,
    high,
    incidents,
    incident_ids
from casualties
order by date_end, date_start, country, admin1, place_name, outcome
