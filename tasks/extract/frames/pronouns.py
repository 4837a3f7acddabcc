"""Whom a pronoun or a comparison stands for, in the same sentence: "seized four men and killed them", "as many".

Only where nobody else can be meant; otherwise nothing. What is told in another sentence is not looked for.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.extract.frames.positions import chain_from, index_at
from tasks.extract.frames.records import Frame, Trigger
from tasks.extract.frames.triggers import forms
from tasks.extract.phrases import Phrase
from tasks.extract.quantities import Quantity
from tasks.extract.words import ADVERBS, BE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HOPS = 3  # verbs of one subject: "stopped a bus, took nine men off it and shot them dead"
TIMES = {"twice": 2, "thrice": 3}
REST = frozenset({"rest", "remainder"})
SAME = frozenset({"men", "others", "people", "more", "persons"})  # "as many others were wounded"


def them(doc: "Doc", words: Sequence[str], phrases: Sequence[Phrase], trigger: Trigger) -> tuple[Phrase, ...]:
    """The counted people whom the doer did something to just before: 'dragged 17 men from their homes and executed
    them'."""
    if (
        trigger.outcome not in ("killed", "captured")
        or trigger.term in ("shoot", "stab")
        or words[trigger.end : trigger.end + 1] != ["them"]
    ):
        return ()
    return before_them(doc, words, phrases, doc[trigger.start])


def before_them(doc: "Doc", words: Sequence[str], phrases: Sequence[Phrase], verb: "Token") -> tuple[Phrase, ...]:
    """The counted people who are the object of the verb that this one is joined to by the same subject."""
    for _ in range(HOPS):
        is_joined = verb.dep_ in ("conj", "advcl") and verb.head.i < verb.i
        if not is_joined or any(c.dep_ in ("nsubj", "nsubjpass", "mark", "aux", "neg") for c in verb.children):
            return ()
        verb = verb.head
        told = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
        n = index_at(phrases, told.i) if told is not None else None
        if n is not None and phrases[n].is_person and phrases[n].is_plural:
            chain = chain_from(phrases, words, n, 1)
            return chain if all(p.count is not None and p.count.high != 0 for p in chain) else ()
    return ()


def as_many(words: Sequence[str], frames: Sequence[Frame]) -> list[Frame]:
    """'Twelve soldiers were killed and as many wounded', 'killed 12 people and injured twice as many'."""
    found = []
    for i in range(1, len(words) - 1):
        if words[i : i + 2] != ["as", "many"] or words[i + 2 : i + 3] == ["as"]:
            continue
        times = TIMES.get(words[i - 1], 1)
        start = i - (times > 1)
        before = max((f for f in frames if f.end <= start), key=lambda f: f.end, default=None)
        told = before.victims[-1].count if before is not None else None
        if before is None or told is None or not told.is_number or len(before.victims) > 1:
            continue
        end = i + 2 + (words[i + 2 : i + 3] != [] and words[i + 2] in SAME)
        at = _state_beside(words, start, end)
        row = next((row for row, kind in forms().get(words[at], ()) if kind in ("past", "ing")), None) if at else None
        if at is None or row is None or not row["outcome"] or row["outcome"] == before.outcome:
            continue
        bounds = (None if bound is None else bound * times for bound in (told.low, told.high))
        low, high = bounds
        count = Quantity(start, i + 2, low, high, told.qualifier, start)
        people = replace(
            before.victims[-1], start=start, end=end, head=None, count=count, nouns=(), words=("as", "many")
        )
        kind = Trigger(at, at + 1, row["term"], row["frame"], row["outcome"], row["event_type"], "past", True)
        found.append(Frame(kind, (people,), "as many", row["outcome"]))
    return found


def rest(words: Sequence[str], phrases: Sequence[Phrase], frames: Sequence[Frame]) -> list[Frame]:
    """'Ten people died, six of them soldiers, the rest civilians', 'Of 20 men 14 were killed; the rest were captured':
    as many as are left of exact counts."""
    k = next((k for k in range(1, len(words) - 2) if words[k] in REST and words[k - 1] == "the"), None)
    if k is None:
        return []
    at = k + 1
    while at < len(words) - 1 and (words[at] in BE or words[at] in ADVERBS):
        at += 1
    kinds = next(
        (p for p in phrases if p.start in (at, k - 1) and p.is_person and p.is_plural and p.count is None), None
    )
    parts = [f for f in frames if f.whole is not None and f.start < k - 1 and f.rule in ("of them", "including")]
    if kinds is not None and parts and all(p.whole is parts[0].whole for p in parts):
        whole = parts[0].whole
        count = _left(words, k, whole.victims[0], [p.victims[0] for p in parts]) if whole is not None else None
        own = replace(kinds, start=k - 1, count=count, words=("the", "rest"))
        return [Frame(parts[0].trigger, (own,), "the rest", parts[0].outcome, whole)] if count else []
    of = next((p for p in phrases if p.start == 1 and words[0] == "of" and p.is_person and p.count), None)
    row = next((row for row, kind in forms().get(words[at], ()) if kind == "past" or row["frame"] == "state"), None)
    if of is None or row is None or not any(w in BE for w in words[k + 1 : at]):
        return []
    told = [v for f in frames if of.end <= f.start and f.end < k and f.whole is None for v in f.victims]
    count = _left(words, k, of, told) if told and not any(v.head for v in told) else None  # "two guards": others
    kind = Trigger(at, at + 1, row["term"], row["frame"], row["outcome"], row["event_type"], "past", True)
    own = replace(of, start=k - 1, end=k + 1, head=None, count=count, words=("the", "rest"))
    return [Frame(kind, (own,), "the rest", row["outcome"])] if count and row["outcome"] else []


def _left(words: Sequence[str], k: int, whole: Phrase, parts: Sequence[Phrase]) -> Quantity | None:
    """How many are left, where all counts are exact."""
    counts = [phrase.count for phrase in (whole, *parts)]
    if any(c is None or c.qualifier != "exact" or not c.is_number for c in counts):
        return None
    numbers = [(c.low or 0) if c else 0 for c in counts]
    low = numbers[0] - sum(numbers[1:])
    return Quantity(k - 1, k + 1, low, low, "exact", k - 1) if low > 1 else None


def _state_beside(words: Sequence[str], start: int, end: int) -> int | None:
    """The participle right before or behind: '[wounded] as many', 'as many were [wounded]'."""
    k = end
    while k < len(words) and (words[k] in BE or words[k] in ADVERBS):
        k += 1
    if k < len(words) and forms().get(words[k]):
        return k
    return start - 1 if forms().get(words[start - 1]) else None
