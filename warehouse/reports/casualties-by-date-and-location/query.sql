-- one row per interval of event days, place and outcome
with
    casualties as (
        from casualties(policy := $policy, since := $since, until := $until, level := $level, as_of := $as_of)
    )

select
    date_start,
    date_end,
    case
        when is_multi_admin1 then 'several provinces'
        else coalesce(place_name, admin1, case when country is null then '(not told)' else '(province not told)' end)
    end as place,
    case when place_name is distinct from admin1 then admin1 end as province,
    country,
    outcome,
    people,
    low,
    high,
    incidents,
    imputed_incidents as imputed
from casualties
order by date_end, date_start nulls first, country, province, place, outcome
