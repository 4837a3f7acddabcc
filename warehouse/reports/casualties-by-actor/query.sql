-- one row per actor that is held responsible, and outcome
with
    incidents as (from incidents_current),

    alleged as (
        select *, unnest(case when coalesce(len(actors_alleged), 0) = 0 then ['(not told)'] else actors_alleged end) as actor
        from incidents
        where
            grade <> 'discounted'
            and ($since is null or date_end >= $since)
            and ($until is null or coalesce(date_start, date_end) <= $until)
    ),

    told as (
        select actor, incident_id, 'killed' as outcome, killed_low as low, killed_best as best, killed_high as high
        from alleged
        union all
        select actor, incident_id, 'injured', injured_low, injured_best, injured_high from alleged
        union all
        select actor, incident_id, 'captured', captured_low, captured_best, captured_high from alleged
    )

select
    actor,
    outcome,
    sum(low)::bigint as low,
    sum(best)::bigint as best,
    sum(high)::bigint as high,
    count(*) as incidents,
    list(incident_id order by incident_id) as incident_ids
from told
where best is not null or high is not null
group by actor, outcome
order by best desc nulls last, actor, outcome
