"""Where the victims of a trigger stand: right after it, right before it, or as the parse's subject."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.extract.frames.records import Trigger
from tasks.extract.people import looks_like_people, persons
from tasks.extract.phrases import ELIDED, KIN, PART_OF, QUOTES, Phrase
from tasks.extract.words import ADVERBS, BE, DETERMINERS, NEGATIONS, word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FARTHEST_WEAK = 20  # tokens between a weak trigger, such as "eliminated", and the parse's subject
FARTHEST = 14  # tokens between victims and trigger, where the parse doesn't join them
JOINTS = (
    ["and"],
    ["or"],
    [","],
    [",", "and"],
    ["&"],
    ["as", "well", "as"],
    ["plus"],
    ["along", "with"],
    [",", "along", "with"],
    [",", "together", "with"],
    [",", "as", "well", "as"],
    ["and", "that", "of"],
    ["and", "those", "of"],
    [",", "and", "that", "of"],
    [",", "and", "those", "of"],
    ["together", "with"],
)
# What stands before a noun phrase that is no victim: the place, the doer, the part.
BEFORE_OTHERS = word_class("before_others")

PART_MARKERS = (
    *(("including",), ("mostly",), ("mainly",), ("among", "them"), ("among", "whom"), ("amongst", "them")),
    *(("of", "them"), ("of", "whom"), ("among", "them", "at", "least")),
)
BEREAVED = (("widow",), ("relative",), ("family",), ("mother",), ("parent",), ("orphan",), ("wife",), ("friend",))
OF_SOME = (("including",), ("among", "them"), ("among", "whom"), ("most", "of"), ("some", "of"), ("many", "of"))
CLOSING = {"(": ")", "--": "--", "–": "–", "—": "—"}
INSERTED = 25  # tokens that brackets may hold
NOMINATIVE = (("he",), ("she",), ("they",), ("we",), ("i",))
WHOM = 7  # tokens between "whom" and its verb
ACCUSATIVE = (("him",), ("me",), ("them",), ("us",))
PATIENTS = frozenset({"patient", "passenger", "spectator", "guest", "visitor"})
RUNAWAYS = frozenset({"driver", "man", "occupant", "passenger", "thief", "robber", "teen", "youth", "attacker"})
MANY = 100  # people over a border: fewer may be travellers
REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
OF_AGES = frozenset({"aged", "ages", "age", "both", "all", "and", "or", "to", "between"})
SAID = frozenset({"said", "told", "say", "says"})
TOTALS = frozenset({"cost", "toll", "total", "price", "loss", "balance", "result"})
OUTCOMES = frozenset({"killed", "killing", "lost", "wounded", "wounding", "dead", "died"})
BEFORE_ELIDED = frozenset({"by"})  # "spoke of 19 dead"
# Names that the tagger took for no person's: "the assassination of Oqueli"
FOUND = word_class("found")
OF_PERSONS = frozenset(
    {"murder", "assassinate", "assassination", "execute", "execution", "kidnap", "kidnapping", "slaying"}
)
STATE_LINKS = word_class("state_link")
BEFORE_COUNTED = frozenset({"by", "of", "from", "including"})  # "with over 200 injured" counts


def chain_from(phrases: Sequence[Phrase], words: Sequence[str], first: int, step: int) -> tuple[Phrase, ...]:
    """The phrase at index `first` and those coordinated with it: 'a woman and a child', 'A, B and C'.

    An apposition is not counted again: 'Hector Oqueli, leader of ...', 'his companion, Gilda Flores'. Commas alone join
    nothing: 'killed 150 villagers, a district official said'.
    """
    last, k = _titled(phrases, words, first, step)
    chain, joints = [last], [""]
    last_end = last.end
    is_described = False  # whether the last one only said who another is
    k += step
    while 0 <= k < len(phrases):
        k, inserted = _past_insertion(phrases, words, last, k, step)
        if not 0 <= k < len(phrases):
            break
        following, k = _titled(phrases, words, k, step)
        if step > 0 and _is_of(following, last_end, words):
            last_end, k = following.end, k + 1  # "two soldiers of the Guards and a boy"
            continue
        end = last_end if step > 0 else following.end
        if step < 0 and k and _is_of(following, phrases[k - 1].end, words) and _is_counted(phrases[k - 1], words):
            k, following = k - 1, phrases[k - 1]
        left, right = (last, following) if step > 0 else (following, last)
        between = [words[i] for i in range(end, right.start) if not inserted[0] <= i < inserted[1]]
        between = between[_before_ages_end(between) :]
        if between in ([";"], [";", "and"]) and left.is_named and right.is_named:
            between = [","] if between == [";"] else ["and"]  # "Elena Ruiz, 53; Jaime Soto, 24; and Pablo Leon"
        # "22 children 6 teachers killed", "Mother child killed"
        is_run_on = not between and bool((left.count and right.count) or _are_kin(left, right, words))
        if not (between in JOINTS or is_run_on) or not right.is_person or not left.is_person or right.is_part:
            break
        if _is_none(left) or _is_none(right) or _begins_clause(right, words, step):
            break
        last = following
        if _is_apposition(left, right, words, between == [","], is_described):
            is_described = step > 0
            if step < 0:
                chain[-1] = left
        else:
            is_described = False
            chain.append(last)
            joints.append("," if between == [","] and not _is_list(left, right, words) else "and")
        last_end = last.end
        k += step
    if step > 0:
        while len(chain) > 1 and joints[-1] == ",":
            chain.pop()
            joints.pop()
        return tuple(chain)
    if "and" not in joints:
        chain = chain[:1]
    return tuple(reversed(chain))


def _is_of(phrase: Phrase, end: int, words: Sequence[str]) -> bool:
    """Whether a phrase only says of whom the one that ends there is: 'of the Welsh Guards'."""
    return phrase.count is None and phrase.start == end + 1 and words[end] == "of"


def _is_counted(phrase: Phrase, words: Sequence[str]) -> bool:
    return phrase.is_person and (phrase.count is not None or words[phrase.start] in ("a", "an"))


def _before_ages_end(between: Sequence[str]) -> int:
    """How many tokens an age takes between two of a list: 'a woman, 24, and her son'."""
    if len(between) > 2 and between[0] == "," and between[1].isdigit() and between[2] == ";":
        return 2
    close = next((k for k in range(2, len(between)) if between[k] == ","), None)
    return close + 1 if close is not None and _before_ages(between, close + 1) == 0 else 0


def _past_insertion(
    phrases: Sequence[Phrase], words: Sequence[str], last: Phrase, k: int, step: int
) -> tuple[int, tuple[int, int]]:
    """The next phrase and the tokens left out where brackets or dashes stand between: 'six priests (five Spaniards and
    one Salvadoran) and two women'."""
    nothing = (0, 0)
    if step > 0:
        start = last.end
        close = CLOSING.get(words[start]) if start < len(words) else None
        end = next((i for i in range(start + 1, min(start + INSERTED, len(words))) if words[i] == close), None)
        if end is None:
            return k, nothing
        return next((n for n in range(k, len(phrases)) if phrases[n].start > end), len(phrases)), (start, end + 1)
    end = last.start
    while end and words[end - 1] in ("and", "or", ","):
        end -= 1
    opened = next((o for o, c in CLOSING.items() if end and c == words[end - 1]), None)
    start = next((i for i in range(end - 2, max(-1, end - INSERTED), -1) if words[i] == opened), -1)
    if opened is None or start < 0:
        return k, nothing
    return next((n for n in range(k, -1, -1) if phrases[n].end <= start), -1), (start, end)


def _begins_clause(right: Phrase, words: Sequence[str], step: int) -> bool:
    """Whether the next of a list begins a clause of its own: 'his life and he died', 'killing four two men said'."""
    follows = words[right.end] if right.end < len(words) else ""
    is_part = follows in ("among", "amongst") and words[right.end + 1 : right.end + 2] in (["them"], ["whom"])
    is_rest = right.words[:2] == ("the", "rest")
    return (
        right.words in NOMINATIVE or is_rest or (step > 0 and (follows in SAID or is_part))
    )  # "nine people, two among them"


def _is_none(phrase: Phrase) -> bool:
    return phrase.count is not None and phrase.count.high == 0


def _is_list(left: Phrase, right: Phrase, words: Sequence[str]) -> bool:
    """Whether a comma alone joins: two counts ("13 US troops, 60 Afghans dead"), or a headline's "mother, son"."""
    if _are_kin(left, right, words):
        return True
    if _are_bare(left, right, words):
        return True  # "Teen, man shot in Orsk"
    after = words[right.end] if right.end < len(words) else ""
    return left.count is not None and right.count is not None and after not in SAID


def _are_bare(left: Phrase, right: Phrase, words: Sequence[str]) -> bool:
    """Whether a headline begins with two persons without articles, its comma for "and"."""
    both = (left, right)
    is_first = left.start == 0 or words[left.start - 1] == ":"
    are_nouns = all(p.is_known and not p.is_plural and p.count is None and not p.is_named for p in both)
    return is_first and are_nouns and not any(words[p.start] in DETERMINERS for p in both)


def _are_kin(left: Phrase, right: Phrase, words: Sequence[str]) -> bool:
    return words[left.start] in KIN and words[right.start] in KIN


def _is_apposition(
    left: Phrase, right: Phrase, words: Sequence[str], is_comma: bool, is_described: bool = False
) -> bool:
    """Whether the right phrase only says who the left one is: 'Oqueli, secretary and deputy leader of ...'.

    `is_described`: the left one said so itself: 'Ruiz, an official and leader of the party'.
    """
    if left.is_plural or right.is_plural or left.count or right.count or _are_kin(left, right, words):
        return False
    if is_comma and _are_bare(left, right, words) and words[right.end : right.end + 1] not in ([","], ["of"]):
        return False
    is_kin = words[right.start] in ("his", "her", "their") and right.nouns[-1:] != () and right.nouns[-1] in KIN
    if is_kin and left.is_named and words[right.end : right.end + 1] == ["and"]:
        return False  # "Ana Vole, her husband and their baby"
    if "old" in left.words and "old" in right.words:
        return False  # "19-year-old Rosa Vole, 30-year-old Olan Ruiz and a guard"
    if words[right.start] not in DETERMINERS and not right.is_named:
        return left.is_named or is_comma or is_described or _are_offices(left, right, words)
    return is_comma and left.is_named != right.is_named


def _are_offices(left: Phrase, right: Phrase, words: Sequence[str]) -> bool:
    """Whether both phrases are offices of one person whose name and verb follow: 'Former minister and president of the
    Supreme Court Ivan Vole was shot'."""
    if left.is_plural or right.is_plural or left.count or right.count or words[right.end : right.end + 1] != ["of"]:
        return False
    is_bare = words[left.start] not in DETERMINERS and words[left.start] not in KIN
    verb = next((w for w in words[right.end : right.end + FARTHEST] if w in BE or w in ("has", "have")), "")
    return is_bare and verb in ("was", "is", "has")


def _is_office_of(left: Phrase, right: Phrase, words: Sequence[str]) -> bool:
    """Whether both phrases are offices of the name at the end: 'Senator and party leader Luis Galan'."""
    if left.is_plural or right.is_plural or left.count or right.count or left.is_named or not right.is_named:
        return False
    if "old" in left.words or words[right.start] in DETERMINERS:
        return False  # "Eight-year-old Sara Vole and her brother Ali"
    is_bare = words[left.start] not in DETERMINERS and words[left.start] not in KIN
    # "the senator and presidential hopeful Miguel Vole was shot"
    is_one = words[left.start] == "the" and words[right.end : right.end + 1] in (["was"], ["is"], ["has"])
    return (is_bare or is_one) and any(noun in persons() for noun in right.nouns[:-1])


def _titled(phrases: Sequence[Phrase], words: Sequence[str], k: int, step: int) -> tuple[Phrase, int]:
    """The phrase at index k together with another office of the same name, and the index of the last one taken."""
    other = k + step
    if not 0 <= other < len(phrases):
        return phrases[k], k
    left, right = (phrases[k], phrases[other]) if step > 0 else (phrases[other], phrases[k])
    if words[left.end : right.start] != ["and"] or not _is_office_of(left, right, words):
        return phrases[k], k
    both = replace(right, start=left.start, words=(*left.words, "and", *right.words))
    return replace(both, text=f"{left.text} and {right.text}"), other


def index_at(phrases: Sequence[Phrase], token: int) -> int | None:
    """The phrase that holds a token."""
    return next((n for n, p in enumerate(phrases) if p.start <= token < p.end), None)


def is_victim(phrase: Phrase, trigger: Trigger) -> bool:
    """Whether a phrase can be whom the trigger befell."""
    if phrase.is_part:
        return phrase.of_outcome != "killed" or trigger.outcome == "killed"  # "carried away seven of their own dead"
    if phrase.head is None and trigger.term == "shoot" and trigger.end <= phrase.start:
        return phrase.words[-1] in ELIDED  # "he shot 72 in the second round"
    if phrase.head is None:
        return trigger.is_strong or phrase.words[-1] in ELIDED
    if trigger.term.startswith("required/needed") and phrase.count is None:
        return False  # "patients needed medical attention"
    if trigger.term.startswith(("cross", "pour")):
        return (
            phrase.count is not None and (phrase.count.low or phrase.count.high or 0) >= MANY and not is_armed(phrase)
        )
    is_of_others = phrase.nouns[-1:] == ("hostage",) and len(phrase.nouns) > 1
    if is_of_others and phrase.nouns[-2] not in persons() and not looks_like_people(phrase.nouns[-2]):
        return False  # "hold 300 clients' files hostage"
    if trigger.term.startswith("hold/") and phrase.nouns[-1:] != () and phrase.nouns[-1] in PATIENTS:
        return False  # "the clinic held 750 patients"
    if trigger.term == "flee" and phrase.count is None and phrase.nouns[-1:] != () and phrase.nouns[-1] in RUNAWAYS:
        return False  # "the drivers fled"
    if trigger.term in ("evacuate", "taken away") and phrase.nouns[-1:] in (("casualty",), ("patient",)):
        return False
    if trigger.term == "flee" or trigger.term.endswith(("refuge/shelter", "shelter/refuge/safety", "V from/out")):
        # "the gunmen fled", "forced the driver out" are no displaced people
        return phrase.is_person and (phrase.count is not None or phrase.is_plural) and not is_armed(phrase)
    return phrase.is_person or (phrase.is_proper and trigger.term in OF_PERSONS)


def is_armed(phrase: Phrase) -> bool:
    """Whether a phrase names fighters, or suspects."""
    rows = [persons()[noun] for noun in phrase.nouns if noun in persons()]
    return any(row["role"] == "combatant" for row in rows) or "suspect" in phrase.nouns


def is_passive(words: Sequence[str], i: int) -> bool:
    """Whether a participle at token i has its "were" or "been" before it."""
    k = i - 1
    skipped = ADVERBS | NEGATIONS | QUOTES | {"or"}  # 'had been "neutralised"'
    while k >= 0 and words[k] not in BE and (words[k] in skipped or words[k].endswith("ly")):
        k -= 1
    return k >= 0 and words[k] in BE


def right_of(phrases: Sequence[Phrase], words: Sequence[str], k: int, trigger: Trigger) -> tuple[Phrase, ...]:
    """Victims that begin at token k, adverbs skipped: 'killing at least 20 people'."""
    starts = {p.start: n for n, p in enumerate(phrases)}
    while k < len(words) and k not in starts and (words[k] in ADVERBS or words[k].endswith("ly") or words[k] in QUOTES):
        k += 1
    if k + 1 < len(words) and words[k] in REFLEXIVE and words[k + 1] in ("and", ","):
        k += 2  # "killing himself and seven others"
    n = starts.get(k)
    if n is None or phrases[n].words in NOMINATIVE:
        return ()
    if not is_victim(phrases[n], trigger) and not _is_rest_behind(phrases[n], words, trigger):
        return ()
    return chain_from(phrases, words, n, 1)


def _before_ages(words: Sequence[str], k: int) -> int:
    """Where ages that end at token k begin, else k: 'two boys, aged 15 and 17, were hurt', 'a woman, 24, was shot'."""
    opening = k - 2
    while opening > 0 and (words[opening].isdigit() or words[opening] in OF_AGES):
        opening -= 1
    is_closed = k > 1 and words[k - 1] == "," and words[opening] == ","
    return opening if is_closed and any(w.isdigit() for w in words[opening:k]) else k


def adjacent_left(phrases: Sequence[Phrase], words: Sequence[str], i: int, trigger: Trigger) -> tuple[Phrase, ...]:
    """Victims that end right before token i, adverbs and the passive's "were" skipped: '12 others were wounded'."""
    ends = {p.end: n for n, p in enumerate(phrases)}
    skipped = STATE_LINKS if trigger.frame == "state" else BE
    k = i
    seen_be = trigger.frame != "transitive"
    while k > 0 and k not in ends:
        if (opening := _before_ages(words, k)) < k:
            k = opening
            continue
        word = words[k - 1]
        seen_be = seen_be or word in BE
        is_between = word in ADVERBS or word in skipped or word in ("-", "--", ",") or word.endswith("ly")
        is_between |= word in QUOTES and k == i and trigger.frame == "transitive"
        if not is_between and not (seen_be and word in ("have", "has", "had", "having")):
            break
        k -= 1
    n = ends.get(k)
    is_by = k == i or words[k] in BE
    if n is None or not (is_victim(phrases[n], trigger) or (is_by and _is_rest(phrases[n], words, trigger))):
        return ()
    chain = chain_from(phrases, words, n, -1)
    if len(chain) > 1 and chain[0].words in ACCUSATIVE:
        chain = chain[1:]  # "died beside him and five others were hurt"
    before = words[chain[0].start - 1] if chain[0].start else ""
    is_elided = chain[0].head is None and k == i  # "among them 26 wounded"
    if before in PART_OF and not is_elided and words[chain[0].start - 2] in ("among", "of"):
        return ()  # "11 civilians, among them four children, were killed"
    barred = BEFORE_OTHERS
    if before == "of" and words[chain[0].start - 2] in TOTALS:
        return chain  # "at a cost of 17 marines dead"
    if chain[0].count and k == i:
        barred = BEFORE_ELIDED if chain[0].head is None and trigger.frame == "state" else BEFORE_COUNTED
    is_clause = before == "after" and any(w in BE for w in words[k:i])  # "after two boys were injured"
    return () if before in barred and not is_clause else chain


def _is_rest(phrase: Phrase, words: Sequence[str], trigger: Trigger) -> bool:
    """Whether a bare count before "captured" goes on from other people: '47 soldiers were killed and 11 captured', 'and
    nine taken prisoner'."""
    is_count = phrase.head is None and phrase.count is not None and phrase.count.is_number
    is_joined = words[phrase.start - 1] in ("and", ",") and phrase.start > 1
    is_end = words[trigger.end : trigger.end + 1] in ([], ["."], [","], [";"], ["and"], ["while"])
    return trigger.outcome == "captured" and is_count and is_joined and is_end


def _is_rest_behind(phrase: Phrase, words: Sequence[str], trigger: Trigger) -> bool:
    """Whether a bare count behind "captured" goes on from people lost: 'lost nine men and captured four.'"""
    is_count = phrase.head is None and phrase.count is not None and phrase.count.is_number
    is_joined = words[trigger.start - 1 : trigger.start] in (["and"], [","])
    is_end = words[phrase.end : phrase.end + 1] in ([], ["."], [","], [";"], ["and"])
    before = words[max(0, trigger.start - 12) : trigger.start]
    return trigger.term == "capture" and is_count and is_joined and is_end and not OUTCOMES.isdisjoint(before)


def subject_of(
    doc: "Doc", phrases: Sequence[Phrase], words: Sequence[str], i: int, trigger: Trigger
) -> tuple[Phrase, ...] | None:
    """Victims as the parse's subject of token i, through coordination and relative clauses. None: it has no subject."""
    seen = False
    token = doc[i]
    hops = 0
    while hops < 3:
        subjects = [c for c in token.children if c.dep_ in ("nsubjpass", "nsubj") and c.i < token.i]
        if not subjects:  # "and the rest are missing": the subject of "are"
            aux = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
            subjects = [c for verb in aux for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if not subjects and token.dep_ in ("acl", "relcl") and token.head.i < token.i:
            subjects = [token.head]
        for subject in subjects:
            seen = True
            subject = _whom_they_are(token, subject)
            if subject.lower_ in ("who", "which", "that", "whom") and token.dep_ == "relcl":
                subject = token.head
            n = index_at(phrases, subject.i)
            if n is not None and not trigger.is_strong and i - phrases[n].end > FARTHEST_WEAK:
                n = None  # "Vole became their leader when the post ... was eliminated"
            if (
                n is not None
                and not is_victim(phrases[n], trigger)
                and words[phrases[n].end : phrases[n].end + 1] == ["of"]
            ):
                # "a company of about 100 soldiers"
                inner = next((m for m, p in enumerate(phrases) if p.start == phrases[n].end + 1), None)
                n = inner if inner is not None and phrases[inner].count else n
            if n is not None and token.dep_ == "relcl" and (leader := _leader_of(phrases, words, n)) is not None:
                n = leader
            if n is not None and (bereaved := _bereaved_of(phrases, words, n, i)) is not None:
                n = bereaved
            if n is not None and is_victim(phrases[n], trigger) and phrases[n].end <= i:
                forward = chain_from(phrases, words, n, 1)
                back = chain_from(phrases, words, n, -1)
                return back[:-1] + forward
        if subjects or token.dep_ not in ("conj", "xcomp", "advcl", "acomp", "oprd", "attr"):
            break
        token, hops = token.head, hops + 1
    return () if seen else None


def _whom_they_are(verb: "Token", subject: "Token") -> "Token":
    """The subject of the main clause, where "they" of "before they were shot dead" must be it."""
    main = verb.head
    mark = next((c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod") and c.i < verb.i), "")
    if subject.lower_ != "they" or verb.dep_ != "advcl" or mark not in ("before", "until"):
        return subject
    return next((c for c in main.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < main.i), subject)


def _leader_of(phrases: Sequence[Phrase], words: Sequence[str], n: int) -> int | None:
    """The one person whom "who was" means, not the body behind "of": 'a commander of the police, who was shot'."""
    of = phrases[n].start - 1
    is_one = words[phrases[n].end : phrases[n].end + 3] == [",", "who", "was"] and phrases[n].is_plural
    if not is_one or phrases[n].count is not None or of < 1 or words[of] != "of":
        return None
    return next((m for m, p in enumerate(phrases) if p.end == of and p.is_person and not p.is_plural), None)


def _bereaved_of(phrases: Sequence[Phrase], words: Sequence[str], n: int, i: int) -> int | None:
    """Whom the participle at i describes rather than those whom they left: 'the widows of officers killed in Orsk'."""
    inner = next((m for m, p in enumerate(phrases) if p.start == phrases[n].end + 1), None)
    if phrases[n].nouns[-1:] not in BEREAVED or words[phrases[n].end : phrases[n].end + 1] != ["of"] or inner is None:
        return None
    chain = chain_from(phrases, words, inner, 1)
    between = words[chain[-1].end : i]
    is_theirs = phrases[inner].is_person and phrases[inner].is_plural and not any(w in BE for w in between)
    return inner if is_theirs and len(between) <= 2 else None


def nearest_left(phrases: Sequence[Phrase], words: Sequence[str], i: int, trigger: Trigger) -> tuple[Phrase, ...]:
    """The nearest people before token i that aren't a place's, a doer's or a part's."""
    for n in range(len(phrases) - 1, -1, -1):
        phrase = phrases[n]
        if phrase.head is None and phrase.count and phrase.end < i and words[phrase.end] in BE:
            return (phrase,) if is_victim(phrase, trigger) else ()  # "and thirty were in hospital with wounds"
        if phrase.end > i or not is_victim(phrase, trigger) or (phrase.head is None and not phrase.is_part):
            continue
        if _is_none(phrase) or words[phrase.end] in SAID or _is_finder(phrases, words, phrase.end, i):
            continue  # "No suspects sought after man found with gunshot wound", "officers found Vole with ..."
        if i - phrase.end > FARTHEST or ";" in words[phrase.end : i]:
            return ()  # "two of the crew died; the third is in critical condition"
        chain = chain_from(phrases, words, n, -1)
        if chain[0].start and words[chain[0].start - 1] in BEFORE_OTHERS:
            continue
        return chain
    return ()


def _is_finder(phrases: Sequence[Phrase], words: Sequence[str], start: int, end: int) -> bool:
    """Whether those before token `start` found others: 'officers [responded and found Vole] with gunshot wounds'."""
    starts = {p.start for p in phrases}
    return any(
        words[k] in FOUND and words[k - 1] not in BE and (k + 1 in starts or words[k + 1] in ("a", "an"))
        for k in range(start, end - 1)
    )


def before_insertion(phrases: Sequence[Phrase], words: Sequence[str], i: int) -> tuple[Phrase, ...]:
    """The people before what is set off about some of them: '1,000 people, among them 26 wounded, were evacuated'."""
    k = i
    while k and (words[k - 1] in BE or words[k - 1] in ADVERBS or words[k - 1] in ("have", "has", "had")):
        k -= 1
    if k == i or words[k - 1] != ",":
        return ()
    for start in range(k - 2, max(0, k - INSERTED), -1):
        if words[start] == "," and any(tuple(words[start + 1 : start + 1 + len(m)]) == m for m in OF_SOME):
            n = next((n for n, p in enumerate(phrases) if p.end == start and p.is_person and p.is_plural), None)
            if n and _is_of(phrases[n], phrases[n - 1].end, words) and _is_counted(phrases[n - 1], words):
                n -= 1  # "eight members of the family, including five children, were killed"
            return chain_from(phrases, words, n, -1) if n is not None else ()
    return ()


def before_whom(doc: "Doc", phrases: Sequence[Phrase], words: Sequence[str], trigger: Trigger) -> tuple[Phrase, ...]:
    """The people before "whom": 'released 40 women whom they had kidnapped in August'."""
    whom = next((k for k in range(trigger.start - 1, max(0, trigger.start - WHOM), -1) if words[k] == "whom"), None)
    if whom is None or any(t.pos_ == "VERB" or t.is_punct for t in doc[whom + 1 : trigger.start]):
        return ()
    end = whom - (words[whom - 1] == ",")
    n = next((n for n, p in enumerate(phrases) if p.end == end), None)
    if n and _is_of(phrases[n], phrases[n - 1].end, words) and phrases[n - 1].is_person:
        n -= 1  # "the priest of San Vole, whom it kidnapped on Tuesday"
    return chain_from(phrases, words, n, -1) if n is not None and is_victim(phrases[n], trigger) else ()


def whole_before(phrases: Sequence[Phrase], words: Sequence[str], victims: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The people whom a list of victims is only a part of: '287 fighters among them 26 minors had been killed'."""
    if not victims or (victims[0].head is None and not victims[0].is_part):
        return victims  # "14 casualties, including six dead"
    first = victims[0]
    end = first.start
    marker = next((m for m in PART_MARKERS if tuple(words[max(0, end - len(m)) : end]) == m), None)
    part = next((p for p in phrases if p.end == end and p.is_part), None)
    if part is not None:
        end = part.start  # "six priests, five of them Spaniards, who were killed"
    elif marker is not None:
        end -= len(marker)
    elif not first.is_part or first.count is not None:
        return victims  # "412 people more than half of them from Orsk have been killed"
    while end and words[end - 1] in (",", "(", "-", "--"):
        end -= 1
    n = next((n for n, p in enumerate(phrases) if p.end == end and p.is_person and p.is_plural), None)
    return chain_from(phrases, words, n, -1) if n is not None else victims
