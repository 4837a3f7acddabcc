"""Where the victims of a trigger stand: right after it, right before it, or as the parse's subject."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tasks.extract.frames.records import Trigger
from tasks.extract.people import persons
from tasks.extract.phrases import ELIDED, KIN, PART_OF, QUOTES, Phrase
from tasks.extract.words import ADVERBS, BE, DETERMINERS, NEGATIONS, word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc

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
    ["together", "with"],
)
# What stands before a noun phrase that is no victim: the place, the doer, the part.
BEFORE_OTHERS = word_class("before_others")

BEFORE_ELIDED = frozenset({"by"})  # "spoke of 19 dead"
# Names that the tagger took for no person's: "the assassination of Oqueli"
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
    chain, joints = [phrases[first]], [""]
    last = phrases[first]
    k = first + step
    while 0 <= k < len(phrases):
        left, right = (last, phrases[k]) if step > 0 else (phrases[k], last)
        between = list(words[left.end : right.start])
        # "22 children 6 teachers killed", "Mother child killed"
        is_run_on = not between and bool((left.count and right.count) or _are_kin(left, right, words))
        if not (between in JOINTS or is_run_on) or not right.is_person or not left.is_person or right.is_part:
            break
        if _is_none(left) or _is_none(right):
            break
        last = phrases[k]
        if _is_apposition(left, right, words, between == [","]):
            if step < 0:
                chain[-1] = left
        else:
            chain.append(last)
            joints.append("," if between == [","] and not _is_list(left, right, words) else "and")
        k += step
    if step > 0:
        while len(chain) > 1 and joints[-1] == ",":
            chain.pop()
            joints.pop()
        return tuple(chain)
    if "and" not in joints:
        chain = chain[:1]
    return tuple(reversed(chain))


def _is_none(phrase: Phrase) -> bool:
    return phrase.count is not None and phrase.count.high == 0


def _is_list(left: Phrase, right: Phrase, words: Sequence[str]) -> bool:
    """Whether a comma alone joins: two counts ("13 US troops, 60 Afghans dead"), or a headline's "mother, son"."""
    if _are_kin(left, right, words):
        return True
    after = words[right.end] if right.end < len(words) else ""
    return left.count is not None and right.count is not None and after not in ("said", "told", "say", "says")


def _are_kin(left: Phrase, right: Phrase, words: Sequence[str]) -> bool:
    return words[left.start] in KIN and words[right.start] in KIN


def _is_apposition(left: Phrase, right: Phrase, words: Sequence[str], is_comma: bool) -> bool:
    """Whether the right phrase only says who the left one is: 'Oqueli, secretary and deputy leader of ...'."""
    if left.is_plural or right.is_plural or left.count or right.count or _are_kin(left, right, words):
        return False
    if words[right.start] not in DETERMINERS and not right.is_named:
        return left.is_named or is_comma
    return is_comma and left.is_named != right.is_named


def index_at(phrases: Sequence[Phrase], token: int) -> int | None:
    """The phrase that holds a token."""
    return next((n for n, p in enumerate(phrases) if p.start <= token < p.end), None)


def is_victim(phrase: Phrase, trigger: Trigger) -> bool:
    """Whether a phrase can be whom the trigger befell."""
    if phrase.is_part:
        return True
    if phrase.head is None:
        return trigger.is_strong or phrase.words[-1] in ELIDED
    if trigger.term == "flee":
        # "the gunmen fled" are no displaced people
        return phrase.is_person and (phrase.count is not None or phrase.is_plural) and not is_armed(phrase)
    return phrase.is_person or (phrase.is_proper and trigger.term in OF_PERSONS)


def is_armed(phrase: Phrase) -> bool:
    """Whether a phrase names fighters, or suspects."""
    rows = [persons()[noun] for noun in phrase.nouns if noun in persons()]
    return any(row["role"] == "combatant" for row in rows) or "suspect" in phrase.nouns


def is_passive(words: Sequence[str], i: int) -> bool:
    """Whether a participle at token i has its "were" or "been" before it."""
    k = i - 1
    while k >= 0 and (words[k] in ADVERBS or words[k] in NEGATIONS or words[k].endswith("ly") or words[k] == "or"):
        k -= 1
    return k >= 0 and words[k] in BE


def right_of(phrases: Sequence[Phrase], words: Sequence[str], k: int, trigger: Trigger) -> tuple[Phrase, ...]:
    """Victims that begin at token k, adverbs skipped: 'killing at least 20 people'."""
    starts = {p.start: n for n, p in enumerate(phrases)}
    while k < len(words) and k not in starts and (words[k] in ADVERBS or words[k].endswith("ly") or words[k] in QUOTES):
        k += 1
    n = starts.get(k)
    if n is None or not is_victim(phrases[n], trigger):
        return ()
    return chain_from(phrases, words, n, 1)


def adjacent_left(phrases: Sequence[Phrase], words: Sequence[str], i: int, trigger: Trigger) -> tuple[Phrase, ...]:
    """Victims that end right before token i, adverbs and the passive's "were" skipped: '12 others were wounded'."""
    ends = {p.end: n for n, p in enumerate(phrases)}
    skipped = STATE_LINKS if trigger.frame == "state" else BE
    k = i
    seen_be = trigger.frame != "transitive"
    while k > 0 and k not in ends:
        word = words[k - 1]
        seen_be = seen_be or word in BE
        is_between = word in ADVERBS or word in skipped or word in ("-", "--", ",") or word.endswith("ly")
        if not is_between and not (seen_be and word in ("have", "has", "had", "having")):
            break
        k -= 1
    n = ends.get(k)
    if n is None or not is_victim(phrases[n], trigger):
        return ()
    chain = chain_from(phrases, words, n, -1)
    before = words[chain[0].start - 1] if chain[0].start else ""
    is_elided = chain[0].head is None and k == i  # "among them 26 wounded"
    if before in PART_OF and not is_elided and words[chain[0].start - 2] in ("among", "of"):
        return ()  # "11 civilians, among them four children, were killed"
    barred = BEFORE_OTHERS
    if chain[0].count and k == i:
        barred = BEFORE_ELIDED if chain[0].head is None and trigger.frame == "state" else BEFORE_COUNTED
    return () if before in barred else chain


def subject_of(
    doc: "Doc", phrases: Sequence[Phrase], words: Sequence[str], i: int, trigger: Trigger
) -> tuple[Phrase, ...] | None:
    """Victims as the parse's subject of token i, through coordination and relative clauses. None: it has no subject."""
    seen = False
    token = doc[i]
    hops = 0
    while hops < 3:
        subjects = [c for c in token.children if c.dep_ in ("nsubjpass", "nsubj") and c.i < token.i]
        if not subjects and token.dep_ in ("acl", "relcl") and token.head.i < token.i:
            subjects = [token.head]
        for subject in subjects:
            seen = True
            if subject.lower_ in ("who", "which", "that", "whom") and token.dep_ == "relcl":
                subject = token.head
            n = index_at(phrases, subject.i)
            if (
                n is not None
                and not is_victim(phrases[n], trigger)
                and words[phrases[n].end : phrases[n].end + 1] == ["of"]
            ):
                # "a company of about 100 soldiers"
                inner = next((m for m, p in enumerate(phrases) if p.start == phrases[n].end + 1), None)
                n = inner if inner is not None and phrases[inner].count else n
            if n is not None and is_victim(phrases[n], trigger) and phrases[n].end <= i:
                forward = chain_from(phrases, words, n, 1)
                back = chain_from(phrases, words, n, -1)
                return back[:-1] + forward
        if subjects or token.dep_ not in ("conj", "xcomp", "advcl", "acomp", "oprd", "attr"):
            break
        token, hops = token.head, hops + 1
    return () if seen else None


def nearest_left(phrases: Sequence[Phrase], words: Sequence[str], i: int, trigger: Trigger) -> tuple[Phrase, ...]:
    """The nearest people before token i that aren't a place's, a doer's or a part's."""
    for n in range(len(phrases) - 1, -1, -1):
        phrase = phrases[n]
        if phrase.end > i or not is_victim(phrase, trigger) or (phrase.head is None and not phrase.is_part):
            continue
        if i - phrase.end > FARTHEST:
            return ()
        chain = chain_from(phrases, words, n, -1)
        if chain[0].start and words[chain[0].start - 1] in BEFORE_OTHERS:
            continue
        return chain
    return ()
