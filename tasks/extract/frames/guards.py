"""What did not happen: plans, possibilities, conditions, negations."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tasks.extract.frames.records import Trigger
from tasks.extract.names import is_of_time
from tasks.extract.people import is_person_word, looks_like_people
from tasks.extract.phrases import Phrase
from tasks.extract.words import (
    ADVERBS,
    BE,
    COLLECTIVE,
    DETERMINERS,
    MODALS,
    NEGATIONS,
    PLANS,
    has_modal,
    is_modal,
    word_class,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

POSSIBLE = word_class("possible")
NOT_YET = word_class("not_yet")
HELPERS = frozenset({"have", "has", "had", "having", "to", "did", "do", "does"})
RATE_REACH = 4
EACH = (["a"], ["per"], ["each"], ["every"])
PERIODS = (["year"], ["month"], ["week"], ["day"], ["hour"])
FICTION = word_class("fiction")
# Of deeds too: "the episode left four dead", "a nightmare day"
ALSO_REAL = frozenset({"drama", "play", "scenario", "legend", "myth", "dream", "nightmare", "episode", "simulation"})
NOT_WORKS = frozenset(
    {"house", "festival", "set", "studio", "studios", "theatre", "theater", "industry", "school", "ground"}
)
_WORK = r"(?:film|book|movie|theatre|theater|television|tv|game|opera|play|novel|fiction|stage)"
_REVIEW = re.compile(rf"(?i)^{_WORK}s?(?: review)?\s*:|\b{_WORK} review\b|[-–—:|]\s*review$")
COMPARED = frozenset({("compared", "with"), ("compared", "to"), ("up", "from"), ("down", "from")})
EARLIER = ("last year", "last month", "last week", "previous", "year earlier", "year before", "same period")
CONDITIONS = word_class("condition")
AVERTED = word_class("averted")
FROM = 14  # tokens from "prevented" to its "from"
BELIEVE = frozenset({"believe", "think", "accept", "suppose"})
BELIEF = 6  # tokens from "that" to the people: "not believe that any of the nine were killed"
WANT = frozenset({"want", "wants", "wanted"})
IMPERATIVE = (("me",), ("us",), ("him",), ("her",), ("them",))
HOLD = frozenset({"include", "included", "involve", "involved", "cause", "lead", "result", "mean", "bring"})
LEADING = frozenset({"lead", "leads", "leading", "led"})
MANAGED = frozenset({"managed", "succeeded", "continue", "continues", "continued", "continuing", "using"})
ASKED_FOR = word_class("asked_for")
PROTESTED = word_class("protested")
AIMS = word_class("aim")
GOVERNING = frozenset({"of", "for", "to", "on", "with", "from", "in", "at", "out", "'s", '"', "“"})
BRING_ABOUT = word_class("bring_about")
WARRANTS = frozenset({"warrant", "warrants"})
MEANT = 9  # tokens before a noun such as "arrest" within which its governor stands: "ordered on Friday the arrest of"
DREADED = word_class("dreaded")


def reality(doc: "Doc", words: Sequence[str], trigger: Trigger, victims: Sequence[Phrase]) -> str:
    """'real', 'possible' ("may have killed"), 'denied' ("did not kill") or 'unreal' ("vowed to kill", "could kill")."""
    if _is_disbelieved(words, victims[0].start) or _is_every(words, victims[-1].end):
        return "unreal"
    if victims[0].words == ("i",) and (trigger.outcome == "killed" or trigger.term == "hurt"):
        return "unreal"  # "when I'm dead", "I am hurt that she left"
    if victims[0].words == ("me",) and trigger.outcome == "killed":
        return "unreal"  # "the heat is killing me"
    i = _first_verb(doc, trigger.start)
    if trigger.frame == "nominal":
        return _reality_of_noun(doc, words, trigger, min(v.start for v in victims), max(v.end for v in victims))
    k = i - 1
    seen: list[str] = []
    while k >= 0 and (_is_auxiliary(words, k) or words[k] in ADVERBS or words[k].endswith("ly")):
        seen.append(words[k])
        k -= 1
    before = words[k] if k >= 0 else ""
    if "any" in words[max(0, victims[0].start - 1) : victims[0].start + 1]:
        return "denied"  # "denied that any civilian had been harmed"
    ahead = words[max(0, victims[0].start - 1) : i]
    if any(w in NEGATIONS for w in seen) or "neither" in ahead or ahead[:1] == ["nor"]:
        return "denied"  # "neither the reporters nor their driver was hurt"
    if {"nearly", "almost"} & {before, *seen}:
        return "unreal"  # "another man was nearly lynched"
    if before == "from" and any(w in AVERTED for w in words[max(0, k - FROM) : k]):
        return "unreal"  # "prevented the crowd from harming the man"
    if trigger.term == "dead" and words[victims[0].start - 1] in WANT:
        return "unreal"  # "he wanted the man dead"
    is_bare = trigger.form == "base" and doc[i].tag_ == "VB" and not seen
    if is_bare and victims[0].words[:1] in IMPERATIVE and not any(c.dep_ in ("nsubj", "aux") for c in doc[i].children):
        return "unreal"  # "Shoot me!"
    modal = next((w for w in seen if w in MODALS and not (w == "'d" and "had" in seen)), None)
    if modal:
        return "possible" if modal in POSSIBLE and "have" in seen and "to" not in seen else "unreal"
    if modal := next((c.lower_ for c in doc[i].children if c.dep_ == "aux" and c.i < i and is_modal(words, c.i)), None):
        return "possible" if modal in POSSIBLE and "have" in seen else "unreal"  # "would one day hurt him"
    is_done = before in MANAGED or (before == "able" and words[k - 1] in ("was", "were", "been"))
    is_base = trigger.form == "base" or (trigger.form == "phrase" and doc[i].tag_ == "VB")  # "built to hold 300 men"
    if "to" in seen and is_base and not is_done and not {"had", "have", "has"} & set(seen):
        return "unreal"
    is_forced = "had" in seen and trigger.outcome in ("injured", "displaced")  # "16 seamen had to be hospitalised"
    if "to" in seen and "be" in seen and "have" not in seen and not is_forced and trigger.frame != "state":
        return "unreal"  # "is to be executed", "a few had to be killed"
    if "being" in seen and before in DREADED:
        return "unreal"  # "two men who face being hanged"
    if before in ("of", "for", "at") and trigger.form == "ing" and k and words[k - 1] in AIMS:
        return "unreal"  # "had the mission of assassinating the president"
    is_averted = before in AVERTED and (seen or trigger.form not in ("past", "s"))  # "at a bus stop killed 12"
    if is_averted or (before in PLANS and not is_done and trigger.form in ("base", "noun")):
        return "unreal"
    clause = _clause_start(words, i)
    if any(w in CONDITIONS for w in words[clause:i]):
        return "unreal"
    return "unreal" if _is_asked(words, i) and not _is_told_of(doc, i) else "real"


def _is_disbelieved(words: Sequence[str], start: int) -> bool:
    """'He does not believe that nine were killed': the clause of a belief that nobody holds."""
    that = next((k for k in range(start - 1, max(-1, start - BELIEF), -1) if words[k] == "that"), None)
    is_belief = that is not None and words[that - 1] in BELIEVE
    return is_belief and not NEGATIONS.isdisjoint(words[max(0, (that or 0) - 4) : that])


def _first_verb(doc: "Doc", i: int) -> int:
    """The infinitive that token i is joined to: 'his aim was to [find] the man and kill him'."""
    while doc[i].dep_ == "conj" and doc[i].tag_ == "VB" and doc[i].head.tag_ == "VB" and doc[i].head.i < i:
        i = doc[i].head.i
    return i


def _is_auxiliary(words: Sequence[str], k: int) -> bool:
    return words[k] in BE or words[k] in NEGATIONS or words[k] in HELPERS or is_modal(words, k)


def _reality_of_noun(doc: "Doc", words: Sequence[str], trigger: Trigger, start: int, end: int) -> str:
    """'a warrant for the arrest of', 'prevent the killing of', 'the death of civilians would be'."""
    i = _first_noun(doc, trigger.start)
    before = words[max(0, i - 5) : i]
    if any(w in LEADING for w in before) and any(w in ("information", "reward", "tips") for w in words[:i]):
        return "unreal"  # "a reward for information leading to the arrest of the men"
    modal = next((k for k in range(max(0, i - 14), i) if words[k] in MODALS and words[k] != "may"), None)
    held = words[modal : modal + 4] if modal is not None else ()
    if any(w in HOLD for w in held) and "be" not in held:
        return "unreal"  # "a plan that would have included the kidnapping of a judge and the murder of two"
    if _is_only_meant(doc, words, min(i, start), trigger.outcome):
        return "unreal"
    is_open = words[end : end + 3] == ["could", "not", "be"]  # "the death of 40 could not be verified"
    return "unreal" if has_modal(words, end, end + 2) and not is_open else "real"


def _first_noun(doc: "Doc", i: int) -> int:
    """Where the noun phrase begins that token i is joined to: 'called for [the arrest] and execution of two men'."""
    first = i
    while doc[first].dep_ == "conj" and (head := doc[first].head).pos_ == "NOUN" and head.i < first:
        if doc[max(0, head.left_edge.i - 1)].lower_ == "against":
            break  # "bombings against the population and the murder of two"
        first = head.i
    return first if first == i else doc[first].left_edge.i


def _is_only_meant(doc: "Doc", words: Sequence[str], i: int, outcome: str) -> bool:
    """Whether what governs the noun at token i says that it hasn't happened: 'demanded the arrest of', 'plans for the
    murder of', 'the attempted killing of'; but not 'demanded justice for the murder of'."""
    if outcome == "captured" and not WARRANTS.isdisjoint(words[max(0, i - MEANT) : i]):
        return True  # "a warrant with seven counts for the arrest of"
    after = ""  # the word behind the one looked at
    for k in range(i - 1, max(-1, i - MEANT), -1):
        word = words[k]
        if word in ASKED_FOR:
            return after == "for"  # "called for the arrest of"; but "called the murder a crime"
        if word == "against":
            return words[k - 1] not in PROTESTED
        if word.startswith("warrant") and outcome != "captured":
            return False  # "warrants for two men over the murder of"
        if word in ("wanted", "sought") and after == "for":
            return False  # "two men wanted for the murder of"
        if word in AVERTED or word in PLANS or word in NOT_YET or (word in AIMS and after in ("of", "for")):
            return True
        after = word
        is_between = word in DETERMINERS or word in GOVERNING or word in BE or word in BRING_ABOUT
        if not (is_between or doc[k].pos_ in ("ADJ", "ADV", "NUM") or is_of_time(doc[k])):
            return False
    return False


def is_doubted(words: Sequence[str], i: int) -> bool:
    """'It was not clear whether two guards were among the dead.'"""
    if has_modal(words, i - 2, i):
        return True  # "there might be chiefs among the dead"
    return any(w in CONDITIONS for w in words[_clause_start(words, i) : i])


def _is_asked(words: Sequence[str], i: int) -> bool:
    """Whether the sentence or quotation around token i is a question: '"Who killed our soldiers? ..."'."""
    end = next((w for w in words[i:] if w in (".", "?", "!", ";")), "")
    return end == "?"


def _is_told_of(doc: "Doc", i: int) -> bool:
    """Whether a question takes the clause of token i for granted: 'what of the bombs that killed six soldiers?'"""
    token = doc[i]
    while token.dep_ == "conj" and token.head.pos_ == "VERB":
        token = token.head
    return token.dep_ == "relcl"


def is_compared(words: Sequence[str], i: int) -> bool:
    """'40 this year against 22 last year', 'compared with 22 killed in March': another period's count."""
    if words[i - 1 : i + 1] == ["as", "many"]:
        return True  # "as many rebels were killed": as many as were told before
    asked = words[i : i + 2] if words[i] in ("so", "how") else words[max(0, i - 1) : i + 1]
    if asked[:1] in (["so"], ["how"]) and asked[1:] in (["many"], ["few"]):
        return True  # "the last time that so many soldiers died", "how many died is not known"
    before = tuple(words[max(0, i - 2) : i])
    if before in COMPARED:
        return True
    after = " ".join(words[i : i + 14])
    return before[-1:] in (("against",), ("versus",)) and any(term in after for term in EARLIER)


def is_rate(words: Sequence[str], end: int) -> bool:
    """'Influenza kills 30,000 people a year': what happens every year, not what happened."""
    after = [w for w in words[end : end + RATE_REACH] if w not in ("on", "average")]
    return after[:1] in (["annually"], ["yearly"]) or (after[:1] in EACH and after[1:2] in PERIODS)


def _is_every(words: Sequence[str], end: int) -> bool:
    """'One person a year is killed': what happens every year."""
    return words[end : end + 1] in EACH and words[end + 1 : end + 2] in PERIODS


def is_fiction(words: Sequence[str]) -> bool:
    """'In the novel's first chapter nineteen monks are killed'; but not 'a film crew was killed', 'the drama began'."""
    for i in range(1, min(len(words), 12)):
        if words[i] not in FICTION or words[i - 1] not in ("the", "a", "his", "her"):
            continue
        after = words[i + 1] if i + 1 < len(words) else ""
        is_opening = i < 2 and words[i] not in ALSO_REAL
        is_other = looks_like_people(after) or is_person_word(after) or after in COLLECTIVE or after in NOT_WORKS
        if (is_opening or (i >= 2 and words[i - 2] in ("in", "of"))) and not is_other:
            return words[i : i + 2] != ["series", "of"]
    return False


def is_review(headline: str) -> bool:
    """Whether a headline is a review's, in which whoever dies is invented: 'Film: The Long Season', 'Book review: ...',
    'The Long Season - review'; not 'Review finds that 12 died in custody'."""
    return _REVIEW.search(headline.strip()) is not None


def _clause_start(words: Sequence[str], i: int) -> int:
    """The token after the nearest comma, dash or semicolon before i, at most 12 tokens back."""
    k = i
    while k > max(0, i - 12) and words[k - 1] not in (",", ";", "--", ":", "-"):
        k -= 1
    return k
