-- one row per version of an incident, outcome and policy, with the people that the policy counts
-- conservative  the lowest number; only incidents that two or more independent voices tell of, or the accused admits
-- best          the number that most voices state
-- high          the highest number that any voice states
-- ucdp          as best; low, best and high are read side by side, as UCDP publishes them
-- acled_10_3    the lowest number of killed; where nobody gives one, what ACLED would put in: tens 10, dozens 12,
--               hundreds 100 and so on, and for "several" or no word at all 10 in battles and bombardments, 3 elsewhere
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
    ),

    policies as (select unnest(['conservative', 'best', 'high', 'ucdp', 'acled_10_3']) as policy)

select
    outcomes.incident_id,
    outcomes.known_from,
    outcomes.outcome,
    policies.policy,
    case policies.policy
        when 'conservative' then low
        when 'high' then high
        when 'acled_10_3' then case when killed_is_vague then imputation else low end
        else best
    end as people,
    low,
    best,
    high,
    policies.policy = 'acled_10_3' and killed_is_vague as is_imputed,
    claim_ids
from outcomes
cross join policies
where
    (best is not null or high is not null)
    and (policies.policy <> 'conservative' or grade in ('confirmed', 'fair', 'contested'))
    and (policies.policy <> 'acled_10_3' or outcome = 'killed')
