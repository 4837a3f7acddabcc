-- fail: an incident's low number is above its best one, or its best above its high one
select incident_id, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high
from incidents_current
where
    killed_low > killed_best
    or killed_best > killed_high
    or injured_low > injured_best
    or injured_best > injured_high
    or displaced_low > displaced_best
    or displaced_best > displaced_high
