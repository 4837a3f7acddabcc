"""What is found in a text, and which place it is. A case: text, what must be found (text -> place), what must not."""

import pytest

from tasks.extract.places import find_places

PLACES = [
    # text, {written: (name or admin1 code or country)}
    ("Five people died in Saraqeb in Idlib province.", {"Saraqeb": "SY.12", "Idlib": "SY.12"}),
    (
        "Shells fell on the village of Kafr Zuhra in western Aleppo province.",
        {"Kafr Zuhra": "SY.09", "Aleppo": "SY.09"},
    ),
    ("A bomb killed two in Paris, Texas.", {"Paris": "US.TX", "Texas": "US.TX"}),
    ("A bomb killed two in Paris, France said.", {"Paris": "FR.11"}),
    ("MOBILE, Ala. (AP) -- Two men were shot on Monday.", {"MOBILE": "US.AL", "Ala.": "US.AL"}),
    ("Alexandria police say a man died. The Rapides Parish coroner named him.", {"Alexandria": "US.LA"}),
    ("Troops left Hama. Syria said the city was calm.", {"Hama": "SY.10", "Syria": "SY"}),
    ("Gunmen attacked Baga in Borno State, Nigeria.", {"Baga": "NG.27", "Nigeria": "NG"}),
    ("Syrias army shelled Daraas old town.", {"Syria": "SY", "Daraa": "SY.06"}),
    ("Fighting went on in Maaret al-Numan, Syria.", {"Maaret al-Numan": "SY.12"}),
    ("IN SAN MIGUEL DEPARTMENT, EL SALVADOR, TEN REBELS DIED.", {"EL SALVADOR": "SV", "SAN MIGUEL": "SV.09"}),
    ("He flew from Guatemala city to Mexico.", {"Guatemala city": "GT.07", "Mexico": "MX"}),
    ("Clashes broke out near Taftanaz military airport in Syria.", {"Taftanaz military airport": "SY.12"}),
    ("The US and the U.K. urged calm.", {"US": "US", "U.K.": "GB"}),
    ("Boats sank off Côte d'Ivoire.", {"Côte d'Ivoire": "CI"}),
    ("Air raids hit Eastern Ghouta near Damascus.", {"Eastern Ghouta": "SY.08", "Damascus": "SY.13"}),
    ("Kyiv said the Donbas was shelled.", {"Kyiv": "UA.12", "Donbas": "UA"}),
    ("Nine died near Ataquero, in Huancavelica Department.", {"Huancavelica": "PE.09"}),
    ("Shells hit the Yarmouk neighbourhood of Khartoum (Khartoum).", {"Yarmouk": "SD.29", "Khartoum": "SD.29"}),
    ("Rebels took the Chora district of Uruzgan province.", {"Chora": "AF.39", "Uruzgan": "AF.39"}),
    ("A drone hit a car in Bay region, Somalia.", {"Bay": "SO.04"}),
    ("Six died in Mahmudiyah, 30 km south of Baghdad.", {"Mahmudiyah": "IQ.07"}),
    ("Georgia Stevens skated; Tbilisi, Georgia, was far away.", {"Tbilisi": "GE.51"}),
]


@pytest.mark.parametrize(("text", "expected"), PLACES, ids=[text[:40] for text, _ in PLACES])
def test_places_are_found_and_resolved(article, text, expected):
    found = {p.text: p for p in find_places(article(text))}
    for written, where in expected.items():
        place = found[written]
        assert where in (place.admin1_code, place.country), place
        assert text[place.start : place.end] == written


NO_PLACES = [
    ("The Aleppo Media Center said so.", "Aleppo"),
    ("Novaya Gazeta wrote of four officers.", "Gazeta"),
    ("The Washington Post wrote it.", "Washington"),
    ("Martha Washington came. Washington smiled.", "Washington"),
    ("President Lincoln was shot.", "Lincoln"),
    ("Fighters of Hayat Tahrir al-Sham left.", "al-Sham"),
    ("SANA reporter counted the dead in Homs, Syria.", "SANA"),
    ("He lives on Baghdad Street.", "Baghdad"),
    ("Mobile phones were found. Nice words were said.", "Mobile"),
    ("Some of us share the blame.", "us"),
    ("It cost US$5 million.", "US"),
    ("On St. Patrick's Day they rested.", "St. Patrick"),
    ("He arrived on Nov. 5 in Syria.", "Nov"),
    ("The University of Oxford closed.", "University"),
    ("Hamas-run offices said that Hamas fighters fled. It was the army's third raid.", "Hama"),
    ("In the North East, troops killed six in Borno State.", "North East"),
    ("The rebels attacked an oil camp at Caño Limón, Arauca, Colombia.", "Caño"),
    ("Police found him at Cedar and Butler avenues.", "Butler"),
]


@pytest.mark.parametrize(("text", "name"), NO_PLACES, ids=[text[:40] for text, _ in NO_PLACES])
def test_other_names_are_no_places(article, text, name):
    assert name not in [p.text for p in find_places(article(text))]


SCENES = [
    ("Syrian troops entered Hama.", "Syrian", False),
    ("Washington said the raid was wrong.", "Washington", False),
    ("The UK-based group counted ten.", "UK", False),
    ("[promo] Read also: Homs under fire", "Homs", False),
    ("Two died in Homs on Friday.", "Homs", True),
]


@pytest.mark.parametrize(("text", "name", "can_be_scene"), SCENES, ids=[text[:40] for text, _, _ in SCENES])
def test_what_can_be_a_scene(article, text, name, can_be_scene):
    (place,) = (p for p in find_places(article(text)) if p.text == name)
    assert place.is_event_place_candidate is can_be_scene


def test_an_unknown_village_keeps_its_name_and_takes_its_province(article):
    found = find_places(article("A mine killed two in the village of Umm Zarzur in Hama province, Syria."))
    village = next(p for p in found if p.text == "Umm Zarzur")
    assert (village.admin1_code, village.precision) == ("SY.10", "admin1")


def test_an_unknown_village_without_a_province_is_no_match(article):
    found = find_places(article("A mine killed two in the village of Umm Zarzur."))
    village = next(p for p in found if p.text == "Umm Zarzur")
    assert (village.name, village.lat, village.precision) == (None, None, "none")


def test_the_same_text_gives_the_same_places(article):
    text = PLACES[0][0] + " " + PLACES[10][0]
    assert find_places(article(text)) == find_places(article(text))
