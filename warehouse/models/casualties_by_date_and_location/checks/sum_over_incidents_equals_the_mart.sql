-- fail: the mart adds up to another number than the incidents do
with
    mart as (select outcome, sum(best) as people from casualties_by_date_and_location group by outcome),
    incidents as (
        select numbers.outcome, sum(numbers.people) as people
        from incidents_current
        join incident_numbers as numbers using (incident_id, known_from)
        where numbers.policy = 'best'
        group by numbers.outcome
    )

select outcome, mart.people as in_the_mart, incidents.people as in_the_incidents
from mart
full join incidents using (outcome)
where mart.people is distinct from incidents.people
