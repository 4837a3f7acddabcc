"""How each claim of an incident stands to it: first, repeat, update, subset, contradicts, denial, running total.

Reads the accounts of one cluster in the order of their publication. Adds nothing up; that is `figures.py`'s.
"""

from dataclasses import dataclass

from tasks.link.accounts import Account, is_counted
from tasks.link.tolls import interval, is_vague, side_of, total_of, voice_of

# Numbers within this factor of each other may count the same people.
RIVAL = 3


@dataclass(slots=True)
class _Told:
    """The last number that one voice told for one outcome."""

    low: int
    high: int | None
    voice: str
    account: Account
    side: str | None = None
    is_vague: bool = False


def roles_of(accounts: list[Account]) -> dict[str, str]:
    """claim_id -> role, for all claims of the incident's accounts, given in order of publication.

    - first: the first number told for its outcome;
    - repeat: the same toll again, in one article or in another;
    - subset: part of another claim's number;
    - update: the toll changed, and the later voice knew more: it rose in a later report, or the same voice corrects
      itself;
    - contradicts: another voice tells another number at the same time, or a lower one later;
    - denial: the sentence says that it did not happen;
    - running_total: a sum over a period, never added;
    - context: no number.
    """
    roles: dict[str, str] = {}
    told: dict[str, list[_Told]] = {}
    for account in accounts:
        fresh: list[tuple[str, _Told]] = []
        for claim in account.claims:
            roles[claim["claim_id"]] = _plain_role(claim) or _number_role(claim, account, told, fresh)
        for outcome, number in [*fresh, *_totals(account, roles)]:
            told.setdefault(outcome, []).append(number)
    return roles


def _plain_role(claim: dict) -> str | None:
    """The roles that the claim alone tells."""
    if claim["kind"] != "casualty":
        return "denial" if claim.get("stance") == "denial" else "context"
    if claim.get("certainty") == "denied":
        return "denial"
    if claim.get("scope") == "cumulative":
        return "running_total"
    if claim.get("repeat_of"):
        return "repeat"
    if claim.get("subset_of"):
        return "subset"
    return None if is_counted(claim) else "context"


def _number_role(claim: dict, account: Account, told: dict, fresh: list) -> str:
    low, high = interval(claim)
    outcome, voice, side = claim["outcome"], voice_of(claim, account), side_of(claim)
    fresh.append((outcome, _Told(low, high, voice, account, side, is_vague(claim))))
    # Five rebels and three soldiers are two tolls; "dozens" is no measure for a number, once there are numbers.
    before: list[_Told] = [b for b in told.get(outcome, []) if side is None or b.side in (None, side)]
    if not is_vague(claim):
        before = [b for b in before if not b.is_vague] or before
    if not before:
        return "contradicts" if _has_rival(fresh, voice, side) else "first"
    if any(_agree(low, high, b.low, b.high) or (b.is_vague and low >= b.low) for b in before):
        return "repeat"
    if any(low <= b.low and _is_part(claim, b.account) for b in before):
        return "subset"
    mine = [b for b in before if b.voice == voice or b.account.source == account.source]
    latest = before[-1]
    is_later = bool(account.published_on and latest.account.published_on) and (
        account.published_on > latest.account.published_on  # type: ignore[operator]
    )
    if mine or (is_later and low > max(b.low for b in before)):
        return "update"
    return "contradicts"


def _has_rival(fresh: list[tuple[str, _Told]], voice: str, side: str | None) -> bool:
    """Whether another voice of the same article tells another number of the last claim's people: "at least 26 ... 52,
    the ministry said". A far smaller number, of those in one hospital, is no rival."""
    outcome, mine = fresh[-1]
    rivals = [
        n
        for told, n in fresh[:-1]
        if told == outcome and n.voice != voice and n.side in (None, side) and not n.is_vague and n.low > 1
    ]
    return (
        bool(rivals)
        and not mine.is_vague
        and not any(_agree(mine.low, mine.high, n.low, n.high) for n in rivals)
        and any(RIVAL * min(mine.low, n.low) >= max(mine.low, n.low) for n in rivals)
    )


def _totals(account: Account, roles: dict[str, str]) -> list[tuple[str, _Told]]:
    """What each voice's groups add up to: who tells later of five dead repeats "three soldiers and two civilians"."""
    groups: dict[tuple[str, str], list[dict]] = {}
    for claim in account.claims:
        if roles[claim["claim_id"]] in ("first", "update", "contradicts") and not is_vague(claim):
            groups.setdefault((claim["outcome"], voice_of(claim, account)), []).append(claim)
    return [
        (outcome, _Told(*total_of(claims), voice, account))
        for (outcome, voice), claims in groups.items()
        if len(claims) > 1
    ]


def _agree(low: int, high: int | None, other_low: int, other_high: int | None) -> bool:
    """Whether two intervals can be one number told with other words: 40 and "at least 40", 45 and "dozens".

    "At least 5" and 12 could be one number by the letter; but then the toll rose.
    """
    if (low, high) == (other_low, other_high):
        return True
    if high is None and other_high is None:
        return abs(low - other_low) <= 1
    if high is None or other_high is None:
        return abs(low - other_low) <= 1
    return low <= other_high and other_low <= high


def _is_part(claim: dict, whole: Account) -> bool:
    """Whether a count of a narrower group can be part of another account's whole: "four children" of "nine people"."""
    narrow = claim.get("victim_group") or claim.get("victim_role") in ("civilian", "combatant")
    wholes = [c for c in whole.claims if is_counted(c) and c["outcome"] == claim["outcome"]]
    return bool(narrow) and any(
        not c.get("victim_group") and c.get("victim_role") in ("unknown", "mixed") for c in wholes
    )
