"""What an incident's claims add up to: low, best and high for each outcome, who tells it, and how well it is supported.

The rules of the numbers and of the grades stand here, in one place; each says where it is from.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tasks.link.accounts import Account, is_counted
from tasks.link.roles import voice_of

COUNTED = ("killed", "injured", "captured", "missing", "displaced")


@dataclass(slots=True)
class Toll:
    """What one voice tells, in its last word, for one outcome: the sum of an account's counted claims.

    `low` is the smallest number that its words allow, `high` the largest (None: no upper bound stated).
    """

    voice: str
    published_on: date | None
    low: int
    high: int | None
    is_vague: bool
    is_possible: bool
    claim_ids: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Figures:
    """Low, best and high of one outcome, with the claims that each of them may come from.

    `is_vague`: there are claims, and all of them say "several", "dozens" or the like.
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None
    claim_ids: tuple[str, ...] = ()
    is_vague: bool = False


def last_words(accounts: Sequence[Account], outcome: str) -> list[Toll]:
    """Each voice's last toll of the outcome, in order of publication. A voice that raised its toll is counted once."""
    latest: dict[str, Toll] = {}
    for account in accounts:
        by_voice: dict[str, list[dict]] = defaultdict(list)
        for claim in account.claims:
            has_number = claim.get("count_low") is not None or claim.get("count_high") is not None
            if has_number and is_counted(claim) and claim["outcome"] == outcome:
                by_voice[voice_of(claim, account)].append(claim)
        for voice, claims in by_voice.items():
            highs = [c.get("count_high") for c in claims]
            latest.pop(voice, None)
            latest[voice] = Toll(
                voice=voice,
                published_on=account.published_on,
                low=sum(c.get("count_low") or 0 for c in claims),
                high=None if None in highs else sum(h for h in highs if h is not None),
                is_vague=any(c.get("count_qualifier") in ("vague", "indefinite") for c in claims),
                is_possible=all(c.get("certainty") == "possible" for c in claims),
                claim_ids=[c["claim_id"] for c in claims],
            )
    return list(latest.values())


def figures_of(accounts: Sequence[Account], outcome: str) -> Figures:
    """Low, best and high of one outcome.

    - low: the lowest number among the voices' last words; what is only feared is no floor, so it counts as 0;
    - high: the highest number that any of them states; "at least 12" states 12;
    - best: the number that most voices state, the later one where they are even; a number before "dozens".

    Nothing is imputed: an outcome that nobody counted has no figures.
    """
    tolls = last_words(accounts, outcome)
    if not tolls:
        return Figures()
    low = min(0 if t.is_possible else t.low for t in tolls)
    high = max(t.low if t.high is None else t.high for t in tolls)
    sure = [t for t in tolls if not t.is_possible]
    numbered = [t for t in sure if not t.is_vague] or sure
    best = _most_stated(numbered) if numbered else low
    is_vague = all(t.is_vague for t in tolls)
    return Figures(low, best, max(high, best), tuple(i for t in tolls for i in t.claim_ids), is_vague)


def _most_stated(tolls: list[Toll]) -> int:
    voices: dict[int, int] = defaultdict(int)
    latest: dict[int, int] = {}
    for place, toll in enumerate(tolls):
        voices[toll.low] += 1
        latest[toll.low] = place
    return max(voices, key=lambda number: (voices[number], latest[number]))


def stated_part(accounts: Sequence[Account], name: str, value: str) -> int | None:
    """How many of the killed are of a role or group, by the latest account that says so; None where none does.

    `name` is victim_role or victim_group. Whole and part of one account are not added: "nine civilians, four of them
    children" are nine civilians.
    """
    for account in reversed(accounts):
        said = [
            c
            for c in account.claims
            if c["kind"] == "casualty"
            and c["outcome"] == "killed"
            and c.get(name) == value
            and c.get("count_low") is not None
            and not c.get("repeat_of")
            and c.get("scope") != "cumulative"
            and c.get("certainty") != "denied"
        ]
        ids = {c["claim_id"] for c in said}
        wholes = [c for c in said if c.get("subset_of") not in ids]
        if wholes:
            return sum(c["count_low"] for c in wholes)
    return None


def voices_of(accounts: Sequence[Account]) -> set[str]:
    """The independent voices of an incident: a monitor that five papers quote is one, a wire story printed thrice too.

    An account without a count (an incident claim, or an article known by its words only) speaks with its outlet's.
    """
    voices = {voice_of(c, a) for a in accounts for c in a.claims if is_counted(c)}
    return voices or {f"outlet:{a.source}" if a.wire_id == a.article_id else f"wire:{a.wire_id}" for a in accounts}


def actors_of(accounts: Sequence[Account]) -> list[str]:
    """The actors that the claims hold responsible, by id where it is known, most often named first."""
    named: dict[str, int] = defaultdict(int)
    for account in accounts:
        for claim in account.claims:
            actor = claim.get("actor_id") or claim.get("actor_text")
            if actor and claim.get("stance") not in ("denial", "no_comment"):
                named[str(actor)] += 1
    return sorted(named, key=lambda actor: (-named[actor], actor))


def grade_of(accounts: Sequence[Account], roles: dict[str, str]) -> tuple[str, str]:
    """How well the incident is supported, and why, after the grades that Airwars publishes for civilian harm.

    - discounted: all that is said of its dead is denied;
    - confirmed: an accused actor admits it, or gives a number of its own victims' deaths by its own hand;
    - contested: voices hold different actors responsible, or the accused denies, or tell numbers that are no update;
    - fair: two or more independent voices;
    - weak: one.
    """
    claims = [c for a in accounts for c in a.claims]
    counted = [c for c in claims if is_counted(c)]
    if not counted and any(roles.get(c["claim_id"]) == "denial" for c in claims):
        return "discounted", "every claim about it is denied"
    accused = {c["actor_id"] for c in claims if c.get("actor_id")}
    for claim in claims:
        admits = claim.get("stance") == "admission" and (not accused or claim.get("source_actor_id") in accused)
        if admits or (claim.get("source_actor_id") and claim.get("source_actor_id") == claim.get("actor_id")):
            return "confirmed", f"{claim.get('source_text') or 'the accused'} says so itself"
    if any(c.get("stance") == "denial" for c in claims):
        return "contested", "the accused denies it"
    contradicting = [c for c in counted if roles.get(c["claim_id"]) == "contradicts" and c["outcome"] == "killed"]
    if contradicting:
        return "contested", "voices tell different numbers of killed"
    blamed: dict[str, set[str]] = defaultdict(set)
    for account in accounts:
        for claim in account.claims:
            if claim.get("actor_id") and claim["event_type"] != "armed_clash":
                blamed[voice_of(claim, account)].add(claim["actor_id"])
    if len(blamed) > 1 and not set.intersection(*blamed.values()):
        return "contested", "voices hold different actors responsible"
    voices = voices_of(accounts)
    if len(voices) > 1:
        return "fair", f"{len(voices)} independent voices"
    return "weak", "a single voice"
