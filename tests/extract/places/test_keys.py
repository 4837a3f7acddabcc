import pytest

from tasks.extract.places.keys import key, skeleton


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Saraqib", "saraqib"),
        ("Qal‘at al-Madīq", "qalat al madiq"),
        ("Côte d’Ivoire", "cote divoire"),
        ("St. Louis", "saint louis"),
        ("Mt. Sinjar", "mount sinjar"),
        ("U.S.", "us"),
        ("Kırşehir", "kirsehir"),
        ("إدلب", "ادلب"),
        ("Київ", "киів"),
        ("", ""),
    ],
)
def test_key(name, expected):
    assert key(name) == expected


@pytest.mark.parametrize(
    "spellings",
    [
        ("Maaret al-Numan", "Ma'arrat an-Nu'man", "Maarat Nouman"),
        ("Taftanaz", "Taftinaz", "Teftenaz", "تفتناز"),
        ("Khan Sheikhoun", "Khan Shaykhun", "Khan Cheikhoun", "خان شيخون"),
        ("al-Qusayr", "Qusair", "Kusayr", "القصير"),
        ("Jarablus", "Jerabulus", "جرابلس"),
        ("Debaltsevo", "Debaltseve", "Дебальцево"),
    ],
)
def test_spellings_of_one_name_share_a_skeleton(spellings):
    assert len({skeleton(s) for s in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Nayrab", "Ariha"), ("Homs", "Hama"), ("Raqqa", "Rafah")])
def test_different_names_differ(one, other):
    assert skeleton(one) != skeleton(other)
