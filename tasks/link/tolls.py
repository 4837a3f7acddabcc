"""Reads the claims of one account as tolls: who tells them, of which side the victims are, and what they come to.

What several accounts' tolls make of an incident is `figures.py`'s; how they stand to each other is `roles.py`'s.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tasks.link.lexicon import sides

if TYPE_CHECKING:
    from tasks.link.accounts import Account


def voice_of(claim: dict, account: "Account") -> str:
    """Who tells the number: the named source where there is one, else the outlet; wire copies are one voice.

    Two papers that quote the same monitor are one voice, and so are two that quote "the police" on one incident. A
    headline speaks with the source that the text names for the same number.
    """
    if not claim.get("source_text") and not claim.get("source_actor_id"):
        same = (c for c in account.claims if c.get("repeat_of") == claim["claim_id"] and c.get("source_text"))
        claim = next(same, claim)
    if claim.get("source_actor_id"):
        return str(claim["source_actor_id"])
    if claim.get("source_text"):
        words = re.findall(r"[a-z]+", claim["source_text"].lower())
        return "source:" + " ".join(w for w in words if w not in _ARTICLES)
    return f"outlet:{account.wire_source}"


_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "local"})


def has_number(claim: dict) -> bool:
    return claim.get("count_low") is not None or claim.get("count_high") is not None


def is_vague(claim: dict) -> bool:
    """Whether a count is "several", "dozens", or a bare plural."""
    return claim.get("count_qualifier") in ("vague", "indefinite")


def side_of(claim: dict) -> str | None:
    """Whose dead a claim counts: "civilian", "state" or "insurgent"; None for people of any or no stated side."""
    if claim.get("victim_role") == "civilian":
        return "civilian"
    if claim.get("victim_role") != "combatant":
        return None
    words = re.findall(r"[a-z]+", (claim.get("victim_text") or "").lower())
    return next((sides[word] for word in words if word in sides), None)


def interval(claim: dict) -> tuple[int, int | None]:
    """The bounds of a claim's count. "The ninth victim dies" counts one, and says that they are nine."""
    text = claim.get("victim_text") or ""
    if claim.get("count_low") == 1 and (told := _ORDINAL.match(text.lower())):
        number = _ORDINALS.get(told[1]) or int(re.sub(r"\D", "", told[1]) or 1)
        return number, number
    return claim.get("count_low") or 0, claim.get("count_high")


_ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
_ORDINAL = re.compile(rf"(?:the |a |an )?({'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th))\b")


def total_of(claims: Sequence[dict]) -> tuple[int, int | None]:
    """What the counted claims of one account and outcome come to, as (low, high or None).

    Added up are the groups of one sentence ("three soldiers and two civilians", "12 Americans and 60 Afghans") and
    the sides ("17 rebels died. The army lost 11 men"). Two numbers for people in general are two states of one toll,
    "at least 10 ... the toll rose to 24", of which the larger counts.
    """
    sentences: dict[object, list[dict]] = defaultdict(list)
    for claim in claims:
        sentences[claim.get("sentence_index"), claim.get("sentence")].append(claim)
    totals = [_sum(_groups(said)) for said in sentences.values()]
    by_side: dict[str, tuple[int, int | None]] = {}
    for said in sentences.values():
        for side in {side_of(c) for c in said} - {None}:
            own = _sum(_groups([c for c in said if side_of(c) == side]))
            by_side[str(side)] = _larger(own, by_side.get(str(side), own))
    if by_side:
        totals.append(_sum(list(by_side.values())))
    return max(totals, key=_size)


def _groups(said: list[dict]) -> list[tuple[int, int | None]]:
    """The numbers of one sentence that add up: those of its named groups, or its largest."""
    named = {text: interval(c) for c in said if (text := (c.get("victim_text") or "").lower())}
    unnamed = [interval(c) for c in said if not c.get("victim_text")]
    if unnamed and (not named or _size(max(unnamed, key=_size)) >= _size(_sum(list(named.values())))):
        return [max(unnamed, key=_size)]
    return list(named.values())


def _sum(bounds: list[tuple[int, int | None]]) -> tuple[int, int | None]:
    highs = [high for _, high in bounds]
    return sum(low for low, _ in bounds), None if None in highs else sum(h for h in highs if h is not None)


def _larger(a: tuple[int, int | None], b: tuple[int, int | None]) -> tuple[int, int | None]:
    return max(a, b, key=_size)


def _size(bounds: tuple[int, int | None]) -> tuple[int, int]:
    """By the smallest number allowed, then by the largest: "up to 40" is more than nothing."""
    low, high = bounds
    return low, low if high is None else high
