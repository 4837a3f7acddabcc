"""Blows and their answers: who struck and who was struck, as far as claims say, and which claims that tells apart.

"Syrian shelling killed four Turkish soldiers" and "76 Syrian soldiers died in the Turkish bombardment" stand in one
article, of one day and often one place, and are two events.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tasks.link.lexicon import countries, party_of
from tasks.link.tolls import side_of

if TYPE_CHECKING:
    from tasks.link.accounts import Account


def is_strike_back(a: dict, b: dict) -> bool:
    """Whether two claims tell of a blow and of its answer: the five whom one army killed, and the 76 in return."""
    if a["kind"] == b["kind"] and is_reply(a) != is_reply(b) and struck_of([a]).isdisjoint(struck_of([b])):
        return True
    if "armed_clash" in (a["event_type"], b["event_type"]):
        return False
    strikers = party_of(a.get("actor_id")), party_of(b.get("actor_id"))
    if None not in strikers and strikers[0] != strikers[1]:
        return True
    return are_opposed([a], [b])


def are_opposed(one: Sequence[dict], other: Sequence[dict]) -> bool:
    """Whether who struck in one account is the state whose men were struck in the other. In a clash both sides are."""
    if any(c["event_type"] == "armed_clash" for c in (*one, *other)):
        return False
    return not strikers_of(one).isdisjoint(struck_of(other)) or not strikers_of(other).isdisjoint(struck_of(one))


def strikers_of(claims: Sequence[dict]) -> frozenset[str]:
    """The parties that the claims hold responsible: a state as its country, an armed group as itself."""
    return frozenset(party for c in claims if (party := party_of(c.get("actor_id"))))


def struck_of(claims: Sequence[dict]) -> frozenset[str]:
    """The countries whose soldiers or police were struck; of a foreign "Turkish death toll" the country, too."""
    return frozenset(country for c in claims if (country := _struck(c)))


def nations_of(claims: Sequence[dict]) -> frozenset[str]:
    """The countries of which the victims are said to be: "four Turkish soldiers", "12 Americans"."""
    return frozenset(country for c in claims for country in _nations(c.get("victim_text") or ""))


def _nations(text: str) -> list[str]:
    words = re.findall(r"[A-Z]\w+", text.replace("U.S.", "US").replace("U.K.", "UK"))
    return [countries[word] for word in words if word in countries]


def face_answers(accounts: "Sequence[Account]") -> None:
    """Who struck in answer, and whom, as far as one article's account of the first blow tells: those answer who were
    struck, and strike those who struck."""
    for answer in accounts:
        if not answer.is_answer:
            continue
        blows = [b for b in accounts if not b.is_answer and b.start and b.start == answer.start]
        for blow in blows:
            if not (blow.strikers.isdisjoint(answer.strikers) and blow.struck.isdisjoint(answer.struck)):
                continue  # another account of the answer
            if len(blow.struck) == 1:
                answer.strikers |= blow.struck
            if len(blow.strikers) == 1:
                answer.struck |= blow.strikers


def _struck(claim: dict) -> str | None:
    if claim.get("kind") != "casualty":
        return None
    if side_of(claim) == "state":
        victims = claim.get("victim_text") or ""
        nation = next(iter(_nations(victims)), None)
        return nation or (claim.get("country") if _GOVERNMENT.search(victims.lower()) else None)
    toll = _TOLL.search(claim.get("sentence") or "")
    country = countries.get(toll[1]) if toll else None
    return country if country != claim.get("country") else None


# "Government troops" and "regime soldiers" are those of the country where they died.
_GOVERNMENT = re.compile(r"\b(?:government|regime|loyalist)\b")
_TOLL = re.compile(r"\b([A-Z]\w+) (?:death |casualty )?(?:toll|losses)\b")


def is_reply(claim: dict) -> bool:
    """Whether the sentence speaks of a reply before the claim's victims, or in their clause: "killed 76 in reply"; or
    another of the article, which repeats the claim, does."""
    if claim.get("is_reply"):
        return True
    sentence, victims = claim.get("sentence") or "", claim.get("victim_text") or claim.get("count_text")
    cue = _REPLY.search(sentence)
    if not cue or not victims or victims not in sentence:
        return False
    clause_end = re.compile("[;,]|$").search(sentence, sentence.index(victims))
    return clause_end is not None and cue.start() < clause_end.start()


_REPLY = re.compile(r"\b(?:reply|replied|replying|in return|in response|retaliat\w+)\b", re.IGNORECASE)
