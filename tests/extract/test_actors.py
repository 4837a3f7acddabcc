"""Cases of the actor lexicon: what is linked, what stays unlinked, what is found in running text."""

import csv
import re

import pytest

from tasks.extract import lexicons
from tasks.extract.actors import actors, find_actors, key_of, link_actor

KINDS = {
    *("state_force", "government", "armed_group", "coalition", "agency", "monitor", "un_body", "ngo", "media", "party"),
}

NAMED = [
    ("the Syrian Observatory for Human Rights", "sohr"),
    ("SOHR", "sohr"),
    ("Rami Abdulrahman of the Syrian Observatory", "sohr"),
    ("White Helmets", "white_helmets"),
    ("Hay'at Tahrir ash-Sham", "sy_hts"),
    ("hayat tahrir al sham", "sy_hts"),
    ("Jabhat Al Nusra", "sy_nusra"),
    ("the Nusra Front's", "sy_nusra"),
    ("Assads forces", "sy_forces"),
    ("forces loyal to Bashar al-Assad", "sy_forces"),
    ("Jaish el-Islam", "sy_jaish_islam"),
    ("IS militants", "xx_islamic_state"),
    ("Hizbullah fighters", "lb_hezbollah"),
    ("Kata'ib Hezbollah", "iq_kataib"),
    ("the Houthis", "ye_houthis"),
    ("the Saudi-led coalition", "ye_saudi_coalition"),
    ("Sendero Luminoso", "pe_shining_path"),
    ("FMLN guerrillas", "sv_fmln"),
    ("the Farabundo Marti National Liberation Front", "sv_fmln"),
    ("the Army of National Liberation", "co_eln"),
    ("The Extraditables", "co_medellin"),
    ("LTTE cadres", "lk_ltte"),
    ("Bosnian Serb forces", "ba_vrs"),
    ("Boko Haram insurgents", "ng_boko_haram"),
    ("the Islamic State in West Africa Province", "ng_iswap"),
    ("the Tatmadaw", "mm_forces"),
    ("RSF fighters", "sd_rsf"),
    ("TPLF", "et_tplf"),
    ("M23 rebels", "cd_m23"),
    ("an IDF spokesman", "il_forces"),
    ("Medecins Sans Frontieres", "msf"),
    ("the U.N. human rights office", "ohchr"),
    ("BTselem", "btselem"),
    ("Agence France-Presse", "afp"),
    ("the state news agency SANA", "sana"),
    ("SANAs correspondent", "sana"),
    ("members of the shining path group", "pe_shining_path"),
    ("Farabundo Marti National Liberation front urban commandos", "sv_fmln"),
    ("Observatory head Rami Abdel Rahman", "sohr"),
]

BY_HEAD = [
    ("Turkish troops", "tr_forces"),
    ("Turkey's defence ministry", "tr_government"),
    ("the Russian Foreign Ministry", "ru_government"),
    ("Russia", "ru_government"),
    ("Ankara", "tr_government"),
    ("Syrian regime forces", "sy_forces"),
    ("Syrian rebels", "sy_opposition"),
    ("Ethiopian soldiers", "et_forces"),
    ("Nigerian military officials", "ng_forces"),
    ("Salvadoran helicopters", "sv_forces"),
    ("Sri Lankan navy gunboats", "lk_forces"),
    ("Chadian interior ministry troops", "td_forces"),
    ("Peruvian police", "pe_forces"),
    ("a Turkish official", "tr_government"),
    ("Russian", "ru_forces"),
]

UNKNOWN = [
    "gunmen",
    "medics",
    "a local official",
    "regime forces",
    "the army",
    "government troops",
    "Turkish and Syrian regime forces",
    "Russian and Syrian warplanes",
    "Turkish-backed rebels",
    "Kurdish forces",
    "anti-Taliban fighters",
    "Syrian activists",
    "the Colombian paramilitaries' victims",
    "Islamic State and rebel fighters",
    "regime and Russian",
    "who",
    "is",
]

AT_HOME = [
    ("regime forces", "SY", "sy_forces"),
    ("the regime", "SY", "sy_government"),
    ("a regime officer", "SY", "sy_government"),
    ("rebels", "SY", "sy_opposition"),
    ("guerrillas", "SV", "sv_fmln"),
    ("the army", "SV", "sv_forces"),
    ("government forces", "ET", "et_forces"),
    ("the police", "NG", "ng_forces"),
    ("JEM", "SD", "sd_jem"),
    ("the Observatory", "SY", "sohr"),
    ("gunmen", "SY", None),
    ("armed men in army uniform", "NG", None),
    ("army units", "SY", "sy_forces"),
    ("troops", "SY", None),
    ("warplanes", "SY", None),
]


@pytest.mark.parametrize(("text", "actor_id"), NAMED + BY_HEAD)
def test_links(text: str, actor_id: str) -> None:
    assert link_actor(text) == actor_id


@pytest.mark.parametrize("text", UNKNOWN)
def test_leaves_unlinked(text: str) -> None:
    assert link_actor(text) is None


@pytest.mark.parametrize(("text", "country", "actor_id"), AT_HOME)
def test_links_with_the_country_of_the_article(text: str, country: str, actor_id: str | None) -> None:
    assert link_actor(text, country) == actor_id


def test_nothing_is_nobody() -> None:
    assert link_actor(None) is None
    assert link_actor("") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The IS group, which is in Raqqa, fought Hayat Tahrir ash-Sham.",
            [("IS group", "xx_islamic_state"), ("Hayat Tahrir ash-Sham", "sy_hts")],
        ),
        ("It is said that who pays, rules us.", []),
        ("WHO IS IN TOWN?", []),
        ("HEZBOLLAH FIRES ROCKETS", [("HEZBOLLAH", "lb_hezbollah")]),
        ("Hezbollahs men left", [("Hezbollahs", "lb_hezbollah")]),
        ("Troops left Moscow for Syria.", []),
        (
            "terrorists of the Farabundo Marti\nNational Liberation Front [FMLN]",
            [("Farabundo Marti\nNational Liberation Front", "sv_fmln"), ("FMLN", "sv_fmln")],
        ),
        ("the al-Qaeda in Iraq leader", [("al-Qaeda in Iraq", "iq_aqi")]),
        ("A guardian watched the times.", []),
        ("U.N. peacekeepers", [("U.N.", "un")]),
    ],
)
def test_finds_in_running_text(text: str, found: list[tuple[str, str]]) -> None:
    mentions = find_actors(text, 100)
    assert [(text[start - 100 : end - 100], actor_id) for start, end, actor_id, _ in mentions] == found


def test_the_lexicon_is_sound() -> None:
    rows = lexicons.read("actors")
    assert len({row["actor_id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["kind"] in KINDS, row
        assert row["reason"], row
        assert re.fullmatch(r"([A-Z]{2})?", row["country"]), row
        assert row["aliases"] == row["aliases"].strip("|"), row


def test_every_name_leads_to_its_own_actor() -> None:
    """An alias that two rows share would be linked to neither."""
    for row in lexicons.read("actors"):
        for name in [row["name"], *filter(None, row["aliases"].split("|"))]:
            assert link_actor(name, row["country"] or None) == row["actor_id"], (name, row["actor_id"])


def test_every_row_of_the_other_lexicons_has_its_example() -> None:
    for lexicon in ("actor_heads", "country_adjectives"):
        with (lexicons.FOLDER / f"{lexicon}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                assert row["example"], (lexicon, row)


def test_keys_ignore_case_hyphens_articles_and_possessives() -> None:
    assert key_of("The al-Nusra Front's") == key_of("Nusra front") == "nusra front"
    assert key_of("U.N.") == "un"
    assert actors()["sohr"].kind == "monitor"
