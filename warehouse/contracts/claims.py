"""Tables of what the articles say: mentions of places, dates and actors, and the claims (fields as in CLAIMS.md)."""

import pyarrow as pa

from warehouse.contracts.articles import article_id, published_on, version_id
from warehouse.contracts.table import Column, Table

KINDS = ("casualty", "incident", "responsibility")
OUTCOMES = ("killed", "injured", "killed_or_injured", "missing", "captured", "displaced")
EVENT_TYPES = (
    "airstrike", "shelling", "explosion", "armed_clash", "shooting", "killing", "siege", "advance", "retreat",
    "abduction", "arrest", "displacement", "ceasefire", "attack", "other",
)  # fmt: skip
QUALIFIERS = (
    "exact", "at_least", "more_than", "at_most", "less_than", "about", "range", "enumerated", "indefinite", "vague",
)  # fmt: skip
VICTIM_ROLES = ("civilian", "combatant", "mixed", "unknown")
VICTIM_GROUPS = ("children", "women", "men", "elderly", "medics", "journalists", "aid_workers", "prisoners")
SCOPES = ("incident", "cumulative")
PLACE_PRECISIONS = ("facility", "town", "district", "admin1", "country", "none")
PLACE_BASES = ("clause", "sentence", "context", "dateline", "none")
DATE_PRECISIONS = ("day", "week", "month", "year", "interval", "before_publication", "unknown")
DATE_BASES = ("sentence", "context", "publication", "none")
CERTAINTIES = ("asserted", "attributed", "unconfirmed", "possible", "denied")
STANCES = ("accusation", "admission", "denial", "no_comment")
MENTION_LABELS = ("PLACE", "DATE", "ACTOR")

PLACE = pa.struct(
    [
        pa.field("text", pa.string()),
        pa.field("name", pa.string()),
        pa.field("admin1_code", pa.string()),
        pa.field("place_id", pa.int64()),
    ]
)

start = Column("start", "integer", "first character in the article's text", unit="characters", low=0)
end = Column("end", "integer", "one past the last character", unit="characters", low=0)
lat = Column("lat", "number", "latitude, WGS 84", nullable=True, unit="degrees", low=-90, high=90)
lon = Column("lon", "number", "longitude, WGS 84", nullable=True, unit="degrees", low=-180, high=180)
country = Column("country", "text", "ISO 3166-1 alpha-2 code", nullable=True)
admin1 = Column("admin1", "text", "name of the first-level division", nullable=True)
admin1_code = Column("admin1_code", "text", "GeoNames code of the division, such as SY.12", nullable=True)
place_id = Column("place_id", "integer", "GeoNames id; negative: our own supplement's", nullable=True)

mentions = Table(
    name="mentions",
    grain="one mention of a place, date or actor in one article version",
    key=("article_id", "version_id", "start", "end", "label"),
    partition="published_on",
    columns=(
        article_id,
        version_id,
        published_on,
        start,
        end,
        Column("text", "text", "as written"),
        Column("label", "text", "what is mentioned", values=MENTION_LABELS),
        Column(
            "name",
            "text",
            "canonical name of the place or actor, null where it was not resolved",
            nullable=True,
        ),
        place_id,
        country,
        admin1,
        admin1_code,
        lat,
        lon,
        Column(
            "precision",
            "text",
            "level that the place was resolved to",
            nullable=True,
            values=PLACE_PRECISIONS,
        ),
        Column("score", "number", "how sure the link is", nullable=True, unit="probability", low=0, high=1),
        Column("value", "text", "TIMEX3 value of a date: 2020-02-05, 2020-02, 2020-W06, 2020-Q1", nullable=True),
        Column("date_start", "date", "first day meant", nullable=True),
        Column("date_end", "date", "last day meant", nullable=True),
        Column("actor_id", "text", "actor in seeds/lexicons/actors", nullable=True),
    ),
)

claims = Table(
    name="claims",
    grain="one claim: what one sentence of one article version says",
    key=("claim_id",),
    partition="published_on",
    columns=(
        Column(
            "claim_id",
            "text",
            "hash of article, version, span, kind and outcome: the same claim, the same id",
        ),
        article_id,
        version_id,
        published_on,
        Column("known_at", "moment", "when the article version was fetched: from then on the claim was known"),
        Column("sentence_index", "integer", "the evidence sentence in `sentences`", low=0),
        Column("kind", "text", "casualty, incident or responsibility", values=KINDS),
        Column("outcome", "text", "what befell the people; casualty claims only", nullable=True, values=OUTCOMES),
        Column("event_type", "text", "what caused it, or what the incident is", values=EVENT_TYPES),
        Column(
            "stance",
            "text",
            "responsibility claims: how the source stands to it",
            nullable=True,
            values=STANCES,
        ),
        Column(
            "count_low",
            "integer",
            "smallest number that the words allow",
            nullable=True,
            unit="people",
            low=0,
        ),
        Column(
            "count_high",
            "integer",
            "largest number; null: no upper bound stated",
            nullable=True,
            unit="people",
            low=0,
        ),
        Column("count_qualifier", "text", "how the number is qualified", nullable=True, values=QUALIFIERS),
        Column("count_text", "text", "the number as written, qualifier included", nullable=True),
        Column("victim_text", "text", "the victims as written", nullable=True),
        Column("victim_role", "text", "who the victims are", nullable=True, values=VICTIM_ROLES),
        Column(
            "victim_group",
            "text",
            "only when the whole count is of that group",
            nullable=True,
            values=VICTIM_GROUPS,
        ),
        Column(
            "subset_of",
            "text",
            "claim_id of the whole that this count is part of; never added to it",
            nullable=True,
        ),
        Column(
            "repeat_of",
            "text",
            "claim_id of the first mention of the same toll in the article",
            nullable=True,
        ),
        Column("scope", "text", "one incident, or a running total", nullable=True, values=SCOPES),
        Column("place_text", "text", "place of the event as written", nullable=True),
        Column("place_name", "text", "gazetteer name", nullable=True),
        country,
        admin1,
        admin1_code,
        lat,
        lon,
        place_id,
        Column("places", pa.list_(PLACE), "all places of one count that is stated over several", nullable=True),
        Column("place_precision", "text", "finest level that was resolved", values=PLACE_PRECISIONS),
        Column("place_basis", "text", "where in the article the place was taken from", values=PLACE_BASES),
        Column("place_score", "number", "how sure the place is", nullable=True, unit="probability", low=0, high=1),
        Column("date_text", "text", "date of the event as written", nullable=True),
        Column("date_start", "date", "first day on which the event can have happened", nullable=True),
        Column("date_end", "date", "last such day", nullable=True),
        Column("date_precision", "text", "how fine the date is", values=DATE_PRECISIONS),
        Column("date_basis", "text", "where the date was taken from", values=DATE_BASES),
        Column("statement_date", "date", "when the source said so, where stated", nullable=True),
        Column("actor_text", "text", "who did it, according to the claim, as written", nullable=True),
        Column("actor_id", "text", "actor in seeds/lexicons/actors", nullable=True),
        Column("target_text", "text", "incident and responsibility claims: what or who was struck", nullable=True),
        Column("source_text", "text", "who says so, as written; null: the article's own voice", nullable=True),
        Column("source_actor_id", "text", "that source in seeds/lexicons/actors", nullable=True),
        Column("certainty", "text", "how sure the sentence is", values=CERTAINTIES),
        Column(
            "confidence",
            "number",
            "calibrated probability that outcome and bounds are right",
            unit="probability",
            low=0,
            high=1,
        ),
        Column("rule", "text", "the frame rule that fired, for the one who traces an error"),
        Column("sentence", "text", "the evidence sentence: exactly articles.text[sentence_start:sentence_end]"),
        Column("sentence_start", "integer", "first character of the evidence sentence", unit="characters", low=0),
        Column("sentence_end", "integer", "one past its last character", unit="characters", low=0),
        start,
        end,
    ),
)
