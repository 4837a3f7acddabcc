"""Settings: their order, and what is refused with which words."""

from pathlib import Path

import pytest

from warehouse.settings import ROOT, Settings, SettingsError, load


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A working folder without tollbook.toml, and no TOLLBOOK_ variable."""
    import os

    for name in list(os.environ):
        if name.startswith("TOLLBOOK_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_defaults():
    settings = load()
    assert settings.data == ROOT / "warehouse" / "data"
    assert settings.source == ROOT / "seeds" / "articles"


def test_environment_beats_file_beats_default(monkeypatch):
    Path("tollbook.toml").write_text('processes = 3\ndata = "here"\n')
    assert (load().processes, load().data) == (3, Path("here").absolute())
    monkeypatch.setenv("TOLLBOOK_PROCESSES", "4")
    assert load().processes == 4
    assert load(processes=5).processes == 5


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("proceses = 2", "There is no setting proceses. Did you mean processes? The settings are: cron, data,"),
        ("zzz = 2", "There is no setting zzz. The settings are: cron, data,"),
        ("processes = 0", "Setting processes = 0: Input should be greater than or equal to 1."),
        ('timezone = "Mars/Base"', "Setting timezone = 'Mars/Base': no such time zone"),
        ('cron = "daily"', "Setting cron = 'daily': a schedule has five fields"),
        ('log_level = "loud"', "Setting log_level = 'loud': Input should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("processes 2", "tollbook.toml can't be read: "),
    ],
)
def test_wrong_settings_are_refused_with_the_right_ones(toml, words):
    Path("tollbook.toml").write_text(toml)
    with pytest.raises(SettingsError) as refusal:
        load()
    assert words in str(refusal.value)


def test_wrong_variable_is_refused(monkeypatch):
    monkeypatch.setenv("TOLLBOOK_DATE", "x")
    with pytest.raises(SettingsError, match=r"no setting TOLLBOOK_DATE\. Did you mean TOLLBOOK_DATA\?"):
        load()


def test_every_setting_says_what_it_is():
    assert all(field.description for field in Settings.model_fields.values())
