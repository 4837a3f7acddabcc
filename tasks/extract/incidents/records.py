"""The record that this part hands to the pipeline."""

from dataclasses import dataclass

from tasks.extract.records import Seed


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident or responsibility claim before it has place and date; `seed` says where its words stand.

    Responsibility claims have a `stance`; then `actor_text` is the accused or the one who admits or denies, and
    `source_text` the one who says so.
    """

    seed: Seed
    stance: str | None
    actor_text: str | None
    target_text: str | None
    source_text: str | None
    certainty: str
    rule: str

    @property
    def confidence(self) -> float:
        """How often such claims were right throughout when read by eye (see the README of their tests), by class."""
        if self.stance:
            return 0.85
        if "noun" in self.rule:
            return 0.8
        return 0.75 if self.seed.event_type in ("other", "attack") else 0.85
