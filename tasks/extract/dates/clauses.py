"""Where a date stands in the parsed sentence: in the words of an event, or in those of whoever tells of it.

Trees of the news are often wrong where commas are lost, so each question is put to the tree and to the word order.
"""

from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.dates.readings import count_of
from tasks.extract.places.standing import is_blow
from tasks.extract.records import DateMention, Parsed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

CLAUSE_DEPS = frozenset({"ROOT", "ccomp", "relcl", "advcl", "acl", "conj", "xcomp", "parataxis", "pcomp", "csubj"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
TELLING_REACH = 6
"""Words between a telling verb and its date: "said in a statement to reporters on Thursday"."""


LONGEST_EVENT = 31
"""Days of a siege or assault that a claim's day may end."""

BEGINNINGS = frozenset({"begin", "start", "erupt", "break", "commence", "flare"})
_AUDIENCE = frozenset({"reporter", "journalist", "parliament", "press", "television", "tv", "radio", "news", "agency"})


@cache
def _telling_verbs() -> frozenset[str]:
    own = {row["term"] for row in lexicons.read("date_statements") if row["class"] == "verb"}
    return frozenset(own | lexicons.terms("reporting_verbs"))


@cache
def _telling_nouns() -> frozenset[str]:
    return frozenset(row["term"] for row in lexicons.read("date_statements") if row["class"] == "noun")


@cache
def _counting_verbs() -> frozenset[str]:
    return frozenset(row["term"] for row in lexicons.read("date_context") if row["class"] == "counting")


@cache
def _light_verbs() -> frozenset[str]:
    return frozenset(row["term"] for row in lexicons.read("date_context") if row["class"] == "light")


def span_of(mention: DateMention, parsed: Parsed) -> "Span | None":
    """The mention's tokens; None where it lies in another sentence."""
    if mention.start < parsed.sentence.start or mention.end > parsed.sentence.end:
        return None
    return parsed.doc.char_span(parsed.within(mention.start), parsed.within(mention.end), alignment_mode="expand")


def is_telling(token: "Token") -> bool:
    """Whether the verb tells of events rather than being one: said, condemned; not "claimed the lives of six"."""
    if token.pos_ not in ("VERB", "AUX") or token.lemma_.lower() not in _telling_verbs():
        return False
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    if token.lower_ == "alleged" and following != "that":
        return False  # "alleged members murdered four"
    objects = {child.lemma_.lower() for child in token.children if child.dep_ == "dobj"}
    return not ("life" in objects or "victim" in objects)


def is_counting(token: "Token") -> bool:
    """Whether the word tells of what was counted over a time: documented, recorded."""
    return token.lemma_.lower() in _counting_verbs()


def governor(span: "Span") -> "Token":
    """The word that the date belongs to: of "clashes on Monday" clashes, of "Monday's attack" attack."""
    head = span.root
    while head.head != head and (head.head.pos_ == "ADP" or span.start <= head.head.i < span.end):
        head = head.head
    return head.head


def clause(token: "Token") -> "Token":
    """The head of the clause that the token stands in."""
    while token.head != token and not (token.dep_ in CLAUSE_DEPS and token.pos_ in ("VERB", "AUX")):
        token = token.head
    return token


def telling_word(span: "Span") -> "Token | None":
    """The word of saying or telling that the date belongs to, or None: the date is then an event's."""
    owner = governor(span)
    if introduced_by(span) == "since":
        return None  # "Since 24 February the office has recorded ...": recorded are the dead since then
    if is_possessive(span) and owner.lemma_.lower() not in _telling_nouns():
        return None  # "the group claimed Saturday's attack"
    if span.start and span.doc[span.start - 1].lemma_.lower() in _telling_nouns():
        return span.doc[span.start - 1]  # "at a news conference yesterday"
    if owner.pos_ in ("NOUN", "PROPN"):
        if owner.lemma_.lower() in _telling_nouns():
            return owner
        if owner.pos_ == "NOUN" and owner.dep_ not in ("nsubj", "nsubjpass"):
            beside = _telling_beside(span)
            return beside if beside is not None and _is_before(beside, span) else None
        # "have been uprooted, said the Red Cross on Monday": a name has no day
        beside = _telling_beside(span) if owner.pos_ == "PROPN" and owner.i < span.start else None
        return beside if beside is not None and owner in beside.subtree else None
    if is_telling(owner):
        return owner if _is_tellers(owner, span) else None
    return _telling_beside(span) or _telling_after_opening(span)


def _is_before(token: "Token", span: "Span") -> bool:
    return token.i < span.start and span.start - token.i <= 2


def _is_tellers(verb: "Token", span: "Span") -> bool:
    """Guards the tree: a date behind the words told ("killed 21 people on Sunday the monitor said") is the event's."""
    if span.start > verb.i:
        # "said that two died on Monday": another verb stands between the telling and the date
        between = span.doc[verb.i + 1 : span.start]
        if any(t.lower_ == "that" and t.dep_ == "mark" for t in between):
            return False  # "reported today that on 10 March gunmen killed four"
        if any(t.pos_ == "VERB" and not is_telling(t) and t.dep_ != "amod" for t in between):
            return False
        return not any(_is_event_told(t) for t in between) and not _is_blow(span.doc[span.start - 1])
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None:
        return True
    # "On Thursday, Russia said", but not "... died on Sunday, the monitor said": a verb stands before
    before = span.doc[: span.start]
    return subject.i < span.start or not any(t.pos_ == "VERB" for t in before)


def _is_event_told(token: "Token") -> bool:
    """ "reported an attack on Monday", "blamed them for the murder on Monday": the day is the event's. The reporters or
    the interview of a telling are none."""
    if token.pos_ != "NOUN" or token.lemma_.lower() in _telling_nouns() | _AUDIENCE:
        return False
    return token.dep_ != "pobj" or token.head.lower_ in ("for", "of")


def _is_blow(token: "Token") -> bool:
    """ "charged with murder after a stabbing Wednesday night": the stabbing's night."""
    return token.lower_ in _blows()


@cache
def _blows() -> frozenset[str]:
    return lexicons.terms("incident_nouns") | lexicons.terms("event_words")


def _telling_beside(span: "Span") -> "Token | None":
    """A telling verb whose date this is by the order of words: "said Thursday", "told reporters in Baku on Monday"."""
    doc = span.doc
    for i in range(span.start - 1, max(-1, span.start - 2 - TELLING_REACH), -1):
        token = doc[i]
        if token.text in (",", ";", ":", '"', "”") and i < span.start - 1:
            return None
        if token.lower_ in ("that", "and", "which", "who", "as"):
            return None
        if token.pos_ in ("VERB", "AUX"):
            return token if is_telling(token) else None
        if _is_event_told(token):
            return None
    return None


def _telling_after_opening(span: "Span") -> "Token | None":
    """ "On Thursday the group said ...": the date opens the sentence and its first finite verb tells."""
    doc = span.doc
    if any(t.pos_ in ("NOUN", "PROPN", "VERB", "PRON", "NUM") for t in doc[: span.start]):
        return None
    for token in doc[span.end :]:
        if token.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in token.children):
            return None  # "In December a doctor was abducted and released later": nobody tells
        if token.tag_ in ("VBD", "VBZ", "VBP") and token.dep_ not in ("relcl", "acl", "advcl"):
            if token.dep_ in ("aux", "auxpass"):
                continue
            return token if is_telling(token) else None
    return None


def distance(span: "Span", trigger: "Token") -> int | None:
    """How near an event's date stands to the trigger: 0 its own clause, 1 a clause above ("clashes on Monday in which
    20 died"), 2 a clause below ("killed when a shell hit on Monday"), 3 elsewhere in the sentence; None for a date that
    is another noun's alone ("the assassination ... and the massacre of 16 November")."""
    owner = governor(span)
    own, other = clause(trigger), clause(owner)
    is_below = trigger.pos_ == "NOUN" and _hangs_below(owner, trigger)
    if (
        _is_of_noun(span, owner)
        and trigger not in owner.subtree
        and ((own != other and not is_below and not in_since_clause(span)) or _is_aside(owner))
    ):
        return None
    if owner == trigger or own == other:
        return 0
    if trigger.i in {t.i for t in owner.subtree} or other in own.ancestors:
        return 1
    if own in other.ancestors or trigger in owner.ancestors:
        return 2
    return 3


def _hangs_below(token: "Token", trigger: "Token") -> bool:
    """ "The number killed in Sunday's bombing": the bombing says more of the number; not so what is joined on to it."""
    while token.head != token and token.dep_ not in ("conj", "appos"):
        token = token.head
        if token == trigger:
            return True
    return False


def is_possessive(span: "Span") -> bool:
    """ "last month's election": the month is the election's; "1990's" likewise."""
    following = span.doc[span.end].text if span.end < len(span.doc) else ""
    return following in ("'s", "’s", "'", "’") or span.text.endswith(("'s", "’s"))


def _is_of_noun(span: "Span", owner: "Token") -> bool:
    """ "Monday's attack", "the massacre of 16 November": the date is that noun's and no other's."""
    preposition = span.root.head
    return owner.pos_ in ("NOUN", "PROPN") and (span.root.dep_ == "poss" or preposition.lower_ == "of")


def _is_aside(token: "Token") -> bool:
    """Whether the noun is joined on to others, and so has a story of its own: "the killing of two and the massacre"."""
    while token.head != token and not (token.dep_ in CLAUSE_DEPS and token.pos_ in ("VERB", "AUX")):
        if token.dep_ in ("conj", "appos"):
            return True
        token = token.head
    return False


def introduced_by(span: "Span") -> str:
    """The preposition before the date, lower-cased ("since" in "since last March"); "" where none is."""
    for i in range(span.start - 1, max(-1, span.start - 4), -1):
        token = span.doc[i]
        if token.lower_ == "of" and i and span.doc[i - 1].lower_ == "as":
            return "as of"
        if token.pos_ == "ADP" or token.lower_ in ("since", "until", "between", "before", "after"):
            return token.lower_
        if token.pos_ not in ("DET", "ADV", "ADJ", "PUNCT"):
            return ""
    return ""


def is_of_other_half(span: "Span", trigger: "Token") -> bool:
    """ "two were killed on Thursday, taking the number killed since May to 91": Thursday dates the two only."""
    first, last = sorted((span.root.i, trigger.i))
    return any(t.lower_ in _TURNS and t.tag_ == "VBG" for t in span.doc[first + 1 : last])


def is_remembered(span: "Span", trigger: "Token") -> bool:
    """ "On the anniversary of the 1988 massacre police arrested 14": nobody was arrested in 1988."""
    owner = governor(span)
    above = [owner, *owner.ancestors]
    memory = next((t for t in above if t.lemma_.lower() in _MEMORIES), None)
    return memory is not None and trigger not in memory.subtree and trigger != memory


def is_of_burial(span: "Span") -> bool:
    """ "Turkey on Tuesday buried five soldiers": they died before."""
    return governor(span).lemma_.lower() in _BURIALS


_BURIALS = frozenset({"bury", "burial", "funeral", "mourn"})
TIMES = frozenset({"hour", "day", "week", "month", "year"})
_MEMORIES = frozenset({"anniversary", "commemoration", "memory", "remembrance", "memorial", "centenary"})
_TURNS = frozenset({"taking", "bringing", "raising", "pushing"})


def opens_when(span: "Span", trigger: "Token") -> bool:
    """ "the worst since 2006, when 119 were killed": they were killed in 2006 and not since."""
    if trigger.i < span.start:
        return False  # "60,000 have been killed since 1992, when an election was cancelled"
    following = [t.lower_ for t in span.doc[span.end : span.end + 2]]
    return following[:1] == ["when"] or following == [",", "when"]


def is_in_name(span: "Span") -> bool:
    """ "A Fourth of July weekend party": the date says which party."""
    last = span[-1]
    return last.dep_ in ("compound", "nmod", "amod") or (
        last.i + 1 < len(last.doc) and last.doc[last.i + 1].lower_ in ("weekend", "holiday")
    )


def in_since_clause(span: "Span") -> bool:
    """ "since the army began an offensive two weeks ago": the date is that of the beginning."""
    verb = clause(governor(span))
    while verb.dep_ in ("xcomp", "conj") and verb.head != verb:
        if any(c.lower_ == "since" for c in verb.children):
            break
        verb = verb.head  # "since they began fighting on Saturday"
    return any(c.lower_ == "since" and c.dep_ in ("mark", "prep") and c.i < span.start for c in verb.children)


def tells_beginning(span: "Span", trigger: "Token") -> bool:
    """ "The conflict, which erupted in April 2023, has killed tens of thousands", "sixty have died after fighting broke
    out on Sunday": dead since then."""
    verb = clause(governor(span))
    is_aside = verb.dep_ == "relcl" or (verb.dep_ == "advcl" and goes_on(trigger))
    return is_aside and trigger not in verb.subtree and verb.lemma_.lower() in BEGINNINGS


def goes_on(trigger: "Token") -> bool:
    """Whether the trigger's clause tells what has gone on up to the report: "sixty have been killed"; not so "the toll
    has risen to sixty" of one attack."""
    verb = clause(trigger)
    is_rise = verb.lemma_.lower() in _rises()
    return not is_rise and any(child.lower_ in ("has", "have", "’ve", "'ve") for child in verb.children)


def is_state(trigger: "Token") -> bool:
    """ "700,000 people are now displaced": so they are, whenever they fled."""
    own = {child.lower_ for child in trigger.children} | {trigger.head.lower_}
    return trigger.lower_ == "displaced" and not own.isdisjoint(("are", "remain", "is"))


def length_of_event(trigger: "Token") -> int | None:
    """The days of what the trigger is said of: 4 in "seized the camp on Sunday after a four-day assault that left 400
    dead"."""
    for noun in trigger.ancestors:
        if noun.pos_ == "NOUN" and noun.i < trigger.i:
            words = "".join(t.text_with_ws for t in noun.doc[noun.left_edge.i : noun.i + 1]).lower()
            for word in words.split():
                if word.endswith("-day") and 1 < (days := count_of(word.removesuffix("-day"))) <= LONGEST_EVENT:
                    return days
    return None


def is_toll(trigger: "Token") -> bool:
    """ "The toll of four days of clashes rose to 60", "the number of dead"."""
    return any(
        t.lemma_.lower() in ("toll", "tally", "number") for t in (trigger, *trigger.ancestors) if t.pos_ == "NOUN"
    )


@cache
def _rises() -> frozenset[str]:
    return frozenset(row["term"] for row in lexicons.read("date_context") if row["class"] == "rise")


def is_of_aftermath(span: "Span", trigger: "Token") -> bool:
    """ "A court on Monday jailed a man for the murder of three", "thousands marched on Monday for the six killed": the
    day is that of what came after, for nothing in its clause is a blow."""
    verb = clause(governor(span))
    if span.start > trigger.i or verb == trigger or verb == clause(trigger):
        return False
    words = [verb, *(t for child in verb.children if child.dep_ in SUBJECTS for t in child.subtree)]
    return not any(is_blow(t.lower_) for t in words) and verb.lemma_.lower() not in _light_verbs()


def opens_list(span: "Span", trigger: "Token") -> bool:
    """ "On 3 May police dispersed a crowd; coded as 3 injuries": the date opens the sentence, and a semicolon or colon
    adds to what it dates."""
    doc = span.doc
    is_first = all(t.pos_ in ("ADP", "DET", "PUNCT", "SCONJ", "ADV") for t in doc[: span.start])
    return is_first and any(t.text in (";", ":") for t in doc[span.end : trigger.i])


def dates_event(span: "Span", trigger: "Token") -> bool:
    """Whether the date can be that of the event which a noun names: of "murder" in "removed today over the murder of
    six" it is not, in "an ambush today led to the deaths of six" it is."""
    if trigger.pos_ != "NOUN" or opens_list(span, trigger):
        return True
    owner, verb = governor(span), clause(trigger)
    if owner.pos_ in ("NOUN", "PROPN") or trigger in owner.ancestors:
        return True
    if trigger.i < span.start and not any(_is_verb(t) for t in span.doc[trigger.i : span.start]):
        return True  # "to punish those responsible for the murder of six on Monday"
    top = trigger
    while top.head != top and top.head != verb and top.head.pos_ in ("NOUN", "ADP"):
        top = top.head
    return verb.lemma_.lower() in _light_verbs() or top.dep_ in SUBJECTS or top.dep_ == "ROOT"


def _is_verb(token: "Token") -> bool:
    return token.pos_ == "VERB" and token.dep_ not in ("amod", "compound")  # "by firing squad"


def happened_before(span: "Span", trigger: "Token") -> bool:
    """ "hit on Tuesday, days after 20 workers were killed": the killing lies before the date."""
    own = clause(trigger)
    if own == clause(governor(span)):
        return False
    return any(c.lower_ == "after" and c.dep_ == "mark" for c in own.children)


def is_of_day_before(trigger: "Token") -> bool:
    """ "The blast came a day after shells killed nine": the nine are of none of the story's days."""
    mark = mark_after(trigger)
    return mark is not None and mark.nbor(-1).lemma_.lower() in TIMES


def mark_after(trigger: "Token") -> "Token | None":
    """The "after" of the clause that the trigger stands in, if one does."""
    for token in (trigger, *trigger.ancestors):
        for child in token.children:
            if child.dep_ == "mark" and child.lower_ == "after" and child.i and child.i < trigger.i:
                return child
    for token in reversed(trigger.doc[: trigger.i]):  # "a day after shells fired from the hills killed nine"
        if token.text in (",", ";") or not token.i:
            return None
        if token.lower_ == "after" and token.nbor(-1).lemma_.lower() in TIMES:
            return token if any(t.pos_ == "VERB" for t in trigger.doc[: token.i]) else None
    return None


def days_before(trigger: "Token") -> int | None:
    """How many days before the main clause's event the trigger's was: 1 in "came a day after shells killed nine"; None
    where the words tell no number ("days after", "shortly after")."""
    mark = mark_after(trigger)
    if mark is None or mark.i < 2:
        return None
    unit, count = mark.doc[mark.i - 1].lower_, mark.doc[mark.i - 2].lower_
    if unit in ("hours", "hour", "minutes", "moments"):
        return 0
    days = {"day": 1, "days": 1, "week": 7, "weeks": 7}.get(unit)
    number = 1 if count in ("a", "one", "the") else count_of(count)
    return days * number if days and number and (count not in ("a", "the") or unit in ("day", "week")) else None


def is_cause_before(span: "Span", trigger: "Token") -> bool:
    """ "arrested after the murder on 18 August": the date is that of what led to it."""
    token = governor(span)
    while token.head != token and token != trigger:
        token = token.head
        if token.lower_ in ("after", "following"):
            return trigger in token.ancestors
    return False


def is_reckoned_from(span: "Span", trigger: "Token") -> bool:
    """ "Killing six, a day after an attack on Tuesday that killed nine": from Tuesday the day of the six is counted."""
    for token in (governor(span), *governor(span).ancestors):
        if token == trigger:
            return False
        if token.lower_ == "after" and token.i and token.nbor(-1).lemma_.lower() in TIMES and token.i < span.start:
            return trigger not in token.subtree
    return False


def behind(trigger: "Token") -> set[str]:
    """Lemmas of the words that lead up to the trigger in its clause, and of those above it up to the next reported
    clause: "brought to trial for the killing", but not "blamed the rebels, saying that two were killed"."""
    lemmas = {t.lemma_.lower() for t in trigger.doc[clause(trigger).i : trigger.i]}
    token = trigger
    while token.head != token and token.dep_ not in ("ccomp", "advcl", "conj", *SUBJECTS):
        token = token.head
        lemmas.add(token.lemma_.lower())
    return lemmas
