"""Parts of a count: "seven people, three of them children", "including two women", "two of the victims were minors"."""

from collections.abc import Sequence
from dataclasses import replace

from tasks.extract.frames.positions import chain_from
from tasks.extract.frames.records import Frame, Trigger
from tasks.extract.phrases import WHOLES, Phrase
from tasks.extract.words import ADVERBS, BE, word_class

MARKERS = (
    ("including",),
    ("includes",),
    ("among", "them"),
    ("among", "whom"),
    ("amongst", "them"),
    ("of", "them"),
    ("of", "whom"),
    ("mostly",),
    ("mainly",),
    ("most", "of", "them"),
)
AGED = frozenset({"under", "aged", "over", "below"})
GRAVELY = word_class("gravely")


def part_frames(words: Sequence[str], phrases: Sequence[Phrase], frames: Sequence[Frame]) -> list[Frame]:
    """Frames for the parts that the sentence names of its own wholes, or of people named before."""
    found: list[Frame] = []
    taken = {v.start for f in frames for v in f.victims}
    starts = {p.start: n for n, p in enumerate(phrases)}
    for n, phrase in enumerate(phrases):
        if phrase.is_part and phrase.start not in taken:
            found += _partitive(words, phrases, frames, n, starts)
    for i in range(len(words)):
        marker = next((m for m in MARKERS[:5] if tuple(words[i : i + len(m)]) == m), None)
        if marker is None:
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
    found += _copulas(words, phrases, frames, starts, taken)
    found += _broken_down(words, phrases, frames, taken)
    found += _among(words, phrases, frames, starts)
    found += _included(words, phrases, starts)
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


def _broken_down(
    words: Sequence[str], phrases: Sequence[Phrase], frames: Sequence[Frame], taken: set[int]
) -> list[Frame]:
    """'72 migrants, 58 men and 14 women, ...', '17 (4 civilians, 13 soldiers)': counts that add up to the whole's."""
    found = []
    for frame in frames:
        whole = frame.victims[-1]
        ends = [k for k in (whole.end, frame.end) if words[k : k + 1] in ([","], ["("], ["-"], ["--"], [":"])]
        if len(frame.victims) > 1 or whole.count is None or not ends:
            continue
        parts: list[Phrase] = []
        for phrase in phrases:
            if phrase.start == (parts[-1].end if parts else ends[0]) + 1 and phrase.count and phrase.is_person:
                if parts and words[parts[-1].end] not in (",", "and"):
                    break
                parts.append(phrase)
        total = sum(p.count.low or 0 for p in parts if p.count)
        if len(parts) > 1 and total == whole.count.low and not any(p.start in taken for p in parts):
            found += [Frame(frame.trigger, (part,), "broken down", frame.outcome, frame) for part in parts]
    return found


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
    """'three of them children', 'four of them critically', 'two of the victims were minors'."""
    phrase = phrases[n]
    whole = whole_of(frames, phrase.start, phrase.of_outcome)
    k = phrase.end
    while k < len(words) and (words[k] in BE or words[k] == ","):
        k += 1
    if k < len(words) and (words[k] in GRAVELY or words[k] in AGED):
        if whole is None or (phrase.count is not None and phrase.count.high == 0):
            return []
        return [Frame(whole.trigger, (phrase,), "of them gravely", whole.outcome, whole, phrase.fraction)]
    after = starts.get(k)
    if after is None or not phrases[after].is_person or (phrases[after].count is not None and phrase.count is not None):
        return []
    chain = chain_from(phrases, words, after, 1)
    outcome = phrase.of_outcome or (whole.outcome if whole else None)
    trigger = whole.trigger if whole else Trigger(phrase.start, phrase.end, "part", "part", "", "", "phrase", True)
    return [Frame(trigger, (phrase, *chain), "of them", outcome or "", whole, phrase.fraction)]


def _among(
    words: Sequence[str], phrases: Sequence[Phrase], frames: Sequence[Frame], starts: dict[int, int]
) -> list[Frame]:
    """'Three children were among at least 19 civilians killed', 'a girl was among the dead'."""
    found = []
    for i, word in enumerate(words):
        if word not in ("among", "amongst"):
            continue
        k = i + 1 + (i + 1 < len(words) and words[i + 1] in ("the", "those"))
        if k + 1 < len(words) and words[k] in WHOLES and words[k + 1] in BE:
            after = starts.get(k + 2)  # "Among the dead were two nurses"
            outcome = WHOLES[words[k]] or ""
            trigger = Trigger(i, k + 1, "among", "part", outcome, "", "phrase", True)
            parts = chain_from(phrases, words, after, 1) if after is not None else ()
            found += [Frame(trigger, (part,), "was among", outcome) for part in parts if part.is_person]
            continue
        verb = i - 1 if words[i - 1] in BE else i
        n = next((n for n, p in enumerate(phrases) if p.end == verb and p.is_person), None)
        if n is None:
            continue
        k = i + 1 + (i + 1 < len(words) and words[i + 1] in ("the", "those"))
        whole = next((f for f in frames if any(v.start in (i + 1, k) for v in f.victims)), None)
        if whole is None and not (k < len(words) and words[k] in WHOLES):
            continue
        outcome = whole.outcome if whole else WHOLES[words[k]] or ""
        trigger = whole.trigger if whole else Trigger(i, k + 1, "among", "part", outcome, "", "phrase", True)
        for part in chain_from(phrases, words, n, -1):
            found.append(Frame(trigger, (part,), "was among", outcome, whole))
    return found


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
