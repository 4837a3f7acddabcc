-- one row per interval of event days, place at the chosen level, and outcome, with the people that the policy counts
-- conservative  the lowest number; only incidents that two or more independent voices tell of, or the accused admits
-- best          the number that most voices state
-- high          the highest number that any voice states
-- ucdp          as best; low, best and high are read side by side, as UCDP publishes them
-- acled_10_3    the lowest number of killed; where nobody gives one, what ACLED would put in: tens 10, dozens 12,
--               hundreds 100 and so on, and for "several" or no word at all 10 in battles and bombardments, 3 elsewhere
with
    incidents as (from incidents),

    known as (
        from incidents
        where
            case
                when as_of is null then known_until is null
                else known_from <= as_of::timestamptz and (known_until is null or known_until > as_of::timestamptz)
            end
            and (since is null or date_end >= since::date)
            and (until is null or coalesce(date_start, date_end) <= until::date)
            and grade <> 'discounted'
    ),

    outcomes as (
        select
            known.*,
            unnest([
                {'outcome': 'killed', 'low': killed_low, 'best': killed_best, 'high': killed_high},
                {'outcome': 'injured', 'low': injured_low, 'best': injured_best, 'high': injured_high},
                {'outcome': 'captured', 'low': captured_low, 'best': captured_best, 'high': captured_high},
                {'outcome': 'missing', 'low': missing_low, 'best': missing_best, 'high': missing_high},
                {'outcome': 'displaced', 'low': displaced_low, 'best': displaced_best, 'high': displaced_high}
            ]) as told
        from known
    ),

    imputed as (
        select
            *,
            policy = 'acled_10_3' and told.outcome = 'killed' and killed_is_vague as is_imputed,
            case
                when told.low >= 20000 then 10000
                when told.low >= 2000 then 1000
                when told.low >= 200 then 100
                when told.low >= 24 then 12
                when told.low >= 20 then 10
                when event_type in ('airstrike', 'shelling', 'armed_clash', 'explosion') then 10
                else 3
            end as imputation
        from outcomes
        where told.best is not null or told.high is not null
    ),

    counted as (
        select
            *,
            case policy
                when 'conservative' then told.low
                when 'best' then told.best
                when 'ucdp' then told.best
                when 'high' then told.high
                when 'acled_10_3' then if(is_imputed, imputation, told.low)
                else error('there is no policy ' || policy || '; there are conservative, best, high, ucdp, acled_10_3')
            end as people
        from imputed
        where
            (policy <> 'conservative' or grade in ('confirmed', 'fair', 'contested'))
            and (policy <> 'acled_10_3' or told.outcome = 'killed')
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
    told.outcome as outcome,
    policy as policy,
    sum(people)::bigint as people,
    sum(told.low)::bigint as low,
    sum(told.best)::bigint as best,
    sum(told.high)::bigint as high,
    count(*) as incidents,
    count(*) filter (where is_imputed) as imputed_incidents,
    list(incident_id order by incident_id) as incident_ids
from counted
where
    if(
        level in ('country', 'admin1', 'place'),
        true,
        error('there is no level ' || level || '; there are country, admin1, place')
    )
group by all
order by date_end, date_start, country, admin1, place_name, outcome
