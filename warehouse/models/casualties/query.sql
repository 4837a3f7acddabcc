-- one row per interval of event days, place at the chosen level, and outcome, with the people that the policy counts
with
    incidents as (from incidents),

    numbers as (from incident_numbers),

    known as (
        from incidents
        where
            case
                when as_of is null then known_until is null
                else known_from <= as_of::timestamptz and (known_until is null or known_until > as_of::timestamptz)
            end
            and (since is null or date_end >= since::date)
            and (until is null or coalesce(date_start, date_end) <= until::date)
    ),

    counted as (
        select known.*, numbers.outcome, numbers.people, numbers.low, numbers.best, numbers.high, numbers.is_imputed
        from known
        join numbers on known.incident_id = numbers.incident_id and known.known_from = numbers.known_from
        where
            numbers.policy = case
                when policy in ('conservative', 'best', 'high', 'ucdp', 'acled_10_3') then policy
                else error('there is no policy ' || policy || '; there are conservative, best, high, ucdp, acled_10_3')
            end
    )

select
    date_start,
    date_end,
    country,
    case when level in ('admin1', 'place') then admin1 end as admin1,
    case when level in ('admin1', 'place') then admin1_code end as admin1_code,
    case when level = 'place' then place_name end as place_name,
    case when level = 'place' then place_id end as place_id,
    case when level = 'place' then place_precision end as place_precision,
    case when level = 'place' then lat end as lat,
    case when level = 'place' then lon end as lon,
    is_multi_admin1,
    outcome,
    policy as policy,
    sum(people)::bigint as people,
    sum(low)::bigint as low,
    sum(best)::bigint as best,
    sum(high)::bigint as high,
    count(*) as incidents,
    count(*) filter (where is_imputed) as imputed_incidents,
    list(incident_id order by incident_id) as incident_ids
from counted
where
    case
        when level in ('country', 'admin1', 'place') then true
        else error('there is no level ' || level || '; there are country, admin1, place')
    end
group by all
order by date_end, date_start, country, admin1, place_name, outcome
