"""What did not happen: plans, possibilities, conditions, negations."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tasks.extract.frames.records import Trigger
from tasks.extract.words import ADVERBS, BE, MODALS, NEGATIONS, PLANS, word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc

POSSIBLE = word_class("possible")
CONDITIONS = word_class("condition")
AVERTED = word_class("averted")


def reality(doc: "Doc", words: Sequence[str], trigger: Trigger) -> str:
    """'real', 'possible' ("may have killed"), 'denied' ("did not kill") or 'unreal' ("vowed to kill", "could kill")."""
    i = trigger.start
    k = i - 1
    seen: list[str] = []
    while k >= 0 and (
        words[k] in ADVERBS
        or words[k] in BE
        or words[k] in NEGATIONS
        or words[k] in MODALS
        or words[k] in ("have", "had", "has", "to", "be", "did", "do", "does")
        or words[k].endswith("ly")
    ):
        seen.append(words[k])
        k -= 1
    before = words[k] if k >= 0 else ""
    if any(w in NEGATIONS for w in seen):
        return "denied"
    modal = next((w for w in seen if w in MODALS and not (w == "'d" and "had" in seen)), None)
    if modal:
        return "possible" if modal in POSSIBLE and "have" in seen else "unreal"
    if "to" in seen and trigger.form == "base" and trigger.frame == "transitive":
        return "unreal"
    if "to" in seen and "be" in seen and "have" not in seen:
        return "unreal"
    if before in AVERTED or (before in PLANS and trigger.form in ("base", "noun")):
        return "unreal"
    clause = _clause_start(words, i)
    if any(w in CONDITIONS for w in words[clause:i]):
        return "unreal"
    return "real"


def _clause_start(words: Sequence[str], i: int) -> int:
    """The token after the nearest comma, dash or semicolon before i, at most 12 tokens back."""
    k = i
    while k > max(0, i - 12) and words[k - 1] not in (",", ";", "--", ":", "-"):
        k -= 1
    return k
