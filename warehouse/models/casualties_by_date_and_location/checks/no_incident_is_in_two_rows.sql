-- fail: an incident stands in two rows of one outcome, so that its people are told twice
select incident_id, outcome, count(*) as times
from (select unnest(incident_ids) as incident_id, outcome from casualties_by_date_and_location)
group by incident_id, outcome
having count(*) > 1
