"""Which places a single name may mean, without an article around it: for people who look a name up, and for spellings.

What an article says of its places is `resolve.py`'s business.
"""

from dataclasses import dataclass

from tasks.extract.places.gazetteer import Entry, Gazetteer
from tasks.extract.places.resolve import prior

# Below this a candidate is shown, but is no match.
LEAST = 0.5
# A name heard by sound must also look alike: Nayrab is not 'Ayn al 'Arab.
_LEAST_LIKENESS = 62.0


@dataclass(frozen=True, slots=True)
class Found:
    """A place that a name may mean; `how` is "name", "other name" or "sound", `score` between 0 and 1."""

    entry: Entry
    how: str
    score: float


def find(name: str, gazetteer: Gazetteer, country: str | None = None) -> list[Found]:
    """The places of that name, likeliest first; with `country` (ISO 3166 code) also those that sound alike there.

    Scores of several places of one name share out what the name is worth, by how likely it means each.
    """
    exact = [e for e in gazetteer.named(name) if country in (None, e.country)]
    if exact:
        return _share([(e, "name" if e.main else "other name", 1.0 if e.main else 0.95) for e in exact])
    if country is None:
        return []
    heard = gazetteer.sounding(name, country, _LEAST_LIKENESS)
    return _share([(e, "sound", min(0.95, likeness / 100)) for e, likeness in heard])


def best(name: str, gazetteer: Gazetteer, country: str | None = None) -> Entry | None:
    """The place that a name means, or none rather than a wrong one."""
    found = find(name, gazetteer, country)
    return found[0].entry if found and found[0].score >= LEAST else None


def _share(worth: list[tuple[Entry, str, float]]) -> list[Found]:
    """A town and the province or district around it are one answer: they don't take from each other's score."""
    weighed = [(e, how, value, value * 10 ** (0.8 * prior(e))) for e, how, value in worth]
    found = []
    for e, how, value, weight in weighed:
        rivals = sum(w for other, _, _, w in weighed if other is not e and not _same_area(e, other))
        found.append((weight, Found(e, how, round(value * weight / (weight + rivals), 3))))
    found.sort(key=lambda pair: -pair[0])
    if towns := [f for _, f in found if f.entry.kind == "city"]:
        first = found[0][1]
        town = next((f for f in towns if _same_area(f.entry, first.entry) and f.score >= LEAST), None)
        if first.entry.kind in ("admin1", "admin2") and town:  # a bare name that is both is the town
            return [town, *(f for _, f in found if f is not town)]
    return [f for _, f in found]


def _same_area(a: Entry, b: Entry) -> bool:
    return a.country == b.country and a.admin1 == b.admin1
