-- one row per measure
with
    claims as (
        from claims_current
        where ($since is null or published_on >= $since) and ($until is null or published_on <= $until)
    ),

    links as (from incident_claims),

    linked as (
        select count(*) as claims
        from claims
        semi join links using (claim_id)
        where kind = 'casualty'
    ),

    counted as (
        select
            count(*) as claims,
            avg((country is null)::int) as countryless,
            avg((admin1_code is null)::int) as provinceless,
            avg((date_start is null)::int) as dayless,
            avg((date_precision = 'unknown')::int) as undated,
            avg(coalesce(count_qualifier in ('vague', 'indefinite'), false)::int) as numberless,
            avg((source_text is not null)::int) as attributed,
            avg((certainty in ('unconfirmed', 'possible'))::int) as unsure,
            avg(confidence) as confidence
        from claims
        where kind = 'casualty'
    ),

    measures as (
        select unnest([
            {'place': 1, 'measure': 'casualty claims', 'value': counted.claims::double, 'unit': 'claims'},
            {'place': 2, 'measure': 'without a country', 'value': countryless, 'unit': 'share'},
            {'place': 3, 'measure': 'without a first-level division', 'value': provinceless, 'unit': 'share'},
            {'place': 4, 'measure': 'without a day or interval', 'value': dayless, 'unit': 'share'},
            {'place': 5, 'measure': 'undated background, in no incident', 'value': undated, 'unit': 'share'},
            {'place': 6, 'measure': 'without a number', 'value': numberless, 'unit': 'share'},
            {'place': 7, 'measure': 'attributed to a source', 'value': attributed, 'unit': 'share'},
            {'place': 8, 'measure': 'unconfirmed or possible', 'value': unsure, 'unit': 'share'},
            {'place': 9, 'measure': 'mean confidence', 'value': confidence, 'unit': 'probability'},
            {'place': 10, 'measure': 'linked to an incident', 'value': linked.claims / nullif(counted.claims, 0),
             'unit': 'share'}
        ], recursive := true)
        from counted
        cross join linked
    )

select measure, round(value, 3) as value, unit
from measures
order by place
