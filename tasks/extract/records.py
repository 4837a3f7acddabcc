"""The plain records that the parts of the extraction hand to each other.

All offsets are characters of the article's text. Records know nothing of tables; `pipeline.py` turns them into rows.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Article:
    """What the extraction is told of an article. `title` is context only: offsets count in `text`.

    `published` is None where the outlet's own date is not known; then nothing is resolved against it.
    """

    article_id: str
    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    version_id: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the segmentation; `text` is exactly the article's text[start:end].

    `kind` is one of headline, byline, dateline, caption, promo, footer, body; only headline, body and caption
    can carry claims. `paragraph` counts from 0.
    """

    index: int
    kind: str
    start: int
    end: int
    text: str
    paragraph: int = 0


@dataclass(frozen=True)
class Parsed:
    """A sentence with its parse. `doc` holds the one sentence, parsed as one; line breaks in it became spaces, and runs
    of spaces one: `origins` then says where each of its characters stands in the sentence."""

    sentence: Sentence
    doc: "Doc"
    origins: tuple[int, ...] | None = None

    @cached_property
    def words(self) -> list[str]:
        """The sentence's words in lower case, one a token. "IS executed 80 men" has no verb "is"."""
        return ["isis" if token.text == "IS" else token.lower_ for token in self.doc]

    def offset(self, token: "Token") -> int:
        """Where a token begins in the article's text."""
        return self.sentence.start + (token.idx if self.origins is None else self.origins[token.idx])

    def within(self, offset: int) -> int:
        """Where a character of the article's text stands in `doc`."""
        at = offset - self.sentence.start
        return at if self.origins is None else bisect_left(self.origins, at)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name in the article, resolved where the gazetteer and the context allow it.

    `is_event_place_candidate` is False for what names a place but cannot be where things happened: a speaker's
    place ("told reporters in Baku"), a name in a promo line, a demonym ("Syrian"), a government by its capital.
    """

    start: int
    end: int
    text: str
    name: str | None = None
    place_id: int | None = None
    country: str | None = None
    admin1: str | None = None
    admin1_code: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str = "none"
    score: float = 0.0
    is_event_place_candidate: bool = True


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression. `kind` is its TIMEX3 type (DATE, TIME, DURATION, SET); `value` its TIMEX3 value.

    `start_date`/`end_date` bound the days meant, null where the expression doesn't tell.
    """

    start: int
    end: int
    text: str
    kind: str
    value: str | None
    start_date: date | None = None
    end_date: date | None = None
    precision: str = "unknown"


@dataclass(slots=True)
class Context:
    """What the whole article tells about where and when; filled once an article, before its claims are attached."""

    article: Article
    sentences: list[Sentence]
    places: list[PlaceMention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    _answers: dict[Callable[..., Any], Any] = field(default_factory=dict, repr=False)

    def once(self, question: "Callable[[Context], Answer]") -> Answer:
        """What a function says of the article, asked once, when its places and dates are there."""
        if question not in self._answers:
            self._answers[question] = question(self)
        return self._answers[question]


@dataclass(frozen=True, slots=True)
class Seed:
    """A claim found, before it has place and date: where its words stand in the parsed sentence.

    `start`/`end` are the claim's own span (trigger and count).
    """

    parsed: Parsed
    trigger: "Token"
    start: int
    end: int
    kind: str
    outcome: str | None
    event_type: str
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a claim's event was: the fields of CLAIMS.md that `attach_place` fills."""

    place_text: str | None = None
    place: PlaceMention | None = None
    places: tuple[PlaceMention, ...] = ()
    basis: str = "none"


@dataclass(frozen=True, slots=True)
class Dating:
    """When a claim's event was, and when its source said so: the fields that `attach_date` fills."""

    date_text: str | None = None
    date_start: date | None = None
    date_end: date | None = None
    precision: str = "unknown"
    basis: str = "none"
    statement_date: date | None = None


@dataclass(slots=True)
class Extraction:
    """What one article says: `claims` and `mentions` are rows with the columns of their contracts that the text tells
    (what only the stage knows, such as version and publication partition, it adds)."""

    claims: list[dict[str, Any]] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A casualty claim in the making. The parts fill it in turn; `relations` sets what depends on other claims.

    `tokens` are the claim's first token and the one after its last, in its parsed sentence.
    """

    seed: Seed
    claim_id: str
    low: int | None
    high: int | None
    qualifier: str
    count_text: str | None
    victim_text: str | None
    role: str
    group: str | None
    rule: str
    tokens: tuple[int, int]
    source_text: str | None = None
    source_actor_id: str | None = None
    certainty: str = "asserted"
    actor_text: str | None = None
    actor_id: str | None = None
    scope: str = "incident"
    subset_of: "Draft | None" = None
    repeat_of: "Draft | None" = None
