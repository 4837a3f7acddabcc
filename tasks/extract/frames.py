"""What befell them: words that say that people were killed, injured, captured, displaced or are missing.

Finds triggers by form and the victims by position and parse; counts, sources and places are others' business.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.phrases import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc

BE = frozenset(
    ["be", "is", "are", "was", "were", "been", "being", "'s", "'re", "get", "gets", "got", "getting", "gotten"]
)
ADVERBS = frozenset(
    [
        "also",
        "reportedly",
        "allegedly",
        "apparently",
        "seriously",
        "critically",
        "badly",
        "slightly",
        "severely",
        "fatally",
        "gravely",
        "lightly",
        "mortally",
        "moderately",
        "not",
        "n't",
        "never",
        "all",
        "both",
        "either",
        "even",
        "just",
        "still",
        "later",
        "then",
        "immediately",
        "instantly",
    ]
)
IRREGULAR = {
    "slay": ("slays", "slew", "slain", "slaying"),
    "hurt": ("hurts", "hurt", "hurt", "hurting"),
    "hang": ("hangs", "hanged", "hanged", "hanging"),
    "flee": ("flees", "fled", "fled", "fleeing"),
    "die": ("dies", "died", "died", "dying"),
    "kidnap": ("kidnaps", "kidnapped", "kidnapped", "kidnapping"),
}


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that says what befell people. `form`: base, s, past (also participle), ing, noun, state."""

    index: int
    term: str
    frame: str
    outcome: str
    event_type: str
    form: str
    is_strong: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger with the phrases that it befell, read by `rule`."""

    trigger: Trigger
    victims: tuple[Phrase, ...]
    rule: str
    outcome: str


def _inflect(verb: str) -> dict[str, str]:
    if verb in IRREGULAR:
        s, past, participle, ing = IRREGULAR[verb]
        return {verb: "base", s: "s", past: "past", participle: "past", ing: "ing"}
    if verb.endswith("e"):
        return {verb: "base", verb + "s": "s", verb + "d": "past", verb[:-1] + "ing": "ing"}
    if verb.endswith(("sh", "ss", "ch", "x")):
        return {verb: "base", verb + "es": "s", verb + "ed": "past", verb + "ing": "ing"}
    return {verb: "base", verb + "s": "s", verb + "ed": "past", verb + "ing": "ing"}


@cache
def _forms() -> dict[str, list[tuple[dict[str, str], str]]]:
    table: dict[str, list[tuple[dict[str, str], str]]] = {}
    for row in lexicons.read("triggers"):
        if row["frame"] in ("transitive", "intransitive"):
            for form, kind in _inflect(row["term"]).items():
                table.setdefault(form, []).append((row, kind))
        elif row["frame"] == "nominal":
            plural = row["term"][:-1] + "ies" if row["term"].endswith("y") else row["term"] + "s"
            if row["term"].endswith("s"):
                plural = row["term"] + "es"
            for form in (row["term"], plural):
                table.setdefault(form, []).append((row, "noun"))
        else:
            table.setdefault(row["term"], []).append((row, "state"))
    return table


def find_triggers(doc: "Doc", words: Sequence[str]) -> list[Trigger]:
    """The triggers of a sentence, left to right, one a token: the verb or the noun, as the words around tell."""
    found = []
    for i, word in enumerate(words):
        rows = _forms().get(word)
        if not rows:
            continue
        before = words[i - 1] if i else ""
        after = words[i + 1] if i + 1 < len(words) else ""
        nominal = [r for r in rows if r[1] == "noun"]
        verbal = [r for r in rows if r[1] not in ("noun", "state")]
        state = [r for r in rows if r[1] == "state"]
        if state:
            row, form = state[0]
        elif nominal and verbal:
            as_noun = after == "of" or before in ("the", "a", "an", "of", "this", "'s") or doc[i].pos_ == "NOUN"
            row, form = nominal[0] if as_noun and before not in BE else verbal[0]
        else:
            row, form = (nominal or verbal)[0]
        found.append(
            Trigger(i, row["term"], row["frame"], row["outcome"], row["event_type"], form, row["strength"] == "strong")
        )
    return found


def _is_passive(words: Sequence[str], i: int) -> bool:
    k = i - 1
    while k >= 0 and (words[k] in ADVERBS or words[k].endswith("ly")):
        k -= 1
    if k >= 0 and words[k] in ("and", "or", "by") and k > 0:
        return False
    return k >= 0 and words[k] in BE


def _chain(phrases: Sequence[Phrase], words: Sequence[str], first: int, step: int) -> tuple[Phrase, ...]:
    """The phrase at index `first` and those coordinated with it: 'a woman and a child', 'A, B and C'."""
    chain = [phrases[first]]
    k = first + step
    while 0 <= k < len(phrases):
        left, right = (chain[-1], phrases[k]) if step > 0 else (phrases[k], chain[-1])
        between = list(words[left.end : right.start])
        if (
            between in (["and"], ["or"], [","], [",", "and"], ["&"], ["as", "well", "as"], ["plus"])
            and right.is_person
            and left.is_person
        ):
            chain.append(phrases[k])
            k += step
        else:
            break
    return tuple(chain if step > 0 else reversed(chain))


def _index_at(phrases: Sequence[Phrase], token: int) -> int | None:
    return next((n for n, p in enumerate(phrases) if p.start <= token < p.end), None)


def _plausible(phrase: Phrase, trigger: Trigger) -> bool:
    return phrase.is_person or phrase.head is None


def _right(phrases: Sequence[Phrase], words: Sequence[str], i: int, trigger: Trigger) -> tuple[Phrase, ...]:
    """Victims right after the trigger: 'killing at least 20 people'."""
    k = i + 1
    while k < len(words) and (words[k] in ADVERBS or words[k] in ("as",)):
        k += 1
    n = next((n for n, p in enumerate(phrases) if p.start == k), None)
    if n is None or not _plausible(phrases[n], trigger):
        return ()
    return _chain(phrases, words, n, 1)


def _left(
    doc: "Doc", phrases: Sequence[Phrase], words: Sequence[str], trigger: Trigger
) -> tuple[tuple[Phrase, ...], str]:
    """Victims before the trigger: the parse's subject, else the nearest people to the left."""
    token = doc[trigger.index]
    subjects = [c for c in token.children if c.dep_ in ("nsubjpass", "nsubj") and c.i < token.i]
    if not subjects and token.dep_ in ("acl", "relcl") and token.head.i < token.i:
        subjects = [token.head]
    for subject in subjects:
        if subject.lower_ in ("who", "which", "that", "whom") and token.dep_ == "relcl":
            subject = token.head
        n = _index_at(phrases, subject.i)
        if n is not None and _plausible(phrases[n], trigger):
            chain = _chain(phrases, words, n, 1)
            if len(chain) == 1:
                chain = _chain(phrases, words, n, -1)
            return chain, "subject"
    for n in range(len(phrases) - 1, -1, -1):
        phrase = phrases[n]
        if phrase.end > trigger.index or not _plausible(phrase, trigger):
            continue
        if trigger.index - phrase.end > 12:
            break
        if phrase.start and words[phrase.start - 1] in (
            "in",
            "at",
            "near",
            "from",
            "by",
            "on",
            "including",
            "of",
            "to",
        ):
            continue
        return _chain(phrases, words, n, -1), "nearest left"
    return (), ""


def find_frames(
    doc: "Doc", words: Sequence[str], triggers: Sequence[Trigger], phrases: Sequence[Phrase]
) -> list[Frame]:
    """Every trigger of the sentence that has victims."""
    frames = []
    for trigger in triggers:
        i = trigger.index
        victims: tuple[Phrase, ...] = ()
        rule = ""
        if trigger.frame == "transitive":
            passive = trigger.form == "past" and _is_passive(words, i)
            if not passive:
                victims, rule = _right(phrases, words, i, trigger), "object"
            if not victims and trigger.form == "past":
                victims, rule = _left(doc, phrases, words, trigger)
        elif trigger.frame in ("intransitive", "state"):
            victims, rule = _left(doc, phrases, words, trigger)
        elif trigger.frame == "nominal":
            if words[i + 1 : i + 2] == ["of"]:
                victims, rule = _right(phrases, words, i + 1, trigger), "nominal of"
            else:
                n = next((n for n, p in enumerate(phrases) if p.end == i and p.count and p.head is None), None)
                if n is not None:
                    victims, rule = (phrases[n],), "counted noun"
        if victims:
            frames.append(Frame(trigger, victims, rule, trigger.outcome))
    return frames
