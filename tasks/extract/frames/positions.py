"""Where the victims of a trigger stand: right after it, right before it, or as the parse's subject."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tasks.extract.frames.records import Trigger
from tasks.extract.phrases import Phrase
from tasks.extract.words import ADVERBS, BE, NEGATIONS, word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc

FARTHEST = 14  # tokens between victims and trigger, where the parse doesn't join them
JOINTS = (
    ["and"],
    ["or"],
    [","],
    [",", "and"],
    ["&"],
    ["as", "well", "as"],
    ["plus"],
    ["along", "with"],
    ["together", "with"],
)
# What stands before a noun phrase that is no victim: the place, the doer, the part.
BEFORE_OTHERS = word_class("before_others")

BEFORE_COUNTED = frozenset({"by", "of", "from"})  # "with over 200 injured" counts


def chain_from(phrases: Sequence[Phrase], words: Sequence[str], first: int, step: int) -> tuple[Phrase, ...]:
    """The phrase at index `first` and those coordinated with it: 'a woman and a child', 'A, B and C'.

    An apposition is not counted again: 'Hector Oqueli, leader of ...', 'his companion, Gilda Flores'.
    """
    chain = [phrases[first]]
    last = phrases[first]
    k = first + step
    while 0 <= k < len(phrases):
        left, right = (last, phrases[k]) if step > 0 else (phrases[k], last)
        between = list(words[left.end : right.start])
        if between not in JOINTS or not right.is_person or not left.is_person or right.is_part:
            break
        last = phrases[k]
        if between == [","] and _is_apposition(left, right):
            if step < 0:
                chain[-1] = left
        else:
            chain.append(last)
        k += step
    return tuple(chain if step > 0 else reversed(chain))


def _is_apposition(left: Phrase, right: Phrase) -> bool:
    singular = not (left.is_plural or right.is_plural or left.count or right.count)
    return singular and left.is_named != right.is_named


def index_at(phrases: Sequence[Phrase], token: int) -> int | None:
    """The phrase that holds a token."""
    return next((n for n, p in enumerate(phrases) if p.start <= token < p.end), None)


def is_victim(phrase: Phrase, trigger: Trigger) -> bool:
    """Whether a phrase can be whom the trigger befell."""
    if phrase.is_part:
        return True
    if phrase.head is None:
        return trigger.is_strong
    return phrase.is_person


def is_passive(words: Sequence[str], i: int) -> bool:
    """Whether a participle at token i has its "were" or "been" before it."""
    k = i - 1
    while k >= 0 and (words[k] in ADVERBS or words[k] in NEGATIONS or words[k].endswith("ly") or words[k] == "or"):
        k -= 1
    return k >= 0 and words[k] in BE


def right_of(phrases: Sequence[Phrase], words: Sequence[str], k: int, trigger: Trigger) -> tuple[Phrase, ...]:
    """Victims that begin at token k, adverbs skipped: 'killing at least 20 people'."""
    starts = {p.start: n for n, p in enumerate(phrases)}
    while k < len(words) and k not in starts and (words[k] in ADVERBS or words[k].endswith("ly")):
        k += 1
    n = starts.get(k)
    if n is None or not is_victim(phrases[n], trigger):
        return ()
    return chain_from(phrases, words, n, 1)


def adjacent_left(phrases: Sequence[Phrase], words: Sequence[str], i: int, trigger: Trigger) -> tuple[Phrase, ...]:
    """Victims that end right before token i, adverbs and the passive's "were" skipped: '12 others were wounded'."""
    ends = {p.end: n for n, p in enumerate(phrases)}
    k = i
    while (
        k > 0
        and k not in ends
        and (
            words[k - 1] in ADVERBS
            or words[k - 1] in BE
            or words[k - 1] in ("have", "has", "had", "-", "--", ",")
            or words[k - 1].endswith("ly")
        )
    ):
        k -= 1
    n = ends.get(k)
    if n is None or not is_victim(phrases[n], trigger):
        return ()
    chain = chain_from(phrases, words, n, -1)
    barred = BEFORE_COUNTED if chain[0].count and k == i else BEFORE_OTHERS
    if chain[0].start and words[chain[0].start - 1] in barred:
        return ()
    return chain


def subject_of(
    doc: "Doc", phrases: Sequence[Phrase], words: Sequence[str], i: int, trigger: Trigger
) -> tuple[Phrase, ...] | None:
    """Victims as the parse's subject of token i, through coordination and relative clauses. None: it has no subject."""
    seen = False
    token = doc[i]
    hops = 0
    while hops < 3:
        subjects = [c for c in token.children if c.dep_ in ("nsubjpass", "nsubj") and c.i < token.i]
        if not subjects and token.dep_ in ("acl", "relcl") and token.head.i < token.i:
            subjects = [token.head]
        for subject in subjects:
            seen = True
            if subject.lower_ in ("who", "which", "that", "whom") and token.dep_ == "relcl":
                subject = token.head
            n = index_at(phrases, subject.i)
            if n is not None and is_victim(phrases[n], trigger) and phrases[n].end <= i:
                forward = chain_from(phrases, words, n, 1)
                back = chain_from(phrases, words, n, -1)
                return back[:-1] + forward
        if subjects or token.dep_ not in ("conj", "xcomp", "advcl"):
            break
        token, hops = token.head, hops + 1
    return () if seen else None


def nearest_left(phrases: Sequence[Phrase], words: Sequence[str], i: int, trigger: Trigger) -> tuple[Phrase, ...]:
    """The nearest people before token i that aren't a place's, a doer's or a part's."""
    for n in range(len(phrases) - 1, -1, -1):
        phrase = phrases[n]
        if phrase.end > i or not is_victim(phrase, trigger) or (phrase.head is None and not phrase.is_part):
            continue
        if i - phrase.end > FARTHEST:
            return ()
        chain = chain_from(phrases, words, n, -1)
        if chain[0].start and words[chain[0].start - 1] in BEFORE_OTHERS:
            continue
        return chain
    return ()
