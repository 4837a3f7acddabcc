-- one row per measure
with
    claims as (
        from claims_current
        where ($since is null or published_on >= $since) and ($until is null or published_on <= $until)
    ),

    casualty as (from claims where kind = 'casualty'),

    linked as (select distinct claim_id from incident_claims),

    measures as (
        select 1 as place, 'casualty claims' as measure, count(*)::double as value, 'claims' as unit from casualty
        union all
        select 2, 'without a country', avg((country is null)::int), 'share' from casualty
        union all
        select 3, 'without a first-level division', avg((admin1_code is null)::int), 'share' from casualty
        union all
        select 4, 'without a day or interval', avg((date_start is null)::int), 'share' from casualty
        union all
        select 5, 'undated background, in no incident', avg((date_precision = 'unknown')::int), 'share' from casualty
        union all
        select 6, 'without a number', avg(coalesce(count_qualifier in ('vague', 'indefinite'), false)::int), 'share' from casualty
        union all
        select 7, 'attributed to a source', avg((source_text is not null)::int), 'share' from casualty
        union all
        select 8, 'unconfirmed or possible', avg((certainty in ('unconfirmed', 'possible'))::int), 'share' from casualty
        union all
        select 9, 'mean confidence', avg(confidence), 'probability' from casualty
        union all
        select 10, 'linked to an incident', avg((linked.claim_id is not null)::int), 'share'
        from casualty
        left join linked using (claim_id)
    )

select measure, round(value, 3) as value, unit
from measures
order by place
