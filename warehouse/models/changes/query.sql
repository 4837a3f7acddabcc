-- one row per incident and outcome that the record told otherwise after `since` than before
with
    -- Only the incidents of which a version began or ended in between.
    touched as (
        select distinct incident_id
        from incidents
        where
            (known_from > since::timestamptz and known_from <= coalesce(until::timestamptz, 'infinity'::timestamptz))
            or (known_until > since::timestamptz and known_until <= coalesce(until::timestamptz, 'infinity'::timestamptz))
    ),

    versions as (from incidents semi join touched using (incident_id)),

    before as (
        from versions where known_from <= since::timestamptz and (known_until is null or known_until > since::timestamptz)
    ),

    after as (
        from versions
        where
            known_from <= coalesce(until::timestamptz, 'infinity'::timestamptz)
            and (known_until is null or known_until > until::timestamptz)
    ),

    -- Where an incident went that is no longer told: merged into another, or taken back.
    ended as (
        select incident_id, arg_max(merged_into, known_from) as merged_into
        from versions
        where merged_into is not null
        group by incident_id
    ),

    sides as (
        select
            coalesce(after.incident_id, before.incident_id) as incident_id,
            coalesce(after.date_end, before.date_end) as date_end,
            coalesce(after.country, before.country) as country,
            coalesce(after.admin1, before.admin1) as admin1,
            coalesce(after.place_name, before.place_name) as place_name,
            before.incident_id is null as is_new,
            after.incident_id is null as is_gone,
            ended.merged_into,
            unnest([
                {'outcome': 'killed', 'was': before.killed_best, 'now': after.killed_best,
                 'ids': coalesce(after.killed_claim_ids, before.killed_claim_ids)},
                {'outcome': 'injured', 'was': before.injured_best, 'now': after.injured_best,
                 'ids': coalesce(after.injured_claim_ids, before.injured_claim_ids)},
                {'outcome': 'captured', 'was': before.captured_best, 'now': after.captured_best,
                 'ids': coalesce(after.captured_claim_ids, before.captured_claim_ids)},
                {'outcome': 'missing', 'was': before.missing_best, 'now': after.missing_best,
                 'ids': coalesce(after.missing_claim_ids, before.missing_claim_ids)},
                {'outcome': 'displaced', 'was': before.displaced_best, 'now': after.displaced_best,
                 'ids': coalesce(after.displaced_claim_ids, before.displaced_claim_ids)}
            ]) as told
        from before
        full join after on before.incident_id = after.incident_id
        left join ended on coalesce(after.incident_id, before.incident_id) = ended.incident_id
    )

select
    incident_id,
    case
        when is_gone and merged_into is not null then 'merged'
        when is_gone then 'retracted'
        when is_new or told.was is null then 'added'
        when told.now is null then 'retracted'
        when told.now > told.was then 'raised'
        else 'lowered'
    end as change,
    told.outcome as outcome,
    told.was as was,
    told.now as now,
    date_end,
    country,
    admin1,
    place_name,
    merged_into,
    told.ids as claim_ids
from sides
where told.was is distinct from told.now
order by date_end desc, incident_id, outcome
