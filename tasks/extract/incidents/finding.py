"""Events and responsibilities of a sentence, with their sources and certainty, as claims.

The only module here that looks at the sentences beside: for who "it" is, and who speaks in a quotation.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tasks.extract import attribution, lexicons
from tasks.extract.actors import actors, link_actor
from tasks.extract.incidents.events import Event, find_events
from tasks.extract.incidents.phrases import FIGHTING_KINDS, PRONOUNS, actor_of, classes, is_passive, span_of, trimmed
from tasks.extract.incidents.records import Incident
from tasks.extract.incidents.responsibility import (
    LIKELY,
    Responsibility,
    find_responsibilities,
    question_of,
    speaker_span,
)
from tasks.extract.records import Context, Parsed, Seed, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

KINDS = frozenset({"headline", "body"})  # a caption tells what a picture shows, not what happened when
ANSWER = re.compile(r"""^["'“‘]?(?:it is|it's|it’s|its|it was|they are)\s+(?P<who>[^?.!…"”,]{3,60})""", re.IGNORECASE)
LEADING = re.compile(r"^(?:In [^,]{3,30}, )?(?P<who>(?:The |An? )?[A-Z][\w’'-]*(?: [\w’'-]+){0,4}?) "
                     r"(?:has|have|had|was|were|is|are|also|\w+ed|said|took|began|launched)\b")  # fmt: skip
DASHES = frozenset({"-", "--", "–", "—"})
LIST = 25  # words from which on capitals are a list's
CLOSING = frozenset({"said", "says", "told", "reported", "added", "announced", "confirmed", "stated"})
SCARE = re.compile(r"(?<!\w)['‘](?=\w)(?P<inside>[^'‘’]{6,80})['’](?!\w)")


def find_incidents(
    parsed: Parsed, context: Context, speakers: attribution.Speakers, casualties: Sequence[int] = ()
) -> list[Incident]:
    """The incident and responsibility claims of one parsed sentence, in reading order.

    `casualties` are the token indices of the sentence's casualty triggers. Where people are counted dead, an event
    noun in passing ("killed in shelling of the town") is the claim's cause and no second claim; a verb still is.
    """
    sentence = parsed.sentence
    if sentence.kind not in KINDS:
        return []
    doc = parsed.doc
    if _is_list(doc):
        return []
    words = parsed.words
    taken = set(casualties)
    found = [r for r in find_responsibilities(doc) if r.trigger.i not in taken or r.stance == "accusation"]
    claims = [_responsibility(r, parsed, context, words, speakers) for r in found]
    answered = _answered(parsed, context)
    if answered is not None:
        claims.append(answered)
    spoken = {i for r in found for i in range(r.start, r.end)}
    previous: str | None = None
    for event in find_events(doc, sentence.kind == "headline"):
        is_told = event.trigger.i in taken and event.event_type == "displacement"
        if is_told or event.trigger.i in spoken or (event.nominal and taken):
            continue
        claim = _incident(event, parsed, context, words, speakers, previous)
        if claim is None:
            continue
        claims.append(claim)
        previous = claim.target_text or previous
    return sorted(claims, key=lambda claim: (claim.seed.start, claim.seed.end))


def _is_list(doc: "Doc") -> bool:
    """Headlines and tags of other articles in one run ("Related ... Tags ..."): long, and nearly all capitals."""
    if len(doc) < LIST:
        return False
    words = [token for token in doc if token.is_alpha]
    capitals = sum(token.is_title for token in words)
    return len(words) >= LIST and capitals > 0.6 * len(words)


def _written(span: tuple[int, int] | None, parsed: Parsed) -> str | None:
    """The span as the article writes it, line breaks as spaces; the parser may have read it in small letters."""
    if span is None:
        return None
    doc = parsed.doc
    start, end = trimmed(span, doc)
    dash = max((k + 1 for k in range(start, end) if doc[k].text in DASHES and doc[k - 1].whitespace_), default=start)
    start = dash if dash < end else start  # "In Aleppo - video | Russian warplanes"
    first, last = (parsed.offset(doc[k]) - parsed.sentence.start for k in (start, end - 1))
    return " ".join(parsed.sentence.text[first : last + len(doc[end - 1])].split())


def _seed(parsed: Parsed, trigger: "Token", start: int, end: int, kind: str, event_type: str) -> Seed:
    doc = parsed.doc
    last = doc[end - 1]
    return Seed(parsed, trigger, parsed.offset(doc[start]), parsed.offset(last) + len(last), kind, None, event_type)


def _incident(
    event: Event,
    parsed: Parsed,
    context: Context,
    words: list[str],
    speakers: attribution.Speakers,
    previous: str | None,
) -> Incident | None:
    doc = parsed.doc
    source, certainty = _source(doc, words, event.trigger, event.start, event.end, parsed, speakers)
    if event.certainty != "asserted":
        certainty = event.certainty
    # "Suspected militants attacked": who did it is suspected, not that it happened.
    plain = ["" if token.dep_ == "amod" else word for token, word in zip(doc, words, strict=True)]
    lowered = attribution.hedge(plain, event.start - 4, event.end)
    if lowered and certainty != "possible":
        certainty = lowered
    if certainty != "possible" and LIKELY & set(plain[max(0, event.start - 3) : event.end]):
        certainty = "possible"
    if certainty == "asserted" and _is_scare_quoted(parsed, event.start):
        certainty = "unconfirmed"
    if source and source.split()[-1].lower() in lexicons.terms("fiction"):
        return None
    actor = _written(span_of(event.actor), parsed) if event.actor is not None else None
    if event.actor is not None and event.actor.lower_ in PRONOUNS:
        teller = _teller(event.trigger)
        if (
            teller is not None
            and event.actor.lower_ in ("they", "it", "we")
            and "force" in classes(doc[slice(*teller)].root)
        ):
            actor = _written(teller, parsed)  # "the rebels said they had attacked the post"
        else:
            actor = _antecedent(event.actor.lower_, parsed, context)
    target = _written(span_of(event.target), parsed) if event.target is not None else None
    if event.target is not None and event.target.lower_ in PRONOUNS:
        target = previous
    seed = _seed(parsed, event.trigger, event.start, event.end, "incident", event.event_type)
    return Incident(seed, None, actor, target, source, certainty, f"incident: {event.rule}")


def _responsibility(
    found: Responsibility, parsed: Parsed, context: Context, words: list[str], speakers: attribution.Speakers
) -> Incident:
    doc = parsed.doc
    source, certainty = _written(found.source, parsed), found.certainty
    if found.rule == "behind" and source is None and found.trigger.dep_ == "ccomp":
        # "arguing that the rebels were behind the attack": whoever argues
        source = _written(_span(actor_of(found.trigger.head)), parsed)
    is_unsaid = is_passive(found.trigger) and found.rule not in ("behind", "possible agent")  # "is accused of"
    if source is None and found.stance == "accusation" and not is_unsaid:
        source, said = _source(doc, words, found.trigger, found.start, found.end, parsed, speakers)
        certainty = certainty if certainty == "possible" else said
    elif source is not None and certainty == "asserted" and found.stance == "accusation":
        certainty = "attributed"
    if source and source.lower() in attribution.PERSONAL:
        source = speakers.beside(parsed.sentence) or _earlier_speaker(parsed.sentence, context) or source
    actor = _written(found.actor, parsed)
    if actor and actor.lower() in PRONOUNS:
        actor = source if found.stance in ("admission", "denial") else None
    seed = _seed(parsed, found.trigger, found.start, found.end, "responsibility", found.event_type)
    target = _written(found.target, parsed)
    return Incident(seed, found.stance, actor, target, source, certainty, f"responsibility: {found.rule}")


def _span(head: "Token | None") -> tuple[int, int] | None:
    return span_of(head) if head is not None else None


def _source(
    doc: "Doc", words: list[str], trigger: "Token", start: int, end: int, parsed: Parsed, speakers: attribution.Speakers
) -> tuple[str | None, str]:
    """Who says so and how sure that makes it."""
    teller = _teller(trigger)
    found = attribution.attribute(doc, words, trigger.i, start, end)
    if teller is not None and not (found.span and words[found.span[0] - 2 : found.span[0]] == ["according", "to"]):
        found = attribution.Attribution(teller, "attributed")
    elif found.span is not None and not _reaches(doc, words, trigger, found.span):
        found = attribution.ASSERTED
    text = found.text or _written(_widened(doc, found.span), parsed)
    certainty = found.certainty
    if text and re.fullmatch(r"(?:\w+ )?reports", text, re.IGNORECASE):
        certainty = "unconfirmed"  # "some reports", "media reports"
    is_pronoun = text is not None and text.lower() in attribution.PERSONAL
    if (is_pronoun or text is None) and any(_is_nobodys(verb) for verb in trigger.ancestors):
        return None, "unconfirmed"
    if is_pronoun or (text is None and speakers.is_quoted(parsed.sentence, parsed.offset(doc[start]))):
        text = speakers.beside(parsed.sentence) or text
        certainty = "attributed"
    return text, certainty


def _teller(trigger: "Token") -> tuple[int, int] | None:
    """The subject of the reporting verb right above the claim: 'local sources in the town told the agency that'."""
    token = trigger
    for verb in trigger.ancestors:
        if token.dep_ in ("relcl", "acl"):
            return None
        if attribution.is_reporting(verb.lower_) and token.dep_ in ("ccomp", "conj"):
            subject = actor_of(verb)
            if subject is not None and subject.i < verb.i and subject.lower_ not in attribution.RELATIVES:
                return speaker_span(subject)
        token = verb
    return None


def _widened(doc: "Doc", span: tuple[int, int] | None) -> tuple[int, int] | None:
    """A source with the noun before its "at" or "in": 'a source at the police command', not the command alone."""
    if span is None:
        return None
    start, end = span
    if start > 1 and doc[start - 1].lower_ in ("at", "in", "from", "of", "with") and doc[start - 2].pos_ == "NOUN":
        start -= 2
        while start > 0 and doc[start - 1].dep_ in ("det", "amod", "compound") and doc[start - 1].head.i < end:
            start -= 1
    return start, end


def _is_later_half(trigger: "Token", verb: "Token") -> bool:
    """Whether a verb is joined to the trigger by "and": what qualifies the second half is silent on the first."""
    while verb.dep_ == "conj" and (verb.tag_ != "VBG" or trigger.tag_ == "VBG"):
        verb = verb.head
        if verb.i == trigger.i:
            return True
    return False


def _is_nobodys(verb: "Token") -> bool:
    """'It has been reported that': by nobody in particular."""
    subjects = {child.lower_ for child in verb.children if child.dep_ == "nsubjpass"}
    return "it" in subjects and attribution.is_reporting(verb.lower_)


def _reaches(doc: "Doc", words: list[str], trigger: "Token", source: tuple[int, int]) -> bool:
    """Whether a source reaches the claim: 'besieged the town and entered it according to some reports' is unsure of
    the entry alone; after a comma, 'according to' speaks for the whole sentence. A relative clause of the article's
    own after what someone said ('were in the city, which has been evacuated') is nobody's."""
    first = source[0]
    if first >= 2 and words[first - 2 : first] == ["according", "to"]:
        at = first - 2
        if at == 0 or words[at - 1] == ",":
            return True
        return trigger.i < at and not _is_later_half(trigger, doc[at].head)
    root = doc[source[0] : source[1]].root
    verb = root.head
    if verb.i == trigger.i:
        return False  # "Ankara has set up a post and has warned": its own subject doesn't say it
    if source[0] > trigger.i and words[source[1] : source[1] + 1] and words[source[1]] in CLOSING:
        return True  # "... a monitoring group said", wherever the parser hangs it
    says_it = verb in trigger.ancestors or verb.dep_ in ("ROOT", "parataxis") or trigger in verb.subtree
    if not says_it:
        return False  # "the posts it maintains": a reporting verb, but not about this
    aside = next((t for t in [trigger, *trigger.ancestors] if t.dep_ == "relcl"), None)
    if aside is not None and first < aside.i:
        opened = next((t for t in aside.subtree if t.tag_ in ("WDT", "WP")), None)
        is_own_voice = opened is not None and opened.i > 0 and words[opened.i - 1] == "," and aside.tag_ != "VBD"
        return not is_own_voice
    return True


def _is_scare_quoted(parsed: Parsed, start: int) -> bool:
    """A headline's quotation marks: 'Troops 'enter rebel-held town''."""
    if parsed.sentence.kind != "headline":
        return False
    at = parsed.offset(parsed.doc[start]) - parsed.sentence.start
    return any(m.start("inside") <= at < m.end("inside") for m in SCARE.finditer(parsed.sentence.text))


def _antecedent(pronoun: str, parsed: Parsed, context: Context) -> str | None:
    """Who "it" or "they" is: the actor that opens the sentence before, else nobody."""
    if pronoun not in ("it", "they"):
        return None
    before = next((s for s in context.sentences if s.index == parsed.sentence.index - 1), None)
    if before is None or before.kind not in KINDS or abs(before.paragraph - parsed.sentence.paragraph) > 1:
        return None
    opening = LEADING.match(before.text)
    if opening is None:
        return None
    actor_id = link_actor(opening["who"])
    return opening["who"] if actor_id and actors()[actor_id].kind in FIGHTING_KINDS else None


def _earlier_speaker(sentence: Sentence, context: Context) -> str | None:
    """The last speaker named in the paragraphs before: '"..." he said' goes on with who spoke before."""
    for other in reversed([s for s in context.sentences if s.index < sentence.index and s.kind == "body"][-8:]):
        if sentence.paragraph - other.paragraph > 3:
            return None
        if who := attribution.speaker_in(other.text):
            return who
    return None


def _answered(parsed: Parsed, context: Context) -> Incident | None:
    """'Who attacked our soldiers? It is the rebels.': the question and its answer make an accusation."""
    question = question_of(parsed.doc)
    if question is None:
        return None
    after = next((s for s in context.sentences if s.index == parsed.sentence.index + 1), None)
    answer = ANSWER.match(after.text.strip()) if after is not None else None
    if answer is None:
        return None
    verb, event_type, target = question
    seed = _seed(parsed, verb, verb.i, target[1] if target else verb.i + 1, "responsibility", event_type)
    unquoted = re.split(r"[\"”]", after.text)[-1] if after is not None else ""
    source = attribution.speaker_in(unquoted) or _earlier_speaker(parsed.sentence, context)
    return Incident(
        seed,
        "accusation",
        answer["who"],
        _written(target, parsed),
        source,
        "attributed",
        "responsibility: who did it",
    )
