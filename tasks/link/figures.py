"""What an incident's claims add up to: low, best and high for each outcome, who tells it, and how well it is supported.

The rules of the numbers and of the grades stand here, in one place; each says where it is from.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tasks.link.accounts import Account, is_counted
from tasks.link.blows import nations_of
from tasks.link.lexicon import party_of
from tasks.link.tolls import has_number, is_vague, side_of, total_of, voice_of

COUNTED = ("killed", "injured", "captured", "missing", "displaced")


@dataclass(slots=True)
class Toll:
    """What one voice tells, in its last word, for one outcome: what an account's counted claims come to.

    `low` is the smallest number that its words allow, `high` the largest (None: no upper bound stated). `place` grows
    from account to account, and falls within one: what an article tells first is its own number. `people`: whose dead
    these are, by side, group and nation, where every claim says so. `added` are the numbers told beside the total,
    perhaps added to an earlier one.
    """

    voice: str
    published_on: date | None
    low: int
    high: int | None
    is_vague: bool
    is_possible: bool
    people: frozenset[str]
    added: frozenset[int]
    place: tuple[int, int]
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
    for number, account in enumerate(accounts):
        by_voice: dict[str, list[dict]] = defaultdict(list)
        for claim in account.claims:
            if has_number(claim) and is_counted(claim) and claim["outcome"] == outcome:
                by_voice[voice_of(claim, account)].append(claim)
        for rank, (voice, claims) in enumerate(by_voice.items()):
            latest.pop(voice, None)
            latest[voice] = _toll(voice, account, claims, (number, -rank))
    return list(latest.values())


def _toll(voice: str, account: Account, claims: list[dict], place: tuple[int, int]) -> Toll:
    """What one voice's claims in one account come to; "dozens" beside a number adds nothing."""
    numbered = [c for c in claims if not is_vague(c)]
    low, high = total_of(numbered or claims)
    return Toll(
        voice=voice,
        published_on=account.published_on,
        low=low,
        high=high,
        is_vague=not numbered,
        is_possible=all(c.get("certainty") == "possible" for c in claims),
        people=_people(claims),
        added=frozenset(c["count_low"] for c in claims if c.get("count_low")),
        place=place,
        claim_ids=[c["claim_id"] for c in claims],
    )


def _people(claims: list[dict]) -> frozenset[str]:
    """The sides, groups and nations that the claims count; none where one of them counts just people."""
    each = [{c.get("victim_group"), side_of(c), *nations_of([c])} - {None} for c in claims]
    return frozenset[str]().union(*each) if all(each) else frozenset()  # type: ignore[arg-type]


def figures_of(accounts: Sequence[Account], outcome: str) -> Figures:
    """Low, best and high of one outcome.

    - Where anybody gives a number, "dozens" or "thousands" count for nothing.
    - A toll is overtaken where a later report tells a higher one: the first day's 2 is no floor once 8 are known; or
      where one of one day says what it adds: "14 more ... 24 in all" overtakes 10. What is told again, or a lower
      number told later, stands: it is a rival. The 29 children are no rival to 43 people, the 18 wounded Americans
      none to 158 of two nations.
    - Voices that count different sides do not contradict each other: five rebels by one and three soldiers by another
      are eight. That holds only while nobody counts them all.
    - low: the lowest of these numbers; high: the highest, "at least 12" being 12. What is only feared raises the high,
      and is a floor of 0 where it is all that there is.
    - best: the number that most voices state; where they are even, the latest, and of one article the first.

    Nothing is imputed: an outcome that nobody counted has no figures.
    """
    tolls = last_words(accounts, outcome)
    if not tolls:
        return Figures()
    ids = tuple(i for t in tolls for i in t.claim_ids)
    numbered = [t for t in tolls if not t.is_vague]
    told = numbered or tolls
    sure = [t for t in told if not t.is_possible]
    standing = [t for t in sure if not _is_overtaken(t, sure)]
    low = min((t.low for t in standing), default=0)
    best = _most_stated(standing) if standing else low
    high = max(t.low if t.high is None else t.high for t in told)
    if both := _of_both_sides(accounts, outcome):
        best, high = max(best, both), max(high, both)
    return Figures(low, best, max(high, best), ids, is_vague=not numbered)


def _is_overtaken(toll: Toll, others: list[Toll]) -> bool:
    return any(
        _is_later(other, toll) or other.low - toll.low in other.added or _is_part(toll, other)
        for other in others
        if other.low > toll.low
    )


def _is_part(toll: Toll, other: Toll) -> bool:
    """Whether a toll counts some of those that the other counts: one side of two, the children of all people."""
    return bool(toll.people) and (not other.people or toll.people < other.people)


def _is_later(one: Toll, other: Toll) -> bool:
    return bool(one.published_on and other.published_on) and one.published_on > other.published_on  # type: ignore[operator]


def _of_both_sides(accounts: Sequence[Account], outcome: str) -> int | None:
    """The sum over the sides, civilians among them, where each side is counted by some voice and all by none."""
    claims = [
        c
        for a in accounts
        for c in a.claims
        if has_number(c) and is_counted(c) and c["outcome"] == outcome and not is_vague(c)
    ]
    sides: dict[str, int] = {}
    for claim in claims:
        side = side_of(claim)
        if side is None or claim.get("certainty") == "possible":
            return None
        # In order of publication: the later number replaces the earlier.
        sides[side] = claim.get("count_low") or 0
    return sum(sides.values()) if len(sides) > 1 else None


def _most_stated(tolls: list[Toll]) -> int:
    """The number of most voices; the latest where they are even, and of one article the first."""
    voices: dict[int, int] = defaultdict(int)
    latest: dict[int, tuple[int, int]] = {}
    for toll in tolls:
        voices[toll.low] += 1
        latest[toll.low] = max(latest.get(toll.low, toll.place), toll.place)
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
    return voices or {f"outlet:{a.wire_source}" for a in accounts}


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
    accused = {party_of(c["actor_id"]) for c in claims if c.get("actor_id")}
    for claim in claims:
        speaker = party_of(claim.get("source_actor_id"))
        admits = claim.get("stance") == "admission" and (not accused or speaker in accused)
        if admits or (speaker and speaker == party_of(claim.get("actor_id"))):
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
                blamed[voice_of(claim, account)].add(str(party_of(claim["actor_id"])))
    if len(blamed) > 1 and not set.intersection(*blamed.values()):
        return "contested", "voices hold different actors responsible"
    voices = voices_of(accounts)
    if len(voices) > 1:
        return "fair", f"{len(voices)} independent voices"
    return "weak", "a single voice"
