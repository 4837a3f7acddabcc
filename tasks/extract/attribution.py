"""Who says so, and how surely: the claim's source and certainty, read off its sentence and the sentence beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tasks.extract import lexicons

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Attribution:
    """`source` is a token span in the sentence; None with certainty `asserted` is the article's own voice."""

    source: tuple[int, int] | None
    certainty: str
    source_text: str | None = None


def _span(token: "Token") -> tuple[int, int]:
    left = min(t.i for t in token.subtree)
    right = max((t.i for t in token.subtree if t.i <= token.i + 12), default=token.i)
    return left, right + 1


def _reports(token: "Token") -> bool:
    return token.lemma_.lower() in lexicons.terms("reporting_verbs")


def attribute(doc: "Doc", words: Sequence[str], trigger: int) -> Attribution:
    """The source of the claim whose trigger is at token `trigger`."""
    for i in range(len(words) - 2):
        if words[i] == "according" and words[i + 1] == "to":
            target = next((c for c in doc[i + 1].children if c.dep_ == "pobj"), doc[i + 2])
            start, end = _span(target)
            return Attribution((min(start, i + 2) if start > i + 1 else i + 2, max(end, i + 3)), "attributed")
    token = doc[trigger]
    for ancestor in [token, *token.ancestors]:
        verbs = [ancestor, *(c for c in ancestor.children if c.dep_ in ("ccomp", "parataxis"))]
        for verb in verbs:
            if verb is token or not _reports(verb):
                continue
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            if subject is not None and token not in subject.subtree and subject.lower_ not in ("which", "who", "that"):
                return Attribution(_span(subject), "attributed")
    return Attribution(None, "asserted")


def hedge(words: Sequence[str], start: int, end: int) -> str | None:
    """The certainty that a hedge between tokens start and end lowers the claim to: 'reportedly' -> unconfirmed."""
    text = " ".join(words[start:end])
    for row in lexicons.read("hedges"):
        if f" {row['term']} " in f" {text} ":
            return row["certainty"]
    return None
