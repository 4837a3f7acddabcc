"""What caused it: the event type of a casualty claim, from its own words, its sentence, then the article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.dates.clauses import TIMES, is_of_day_before, mark_after
from tasks.extract.dates.notes import heading_at, is_item, line_at
from tasks.extract.dates.past import is_long_ago, is_of_another_day
from tasks.extract.people import persons, singular
from tasks.extract.records import Context, Draft, Parsed, Sentence
from tasks.extract.words import MONTHS
from tasks.lines import Line

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

OF_OUTCOME = {"displaced": "displacement"}
FIXED = frozenset({"arrest", "abduction", "displacement"})  # the trigger itself says it
WARS = frozenset(
    {"war", "wars", "conflict", "hostilities", "invasion", "invaded", "uprising", "insurgency", "rebellion", "revolt"}
)
VAGUE = frozenset({"other", "attack", "armed_clash", "killing"})
"""Events that explain no other sentence's dead: clashes are everywhere in a war."""
UNTOLD = frozenset({"promo", "footer", "byline", "dateline"})
FROM_AFAR = frozenset({"airstrike", "shelling"})
BOMBING = frozenset({"bombing", "bombings", "bombardment", "bombardments"})
FOUND_AFTER = frozenset({"airstrike", "shelling", "explosion", "other"})
"""Events after which bodies lie about."""
BOMBS = frozenset({"bomb", "bombs"})
BOMBERS = frozenset({"bomber", "bombers"})
RAID = "raid"
CAMPAIGN = "campaign"
IDLE = "idle"
JOINED = (["and"], [","], ["or"], ["and", "then"], ["-", "and", "-"], ["and", "also"], ["/"])
"""Words between two causes side by side."""
AMONG = frozenset({"among", "including"})
OTHERS = frozenset({"another", "separate", "unrelated", "different"})
KILLINGS = frozenset({"killing", "killings"})
SNIPERS = frozenset({"sniper", "snipers", "sharpshooter", "sharpshooters"})
FELL = frozenset({"killed", "injured", "killed_or_injured"})
BATTLES = frozenset({"armed_clash", "attack", "advance", "siege"})
HOSTAGES = frozenset({"hostage", "hostages"})
PRISONERS = frozenset({"prisoner", "prisoners", "pow", "pows"})
BEFORE_AFTER = TIMES | {"moment", "soon", "shortly", "just", "later"}
OPENING = 60
"""Characters in which a sentence's first three words stand."""
FINDING_REACH = 4
SINCE_REACH = 12
"""Words of "since the force was landed in September of last (year)"."""
RANGE_WORDS = 10
"""Words of "from 4:00 a.m. on 24 February to midnight on 1 (May)"."""
SHORT_LINE = 6
"""Sentences of a paragraph that is a note of one event: there "clashes" explain the next sentence's dead."""
LONG_DAYS = 20
"""From so many days on a total is no single offensive's."""
MASS = 1_000
"""So many dead since some month are a war's."""
LEAD = 4
"""Sentences in which an article says what it is about."""
FURTHER_LEAD = 12
"""Sentences up to which it says so, where the first ones tell of no more than an attack."""
MAIN = 2
"""The headline and the first sentence."""
NEAR = 2
"""Sentences over which a report goes on about the same event; within a paragraph it does so for one more."""
_WORD = re.compile(r"[\w'’]+|[^\w\s]")
_NUMERIC_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")


@dataclass(frozen=True, slots=True)
class EventWord:
    """A word that names an event, at tokens [start, end). `grade`: fine, broad ("offensive": of many events), weak
    ("strike") or coarse ("attack")."""

    start: int
    end: int
    event_type: str
    grade: str


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sentence's claims say of their event: None where they are of the attackers' own deaths. `is_total`: of a
    longer time, which is no event of the next paragraph's."""

    event: str | None
    is_total: bool = False


@cache
def _terms() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    grades = {"yes": "fine", "broad": "broad", "weak": "weak", "no": "coarse", "idle": IDLE}
    for row in lexicons.read("event_words"):
        words = tuple(row["term"].split())
        table.setdefault(words[0], []).append((words, row["event_type"], grades[row["is_fine"]]))
    for rows in table.values():
        rows.sort(key=lambda item: -len(item[0]))
    return table


def find_events(words: Sequence[str]) -> list[EventWord]:
    """The event words of a sentence, left to right; the longest name wins: 'bomb attack' over 'bomb', and 'bomb squad',
    which names no event."""
    found, i = [], 0
    while i < len(words):
        for term, event_type, grade in _terms().get(words[i], ()):
            if tuple(words[i : i + len(term)]) == term:
                found += [EventWord(i, i + len(term), event_type, grade)] if grade != IDLE else []
                i += len(term) - 1
                break
        i += 1
    return found


def own_event(parsed: Parsed, start: int, end: int, trigger: "Token") -> tuple[str, str] | None:
    """(event type, grade) of the event word that belongs to a claim at tokens [start, end): the finest grade's, and of
    those the one that does it or the nearest. Weapons that only lie about, and what happened on another day, don't
    count; of two causes side by side ("air strikes and shelling") the first does."""
    doc, words = parsed.doc, parsed.words
    found = [
        e for e in find_events(words)
        if not _is_idle(doc, e, trigger) and not _is_earlier(doc, e, trigger) and not _is_of_part(doc, e, end)
    ]  # fmt: skip
    for grade in ("fine", "broad", "weak", "coarse"):
        graded = [e for e in found if e.grade == grade]
        if not graded:
            continue
        best = min(graded, key=lambda e: 0 if _does(doc[e.start : e.end], trigger) else 1 + _distance(e, start, end))
        before = graded[graded.index(best) - 1] if graded.index(best) else best
        if words[before.end : best.start] in JOINED:
            best = before
        if best.event_type == "shooting" and _is_of_craft(doc, words, best):
            return ("attack" if "down" in words[best.start : best.end + 3] else "airstrike"), "fine"
        return best.event_type, grade
    return None


def _is_of_part(doc: "Doc", event: EventWord, end: int) -> bool:
    """ "16 were hurt, among them two gang members who were shot by the police": the 16 were not shot."""
    for token in (doc[event.start], *doc[event.start].ancestors):
        if token.dep_ in ("relcl", "acl") and token.head.i >= end:
            return any(t.lower_ in AMONG for t in doc[end : token.head.i])
    return False


def _does(event: "Span", trigger: "Token") -> bool:
    """Whether the tree makes the event the trigger's doer: "shelling ... has killed", "killed by shelling",
    "a shell crashed through the roof of a church ..., killing six"."""
    root = event.root
    if trigger.dep_ == "conj" and not any(child.dep_ in ("nsubj", "nsubjpass") for child in trigger.children):
        return _does(event, trigger.head)  # "shelling killed six and wounded nine"
    by = root.head if root.dep_ == "pobj" and root.head.lower_ == "by" else None
    is_of_main = trigger.tag_ == "VBG" and trigger.dep_ == "advcl" and root.head in trigger.ancestors
    is_subject = root.dep_ in ("nsubj", "csubj") and (root.head == trigger or is_of_main)
    return is_subject or (by is not None and by.head == trigger)


def _is_of_craft(doc: "Doc", words: list[str], event: EventWord) -> bool:
    """ "helicopters fired on a school", "shot down a plane": it is no shooting of men."""
    verb = doc[event.start]
    if "down" in words[event.end : event.end + 3]:
        return not (_words_of("craft") | _words_of("aboard")).isdisjoint(words)
    return any(child.dep_ == "nsubj" and child.lower_ in _words_of("craft") for child in verb.children)


def _distance(event: EventWord, start: int, end: int) -> float:
    if event.start >= end:
        return event.start - end
    if event.end <= start:
        return 1.2 * (start - event.end)
    return 0


@cache
def _words_of(kind: str) -> frozenset[str]:
    return frozenset(row["term"] for row in lexicons.read("event_context") if row["class"] == kind)


def _is_idle(doc: "Doc", event: EventWord, trigger: "Token") -> bool:
    """Whether the word is a weapon that does nothing here: counted among the booty ("destroyed two howitzers"),
    carrying people ("a helicopter flew out the wounded"), another word's first half ("artillery unit"), or a person's
    ("including the suicide bombers")."""
    weapon = doc[event.end - 1]
    following = doc[event.end].lemma_.lower() if event.end < len(doc) else ""
    if weapon.lower_ in _words_of("martial") and following in _words_of("unit"):
        return True
    if weapon.lower_ in BOMBERS and (weapon.i > trigger.i and doc[event.start - 1].lower_ in ("the", "including")):
        return True
    if weapon.lower_ in SNIPERS and following not in ("fire", "bullet", "shot", "attack"):
        return weapon.dep_ != "pobj" and not _does(doc[event.start : event.end], trigger)  # "two snipers died"
    if weapon.lower_ in ("storm", "storms") and weapon.pos_ == "VERB":
        return True  # "as fighters storm Tarsa camp"
    if weapon.lower_ == "slain" and weapon.head.i > weapon.i and weapon.head.pos_ in ("NOUN", "PROPN"):
        return True  # "the slain teenager's mother"
    if weapon.lower_ not in _words_of("weapon"):
        return False
    if following in _words_of("unit"):
        return True
    head, dep = weapon, weapon.dep_
    while head.dep_ in ("conj", "compound", "appos", "nmod") and head.head != head:
        head = head.head
        dep = head.dep_
    if head != weapon and _is_beside_people(head):
        return True  # "losses amounted to 45 men, two trucks and a howitzer"
    verb = head.head
    if dep == "pobj" and verb.lower_ in ("by", "of") and verb.head != verb:
        dep, verb = ("agent", verb.head) if verb.lower_ == "by" else (dep, verb.head)
    lemma = verb.lemma_.lower()
    if lemma in _words_of("taken") and dep in ("dobj", "nsubjpass", "pobj"):
        return True
    if lemma == "shoot" and dep in ("dobj", "nsubjpass", "nsubj") and weapon.lower_ in _words_of("craft"):
        return True
    is_moved = lemma in _words_of("moved") and dep in ("dobj", "nsubjpass", "nsubj", "pobj", "agent")
    if is_moved and weapon.lower_ in _words_of("craft"):
        return True
    is_counted = any(child.dep_ == "nummod" or child.lower_ in ("a", "an") for child in weapon.children)
    return is_counted and weapon != head and dep in ("dobj", "pobj", "attr") and not _is_cause(head)


def _is_beside_people(head: "Token") -> bool:
    """Whether a list of which the token is the first item counts people."""
    return any(singular(item.lower_) in persons() for item in (head, *head.conjuncts))


def _is_cause(token: "Token") -> bool:
    """ "killed by shells and 20 rockets" """
    return token.head.lower_ in ("by", "in", "from", "with", "when") or token.dep_ in ("nsubj", "agent")


def _is_earlier(doc: "Doc", event: EventWord, trigger: "Token") -> bool:
    """ "killed in a raid, a day after a suicide bombing": another event's word, unless the claim is told with it."""
    token = doc[event.start]
    before = mark_after(trigger)
    if before is not None and before.i < event.start and before.nbor(-1).lemma_.lower() in BEFORE_AFTER:
        return False  # "a day after shells fired from the hills killed nine", whatever the tree makes of it
    for above in (token, *token.ancestors):
        mark = above if above.lower_ in ("after", "before", "since") else None
        mark = mark or next((c for c in above.children if c.dep_ == "mark" and c.lower_ in ("after", "before")), None)
        if mark is None or trigger in above.subtree or not mark.i:
            continue
        return mark.i < event.start and doc[mark.i - 1].lemma_.lower() in BEFORE_AFTER
    for above in (trigger, *trigger.ancestors):
        mark = next((c for c in above.children if c.dep_ == "mark" and c.lower_ in ("after", "before")), None)
        if mark is not None and mark.i and doc[mark.i - 1].lemma_.lower() in BEFORE_AFTER:
            return token not in above.subtree
    return False


def choose(
    own: tuple[str, str] | None,
    told: str | None,
    about: str | None,
    scope: str,
    words: Sequence[str],
    has_doer: bool = False,
    is_mass: bool = False,
) -> str | None:
    """The event type of a claim from its `own` word and grade, what was `told` just before, and what the article is
    `about`. A running total takes nobody's; of a war, or of months and nobody's doing (`has_doer`), it is `other`.
    `is_mass`: it is of thousands."""
    if own and own[1] in ("fine", "broad"):
        return own[0]
    if scope == "cumulative":
        is_untold = own is None or (own[1] == "coarse" and not _names_attack(words))
        is_long = CAMPAIGN in words or _lasts_long(words, is_mass)
        is_of_war = WARS & set(words) or (is_untold and is_long)
        return "other" if is_of_war else own[0] if own else None
    if own is None and WARS & set(words) and {"has", "have", "had"} & set(words) and not has_doer:
        return "other"  # "the rebellion has cost 3,000 lives"
    finer = told if told not in (None, "attack", "other") else about
    if own and own[1] == "weak":
        return finer if finer in FROM_AFAR else "attack" if RAID in words else own[0]
    if own and BOMBING & set(words) and finer not in FROM_AFAR | {"explosion"}:
        return own[0]
    if own and own[0] != "attack" and told == "attack":
        return own[0]
    return finer or told or (own[0] if own else None)


def _names_attack(words: Sequence[str]) -> bool:
    """Whether a coarse word among them is more than "violence" or "toll"."""
    return any(e.grade == "coarse" and words[e.start] not in _words_of("general") for e in find_events(words))


def _lasts_long(words: Sequence[str], is_mass: bool) -> bool:
    """ "since 2014", "since 24 February 2022", "in three years", "from 1 to 30 September", and the months that an
    office counts in ("recorded 17 deaths in May"): no single attacker's. "In July", "since October" may be one
    offensive's, unless the dead are thousands (`is_mass`)."""
    for i, word in enumerate(words):
        before = words[max(0, i - 5) : i]
        is_year = word.isdigit() and len(word) == 4 and word[:2] in ("18", "19", "20")
        far_before = words[max(0, i - SINCE_REACH) : i]
        is_since = "since" in far_before and "," not in far_before[far_before.index("since") :]
        if is_since and (is_year or (word == "year" and words[i - 1] == "last")):
            return True  # "since the army cancelled the elections of January 1992"
        if "since" in before and (is_year or (is_mass and word in MONTHS)):
            return True
        is_month = word in MONTHS or (word == "may" and before[-1:] and before[-1].isdigit())
        if is_month and _is_long_range(words[:i], word):
            return True
        if _NUMERIC_DATE.fullmatch(word) and {"from", "since"} & set(before[-3:]):
            return True
        if word == "years":
            return True
    return not _words_of("recorded").isdisjoint(words) and not MONTHS.isdisjoint(words)


def _is_long_range(before: Sequence[str], last: str) -> bool:
    """Whether the words before a month open a range of weeks: "from 1 to 30 (September)", "between May and (July)"; not
    "between 30 and 45 fighters were killed on 6 (March)"."""
    opening = max((i for i, word in enumerate(before) if word in ("from", "between")), default=None)
    if opening is None or len(before) - opening > RANGE_WORDS or not {"to", "and"} & set(before[opening:]):
        return False
    days = [int(word) for word in before[opening:] if word.isdigit() and len(word) < 3]
    is_long = len(days) == 2 and LONG_DAYS <= days[1] - days[0] <= 31
    return is_long or bool(MONTHS & set(before[opening:]) - {last})


def capture(event_type: str, role: str, words: Sequence[str]) -> str:
    """Arrest or abduction of people captured: soldiers taken in war are under arrest, hostages are not."""
    if HOSTAGES & set(words):
        return "abduction" if event_type != "arrest" or role != "combatant" else event_type
    if PRISONERS & set(words) and event_type in ("abduction", "other"):
        return "arrest"
    if event_type == "other":
        return "abduction" if role == "civilian" else "arrest"
    return event_type


def article_event(sentences: Sequence[Sequence[str]]) -> str | None:
    """The finer event that an article's beginning is about. Clashes are everywhere in a war: they explain nothing."""
    weak = None
    for n, words in enumerate(sentences):
        if n > 1 and not OTHERS.isdisjoint(words):
            continue  # "a woman was shot in a separate incident" is what no other sentence tells of
        for event in find_events(words):
            if (
                event.grade == "fine"
                and event.event_type not in ("other", "killing", "armed_clash")
                and not _is_idle_in_text(words, event)
            ):
                return event.event_type if event.event_type != "attack" else None
            if event.grade == "weak" and weak is None and words[event.start] != RAID:
                weak = event.event_type
    return weak


def _main_event(opening: Sequence[Sequence[str]]) -> str | None:
    """The clash, killing or gas attack that the headline or the first sentence is about, where the beginning names
    nothing else: there it is the article's own event, and no fighting round about."""
    found = [e for words in opening for e in find_events(words) if not _is_idle_in_text(words, e)]
    first = next((e for e in found if e.grade != "broad" and e.event_type != "other"), None)
    return first.event_type if first and first.grade == "fine" else None


def _is_idle_in_text(words: Sequence[str], event: EventWord) -> bool:
    """Whether the word is a weapon that does nothing, as far as the words beside it tell without a parse."""
    weapon, following = words[event.end - 1], words[event.end] if event.end < len(words) else ""
    is_of_unit = weapon in _words_of("weapon") | _words_of("martial") and following.rstrip("s") in _words_of("unit")
    if weapon in BOMBERS or is_of_unit:
        return True
    if words[event.start] == "shot" and "down" in words[event.end : event.end + 2]:
        return not (_words_of("craft") | _words_of("aboard")).isdisjoint(words)
    is_moved = weapon in _words_of("craft") and not _words_of("moves").isdisjoint(words)
    counts = [w for w in words[max(0, event.start - 4) : event.start] if w in ("a", "an", "one", "two") or w.isdigit()]
    if counts and weapon in _words_of("weapon") and not _words_of("loss").isdisjoint(words):
        return True  # "20 soldiers, one D-30 howitzer and two trucks were neutralised"
    # "a bomb destroyed a bus", but "troops destroyed two howitzers", "18 bombs were defused"
    after = words[event.end : event.end + 2]
    before = after[1:] if after[:1] in (["was"], ["were"]) else words[: event.start]
    return is_moved or (weapon in _words_of("weapon") and not _words_of("seizes").isdisjoint(before))


def tokens(text: str) -> list[str]:
    """Lower-cased words of plain text, near enough to the parser's for event words."""
    return _WORD.findall(text.lower())


def set_events(drafts: list[Draft], context: Context) -> None:
    """Event types: the claim's own sentence's; where that says none or only "attack", what the sentences right above
    or the article's beginning say that it was."""
    texts = [context.article.title or "", *(s.text for s in context.sentences[:FURTHER_LEAD])]
    lead = [tokens(text) for text in texts] if drafts else []
    about = article_event(lead[: LEAD + 1])
    further = about or article_event(lead)
    about = about or _main_event(lead[:MAIN])
    said: dict[int, _Said] = {}
    taken: list[Draft] = []
    for draft in drafts:
        seed = draft.seed
        sentence = seed.parsed.sentence
        words = seed.parsed.words
        whole = draft.subset_of
        if whole and whole.scope == "cumulative" and draft.high != 1 and not _is_dated(sentence, context):
            draft.scope = "cumulative"  # "Since May 900 have died. Among them were 55 children."
        if seed.outcome in OF_OUTCOME or seed.event_type in FIXED or seed.outcome == "captured":
            event = OF_OUTCOME.get(seed.outcome or "", seed.event_type) or "other"
            if seed.outcome == "captured":
                event = capture(event, draft.role, words[draft.tokens[0] : draft.tokens[1] + 3])
                if event == "arrest" != seed.event_type and draft.role == "combatant":
                    taken.append(draft)
        else:
            own = own_event(seed.parsed, *draft.tokens, seed.trigger)
            told = _told(sentence, context, said, own, about, draft.role == "combatant")
            is_of_other_time = is_of_day_before(seed.trigger) or is_long_ago(sentence, context)
            is_of_other_time = is_of_other_time or (
                not _goes_on(draft, words) and is_of_another_day(seed.parsed, context)
            )
            is_of_other_time = is_of_other_time and "similar" not in words  # "a similar bombing in April killed 63"
            if is_of_other_time:
                told = None
            is_apart = told == "attack" or _stands_apart(sentence, context) or is_of_other_time
            lead_event = None if is_apart else further if own == ("attack", "coarse") else about
            if (
                own
                and own[1] == "weak"
                and lead_event == "shelling"
                and article_event(lead[: sentence.index + 2]) != "shelling"
            ):
                lead_event = None  # "25 died in strikes on Orsk": tank fire told of later is another cause
            if own == ("explosion", "fine") and lead_event == "airstrike" and _are_bombs(words):
                own = ("airstrike", "fine")
            cause = choose(
                own, told, lead_event, draft.scope, words, draft.actor_text is not None, (draft.low or 0) >= MASS
            )
            if cause is None and own is None and _fights_on(sentence, context):
                cause = "armed_clash"
            if cause in FROM_AFAR and own is None and _is_of_gunmen(draft.actor_text):
                cause = None
            is_finding = _is_finding(words, *draft.tokens)
            is_split = whole and whole.seed.outcome in (seed.outcome, "killed_or_injured")
            of_whole = whole.seed.event_type if whole and is_split and own is None else None
            is_untold = cause is None or (own is None and cause == "killing")
            if seed.outcome == "missing" and is_untold and not of_whole and draft.role != "combatant":
                cause = _of_missing(draft, drafts)
            is_of_captives = seed.outcome == "killed" and _are_captives(draft, drafts, words)
            is_dumped = is_finding and not _words_of("dumped").isdisjoint(words) and cause not in FOUND_AFTER
            if own is None and (is_of_captives or is_dumped):
                cause = "killing"
            event = of_whole or cause or seed.event_type or ("killing" if is_finding else "attack")
            if _is_assailant(draft.victim_text) and event != "armed_clash":
                said.setdefault(sentence.index, _Said(None))
            elif seed.outcome != "missing" and (whole is None or said.get(sentence.index, _Said(None)).event is None):
                # "I deplore the killing of 100 people": the noun alone tells no other sentence how they died
                is_bare = cause is None and own is None and seed.trigger.lower_ in KILLINGS
                lent = "attack" if is_bare else event
                said[sentence.index] = _Said(lent, draft.scope == "cumulative")
        draft.seed = replace(seed, event_type=event, scope=draft.scope)
    for draft in taken:
        _set_battle(draft, drafts)


def _set_battle(draft: Draft, drafts: Sequence[Draft]) -> None:
    """Soldiers are captured in the battle in which others fell: "107 soldiers died and seven were captured"."""
    sentence = draft.seed.parsed.sentence
    fell = [d for d in drafts if d.seed.outcome in FELL and d.scope == draft.scope]
    beside = [d for d in fell if d.seed.parsed.sentence is sentence]
    before = [d for d in fell if d.seed.parsed.sentence.index == sentence.index - 1]
    event = next((d.seed.event_type for d in beside or before[-1:] if d.seed.event_type in BATTLES), None)
    if event and draft.seed.trigger.lemma_.lower() != "surrender":
        draft.seed = replace(draft.seed, event_type=event)


def agree(drafts: Sequence[Draft]) -> None:
    """The same toll told again is of the same event: "Rebels kill 107 on buses" in the headline and "shot dead 107
    passengers" in the text. Once `repeat_of` is set, the mention whose own words say most lends its event."""
    told: dict[int, str] = {}
    vague: list[Draft] = []
    for draft in drafts:
        is_vague = draft.repeat_of is not None and draft.qualifier in ("vague", "indefinite")
        if draft.high == 1 or is_vague or draft.seed.outcome in ("captured", *OF_OUTCOME):
            continue
        own = own_event(draft.seed.parsed, *draft.tokens, draft.seed.trigger)
        if own and own[1] == "fine":
            told.setdefault(id(draft.repeat_of or draft), own[0])
        elif own is None or own[0] == "attack":
            vague.append(draft)
    for draft in vague:
        event = told.get(id(draft.repeat_of or draft))
        if event and draft.scope == "incident":
            draft.seed = replace(draft.seed, event_type=event)


def _is_of_gunmen(actor: str | None) -> bool:
    """ "Shells hit the base. Gunmen killed a judge": who kills by hand has not shelled."""
    return actor is not None and not _words_of("gunman").isdisjoint(tokens(actor))


def _is_assailant(victims: str | None) -> bool:
    """ "All three attackers were shot dead" tells nothing of how the others died."""
    return victims is not None and not _words_of("assailant").isdisjoint(tokens(victims))


def _are_captives(draft: Draft, drafts: Sequence[Draft], words: Sequence[str]) -> bool:
    """ "Twelve men were detained. Seven of them were found dead", "seized 21 students and killed five of them"."""
    if draft.subset_of is not None:
        return draft.subset_of.seed.outcome == "captured"
    sentence = draft.seed.parsed.sentence
    before = [d for d in drafts if d.seed.parsed.sentence is sentence and d.seed.start < draft.seed.start]
    near = words[draft.tokens[0] : draft.tokens[1] + 2]
    return bool(before) and before[-1].seed.outcome == "captured" and "them" in near


def _of_missing(draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """The event of people missing of whom nothing else tells: they "were detained and have disappeared", or what killed
    "one sailor" befell them ("27 missing"); else nothing says that anybody attacked them."""
    sentence = draft.seed.parsed.sentence
    taken = [d.seed for d in drafts if d.seed.outcome == "captured" and d.seed.start < draft.seed.start]
    if taken and sentence.index - taken[-1].parsed.sentence.index in range(1, NEAR + 1):
        return taken[-1].event_type  # "12 men were detained. Seven were found dead. The others are missing."
    beside = [d.seed for d in drafts if d.seed.parsed.sentence is sentence and d.seed.outcome != "missing"]
    captured = next((s.event_type for s in beside if s.event_type in FIXED and s.outcome == "captured"), None)
    return captured or (None if beside else "other")


def _is_finding(words: Sequence[str], start: int, end: int) -> bool:
    """ "18 bodies have been found", "four were found dead"."""
    near = set(words[start : end + FINDING_REACH])
    return not near.isdisjoint(_words_of("found")) and not near.isdisjoint(_words_of("corpse"))


def _are_bombs(words: Sequence[str]) -> bool:
    """Whether the only explosions told are bombs, of which an article on air strikes needn't say that they fell."""
    found = [e for e in find_events(words) if e.event_type == "explosion"]
    return bool(found) and all(e.end - e.start == 1 and words[e.start] in BOMBS for e in found)


def _stands_apart(sentence: Sentence, context: Context) -> bool:
    """Whether the sentence is of a note, an item or another story, of which the article's beginning says nothing."""
    article = context.article
    is_note = heading_at(article, sentence.start) is not None or is_item(article, sentence.start)
    return is_note or _opens_anew(sentence.text)


def _opens_anew(text: str) -> bool:
    """ "Meanwhile", "In another attack": what follows is another event; not so "Another four were wounded"."""
    opening = tokens(text[:OPENING])[:3]
    return not _words_of("break").isdisjoint(opening[:2]) or not OTHERS.isdisjoint(opening[1:])


def _goes_on(draft: Draft, words: Sequence[str]) -> bool:
    """Whether the sentence's day may be a later one of the same event: "the toll rose on Friday", "a
    seventh died on Tuesday", "the bodies were found on Tuesday"."""
    is_later = draft.rule.startswith("toll") or draft.seed.trigger.lemma_ == "die"
    if "dumped" in words:
        return False  # "On 26 October, five bodies were dumped on a road": what befell them is told here
    return is_later or not _words_of("aftermath").isdisjoint(words)


def _is_dated(sentence: Sentence, context: Context) -> bool:
    return any(sentence.start <= d.start < sentence.end for d in context.dates)


def _told(
    sentence: Sentence,
    context: Context,
    said: dict[int, _Said],
    own: tuple[str, str] | None,
    about: str | None,
    is_of_fighters: bool,
) -> str | None:
    """What the sentences right above tell of: the event of their last claim, else their own event word; "attack" where
    the nearest of them tells of an attack and no more. Beyond the paragraph only "the attack" looks for such words."""
    if _opens_anew(sentence.text):
        return None
    article = context.article
    own_line, own_heading = line_at(article, sentence.start), heading_at(article, sentence.start)
    is_apart = _stands_apart(sentence, context)
    for other in reversed([s for s in context.sentences if s.index < sentence.index and s.kind not in UNTOLD]):
        is_same_line = own_line is not None and own_line.start <= other.start
        if sentence.index - other.index > NEAR + is_same_line or heading_at(article, other.start) != own_heading:
            return None
        if is_apart and not is_same_line:
            return None
        one = said.get(other.index)
        if one is not None and one.event is None:
            continue
        if one is not None and (is_same_line or not one.is_total):
            return one.event
        is_fight = is_of_fighters and other.index + 1 == sentence.index  # "Troops clashed with rebels. 40 rebels died."
        if not is_same_line and own is None and not is_fight:
            continue
        words = tokens(other.text)
        events = [e for e in find_events(words) if not _is_idle_in_text(words, e)]
        is_note = is_same_line and other.index + 1 == sentence.index and _is_short(own_line, context)
        vague = VAGUE - {"armed_clash", "killing"} if is_note else VAGUE - {"armed_clash"} if is_fight else VAGUE
        fine = next((e for e in events if e.grade == "fine" and e.event_type not in vague), None)
        if is_fight and not is_same_line and own is None:
            return "armed_clash" if fine and fine.event_type == "armed_clash" else None
        if fine:
            return about if about == "airstrike" and _are_bombs(words) else fine.event_type
        if any(e.grade == "coarse" for e in events) and _is_of_attack(other.text):
            return "attack"
        if _opens_anew(other.text):
            return None
    return None


_THE_FIGHT = re.compile(
    r"(?i)\b(?:the|this|that) (?!ensuing|following|subsequent)(?:[\w-]+ ){0,2}?(?:firefight|clash|clashes"
    r"|battle|gun ?battle|gunfight|shootout|encounter|skirmish|exchange of fire)\b"
)


def _fights_on(sentence: Sentence, context: Context) -> bool:
    """Whether the next sentence of the paragraph names the fight that this one told of: "Troops pursued a gang; six
    died. Three gunmen were killed in the one-hour firefight." """
    following = next((s for s in context.sentences if s.index == sentence.index + 1), None)
    line = line_at(context.article, sentence.start)
    if following is None or line is None or not line.start <= following.start < line.end:
        return False
    return _THE_FIGHT.search(following.text) is not None


def _is_short(line: Line | None, context: Context) -> bool:
    return line is not None and sum(line.start <= s.start < line.end for s in context.sentences) <= SHORT_LINE


def _is_of_attack(text: str) -> bool:
    """Whether the sentence opens an attack: "gunmen attacked a bus", not "the attack was condemned"."""
    return not _words_of("assail").isdisjoint(tokens(text))
