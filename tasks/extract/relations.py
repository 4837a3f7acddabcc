"""How the claims of one article stand to each other: repeats of a toll, and parts of a whole told elsewhere."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from tasks.extract import lexicons
from tasks.extract.people import is_person_word, singular
from tasks.extract.places.resolve import kilometres
from tasks.extract.records import Draft
from tasks.extract.words import PRONOUNS

# Words for the dead that can stand for any of them: "dig out the dead" repeats "eight people were killed".
GENERIC = frozenset(
    {"dead", "victim", "person", "people", "body", "corpse", "civilian", "resident", "other", "casualty", "life"}
)
SMALL = frozenset({"the", "his", "her", "its", "their", "and", "from", "who", "of", "in", "a", "an", "at", "for"})
AGAIN = frozenset({"victim", "man", "woman", "boy", "girl", "teenager", "teen", "youth"})
IN_CARE = ("in ?a ?an", "with ?minor", "taken/rushed", "treated in", "in ?a critical")
CHILD = frozenset({"child", "baby", "infant", "toddler"})
SHOT = ("shoot:", "stab:", "with ?a", "have/has/had ?a", "struck/hit by", "suffer/suffers")
OTHERS = frozenset(
    {"another", "other", "second", "third", "more", "suspect", "gunman", "officer", "brother", "sister", "friend"}
    | {"neighbour", "neighbor", "stranger", "witness", "bystander", "passenger", "wife", "husband", "cousin"}
)
MALE, FEMALE = (
    frozenset({sex, *(row["term"] for row in lexicons.read("victim_sexes") if row["sex"] == sex)})
    for sex in ("male", "female")
)
ALIVE = frozenset({"survive", "survived", "survives", "recovering", "recover", "fair", "stable"})
SUPERSEDED = frozenset({"previous", "earlier", "initial", "prior", "preliminary", "provisional"})
RAISING = frozenset({"bringing", "taking", "raising", "pushing", "lifting"})
RISEN = frozenset({"rose", "risen", "rises", "climbed", "climbs", "reached", "increased", "grew"})
CLOSE = 6  # sentences over which a pronoun or the same noun may be the same person
APART = 25.0  # km
FAR_APART = 100.0  # km; nearer provinces may share one battle
MANY = 100  # of so many people a headline hardly tells by chance the number of a running total in the text
MOST_PARTS = 5  # that are tried as the parts of a sum
LEAST_SUM = 5
MANY_ENOUGH = 12  # so many hardly add up by chance
HURT = frozenset({"injured", "wounded"})
OF_THE_HURT = re.compile(
    r"(?:[\w’',-]+ ){1,6}?of (?:the|those|these) (?:\d+ )?(?P<hurt>injured|wounded|dead|killed|victims|bodies)\b"
)
AMONG_THEM = re.compile(r"(?:Among|Of|Amongst) (?:them|these|those)\b")
BEFORE = 1  # sentences up to those whom "among them" means
OF_THEM = re.compile(r"[\w-]+ of them\b", re.IGNORECASE)
NEXT = 3  # claims after a mixed total in which its breakdown is looked for


def relate(drafts: list[Draft]) -> None:
    """Sets `repeat_of` and, across sentences, `subset_of`. A subset points to the first mention of its whole."""
    _bury_the_shot(drafts)
    _widen_headlines(drafts)
    for n, draft in enumerate(drafts):
        for earlier in drafts[:n]:
            if earlier.repeat_of is None and earlier is not draft.subset_of and _is_repeat(earlier, draft):
                draft.repeat_of = earlier
                break
    for n, draft in enumerate(drafts):
        if draft.subset_of is None and draft.repeat_of is None:
            draft.subset_of = _whole_elsewhere(drafts, n)
    _count_into_toll(drafts)
    _break_down(drafts)
    _add_up(drafts)
    _take_of_the_hurt(drafts)
    _take_of_them(drafts)
    for draft in drafts:
        if draft.subset_of is not None and draft.subset_of.repeat_of is not None:
            draft.subset_of = draft.subset_of.repeat_of
        if draft.subset_of is draft:
            draft.subset_of = None
    for draft in drafts:
        first = draft.repeat_of
        if first is not None and draft.subset_of is None and first.subset_of not in (None, draft):
            draft.subset_of = first.subset_of


def part_by_place(rows: Sequence[dict[str, Any]]) -> None:
    """Takes back `repeat_of` between claims of two towns, or of two days: five killed in one, then five in another, are
    ten."""
    by_id = {row["claim_id"]: row for row in rows}
    parted: dict[str, list[dict[str, Any]]] = {}  # by the claim that they were read as repeats of
    for row in rows:
        first = by_id.get(row["repeat_of"])
        whole = by_id.get(row["subset_of"])
        if whole is not None and _is_of_another_province(whole, row):
            row["subset_of"] = None  # nor are two killed in one state part of those killed in another
        if first is not None and _is_town(first) and _is_town(row) and _lie_apart(first, row):
            own = parted.setdefault(first["claim_id"], [])
            same = next((other for other in own if not _lie_apart(other, row)), None)
            row["repeat_of"] = same["claim_id"] if same else None
            own += [] if same else [row]
        elif first is not None and _is_of_another_day(first, row):
            row["repeat_of"] = None


PLACE = ("place_name", "country", "admin1", "admin1_code", "lat", "lon", "place_id", "places", "place_precision")


def take_places_of_repeats(rows: Sequence[dict[str, Any]]) -> None:
    """Gives a first mention that names no place, as a headline's, the place that the text names where it tells the same
    again: better than whichever stands nearest."""
    by_id = {row["claim_id"]: row for row in rows}
    placed: set[str] = set()
    for row in rows:
        first = by_id.get(row["repeat_of"])
        if first is None or not row["place_text"] or row["lat"] is None or row["place_basis"] == "none":
            continue
        is_told = first["place_basis"] in ("clause", "sentence") or first["place_text"]
        if not is_told and first["claim_id"] not in placed:
            placed.add(first["claim_id"])
            first.update({name: row[name] for name in PLACE}, place_basis="context")


def _is_town(row: dict[str, Any]) -> bool:
    """Whether a claim's own sentence names its place, down to a town."""
    is_told = row["place_basis"] in ("clause", "sentence") and row["place_precision"] in ("facility", "town")
    return is_told and row["lat"] is not None and row["lon"] is not None


def _is_of_another_day(first: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether two notes tell of two days: 'On 29 January ... Four policemen died. On 30 January a bomb killed four'. A
    headline's day is only borrowed."""
    days = first["date_start"], first["date_end"], row["date_start"], row["date_end"]
    if first["sentence_index"] <= 1 or row["date_basis"] != "sentence" or None in days:
        return False
    are_days = first["date_precision"] == row["date_precision"] == "day"
    return are_days and first["date_basis"] in ("sentence", "context") and (days[1] < days[2] or days[3] < days[0])


def _is_of_another_province(whole: dict[str, Any], part: dict[str, Any]) -> bool:
    codes = whole["admin1_code"], part["admin1_code"]
    is_told = part["place_basis"] in ("clause", "sentence") and whole["sentence_index"] != part["sentence_index"]
    is_other = None not in codes and codes[0] != codes[1] and whole["place_precision"] != "country"
    return is_told and is_other and (whole["country"] != part["country"] or _lie_apart(whole, part, FAR_APART))


def _lie_apart(one: dict[str, Any], other: dict[str, Any], bound: float = APART) -> bool:
    """Whether two places lie so far apart that none can be a suburb of the other."""
    return kilometres(one["lat"], one["lon"], other["lat"], other["lon"]) > bound


def _bury_the_shot(drafts: list[Draft]) -> None:
    """'A man was shot in the head ... He died in hospital': shot is killed of people whom the article calls dead."""
    dead = [d for d in drafts if d.seed.outcome == "killed" and d.low == d.high == 1]
    is_one = bool(dead) and _is_of_one(drafts)
    told: Draft | None = None  # the last single person, whom "he" and "the victim" mean
    for draft in drafts:
        if draft.high != 1 or draft.low != 1:
            continue
        index = draft.seed.parsed.sentence.index
        is_again = _is_again(draft)
        is_same = is_again or _nouns(draft) <= CHILD | SMALL or any(_names(d) & _names(draft) for d in dead)
        is_shot = draft.rule.startswith(SHOT) or (is_one and is_same and draft.rule.startswith(IN_CARE))
        if draft.seed.outcome == "injured" and is_shot and not _is_alive(draft.seed.parsed.words):
            near = [d for d in dead if abs(d.seed.parsed.sentence.index - index) <= CLOSE]
            is_dead = any((d.victim_text or "").lower() in PRONOUNS or _may_be(d, draft) for d in near)
            is_dead = is_dead or is_one or any(_names(d) & _names(draft) for d in dead)
            is_told = is_again and told is not None and told.seed.outcome == "killed"
            if is_dead or (is_told and told is not None and index - told.seed.parsed.sentence.index <= CLOSE):
                draft.seed = replace(draft.seed, outcome="killed")
        if not is_again:
            told = draft


def _is_alive(words: Sequence[str]) -> bool:
    """Whether a sentence says that those who were hurt live: "in stable condition", "non-life-threatening wounds"."""
    return not ALIVE.isdisjoint(words) or ("threatening" in words and not {"non", "not", "no"}.isdisjoint(words))


def _is_of_one(drafts: list[Draft]) -> bool:
    """Whether an article tells of one dead person and of nobody else whom anything befell."""
    told = [d for d in drafts if d.seed.outcome in ("killed", "injured")]
    hurt = (d for d in told if d.seed.outcome == "injured")
    if any((d.low, d.high) != (1, 1) for d in told) or not all(d.rule.startswith(SHOT + IN_CARE) for d in hurt):
        return False
    if len({d.seed.parsed.sentence.index for d in told}) < len(told) and _are_beside(told):
        return False
    verbs = {d.rule.partition(":")[0] for d in told}
    if {"shoot", "stab"} <= verbs:
        return False
    texts = [f"{d.count_text or ''} {d.victim_text or ''}".lower().split() for d in told]
    if any(not OTHERS.isdisjoint(text) for text in texts):
        return False
    if any(not MALE.isdisjoint(text) for text in texts) and any(not FEMALE.isdisjoint(text) for text in texts):
        return False
    names = [_names(d) for d in told if _names(d)]
    return all(names[0] & name for name in names[1:])


def _are_beside(told: list[Draft]) -> bool:
    """Whether a sentence tells of one dead and one hurt: 'a man died and another was shot'."""
    return any(a.seed.parsed is b.seed.parsed and a.seed.outcome != b.seed.outcome for a, b in pairwise(told))


def _widen_headlines(drafts: list[Draft]) -> None:
    """'410 bodies recovered around Kyiv', and in the text the same 410 'from towns' of a month: a total, both times."""
    totals = {(d.seed.outcome, _number(d)) for d in drafts if d.scope == "cumulative" and (d.low or 0) >= MANY}
    for draft in drafts:
        is_headline = draft.seed.parsed.sentence.kind == "headline"
        if is_headline and draft.scope == "incident" and (draft.seed.outcome, _number(draft)) in totals:
            draft.scope = "cumulative"
            draft.seed = replace(draft.seed, scope="cumulative")


def _may_be(one: Draft, other: Draft) -> bool:
    """Whether two single victims share a name, or a noun where either has none: not 'Officer Vole', 'Officer Ruiz'."""
    names = [_names(one), _names(other)]
    return bool(names[0] & names[1]) if all(names) else bool(_nouns(one) & _nouns(other))


def _names(draft: Draft) -> set[str]:
    words = {word for word in (draft.victim_text or "").split() if word[0].isupper()}
    return {w for w in words if not (is_person_word(w.lower()) or w.lower() in SMALL or w.lower() in PRONOUNS)}


def _is_again(draft: Draft) -> bool:
    """Whether a single victim is one told of before: 'he', 'the victim', 'the man'."""
    text = (draft.victim_text or "").lower()
    return text in PRONOUNS or (text.startswith("the ") and _nouns(draft) <= AGAIN)


def _is_repeat(first: Draft, later: Draft) -> bool:
    """Whether a later claim tells the same toll again: same outcome, number and kind of people."""
    if first.seed.outcome != later.seed.outcome or first.scope != later.scope or later.high == 0 or first.high == 0:
        return False
    if not _same_roles(first, later):
        return False
    if first.group and later.group and first.group != later.group:
        return False
    if (first.subset_of is None) != (later.subset_of is None) and first.group != later.group:
        return False
    if _is_another(first, later):
        return False
    mine, theirs = _number(first), _number(later)
    if mine is None or theirs is None:
        return _is_uncounted_repeat(first, later)
    if first.qualifier == "vague" and first.subset_of is None and later.subset_of is None:
        return _is_vague_repeat(first, later)
    return mine == theirs and (mine > 1 or _same_person(first, later))


def _is_another(first: Draft, later: Draft) -> bool:
    """Whether the words say that others are meant: 'another man', or 'a man was shot and a man was stabbed'."""
    count, noun = (later.count_text or "").lower(), (later.victim_text or "").lower()
    if count.startswith(("another", "a second", "a third", "a fourth", "a further")) or noun.startswith("second "):
        return True
    if later.group and not first.group and OF_THEM.match(first.seed.parsed.sentence.text, _start_in(first)):
        return True  # "five of them died", then of another day "five children"
    if later.rule.endswith(": elsewhere") and first.seed.parsed is later.seed.parsed:
        return True  # "two died in Lima; in Puno, two more"
    if later.rule.endswith(": spoken of"):
        return True  # another's account
    if noun.startswith("more ") and not (first.victim_text or "").lower().startswith("more "):
        return True
    is_beside = first.seed.parsed is later.seed.parsed and first.subset_of is None and later.subset_of is None
    return is_beside and count in ("a", "an")


def _start_in(draft: Draft) -> int:
    """Where the claim's words begin in its sentence."""
    return draft.seed.start - draft.seed.parsed.sentence.start


def _same_roles(first: Draft, later: Draft) -> bool:
    return first.role == later.role or "unknown" in (first.role, later.role) or "mixed" in (first.role, later.role)


def _number(draft: Draft) -> int | None:
    """The number that a claim states; None where it states none."""
    if draft.qualifier == "indefinite":
        return None
    if draft.qualifier in ("at_most", "less_than"):
        return draft.high
    if draft.low is None:
        return None
    return draft.low - 1 if draft.qualifier == "more_than" else draft.low


def _is_uncounted_repeat(first: Draft, later: Draft) -> bool:
    """'dig out the dead' in the headline, 'at least eight people were killed' in the body: whichever is uncounted."""
    if first.subset_of is not None or later.subset_of is not None:
        return False
    bare, other = (later, first) if later.qualifier == "indefinite" else (first, later)
    if bare is first and first.seed.parsed.sentence.index > 1:
        return False
    mine = _nouns(bare)
    return bool(mine) and (mine <= GENERIC or mine == _nouns(other))


def _is_vague_repeat(first: Draft, later: Draft) -> bool:
    """'dozens' in the headline, 56 in the body; 'scores', then 'dozens'."""
    if later.qualifier == "vague":
        return first.low == later.low or (
            later.high is not None and (first.low or 0) <= later.high and (later.low or 0) <= (first.high or 0)
        )
    is_lead = first.seed.parsed.sentence.index <= 1
    return is_lead and later.low is not None and (first.low or 0) <= later.low <= (first.high or later.low)


def _same_person(first: Draft, later: Draft) -> bool:
    return bool(_words(first) & _words(later) - GENERIC)


def _words(draft: Draft) -> set[str]:
    text = (draft.victim_text or "").lower().replace("\n", " ")
    return {w for word in text.split() if len(w := word.strip(".,'\"()[]")) > 2} - SMALL


def _nouns(draft: Draft) -> set[str]:
    return {singular(word) for word in _words(draft)}


def _count_into_toll(drafts: list[Draft]) -> None:
    """'Two more died on Tuesday, raising the toll of Sunday's blast to 12', 'the toll rose to 12 after two more had
    died': the two are among the twelve."""
    for toll in drafts:
        parsed, number = toll.seed.parsed, _number(toll)
        if not toll.rule.startswith("toll") or toll.scope == "cumulative" or number is None:
            continue
        for draft in drafts:
            is_free = draft is not toll and draft.subset_of is None and draft.repeat_of is None
            is_beside = draft.seed.parsed is parsed and draft.seed.outcome == toll.seed.outcome
            between = parsed.doc[draft.seed.trigger.i : toll.seed.trigger.i]
            behind = parsed.doc[toll.tokens[1] : draft.tokens[0]]
            is_raised = is_beside and any(t.lower_ in RAISING for t in between)
            is_late = is_beside and draft.seed.trigger.lemma_ in ("die", "succumb")
            is_late = is_late and any(token.lower_ == "after" for token in behind)
            is_raised |= is_late and not RISEN.isdisjoint(parsed.words)
            if is_free and is_raised and (_number(draft) or number) < number:
                draft.subset_of = toll


def _whole_elsewhere(drafts: list[Draft], n: int) -> Draft | None:
    """The larger toll of the article that holds this one: a longer period of the same source, or a later total."""
    part = drafts[n]
    mine = _number(part)
    if mine is None or mine == 0 or part.scope == "cumulative":
        return None
    is_superseded = _is_superseded(part)
    for k, whole in enumerate(drafts):
        theirs = _number(whole)
        if whole is part or whole.repeat_of or whole.subset_of or theirs is None or theirs <= mine:
            continue
        if whole.seed.outcome != part.seed.outcome or not _same_roles(whole, part):
            continue
        if is_superseded and whole.seed.parsed is part.seed.parsed:
            return whole  # "126 were killed, the group said, updating a previous toll of 112"
        if whole.scope == "cumulative" and whole.seed.event_type != "other":
            if k < n or _shares_source(whole, part) or (_nouns(whole) & _nouns(part)) - GENERIC:
                return whole
        elif k < n and (whole.rule.startswith("toll") or part.rule.startswith("toll")) and _is_earlier(part):
            return whole
    return None


def _is_superseded(part: Draft) -> bool:
    """Whether a toll is one that has been overtaken: 'a previous toll of 112'."""
    i = part.seed.trigger.i
    before = part.seed.parsed.words[max(0, i - 2) : i]
    return part.rule.startswith("toll") and any(word in SUPERSEDED for word in before)


def _shares_source(one: Draft, other: Draft) -> bool:
    names = [{w.lower() for w in (d.source_text or "").split()} - SMALL for d in (one, other)]
    if "group" in names[0] or "group" in names[1]:
        return bool(names[0]) and bool(names[1])  # "the group said", of the one named before
    return bool(names[0] & names[1])


def _is_earlier(part: Draft) -> bool:
    """'According to earlier information five were killed': the claim is told as an earlier toll."""
    return any(token.lower_ in ("earlier", "initially", "previously") for token in part.seed.parsed.doc)


def _add_up(drafts: list[Draft]) -> None:
    """'83 civilians were executed ... shot dead 61 men, 13 women and nine children': what is told next and adds up to
    an earlier number are its parts. A few may add up by chance, if they don't stand in one sentence."""
    for n, whole in enumerate(drafts):
        number = _number(whole)
        if number is None or number < LEAST_SUM or whole.repeat_of is not None or whole.qualifier in ("vague", "range"):
            continue
        told = [d for d in drafts[n + 1 :] if d.seed.outcome == whole.seed.outcome and d.subset_of in (None, whole)]
        for k in range(len(told) - 1):
            parts = _parts_of(whole, told[k:])
            if parts and (number >= MANY_ENOUGH or parts[0].seed.parsed is parts[-1].seed.parsed):
                for part in parts:
                    part.subset_of = whole
                break


def _parts_of(whole: Draft, told: Sequence[Draft]) -> list[Draft]:
    """The first claims of those told that add up to the whole; none where they don't."""
    number, total = _number(whole), 0
    parts: list[Draft] = []
    for part in told[:MOST_PARTS]:
        share = _number(part)
        is_near = not parts or part.seed.parsed.sentence.index - parts[-1].seed.parsed.sentence.index <= 1
        is_sure = part.qualifier in ("exact", "enumerated") and part.seed.parsed is not whole.seed.parsed
        if not share or number is None or share >= number or not is_near or not is_sure or not _same_roles(whole, part):
            return []
        parts.append(part)
        total += share
        if total >= number:
            return parts if total == number and len(parts) > 1 else []
    return []


def _take_of_the_hurt(drafts: list[Draft]) -> None:
    """'About 200 of the injured are in a critical condition': of those told before."""
    for n, part in enumerate(drafts):
        if part.subset_of is not None or part.repeat_of is not None:
            continue
        sentence, mine = part.seed.parsed.sentence, _number(part)
        found = OF_THE_HURT.match(sentence.text[part.seed.start - sentence.start :].replace("\n", " "))
        if found is None or mine is None or (found["hurt"] in HURT) != (part.seed.outcome == "injured"):
            continue
        wholes = [d for d in drafts[:n] if d.seed.outcome == part.seed.outcome and d.scope == part.scope]
        part.subset_of = next((d for d in reversed(wholes) if (_number(d) or 0) > mine and d.subset_of is None), None)


def _take_of_them(drafts: list[Draft]) -> None:
    """'Since May 900 people have died. Among them were 55 children killed by mines', '57 casualties, 19 of them
    killed': of those told right before, of the same fate or of an unsplit one."""
    for n, part in enumerate(drafts):
        sentence, mine = part.seed.parsed.sentence, _number(part)
        if part.subset_of is not None or part.repeat_of is not None or mine is None:
            continue
        own = sentence.text[_start_in(part) :]
        is_of_them = bool(OF_THEM.match(own)) and part.seed.outcome in ("killed", "injured")
        is_among = AMONG_THEM.match(sentence.text) is not None
        for whole in reversed(drafts[:n]):
            near = sentence.index - whole.seed.parsed.sentence.index
            is_same = whole.seed.outcome == part.seed.outcome and is_among and near > 0
            is_unsplit = whole.seed.outcome == "killed_or_injured" and (is_of_them or is_among)
            if (
                near <= BEFORE
                and whole.subset_of is not part
                and (is_same or is_unsplit)
                and (_number(whole) or 0) > mine
            ):
                part.subset_of = whole.repeat_of or whole
                break


def _break_down(drafts: list[Draft]) -> None:
    """'20 casualties ... 6 were killed and 13 wounded ... one soldier died': parts that add up to a mixed total."""
    for n, whole in enumerate(drafts):
        if whole.seed.outcome != "killed_or_injured" or not whole.low:
            continue
        total, parts = 0, []
        for part in drafts[n + 1 : n + 1 + NEXT]:
            if part.seed.outcome not in ("killed", "injured") or part.subset_of or part.low is None:
                break
            total += part.low
            parts.append(part)
            if total == whole.low:
                for each in parts:
                    each.subset_of = whole
                break
