"""Places: the gazetteer's build, one look-up, and how many words a second are searched for places.

Prints figures and fails where a bound of the design is broken. The bounds are those of a machine that adds ten million
numbers in half a second; on a slower or busier one they are stretched by as much.
"""

import resource
import tempfile
import time
from pathlib import Path

from tasks.extract.places import find_places
from tasks.extract.places import gazetteer as module
from tasks.extract.records import Article, Context, Sentence

BUILD_SECONDS = 15
LOOKUP_MICROSECONDS = 50
WORDS_A_SECOND = 60_000
TEXT = (
    "Warplanes hit the town of Saraqib in Idlib province on Monday and killed four people, medics said. "
    "The raid came two days after shells fell on a market in western Aleppo, where traders had set up their stalls. "
    "A spokesman in Ankara said that his government would answer any attack on the posts that it keeps in Syria. "
    "People who had fled from Maaret al-Numan and Khan Sheikhoun slept in the fields near Atmeh for a third night. "
)


def slowness() -> float:
    """How much slower than the reference this machine is now; 1 where it is faster."""
    start, total = time.process_time(), 0
    for n in range(10_000_000):
        total += n
    return max(1.0, (time.process_time() - start) / 0.5)


def build_seconds() -> float:
    """Processor seconds of one build of the whole gazetteer."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        module.build(Path(folder) / "gazetteer.sqlite")
        return time.process_time() - start


def lookup_microseconds(names: int = 5_000) -> float:
    """Microseconds of one exact look-up that no cache answers: the best of three rounds, others may be busy."""
    times = []
    for _ in range(3):
        times.append(_lookup_microseconds(module.Gazetteer(module.ensure()), names))
    return min(times)


def _lookup_microseconds(known: module.Gazetteer, names: int) -> float:
    keys = [row[0] for row in known._db.execute("select key from name order by id % 97, key limit ?", (names,))]
    start = time.process_time()
    for key in keys:
        known.keyed([key])
    return 1e6 * (time.process_time() - start) / len(keys)


def words_a_second(articles: int = 200) -> float:
    """Words searched for places in a processor second, over articles of some 400 words."""
    text = TEXT * 5
    sentences, at = [], 0
    for n, part in enumerate(text.split(". ")[:-1]):
        start = text.index(part, at)
        at = start + len(part) + 1
        sentences.append(Sentence(n, "body", start, at, text[start:at]))
    context = Context(Article("a", text), sentences)
    find_places(context)
    start_time = time.process_time()
    for _ in range(articles):
        find_places(context)
    return articles * len(text.split()) / (time.process_time() - start_time)


def main() -> None:
    stretch = slowness()
    lookup, words, build = lookup_microseconds(), words_a_second(), build_seconds()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"bounds stretched by {stretch:.1f}")
    print(f"gazetteer build {build:.1f} s (at most {BUILD_SECONDS}), {memory:.0f} MB of memory while building")
    print(f"look-up {lookup:.0f} µs (at most {LOOKUP_MICROSECONDS})")
    print(f"find_places {words:,.0f} words/s (at least {WORDS_A_SECOND:,})")
    assert lookup <= LOOKUP_MICROSECONDS * stretch
    assert words >= WORDS_A_SECOND / stretch
    assert build <= BUILD_SECONDS * stretch


if __name__ == "__main__":
    main()
