-- fail: a number without an incident behind it can't be cited
select *
from casualties_by_date_and_location
where len(incident_ids) = 0 or len(incident_ids) <> incidents
