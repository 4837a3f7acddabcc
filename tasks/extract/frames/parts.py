"""Parts of a count: "seven people, three of them children", "including two women", "two of the victims were minors"."""

from collections.abc import Sequence
from dataclasses import replace

from tasks.extract.frames.positions import chain_from, whole_before
from tasks.extract.frames.records import Frame, Trigger
from tasks.extract.frames.victims import holds, is_smaller
from tasks.extract.phrases import WHOLES, Phrase
from tasks.extract.quantities import Quantity
from tasks.extract.words import ADVERBS, ARTICLES, BE, word_class

MARKERS = (
    ("including",),
    ("includes",),
    ("incl", "."),
    ("incl",),
    ("among", "them"),
    ("among", "whom"),
    ("amongst", "them"),
    ("of", "whom"),
    ("of", "which"),
)
AGED = frozenset({"under", "aged", "over", "below"})
BEFORE_LIST = frozenset({",", "(", "-", "--", "–", "—", ":", ";"})
LIST_AFTER = 12  # tokens after the toll within which its breakdown begins
LONGEST_LIST = 30  # tokens from a total to the last of the places that it is split over
FRONTED = {"killed": "killed", "dead": "killed", "injured": "injured", "wounded": "injured", "arrested": "captured"}
AFTER_FRONT = frozenset({"in", "on", "at", "by", "with", "were", "was", "near"})
ELSEWHERE = (["in"], ["at"], ["near"], ["outside"])
GRAVELY = word_class("gravely")
FATALLY = ("fatally", "mortally")
FATAL = [[word] for word in FATALLY]


def part_frames(words: Sequence[str], phrases: Sequence[Phrase], frames: Sequence[Frame]) -> list[Frame]:
    """Frames for the parts that the sentence names of its own wholes, or of people named before."""
    found: list[Frame] = []
    taken = {v.start for f in frames for v in f.victims}
    starts = {p.start: n for n, p in enumerate(phrases)}
    for n, phrase in enumerate(phrases):
        if phrase.is_part and phrase.start not in taken:
            found += _partitive(words, phrases, frames, n, starts)
    for i in range(len(words)):
        marker = next((m for m in MARKERS if tuple(words[i : i + len(m)]) == m), None)
        if marker is None or (marker[0] == "of" and not _begins_list(words, phrases, starts, i)):
            continue
        ahead = next((p for p in phrases if p.end == i and p.is_person and p.count and p.start not in taken), None)
        if marker[0] == "among" and ahead and ahead.start and words[ahead.start - 1] == ",":
            if whole := whole_of(frames, ahead.start - 1):
                found.append(
                    Frame(whole.trigger, (ahead,), "among them", whole.outcome, whole)
                )  # "two women among them"
            continue
        k = i + len(marker)
        while k < len(words) and k not in starts and (words[k] in ADVERBS or words[k] in (":", "were", "was", "of")):
            k += 1
        n_part = starts.get(k)
        whole = whole_of(frames, i)
        if n_part is None or whole is None or phrases[n_part].is_part:
            continue
        for part in chain_from(phrases, words, n_part, 1):
            if part.is_person and part.start not in taken:
                found.append(Frame(whole.trigger, (part,), "including", whole.outcome, whole))
    found += _fatally(words, phrases, frames)
    found += _gravely(words, phrases, frames, taken)
    found += _copulas(words, phrases, frames, starts, taken)
    found += _of_the_dead_are(words, phrases, starts, taken)
    found += _shares(words, phrases, frames, starts)
    found += _broken_down(words, phrases, frames, taken)
    found += _in_brackets(words, phrases, frames, starts, taken | {p.victims[0].start for p in found})
    found += _by_place(words, phrases, frames)
    found += _among(words, phrases, frames, starts)
    found += _included(words, phrases, starts)
    found += _were(words, phrases, starts)
    return found


def _were(words: Sequence[str], phrases: Sequence[Phrase], starts: dict[int, int]) -> list[Frame]:
    """'The dead were two guards and a cook', 'Killed in the raid were Ana Vole and her husband'."""
    found = []
    for i, word in enumerate(words):
        outcome = WHOLES.get(word)
        is_dead = (
            outcome is not None and i > 0 and words[i - 1] == "the" and words[i + 1 : i + 2] in (["were"], ["are"])
        )
        verb = i + 1 if is_dead else _verb_after_front(words, i)
        if verb is None or words[max(0, i - 2)] in ("among", "amongst"):
            continue
        k = verb + 1
        n = starts.get(k + (words[k : k + 1] == [":"]))
        if n is None:
            continue
        is_one = phrases[n].is_person and not phrases[n].is_plural  # "19-year-old Rosa Vole"
        if not (is_one or phrases[n].count or words[phrases[n].start] in ARTICLES):
            continue
        if phrases[n].head is None or (is_dead and words[phrases[n].end : phrases[n].end + 1] == ["of"]):
            continue  # "The dead were 20 of the ..."
        trigger = Trigger(i, i + 1, "were", "part", outcome or FRONTED[word], "", "phrase", True)
        found += [
            Frame(trigger, own, "was among", trigger.outcome) for own in _together(chain_from(phrases, words, n, 1))
        ]
    return found


def _begins_list(words: Sequence[str], phrases: Sequence[Phrase], starts: dict[int, int], i: int) -> bool:
    """'233 deaths, of which 140 soldiers and 93 civilians', but not '30 people, 11 of whom were policemen'."""
    n = starts.get(i + 2)
    return i > 0 and words[i - 1] == "," and n is not None and phrases[n].count is not None


def _fatally(words: Sequence[str], phrases: Sequence[Phrase], frames: Sequence[Frame]) -> list[Frame]:
    """'three people were shot, one fatally': the dead among those who were hit."""
    found = []
    for phrase in phrases:
        whole = whole_of(frames, phrase.start)
        is_fatal = phrase.count is not None and (phrase.head is None) and words[phrase.end : phrase.end + 1] in FATAL
        if is_fatal and whole is not None and whole.outcome == "injured":
            found.append(Frame(whole.trigger, (phrase,), "fatally", "killed"))
    return found


def _in_brackets(
    words: Sequence[str], phrases: Sequence[Phrase], frames: Sequence[Frame], starts: dict[int, int], taken: set[int]
) -> list[Frame]:
    """'23 injured (2 children)', '12 people killed (three soldiers, a cook)': parts in brackets right behind."""
    found = []
    for frame in frames:
        if words[frame.end : frame.end + 1] != ["("] or (n := starts.get(frame.end + 1)) is None:
            continue
        parts = chain_from(phrases, words, n, 1)
        is_list = words[parts[-1].end : parts[-1].end + 1] == [")"] if parts else False
        whole = frame.victims[-1]
        if is_list and all(p.count and p.is_person and is_smaller(p, whole) and p.start not in taken for p in parts):
            found += [Frame(frame.trigger, (part,), "including", frame.outcome, frame) for part in parts]
    return found


def _gravely(words: Sequence[str], phrases: Sequence[Phrase], frames: Sequence[Frame], taken: set[int]) -> list[Frame]:
    """'four people were hurt, two seriously': "of them" left out."""
    found = []
    for phrase in phrases:
        k = phrase.end
        is_set_off = words[phrase.start - 1] in (",", "(") and words[k + 1 : k + 2] in ([","], [";"], ["."], [")"])
        is_number = phrase.count is not None and phrase.count.is_number  # not "some seriously"
        is_bare = phrase.head is None and is_number and not phrase.is_part and phrase.start not in taken
        if not (is_set_off and is_bare and words[k] in GRAVELY and words[k] not in FATALLY):
            continue
        whole = whole_of(frames, phrase.start)
        if whole is not None and whole.outcome == "injured" and is_smaller(phrase, whole.victims[-1]):
            found.append(Frame(whole.trigger, (phrase,), "of them gravely", whole.outcome, whole))
    return found


def _copulas(
    words: Sequence[str], phrases: Sequence[Phrase], frames: Sequence[Frame], starts: dict[int, int], taken: set[int]
) -> list[Frame]:
    """'Of the 40 people killed, 12 were children'."""
    found = []
    for phrase in phrases:
        if phrase.head is not None or phrase.count is None or phrase.is_part or phrase.start in taken:
            continue
        n = starts.get(phrase.end + 1)
        if words[phrase.end : phrase.end + 1] not in (["were"], ["are"]) or n is None:
            continue
        whole = whole_of(frames, phrase.start)
        if whole and phrases[n].is_person and phrases[n].count is None and phrases[n].is_plural:
            part = replace(phrase, is_part=True)
            found.append(Frame(whole.trigger, (part, phrases[n]), "of them", whole.outcome, whole))
    return found


def _of_the_dead_are(
    words: Sequence[str], phrases: Sequence[Phrase], starts: dict[int, int], taken: set[int]
) -> list[Frame]:
    """'Of the dead, 127 were women', 'Of the injured, nine are still in hospital'."""
    if words[:2] not in (["of", "the"], ["of", "those"]) or words[2:3] == [] or not (outcome := WHOLES.get(words[2])):
        return []
    n = starts.get(3 + (words[3:4] == [","]))
    is_count = n is not None and phrases[n].head is None and phrases[n].count is not None
    if n is None or not is_count or phrases[n].is_part or phrases[n].start in taken:
        return []
    after = (
        starts.get(phrases[n].end + 1) if words[phrases[n].end : phrases[n].end + 1] in (["were"], ["are"]) else None
    )
    nouns = (phrases[after],) if after is not None and phrases[after].is_person and not phrases[after].count else ()
    trigger = Trigger(2, 3, "part", "part", outcome, "", "phrase", True)
    if not nouns:
        return [Frame(trigger, (phrases[n],), "was among", outcome)]
    whom = replace(nouns[0], start=phrases[n].start, count=phrases[n].count)
    return [Frame(trigger, (whom,), "was among", outcome)]


def _shares(
    words: Sequence[str], phrases: Sequence[Phrase], frames: Sequence[Frame], starts: dict[int, int]
) -> list[Frame]:
    """'Most of the 45 people killed in the raid were women': the share of a whole that the frame took."""
    found = []
    for frame in frames:
        wholes = {v.start: v for v in frame.victims}
        share = next((p for p in phrases if p.whole is not None and p.whole.start in wholes), None)
        if share is None:
            continue
        verb = next((k for k in range(frame.end, min(frame.end + 15, len(words))) if words[k] in BE), None)
        n = starts.get(verb + 1) if verb is not None else None
        is_theirs = verb is not None and not any(w in (",", ";", "and", "but") for w in words[frame.end : verb])
        if n is not None and is_theirs and phrases[n].is_person and phrases[n].count is None and phrases[n].is_plural:
            parts = (replace(share, is_part=True, whole=None), *chain_from(phrases, words, n, 1))
            found.append(Frame(frame.trigger, parts, "of them", frame.outcome, frame))
    return found


def _verb_after_front(words: Sequence[str], i: int) -> int | None:
    """Where the verb of a fronted participle stands: 'Killed in the raid [were] nine men'."""
    if words[i] not in FRONTED or (i and words[i - 1] not in (",", ";", "also")):
        return None
    if words[i + 1 : i + 2] == [] or words[i + 1] not in AFTER_FRONT:
        return None
    return next((k for k in range(i + 1, min(i + 12, len(words))) if words[k] in BE), None)


def _broken_down(
    words: Sequence[str], phrases: Sequence[Phrase], frames: Sequence[Frame], taken: set[int]
) -> list[Frame]:
    """'72 migrants, 58 men and 14 women, ...', '17 (4 civilians, 13 soldiers)': counts that add up to the whole's."""
    found = []
    for frame in frames:
        if len(frame.victims) > 1:
            continue
        whole = frame.victims[0]
        begins = [k for k in range(whole.end, min(frame.end + LIST_AFTER, len(words))) if words[k] in BEFORE_LIST]
        lists = (_adding_up(words, phrases, k + 1, whole) for k in begins)
        parts = next((parts for parts in lists if parts and not any(p.start in taken for p in parts)), [])
        found += [Frame(frame.trigger, (part,), "broken down", frame.outcome, frame) for part in parts]
    return found


def _by_place(words: Sequence[str], phrases: Sequence[Phrase], frames: Sequence[Frame]) -> list[Frame]:
    """'13 people in attacks on two villages, five in Kadan and eight in Doro': counts at places that add up."""
    found = []
    for frame in frames:
        whole = frame.victims[0].count
        if len(frame.victims) > 1 or whole is None or not whole.is_number or (whole.low or 0) < 3:
            continue
        counts = [
            p for p in phrases if p.start >= frame.end and p.head is None and not p.is_part and p.count is not None
        ]
        parts = [p for p in counts if words[p.end : p.end + 1] in ELSEWHERE and p.start - frame.end < LONGEST_LIST]
        if len(parts) > 1 and sum((p.count.low or 0) if p.count else 0 for p in parts) == whole.low:
            for part in parts:
                trigger = replace(frame.trigger, start=part.start, end=part.start + 1)
                found.append(Frame(trigger, (part,), "of them there", frame.outcome, frame))
    return found


def _adding_up(words: Sequence[str], phrases: Sequence[Phrase], start: int, whole: Phrase) -> list[Phrase]:
    """The people listed from token `start` on, if they are as many as the whole: 'eight rebels and a civilian'."""
    if whole.count is None or whole.count.low is None or whole.count.low < 2 or not whole.count.is_number:
        return []
    parts: list[Phrase] = []
    total = 0
    for phrase in phrases:
        at = start
        if parts:
            at = parts[-1].end
            while at < len(words) and words[at] in (",", "and"):
                at += 1
        if phrase.start != at or not phrase.is_person:
            continue
        if not holds(whole, phrase):
            return []  # "two men, a woman and a child"
        is_one = words[phrase.start] in ARTICLES and not phrase.is_plural
        if phrase.count is None and not is_one:
            return []  # "three reporters: Ruiz, a photographer, and Lopez, ...": names and what they are
        parts.append(phrase)
        total += (phrase.count.low or 0) if phrase.count else 1
    return parts if len(parts) > 1 and total == whole.count.low else []


def whole_of(frames: Sequence[Frame], i: int, outcome: str | None = None) -> Frame | None:
    """The frame whose victims a part named at token i belongs to: the nearest that ends before, else one around it."""
    if outcome:
        frames = [f for f in frames if f.outcome == outcome]
    before = [f for f in frames if max(v.end for v in f.victims) <= i and i - max(v.end for v in f.victims) < 40]
    if before:
        return max(before, key=lambda f: max(v.end for v in f.victims))
    return next((f for f in frames if f.start <= i <= f.end), None)


def _partitive(
    words: Sequence[str], phrases: Sequence[Phrase], frames: Sequence[Frame], n: int, starts: dict[int, int]
) -> list[Frame]:
    """'three of them children', 'four of them critically', 'nine of them in one village', 'two of the victims were
    minors'."""
    phrase = phrases[n]
    if (
        phrase.whole is not None
        and phrase.of_outcome
        and not any(f.start <= phrase.whole.start < f.end for f in frames)
    ):
        counted = _counted_whole(words, phrase, phrase.whole, phrase.of_outcome)
        rest = replace(phrase, whole=None)
        own = _partitive(words, [*phrases[:n], rest, *phrases[n + 1 :]], [*frames, counted], n, starts)
        return [counted, *(replace(part, whole=counted) for part in own)] if own else []
    whole = whole_of(frames, phrase.start, phrase.of_outcome)
    is_of_others = n > 0 and phrases[n - 1].is_person and phrase.start - phrases[n - 1].end <= 1
    if whole is None and is_of_others and not any(w in WHOLES for w in words):
        return []  # "the order has eight members, four of whom are priests"
    k = phrase.end
    while k < len(words) and (words[k] in BE or words[k] == ","):
        k += 1
    if k < len(words) and words[k] in FATALLY:
        return []
    if k < len(words) and (words[k] in GRAVELY or words[k] in AGED):
        if whole is None or (phrase.count is not None and phrase.count.high == 0):
            return []
        return [Frame(whole.trigger, (phrase,), "of them gravely", whole.outcome, whole, phrase.fraction)]
    if whole is not None and phrase.count is not None and phrase.count.low and words[k : k + 1] in ELSEWHERE:
        trigger = Trigger(phrase.start, phrase.start + 1, "part", "part", whole.outcome, "", "phrase", True)
        return [Frame(trigger, (phrase,), "of them there", whole.outcome, whole, phrase.fraction)]
    after = starts.get(k)
    if after is None or not phrases[after].is_person or (phrases[after].count is not None and phrase.count is not None):
        return _of_the_dead(phrase, whole)
    chain = chain_from(phrases, words, after, 1)
    outcome = phrase.of_outcome or (whole.outcome if whole else None)
    trigger = whole.trigger if whole else Trigger(phrase.start, phrase.end, "part", "part", "", "", "phrase", True)
    return [Frame(trigger, (phrase, *chain), "of them", outcome or "", whole, phrase.fraction)]


def _counted_whole(words: Sequence[str], part: Phrase, whole: Quantity, outcome: str) -> Frame:
    """The thirty of 'half of the thirty wounded were children'."""
    last = part.end - 1
    people = Phrase(whole.start, whole.end, None, whole, (), tuple(words[whole.start : whole.end]), is_plural=True)
    trigger = Trigger(last, part.end, words[last], "part", outcome, "", "phrase", True)
    return Frame(trigger, (people,), "whole", outcome)


def _of_the_dead(phrase: Phrase, whole: Frame | None) -> list[Frame]:
    """'Six of the dead belonged to one family', 'treated 14 of the walking wounded': a part, whatever is said of it."""
    many = phrase.count is not None and phrase.count.is_number and (phrase.count.low or 0) > 1
    if not many or phrase.of_outcome not in ("killed", "injured"):
        return []
    trigger = Trigger(phrase.start, phrase.end, "part", "part", phrase.of_outcome, "", "phrase", True)
    return [Frame(trigger, (phrase,), "was among", phrase.of_outcome, whole)]


def _among(
    words: Sequence[str], phrases: Sequence[Phrase], frames: Sequence[Frame], starts: dict[int, int]
) -> list[Frame]:
    """'Three children were among at least 19 civilians killed', 'a girl was among the dead'."""
    found = []
    for i, word in enumerate(words):
        if word not in ("among", "amongst"):
            continue
        if i == 0 and opens_among(words) and (after := starts.get(3)) is not None:
            trigger = Trigger(0, 2, "among", "part", "", "", "phrase", True)
            parts = chain_from(phrases, words, after, 1)
            ends = words[parts[-1].end : parts[-1].end + 1]
            told = _together(parts) if ends in (["."], [","], [";"], []) else []
            found += [Frame(trigger, own, "among those", "") for own in told]  # "Among them were 55 children."
            continue
        k = i + 1 + (i + 1 < len(words) and words[i + 1] in ("the", "those"))
        counted = next((p for p in phrases if p.start in (i + 1, k) and p.head is None and p.count), None)
        k = counted.end if counted is not None else k  # "Among the 19 dead are seven children"
        if k + 1 < len(words) and words[k] in WHOLES and words[k + 1] in BE:
            after = starts.get(k + 2)  # "Among the dead were two nurses"
            outcome = WHOLES[words[k]] or ""
            trigger = Trigger(i, k + 1, "among", "part", outcome, "", "phrase", True)
            parts = chain_from(phrases, words, after, 1) if after is not None else ()
            of = next((f for f in frames if counted is not None and f.victims[0].start == counted.start), None)
            found += [Frame(trigger, own, "was among", outcome, of) for own in _together(parts)]
            continue
        verb = i
        while verb and (words[verb - 1] in ADVERBS or words[verb - 1].endswith("ly")):
            verb -= 1
        verb -= verb > 0 and words[verb - 1] in BE
        n = next((n for n, p in enumerate(phrases) if p.end == verb and p.is_person), None)
        while n is not None and n and words[phrases[n].start - 1] in ("from", "of", "in"):
            n = n - 1 if phrases[n - 1].end == phrases[n].start - 1 and phrases[n - 1].is_person else None
        if n is None:
            continue
        n = phrases.index(whole_before(phrases, words, (phrases[n],))[-1])
        k = i + 1 + (i + 1 < len(words) and words[i + 1] in ("the", "those"))
        whole = next((f for f in frames if any(v.start in (i + 1, k) for v in f.victims)), None)
        if whole is None and not (k < len(words) and words[k] in WHOLES):
            continue
        if whole is None and not WHOLES[words[k]]:
            whole = whole_of(frames, phrases[n].start)  # "Over 90 dead as army storms palace; 11 judges among victims"
        outcome = whole.outcome if whole else WHOLES[words[k]] or ""
        trigger = whole.trigger if whole else Trigger(i, k + 1, "among", "part", outcome, "", "phrase", True)
        for part in chain_from(phrases, words, n, -1):
            found.append(Frame(trigger, (part,), "was among", outcome, whole))
    return found


def opens_among(words: Sequence[str]) -> bool:
    """Whether a sentence begins with "Among them were"."""
    return list(words[:2]) in (["among", "them"], ["amongst", "them"]) and words[2:3] != [] and words[2] in BE


def _together(parts: Sequence[Phrase]) -> list[tuple[Phrase, ...]]:
    """Single persons of a list as one, every count alone: 'the governor and his driver', 'A, B and two guards'."""
    people = [part for part in parts if part.is_person]
    singles = tuple(part for part in people if not part.is_plural and part.count is None)
    rest: list[tuple[Phrase, ...]] = [(part,) for part in people if part not in singles]
    return [singles, *rest] if singles else rest


def _included(words: Sequence[str], phrases: Sequence[Phrase], starts: dict[int, int]) -> list[Frame]:
    """'The dead included two nurses', 'the victims include a teacher'."""
    found = []
    for i, word in enumerate(words):
        if word not in ("included", "include", "includes") or i < 2:
            continue
        back = words[max(0, i - 25) : i]
        noun = next(
            (
                k
                for k in range(i - 1, max(-1, i - 26), -1)
                if words[k] in WHOLES and k and words[k - 1] in ("the", "those", "all")
            ),
            None,
        )
        if noun is None or not back:
            continue
        n = starts.get(i + 1)
        if n is None:
            continue
        outcome = WHOLES[words[noun]] or ""
        trigger = Trigger(i, i + 1, "included", "part", outcome, "", "phrase", True)
        for part in chain_from(phrases, words, n, 1):
            if part.is_person:
                found.append(Frame(trigger, (part,), "included", outcome))
    return found
