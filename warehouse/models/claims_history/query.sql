-- one row per claim of any version of an article, with the moment at which that version was superseded
with
    current as (from claims_current),
    superseded as (from claims_superseded)

select
    *,
    null::timestamptz as superseded_at
from current
union all by name
from superseded
