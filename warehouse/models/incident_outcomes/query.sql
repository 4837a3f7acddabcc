-- one row per version of an incident and outcome of which there is a number, discounted incidents apart
with
    incidents as (from incidents),

    outcomes as (
        select
            incident_id,
            known_from,
            event_type,
            grade,
            killed_is_vague,
            unnest([
                {'outcome': 'killed', 'low': killed_low, 'best': killed_best, 'high': killed_high,
                 'claim_ids': killed_claim_ids},
                {'outcome': 'injured', 'low': injured_low, 'best': injured_best, 'high': injured_high,
                 'claim_ids': injured_claim_ids},
                {'outcome': 'captured', 'low': captured_low, 'best': captured_best, 'high': captured_high,
                 'claim_ids': captured_claim_ids},
                {'outcome': 'missing', 'low': missing_low, 'best': missing_best, 'high': missing_high,
                 'claim_ids': missing_claim_ids},
                {'outcome': 'displaced', 'low': displaced_low, 'best': displaced_best, 'high': displaced_high,
                 'claim_ids': displaced_claim_ids}
            ], recursive := true),
            case
                when killed_low >= 20000 then 10000
                when killed_low >= 2000 then 1000
                when killed_low >= 200 then 100
                when killed_low >= 24 then 12
                when killed_low >= 20 then 10
                when event_type in ('airstrike', 'shelling', 'armed_clash', 'explosion') then 10
                else 3
            end as imputation
        from incidents
        where grade <> 'discounted'
    )

select *
from outcomes
where best is not null or high is not null
order by known_from, incident_id, outcome
