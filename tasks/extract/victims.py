"""Victims as claims count them: bounds, role and group of one or more coordinated phrases."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.extract.actors import actors, find_actors
from tasks.extract.frames.records import Frame
from tasks.extract.people import persons, singular
from tasks.extract.phrases import ELIDED, KIN, Phrase, share_of
from tasks.extract.words import ARTICLES, PRONOUNS

ADULT = 18
OFFICES = frozenset(
    {"team", "teams", "staff", "organisation", "organization", "charity", "hospital", "office", "agency"}
)
"""Whoever speaks of "our" team or staff is no army."""
STAFF = frozenset({"employee", "worker", "member", "staff", "staffer", "driver", "volunteer"})
RELIEF = frozenset({"relief", "aid", "humanitarian", "unicef", "unrwa", "unhcr", "wfp", "msf", "icrc"})
OWN = (("their",), ("her",), ("his",))

GROUPS_OF_TWO = (("family",), ("household",))  # two people at least


@dataclass(frozen=True, slots=True)
class Victims:
    """One count of people: bounds, qualifier, role and group, and the token spans of count and noun.

    `is_elided`: the noun stands elsewhere ("dozens were wounded", "12 others"). `name`: the lemmas that tell a person.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    qualifier: str
    count_span: tuple[int, int] | None
    noun_span: tuple[int, int] | None
    role: str
    group: str | None
    is_elided: bool = False
    is_pronoun: bool = False
    is_named: bool = False


def role_of(phrase: Phrase) -> tuple[str, str | None]:
    """(role, group) of one phrase: its head noun's, where that says one; else a modifier's ("rebel leaders")."""
    table = persons()
    head = table.get(phrase.nouns[-1]) if phrase.nouns else None
    others = [table[s] for w in phrase.words[:-1] if (s := singular(w)) in table]
    group = (head["group"] or None) if head else None
    if head and head["role"] != "unknown" and head["is_weak"] != "yes":
        return head["role"], group
    said = [row["role"] for row in others if row["role"] != "unknown" and row["is_weak"] != "yes"]
    if "combatant" in said:
        return "combatant", group
    if said:
        return said[-1], group
    if head and head["role"] != "unknown":
        return head["role"], group
    weak = [row["role"] for row in others if row["role"] != "unknown"]
    if weak:
        return weak[-1], group
    return ("civilian" if phrase.is_named else "unknown"), group


def _of_whom(phrase: Phrase, words: Sequence[str]) -> str | None:
    """The role that "of ..." gives to members and employees: 'members of the security forces', 'of our team', prisoners
    'of war'."""
    if words[phrase.end : phrase.end + 1] != ["of"]:
        return None
    if phrase.nouns[-1:] == ("prisoner",) and words[phrase.end + 1 : phrase.end + 2] == ["war"]:
        return "combatant"
    if words[phrase.end + 1 : phrase.end + 2] == ["our"] and not OFFICES.isdisjoint(
        words[phrase.end + 2 : phrase.end + 4]
    ):
        return "civilian"
    for k in range(phrase.end + 1, min(phrase.end + 6, len(words))):
        word = words[k]
        row = persons().get(singular(word)) or persons().get(f"{words[k - 1]} {word.removesuffix('s')}")
        if word in (",", ".", "in", "were", "was"):
            return None
        if row and row["role"] != "unknown" and word not in ("members", "staff", "employees", "workers"):
            return row["role"]
    return None


def _is_of_relief(phrase: Phrase, words: Sequence[str]) -> bool:
    """Whether employees are a relief agency's: 'five employees of an aid organisation'."""
    is_staff = phrase.nouns[-1:] != () and phrase.nouns[-1] in STAFF and words[phrase.end : phrase.end + 1] == ["of"]
    return is_staff and not RELIEF.isdisjoint(words[phrase.end + 1 : phrase.end + 5])


def _is_of_force(phrase: Phrase) -> bool:
    """Whether a phrase names an armed group or a state's force that its people belong to."""
    found = find_actors(phrase.text) if phrase.text else []
    return any(actors()[actor_id].kind in ("armed_group", "state_force") for _, _, actor_id, _ in found)


def _age_of(phrase: Phrase) -> int | None:
    """The years of "a 12-year-old", where that is how a phrase names someone."""
    years = [w for w in phrase.words if w.isdigit()]
    return int(years[0]) if years and "year" in phrase.words else None


def _single(phrase: Phrase, words: Sequence[str]) -> Victims:
    role, group = role_of(phrase)
    head = persons().get(phrase.nouns[-1]) if phrase.nouns else None
    if role == "unknown" or (head and head["is_weak"]):
        role = _of_whom(phrase, words) or role
    if role == "unknown" or (head and head["term"] in ("member", "leader")):
        role = "combatant" if _is_of_force(phrase) else role  # "YPG members"
    if group is None and role in ("civilian", "unknown") and _is_of_relief(phrase, words):
        role, group = "civilian", "aid_workers"
    if phrase.nouns[-1:] == ("man",) and phrase.is_plural and role == "combatant":
        group = None  # "men of the 93rd Brigade" are soldiers of any sex
    age = _age_of(phrase)
    if group is None and age is not None and age < ADULT:
        role, group = "civilian", "children"
    elif "elderly" in phrase.words:
        role, group = "civilian", "elderly"
    is_two = phrase.nouns[-1:] == ("couple",) or (phrase.nouns[-1:] == ("parent",) and phrase.is_plural)
    if is_two and phrase.count is None:
        return Victims(phrase.start, phrase.end, 2, 2, "exact", None, (phrase.start, phrase.end), role, None)
    noun = (phrase.start, phrase.end) if phrase.head is not None else None
    elided = phrase.head is None or words[phrase.head] in ELIDED
    named = phrase.is_named
    pronoun = phrase.words[:1] != () and phrase.words[0] in PRONOUNS and len(phrase.words) == 1
    if phrase.count:
        count = phrase.count
        low, high, qualifier = count.low, count.high, count.qualifier
        if noun:
            start = count.end + (words[count.end : count.end + 1] == ["of"])  # "dozens of people"
            noun = (start, phrase.end) if start < phrase.end else (count.end - 3, count.end - 2)
        is_group = phrase.nouns[-1:] in GROUPS_OF_TWO or (phrase.head is not None and words[phrase.head] == "crews")
        if is_group and low is not None:
            low, high, qualifier = low * 2, None if high else high, "indefinite"
        elif phrase.nouns[-1:] == ("couple",) and low is not None:
            low, high = low * 2, high and high * 2
        span = (count.start, count.end)
        return Victims(phrase.start, phrase.end, low, high, qualifier, span, noun, role, group, elided)
    if words[phrase.start] in ARTICLES and not phrase.is_plural:
        span, noun = (phrase.start, phrase.start + 1), (phrase.start + 1, phrase.end)
        return Victims(phrase.start, phrase.end, 1, 1, "exact", span, noun, role, group, elided)
    if phrase.is_plural:
        return Victims(phrase.start, phrase.end, 2, None, "indefinite", None, noun, role, group, elided)
    if pronoun:
        role = "civilian" if role == "unknown" else role
    return Victims(phrase.start, phrase.end, 1, 1, "exact", None, noun, role, group, False, pronoun, named)


def count_victims(chain: Sequence[Phrase], words: Sequence[str]) -> list[Victims]:
    """The claims that coordinated phrases make: one a role; singular victims of one role are one enumerated claim."""
    counted: list[Victims] = []
    run: list[tuple[Phrase, Victims]] = []
    # "more than half were wounded": of whom, the sentence's frames don't tell
    singles = [(phrase, _single(phrase, words)) for phrase in chain if not phrase.is_part or phrase.count is not None]
    for phrase, v in _by_role(singles):
        if run and not ((_adds_up(phrase, v) or _is_family(run[0][0], phrase, v)) and _goes_with(v, run[0][1])):
            counted.append(_enumerated(run))
            run = []
        if run or _begins_run(phrase, v):
            run.append((phrase, v))
        else:
            counted.append(v)
    if run:
        counted.append(_enumerated(run))
    return _merged(counted)


def _by_role(singles: list[tuple[Phrase, Victims]]) -> list[tuple[Phrase, Victims]]:
    """Single persons of one role side by side: 'Governor A, Colonel B and Senator C' are two civilians, one soldier."""
    if any((v.low, v.high) != (1, 1) for _, v in singles):
        return singles
    is_first_combatant = bool(singles) and singles[0][1].role == "combatant"
    return sorted(singles, key=lambda item: (item[1].role == "combatant") != is_first_combatant)


def _goes_with(v: Victims, first: Victims) -> bool:
    return v.role == first.role or {v.role, first.role} == {"civilian", "unknown"}


def _begins_run(phrase: Phrase, v: Victims) -> bool:
    """Whether an enumeration can begin here: one person, or a couple, or parents."""
    return v.qualifier == "exact" and ((v.low == 1 and v.high == 1) or phrase.nouns[-1:] in (("couple",), ("parent",)))


def _adds_up(phrase: Phrase, v: Victims) -> bool:
    """Whether a phrase is counted into an enumeration: 'a woman and a child', 'the couple and their three children'."""
    if v.low != v.high or v.low is None or v.qualifier != "exact":
        return False
    return v.low == 1 or phrase.words[:1] in OWN


def _is_family(first: Phrase, phrase: Phrase, v: Victims) -> bool:
    """Whether a count of kin goes on a list of somebody's family: 'his wife and two daughters'."""
    is_counted = v.low == v.high and v.low is not None and v.qualifier == "exact"
    return is_counted and first.words[:1] in OWN and phrase.nouns[-1:] != () and phrase.nouns[-1] in KIN


def _enumerated(run: Sequence[tuple[Phrase, Victims]]) -> Victims:
    if len(run) == 1:
        return run[0][1]
    found = [v for _, v in run]
    span = (found[0].start, found[-1].end)
    total = sum(v.low or 0 for v in found)
    groups = {v.group for v in found}
    group = groups.pop() if len(groups) == 1 else None
    role = "civilian" if any(v.role == "civilian" for v in found) else found[0].role
    return Victims(*span, total, total, "enumerated", span, span, role, group)


def _merged(singles: Sequence[Victims]) -> list[Victims]:
    """Uncounted plurals join the count before them: '12 aid workers and drivers', 'women and children'."""
    merged: list[Victims] = []
    for v in singles:
        last = merged[-1] if merged else None
        is_bare = v.count_span is None and v.qualifier == "indefinite"
        if last and is_bare and (last.count_span or last.role == v.role) and last.high != 1:
            role = last.role if last.role == v.role else _role_of_both(last, v)
            group = last.group if last.group == v.group else None
            noun = (last.noun_span[0] if last.noun_span else v.start, v.end)
            merged[-1] = replace(last, end=v.end, noun_span=noun, role=role, group=group)
        else:
            merged.append(v)
    return merged


def _role_of_both(one: Victims, other: Victims) -> str:
    """ "men, women and children" are civilians; "people and soldiers" are mixed."""
    is_of_sexes = {one.role, other.role} == {"unknown", "civilian"} and "men" in (one.group, other.group)
    return "civilian" if is_of_sexes else "mixed"


def count_part(frame: Frame, words: Sequence[str], whole: Victims | None) -> list[Victims]:
    """A partitive's one claim: 'three of them children', 'a third of them women', 'four of them critically'."""
    part, nouns = frame.victims[0], frame.victims[1:]
    role, group = (whole.role if whole else "unknown"), None
    span: tuple[int, int] | None = None
    end = part.end
    if nouns:
        kinds = [role_of(p) for p in nouns]
        roles, groups = {k[0] for k in kinds}, {k[1] for k in kinds}
        role = roles.pop() if len(roles) == 1 else "mixed"
        group = groups.pop() if len(groups) == 1 else None
        span = (nouns[0].start, nouns[-1].end)
        end = nouns[-1].end
    if part.count is not None:
        count = part.count
        low, high, qualifier = count.low, count.high, count.qualifier
        counted = (count.start, count.end)
    else:
        if whole is None:
            return []
        if whole.low is None or frame.fraction is None:
            return []
        low, high, qualifier = share_of(frame.fraction, whole.low, whole.high, whole.qualifier)
        counted = (part.start, part.end)
    return [Victims(part.start, end, low, high, qualifier, counted, span, role, group)]
