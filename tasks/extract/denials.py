"""Whether what a sentence denies is the casualties: "dismissed claims that 12 had been killed" does, "denied
involvement in the attack that killed 12" doesn't."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tasks.extract.attribution import ASSERTED, DENIALS, Attribution
from tasks.extract.words import BE, NEGATIONS, word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc

CLAIMS = word_class("claim_noun")
UNTRUE = word_class("untrue")
DISOWNED = word_class("disowned")
REACH = 15  # tokens from "claims that" to the count
BEFORE = 8  # tokens from the denial to "claims"
AFTER = 12  # tokens from the casualties to "was false"


def settle(doc: "Doc", words: Sequence[str], trigger: int, first: int, last: int, found: Attribution) -> Attribution:
    """The attribution of a claim at tokens [first, last), with what is denied in the sentence told apart."""
    if found.certainty == "denied" and found.span is not None:
        return ASSERTED if _is_of_the_deed(doc, words, trigger, found.span[1], first) else found
    claims = next((k for k in range(first - 1, max(-1, first - REACH), -1) if _is_claim(words, k)), None)
    if claims is not None:
        verb = next((k for k in range(claims - 1, max(-1, claims - BEFORE), -1) if words[k] in DENIALS), None)
        if verb is not None and NEGATIONS.isdisjoint(words[max(0, verb - 3) : verb]):
            return Attribution(_subject(doc, verb), "denied")
        if _is_untrue(words, last):
            return Attribution(found.span, "denied", found.text)
    if any(words[k : k + 3] == ["not", "true", "that"] or _is_false_that(words, k) for k in range(first)):
        return Attribution(found.span, "denied", found.text)
    return found


def _is_of_the_deed(doc: "Doc", words: Sequence[str], trigger: int, start: int, first: int) -> bool:
    """Whether who did it is denied, not that it happened: 'denied a role in the raid that killed nine'."""
    return doc[trigger].dep_ == "relcl" or not DISOWNED.isdisjoint(words[max(start, first - REACH) : first])


def _is_claim(words: Sequence[str], k: int) -> bool:
    return words[k] in CLAIMS and words[k + 1 : k + 2] in (["that"], ["of"], ["about"])


def _is_untrue(words: Sequence[str], last: int) -> bool:
    """'... was false', '... were dismissed by the army'."""
    rest = words[last : last + AFTER]
    end = next((n for n, word in enumerate(rest) if word in (";", ".")), len(rest))
    verb = next((n for n in range(end) if rest[n] in UNTRUE or rest[n] in DENIALS), None)
    return verb is not None and (rest[verb] in UNTRUE or any(word in BE for word in rest[:verb]))


def _is_false_that(words: Sequence[str], k: int) -> bool:
    return words[k] in ("false", "untrue") and words[k + 1 : k + 2] == ["that"]


def _subject(doc: "Doc", verb: int) -> tuple[int, int] | None:
    subject = next((c for c in doc[verb].children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb), None)
    return (subject.left_edge.i, subject.right_edge.i + 1) if subject is not None else None
