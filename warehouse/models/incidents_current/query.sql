-- one row per incident, as the record reads now
with
    incidents as (from incidents)

select * exclude (known_until, merged_into)
from incidents
where known_until is null
order by date_end, incident_id
