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
