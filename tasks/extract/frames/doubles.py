"""One frame a victim and fate: the shot who died, the wounded who are dead, two fates of one number."""

from collections.abc import Sequence
from dataclasses import replace

from tasks.extract.frames.records import Frame
from tasks.extract.phrases import Phrase
from tasks.extract.words import PRONOUNS


def mixed(frames: Sequence[Frame]) -> list[Frame]:
    """'175 fighters killed injured': one number of dead and wounded, its "and" lost."""
    merged: list[Frame] = []
    for frame in frames:
        last = merged[-1] if merged else None
        is_same = last is not None and [v.start for v in last.victims] == [v.start for v in frame.victims]
        is_next = last is not None and last.trigger.end == frame.trigger.start and frame.trigger.frame == "transitive"
        if last and is_same and is_next and (last.outcome, frame.outcome) == ("killed", "injured"):
            merged[-1] = replace(last, outcome="killed_or_injured")
        else:
            merged.append(frame)
    return merged


def buried(frames: Sequence[Frame], words: Sequence[str]) -> list[Frame]:
    """'Both were taken to a hospital, where they died': killed, as the sentence ends."""
    there = next((k for k in range(len(words) - 2) if words[k : k + 2] == ["where", "they"]), None)
    if there is None or not {"died", "succumbed", "dead"} & set(words[there + 2 : there + 6]):
        return list(frames)
    last = next((f for f in reversed(frames) if f.end <= there and f.outcome == "injured"), None)
    return [replace(f, outcome="killed") if f is last else f for f in frames]


def without_doubles(frames: Sequence[Frame]) -> list[Frame]:
    """One frame a victim and outcome: a person shot and killed is killed; "he was hurt" after the name is a repeat."""
    kept: list[Frame] = []
    killed = {v.start for f in frames if f.outcome == "killed" for v in f.victims}
    died = {
        f.victims[0].start
        for f in frames
        if f.outcome == "killed" and (f.trigger.frame == "intransitive" or f.trigger.term == "dead")
    }
    of_him = [f.trigger for f in frames if f.outcome == "killed" and f.victims[0].words in (("he",), ("she",))]
    he_died = any(trigger.frame == "intransitive" for trigger in of_him)
    he_was_dead = any(trigger.term == "dead" for trigger in of_him)
    hurt = {f.victims[0].start for f in frames if f.outcome == "injured" and _is_one(f.victims[0])}
    he_died, he_was_dead = he_died and len(hurt) == 1, he_was_dead and len(hurt) == 1
    one_killed = any(f.outcome == "killed" and len(f.victims) == 1 and _is_one(f.victims[0]) for f in frames)
    he_killed = any(
        f.outcome == "killed" and len(f.victims[0].words) == 1 and f.victims[0].words[0] in PRONOUNS for f in frames
    )
    for frame in frames:
        first = frame.victims[0]
        is_told = any(f.outcome == frame.outcome and [v.start for v in f.victims] == [first.start] for f in kept)
        if is_told and len(frame.victims) > 1:  # "besides 30 dead civilians, 200 soldiers have been killed"
            frame = replace(frame, victims=frame.victims[1:])
            first = frame.victims[0]
        if any(f.outcome == frame.outcome and f.victims[0].start == first.start for f in kept):
            continue
        is_shot = frame.trigger.term in ("shoot", "stab")
        if frame.outcome == "injured" and (first.start in died or (he_died and _is_one(first))):
            continue  # "lost both legs and died", "was taken to hospital, where he died"
        if frame.outcome == "injured" and he_was_dead and _is_one(first) and frame.trigger.term.startswith("taken/"):
            continue  # "was taken to hospital, where he was pronounced dead"
        is_pronoun = first.words[:1] != () and first.words[0] in PRONOUNS and len(first.words) == 1
        if is_shot and (first.start in killed or (one_killed and _is_one(first) and (is_pronoun or he_killed))):
            continue
        if is_pronoun and any(f.outcome == frame.outcome and _is_one(f.victims[0]) for f in kept):
            continue
        kept.append(frame)
    return kept


def _is_one(phrase: Phrase) -> bool:
    return not phrase.is_plural and (phrase.count is None or phrase.count.high == 1)
