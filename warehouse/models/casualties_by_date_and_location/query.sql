-- one row per event interval, place and outcome, as the newest version of each article tells it
with
    claims as (from claims_current),

    -- Never added: the same toll again, a part of a toll, a running total, a denial, dead and wounded in one number.
    countable as (
        from claims
        where
            kind = 'casualty'
            and outcome <> 'killed_or_injured'
            and scope is distinct from 'cumulative'
            and repeat_of is null
            and subset_of is null
            and certainty <> 'denied'
    ),

    -- One account is what one source says in one article. Only its own claims are added up: what another account
    -- says may be the same dead. What is only possible or unconfirmed raises the high number, never the low one.
    accounts as (
        select
            date_start,
            date_end,
            country,
            admin1,
            admin1_code,
            place_name,
            place_id,
            place_precision,
            outcome,
            article_id,
            source_text,
            sum(count_low) filter (where certainty in ('asserted', 'attributed')) as account_low,
            case when count(count_high) = count(*) then sum(count_high) end as account_high,
            list(claim_id order by claim_id) as claim_ids
        from countable
        group by all
    )

select
    date_start,
    date_end,
    country,
    admin1,
    admin1_code,
    place_name,
    place_id,
    place_precision,
    outcome,
    min(account_low)::bigint as count_low,
    case when count(account_high) = count(*) then max(account_high)::bigint end as count_high,
    count(*) as accounts,
    count(distinct article_id) as articles,
    list_sort(flatten(list(claim_ids))) as claim_ids
from accounts
group by all
order by date_end, date_start, country, admin1, place_name, place_precision, outcome
