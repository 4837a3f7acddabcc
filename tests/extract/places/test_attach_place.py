"""Where a claim's event was. A case: the text, the trigger's word, and the place that the claim must get."""

from dataclasses import replace

import pytest

from tasks.extract.places import attach_place, find_places
from tasks.extract.records import Parsed, Seed

pytestmark = pytest.mark.model

CASES = [
    # text, trigger, name, admin1_code, precision, basis
    ("Five were killed in shelling of Saraqib in Idlib province.", "killed", "Saraqib", "SY.12", "town", "clause"),
    ("Two died in the village of Umm Zarzur in Hama province, Syria.", "died", "Hama", "SY.10", "admin1", "clause"),
    ("Clashes broke out in Homs in which ten soldiers died.", "died", "Homs", "SY.11", "town", "sentence"),
    ("Ten were killed in Homs, the minister told reporters in Baku.", "killed", "Homs", "SY.11", "town", "clause"),
    ("The governor of Damascus said that six were killed in Homs.", "killed", "Homs", "SY.11", "town", "clause"),
    ("Six residents of Kafranbel died in a raid on Hama.", "died", "Hama", "SY.10", "town", "clause"),
    ("A mortar killed three in the Salaheddin quarter of Aleppo.", "killed", "Aleppo", "SY.09", "town", "clause"),
    ("Raids in the countryside of Idlib killed nine in Syria.", "killed", "Idlib", "SY.12", "admin1", "clause"),
    ("Thousands fled from Raqqa to Turkey.", "fled", "Raqqa", "SY.04", "town", "clause"),
    ("Gunmen attacked Manbij in Syria.\nSeven died in the raid.", "died", "Manbij", "SY.09", "town", "context"),
    ("[promo] Read also: Idlib under fire\nSeven were killed.", "killed", None, None, None, "none"),
    ("He is a resident of Homs, where two men were shot.", "shot", "Homs", "SY.11", "town", "sentence"),
    ("Shells hit Odessa, Ukraine.\nSix died since Russia invaded.", "died", "Odesa", "UA.17", "town", "context"),
    ("A mine in the border area with Turkey killed six in Syria.", "killed", "Syria", None, "country", "clause"),
    ("Five fled to the town of Azaz from Homs.", "fled", "Homs", "SY.11", "town", "clause"),
    ("US drones killed six in Bay region; the army reported nothing.", "killed", "Bay", "SO.04", "admin1", "clause"),
    ("SARAJEVO -- Shells hit the suburb of Dobrinja and killed 15.", "killed", "Sarajevo", "BA.01", "town", "context"),
    ("Homs is calm. In the town of Idlib, medics reported six dead.", "dead", "Idlib", "SY.12", "town", "sentence"),
    ("Missiles fired from Belarus killed three in Odessa.", "killed", "Odesa", "UA.17", "town", "clause"),
    ("Police in Karachi said that gunmen killed a lawyer there.", "killed", "Karachi", "PK.05", "town", "sentence"),
    ("Homs is calm.\nA bomb killed 32 people in the town of Manbij.", "killed", "Manbij", "SY.09", "town", "clause"),
    ("A bomb hit Homs. In Ankara, the premier said so. Six died.", "died", "Homs", "SY.11", "town", "context"),
    ("Six died in Homs, a day after a blast in Yola left 34 dead.", "died", "Homs", "SY.11", "town", "clause"),
    ("Doctors in Homs put the number of dead in the raid on Hama at 49.", "dead", "Hama", "SY.10", "town", "clause"),
    ("Police in Homs found the bodies of nine men in Hama.", "bodies", "Hama", "SY.10", "town", "clause"),
    ("Police in Homs found the bodies of nine men.", "bodies", "Homs", "SY.11", "town", "clause"),
    ("Talks end. The bombing of a meeting in Mastung killed six.", "killed", "Mastung", "PK.02", "town", "clause"),
    ("Six died in Homs, and on Sunday three more in Hama.", "died", "Homs", "SY.11", "town", "clause"),
    ("A bomb killed six and three others were hurt in Hama.", "killed", "Hama", "SY.10", "town", "clause"),
    (
        "[headline] Bank hit\n[byline] By A. Poe\nHOMS (AP) -- A bomb in the Zarbok quarter killed six.\nHama is calm.",
        "killed", "Homs", "SY.11", "town", "context",
    ),
    ("Shells hit Homs. Two men are still in hospital in Hatay. Six died.", "died", "Homs", "SY.11", "town", "context"),
    ("Six died when rockets hit a hospital in Homs. Hama is calm.", "died", "Homs", "SY.11", "town", "clause"),
    ("Bombs hit Homs.\nA man died in Bab al-Hawa hospital.", "died", "Homs", "SY.11", "town", "context"),
    ("A man died in Bab al-Hawa hospital.", "died", "Bab al-Hawa", "SY.12", "facility", "clause"),
    ("Raids hit Homs. Most were of militias backed by Tehran. Six died.", "died", "Homs", "SY.11", "town", "context"),
    ("SANAA (AP) -- A clinic in Saada province got ten bodies after a raid in the market of Zarbok killed them.",
     "killed", "Saada", "YE.15", "admin1", "context"),
    ("Two were killed near the corner of Sherman and Erie, Memphis police said.", "killed", "Memphis", "US.TN", "town",
     "sentence"),
    ("Two were killed on a bus. Police in Dayton seek a man.", "killed", "Dayton", "US.OH", "town", "context"),
    ("Two were killed in Homs, Damascus police said.", "killed", "Homs", "SY.11", "town", "clause"),
    ("Idlib is calm. Four journalists were shot in Homs.", "shot", "Homs", "SY.11", "town", "clause"),
    ("HOMS (AP) -- Shells killed 66.\nSome were flown to Bonn.", "killed", "Homs", "SY.11", "town", "dateline"),
    ("Shells hit Idlib in Syria.\nSix died in the hamlet of Homs.", "died", "Idlib", "SY.12", "town", "context"),
    ("Shells hit Idlib in Syria.\nSix died in the villages of Homs.", "died", "Homs", "SY.11", "town", "clause"),
    (
        "HIGHLAND PARK, Ill. -- A gunman in this Chicago suburb killed six.",
        "killed", "Highland Park", "US.IL", "town", "context",
    ),
    ("A bomb hit Homs.\nA train was to leave for Hama.\nSix died.", "died", "Homs", "SY.11", "town", "context"),
    ("HOMS (AP) -- Two died.\nThe shelling of Baku went on.", "died", "Homs", "SY.11", "town", "dateline"),
    ("A shell hit Homs.\nIran's ambassador was among the dead.", "dead", "Homs", "SY.11", "town", "context"),
    ("A shell hit Homs.\nThe group confirmed two dead and blamed Israel.", "dead", "Homs", "SY.11", "town", "context"),
    ("A shell hit Beirut.\nNine died on the Israeli side.", "died", "Israel", None, "country", "clause"),
    ("A raid on a concert in Kachin state left 60 dead in Myanmar.", "dead", "Kachin", "MM.04", "admin1", "clause"),
    ("A mine hit Homs.\n220 were murdered in the province.", "murdered", "Homs", "SY.11", "admin1", "context"),
    (
        "BEIRUT (AP) -- Shells hit Tyre.\nIn the capital, bodies lay by a road.\nTwo more died nearby.",
        "died", "Beirut", "LB.04", "town", "context",
    ),
    ("BAGHDAD (AP) -- A bomb killed four policemen.", "killed", "Baghdad", "IQ.07", "town", "dateline"),
    ("GENEVA (AP) -- Nine died.\nChildren in Sudan go hungry.", "died", "Sudan", None, "country", "context"),
    ("DAKAR, Senegal (AP) -- Nine died, Mali's army said.", "died", "Mali", None, "country", "context"),
    ("PARIS (AP) -- Nine died.\nA Syrian was held, French police said.", "died", "Paris", "FR.11", "town", "dateline"),
    ("NAIROBI (AP) -- A bomb killed nine.", "killed", "Nairobi", "KE.05", "town", "dateline"),
    ("BEIRUT (AP) -- Israeli shells killed nine.", "killed", "Beirut", "LB.04", "town", "dateline"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case[0][:50] for case in CASES])
def test_the_claim_gets_its_place(article, seed, case):
    text, trigger, name, code, precision, basis = case
    context = article(text)
    context.places = find_places(context)
    placing = attach_place(seed(context, trigger), context)
    place = placing.place
    assert (place and place.name, place and place.admin1_code) == (name, code)
    assert (place and place.precision, placing.basis) == (precision, basis)


def test_millions_come_from_all_over_the_country(article, seed):
    context = article("Shells hit Homs in Syria and a mine Hama.\nMore than 1.4 million people fled.")
    context.places = find_places(context)
    found = seed(context, "fled")
    found = replace(found, start=context.article.text.index("1.4"), scope="cumulative")
    placing = attach_place(found, context)
    assert (placing.place.name, placing.place.precision) == ("Syria", "country")


def test_one_count_over_two_provinces_is_placed_in_what_holds_both(article, seed):
    context = article("Bombs killed nine in Idlib province and Aleppo province in Syria.")
    context.places = find_places(context)
    placing = attach_place(seed(context, "killed"), context)
    assert (placing.place.name, placing.place.precision) == ("Syria", "country")
    assert [p.admin1_code for p in placing.places] == ["SY.12", "SY.09"]


def test_the_claim_keeps_the_words_for_its_place(article, seed):
    context = article("Two died in the village of Umm Zarzur in Hama province, Syria.")
    context.places = find_places(context)
    assert attach_place(seed(context, "died"), context).place_text == "the village of Umm Zarzur"


@pytest.fixture(scope="session")
def seed():
    from tasks.extract import nlp

    model = nlp.load()

    def make(context, trigger) -> Seed:
        sentence = next(s for s in context.sentences if trigger in s.text)
        doc = model.make_doc(sentence.text)
        for token in doc[1:]:
            token.is_sent_start = False
        parsed = Parsed(sentence, model(doc))
        token = next(t for t in parsed.doc if t.text == trigger)
        start = parsed.offset(token)
        outcome = "displaced" if trigger == "fled" else "killed"
        return Seed(parsed, token, start, start + len(trigger), "casualty", outcome, "attack")

    return make
