"""The records of the frames."""

from dataclasses import dataclass
from typing import Optional

from tasks.extract.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens [start, end) that say what befell people.

    `frame`: transitive (object, or subject of its passive), intransitive (subject), object (what follows), nominal
    (after "of"), state ("dead", "missing"), destroyed (the fighters in a list of things), toll ("death toll"), bodies.
    `form`: base, s, past (also participle), ing, noun, state, phrase. `victim` is the index of the phrase that a
    multi-word expression holds inside itself.
    """

    start: int
    end: int
    term: str
    frame: str
    outcome: str
    event_type: str
    form: str
    is_strong: bool
    victim: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger with those whom it befell, as read by `rule`.

    `whole` is the frame that this one is a part of: "three of them children". `fraction` is the part's share of the
    whole ("a third of them": 1/3), None where it has a count of its own. `is_possible`: "may have killed".
    """

    trigger: Trigger
    victims: tuple[Phrase, ...]
    rule: str
    outcome: str
    whole: Optional["Frame"] = None
    fraction: float | str | None = None
    is_possible: bool = False

    @property
    def start(self) -> int:
        return min([self.trigger.start, *(v.start for v in self.victims)])

    @property
    def end(self) -> int:
        return max([self.trigger.end, *(v.end for v in self.victims)])
