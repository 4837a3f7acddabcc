-- one row per version of an incident, outcome and policy, with the people that the policy counts
-- conservative  the lowest number; only incidents that two or more independent voices tell of, or the accused admits
-- best          the number that most voices state
-- high          the highest number that any voice states
-- ucdp          as best; low, best and high are read side by side, as UCDP publishes them
-- acled_10_3    the lowest number of killed; where nobody gives one, what ACLED would put in: tens 10, dozens 12,
--               hundreds 100 and so on, and for "several" or no word at all 10 in battles and bombardments, 3 elsewhere
with
    outcomes as (from incident_outcomes),

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
    (policies.policy <> 'conservative' or grade in ('confirmed', 'fair', 'contested'))
    and (policies.policy <> 'acled_10_3' or outcome = 'killed')
