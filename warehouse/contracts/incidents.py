"""Tables of what happened, as far as the claims tell: incidents, and which claims speak of which."""

import pyarrow as pa

from warehouse.contracts.claims import (
    EVENT_TYPES,
    PLACE,
    PLACE_PRECISIONS,
    admin1,
    admin1_code,
    country,
    lat,
    lon,
    place_id,
)
from warehouse.contracts.table import Column, Table

COUNTED = ("killed", "injured", "captured", "missing", "displaced")
GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
CLAIM_ROLES = ("first", "repeat", "update", "subset", "contradicts", "denial", "running_total", "context")

event_month = Column(
    "event_month", "date", "first day of the month of the incident's first possible day; the partition"
)
incident_id = Column("incident_id", "text", "hash of the incident's first claim; kept while the cluster grows")


def _range(outcome: str) -> tuple[Column, ...]:
    return (
        Column(
            f"{outcome}_low",
            "integer",
            f"{outcome}: lowest well-sourced number",
            nullable=True,
            unit="people",
            low=0,
        ),
        Column(f"{outcome}_best", "integer", f"{outcome}: best number", nullable=True, unit="people", low=0),
        Column(
            f"{outcome}_high",
            "integer",
            f"{outcome}: highest number stated",
            nullable=True,
            unit="people",
            low=0,
        ),
        Column(f"{outcome}_claim_ids", "texts", f"claims that the {outcome} numbers come from", nullable=True),
    )


incidents = Table(
    name="incidents",
    grain="one real-world incident, as known at one moment (`known_from` until `known_until`)",
    key=("incident_id", "known_from"),
    partition="event_month",
    partition_by="month",
    columns=(
        incident_id,
        event_month,
        Column("known_from", "moment", "from when the record read so"),
        Column("known_until", "moment", "until when; null: it still does", nullable=True),
        Column("event_type", "text", "what it was", values=EVENT_TYPES),
        Column("date_start", "date", "first day on which it can have happened", nullable=True),
        Column("date_end", "date", "last such day", nullable=True),
        Column("place_name", "text", "gazetteer name", nullable=True),
        country,
        admin1,
        admin1_code,
        lat,
        lon,
        place_id,
        Column(
            "places",
            pa.list_(PLACE),
            "all places, where the claims name several for one count",
            nullable=True,
        ),
        Column("place_precision", "text", "finest level", values=PLACE_PRECISIONS),
        Column("is_multi_admin1", "flag", "its count spans more than one first-level division"),
        Column("is_multi_day", "flag", "its interval is longer than one day"),
        Column("actors_alleged", "texts", "actors that claims hold responsible"),
        *(c for outcome in COUNTED for c in _range(outcome)),
        Column("killed_is_vague", "flag", "nobody gives a number of killed, only words such as several or dozens"),
        Column(
            "killed_civilians_low",
            "integer",
            "civilians killed, where stated",
            nullable=True,
            unit="people",
            low=0,
        ),
        Column(
            "killed_children_low",
            "integer",
            "children killed, where stated",
            nullable=True,
            unit="people",
            low=0,
        ),
        Column("killed_women_low", "integer", "women killed, where stated", nullable=True, unit="people", low=0),
        Column("articles", "integer", "articles that speak of it", low=1),
        Column("independent_sources", "integer", "sources, a wire story printed five times counted once", low=1),
        Column("first_reported_on", "date", "first publication"),
        Column("last_reported_on", "date", "last publication"),
        Column("grade", "text", "how well it is supported, after Airwars", values=GRADES),
        Column("grade_reason", "text", "why it has that grade"),
        Column("merged_into", "text", "incident_id that took this one over", nullable=True),
        Column("split_from", "text", "incident_id that this one was part of", nullable=True),
    ),
)

incident_claims = Table(
    name="incident_claims",
    grain="one claim in one incident, and how it stands to it",
    key=("incident_id", "claim_id"),
    partition="event_month",
    partition_by="month",
    columns=(
        incident_id,
        Column("claim_id", "text", "the claim"),
        event_month,
        Column("role", "text", "how the claim stands to the incident", values=CLAIM_ROLES),
        Column("score", "number", "how sure the link is", unit="probability", low=0, high=1),
        Column("reasons", "texts", "what spoke for the link, each as `name: value`"),
        Column("known_from", "moment", "when the link was first known"),
    ),
)
