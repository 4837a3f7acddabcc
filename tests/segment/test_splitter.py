"""The table of cases of the segmentation: a text, and its spans as "kind: text"; and what holds for any text."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tasks.segment import split
from warehouse.contracts.articles import SENTENCE_KINDS


def read(text: str, title: str | None = None) -> list[str]:
    return [f"{span.kind}: {text[span.start : span.end]}" for span in split(text, title)]


SENTENCES = {
    "ranks and titles": (
        "Gen. Karim Haddad and Lt. Samir Khoury fell near St. Peter's. Mr. Nader saw it.",
        ["Gen. Karim Haddad and Lt. Samir Khoury fell near St. Peter's.", "Mr. Nader saw it."],
    ),
    "wires put two spaces after an abbreviation": (
        "Gen.  Haddad resigned.  The U.S.  Government knew.",
        ["Gen.  Haddad resigned.", "The U.S.  Government knew."],
    ),
    "months, numbers, decimals": (
        "It fell on Jan. 3. Article No. 5 says 3.5 tons. He said no. Five left.",
        ["It fell on Jan. 3.", "Article No. 5 says 3.5 tons.", "He said no.", "Five left."],
    ),
    "U.S. inside and at the end": (
        "U.S. forces came to the U.S. Embassy. They left the U.S. The rest stayed.",
        ["U.S. forces came to the U.S. Embassy.", "They left the U.S.", "The rest stayed."],
    ),
    "a.m. before a weekday, and at the end": (
        "It began at 7 a.m. Monday. It ended at 9 p.m. Police came.",
        ["It began at 7 a.m. Monday.", "It ended at 9 p.m.", "Police came."],
    ),
    "initials": (
        "The dead were A. Haddad and B. Khoury. D. Nader lived.",
        ["The dead were A. Haddad and B. Khoury.", "D. Nader lived."],
    ),
    "a street and a saint": (
        "He died at 12 Main St. The man was 30. St. Louis mourned.",
        ["He died at 12 Main St.", "The man was 30.", "St. Louis mourned."],
    ),
    "ellipsis goes on before a small letter": (
        '"They... came back. We saw it... Who else did? Nobody..."',
        ['"They... came back.', "We saw it...", "Who else did?", 'Nobody..."'],
    ),
    "full stop inside the quotation": (
        '"We lost five men." He left. "Go!" The officer ran.',
        ['"We lost five men."', "He left.", '"Go!"', "The officer ran."],
    ),
    "a question's mark isn't its speaker's": (
        '"Who fired?" asked Haddad. "Who fell?" Karim Khoury asked. "Why?" he said.',
        ['"Who fired?" asked Haddad.', '"Who fell?" Karim Khoury asked.', '"Why?" he said.'],
    ),
    "curly quotation marks": ("“Five died,” he said. ‘Six.’ “Seven.”", ["“Five died,” he said.", "‘Six.’", "“Seven.”"]),
    "small letter after a quotation": (
        'He said: "Two were killed." the men were brothers.',
        ['He said: "Two were killed."', "the men were brothers."],
    ),
    "a quotation's speaker, and a speaker of what follows": (
        'He called it "just." the officer said so. "Go!" the officer said. He is "free." he said that all were. '
        '"Out now!" the crowd went on.',
        [
            'He called it "just." the officer said so.', '"Go!" the officer said.', 'He is "free."',
            "he said that all were.", '"Out now!"', "the crowd went on.",
        ],
    ),
    "a full stop that is none": (
        "He was found. who had left. The firm is Haddad Bancorp. for short.",
        ["He was found. who had left.", "The firm is Haddad Bancorp. for short."],
    ),
    "sentences without a space between them": (
        "Five died.The wounded went to Binnish.Officers came to haddad.com.Nobody left.",
        ["Five died.", "The wounded went to Binnish.", "Officers came to haddad.com.Nobody left."],
    ),
    "dashes inside a sentence": (
        'He blamed "bandits" - a word for rebels - for the raid. The raid - the third - killed two.',
        ['He blamed "bandits" - a word for rebels - for the raid.', "The raid - the third - killed two."],
    ),
    "brackets": ("Two died (five were hurt). (Six fled.) He [the guard] ran.",
                 ["Two died (five were hurt).", "(Six fled.)", "He [the guard] ran."]),
    "digits begin a sentence": ("Police counted 12. 15 others fled.", ["Police counted 12.", "15 others fled."]),
    "capitals throughout": ("TWO SOLDIERS - ONE A CAPTAIN - DIED. FIVE FLED.",
                            ["TWO SOLDIERS - ONE A CAPTAIN - DIED.", "FIVE FLED."]),
    "a chronology's date is the event's": ("3 May 2016: Shells hit Binnish.", ["3 May 2016: Shells hit Binnish."]),
}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_sentences_of_prose(name):
    text, expected = SENTENCES[name]
    assert read(text) == [f"body: {sentence}" for sentence in expected]


LONG = "Five people were killed on Monday when shells hit the market of Binnish, doctors said."

LAYOUTS = {
    "an article's head": (
        f"Shells hit market\n\nShells 'hit busy market' as talks fail\n3 min read\n06 February, 2020\n{LONG}\n"
        f"Smoke over the town [Getty]\n\nRead also: The long road\n\n{LONG}\n\nAgencies contributed to this report.\n\n"
        "Follow us on Haddagram to stay connected",
        [
            "headline: Shells hit market", "headline: Shells 'hit busy market' as talks fail", "byline: 3 min read",
            "dateline: 06 February, 2020", f"body: {LONG}", "caption: Smoke over the town [Getty]",
            "promo: Read also: The long road", f"body: {LONG}", "footer: Agencies contributed to this report.",
            "footer: Follow us on Haddagram to stay connected",
        ],
    ),
    "a wire of 1990, hard-wrapped": (
        "   San Salvador, 3 Jan 90 (dpa) -- [report] [text] Two soldiers died in the\nNorth of the country, "
        "the army\nsaid.  Gen.  Vargas was hurt.\n\n   1. The rebels fled. [passage Omitted]\n\n   [Vargas] We lost\n"
        "two men.",
        [
            "dateline: San Salvador, 3 Jan 90 (dpa) --", "byline: [report]", "byline: [text]",
            "body: Two soldiers died in the\nNorth of the country, the army\nsaid.", "body: Gen.  Vargas was hurt.",
            "byline: 1.", "body: The rebels fled.", "byline: [passage Omitted]", "byline: [Vargas]",
            "body: We lost\ntwo men.",
        ],
    ),
    "a wire without a date, and tags in small letters": (
        "clandestine, no date (Radio Libre) -- [text] [continued] Two died. [end recording]",
        [
            "dateline: clandestine, no date (Radio Libre) --", "byline: [text]", "byline: [continued]",
            "body: Two died.", "byline: [end recording]",
        ],
    ),
    "a wire in capitals, hard-wrapped": (
        "LIMA, 3 MAY 89 (EFE) -- [TEXT] TWO POLICEMEN WERE KILLED IN THE TOWN OF\nJULI ON MONDAY WHEN SHELLS HIT THE "
        "STATION. THE ARMY HAS SENT TWO\nHUNDRED MEN TO THE TOWN, AND FOUR REBELS WERE KILLED NORTH OF THE\nLAKE.",
        [
            "dateline: LIMA, 3 MAY 89 (EFE) --", "byline: [TEXT]",
            "body: TWO POLICEMEN WERE KILLED IN THE TOWN OF\nJULI ON MONDAY WHEN SHELLS HIT THE STATION.",
            "body: THE ARMY HAS SENT TWO\nHUNDRED MEN TO THE TOWN, AND FOUR REBELS WERE KILLED NORTH OF THE\nLAKE.",
        ],
    ),
    "the same in capitals": (
        "BEIRUT, FEB 6 (HADDAD PRESS) - TWO DIED.", ["dateline: BEIRUT, FEB 6 (HADDAD PRESS) -", "body: TWO DIED."],
    ),
    "wide gaps for lost line breaks": (
        "Two dead in market blast     AFP  Tuesday 30 Sep 2014     At least two died a doctor said.   The army "
        "fled.    Read Also",
        [
            "headline: Two dead in market blast", "dateline: AFP  Tuesday 30 Sep 2014",
            "body: At least two died a doctor said.", "body: The army fled.", "promo: Read Also",
        ],
    ),
    "date, headline and body between dashes": (
        "Date of publication 5 October 2016 - Raid kills 19 in village - A raid has hit a village.   Tags Aleppo war "
        "Three children were among the dead.",
        [
            "dateline: Date of publication 5 October 2016 -", "headline: Raid kills 19 in village",
            "body: A raid has hit a village.", "promo: Tags Aleppo war", "body: Three children were among the dead.",
        ],
    ),
    "tags run into a sentence without a word that begins sentences": (
        f"{LONG}   Tags Syria Idlib war Government raids in a town killed two.",
        [f"body: {LONG}", "promo: Tags Syria Idlib war", "body: Government raids in a town killed two."],
    ),
    "lines without a full stop, of one sentence and of two": (
        f"{LONG}\n\nWhy it matters\n\nTwo died Monday.  Five fled\n\n{LONG}",
        [f"body: {LONG}", "headline: Why it matters", "body: Two died Monday.", "body: Five fled", f"body: {LONG}"],
    ),
    "a list": (
        f"Clashes kill ten\n\n{LONG}\n- Five soldiers died\n- Five rebels died\n\nThe rest fled.",
        [
            "headline: Clashes kill ten", f"body: {LONG}", "byline: -", "body: Five soldiers died", "byline: -",
            "body: Five rebels died", "body: The rest fled.",
        ],
    ),
    "related links at the end of run-together text": (
        f"{LONG} ... 285 Related Army Kills 200 in Hama Only One Left Tags crisis",
        [f"body: {LONG}", "promo: ... 285 Related Army Kills 200 in Hama Only One Left Tags crisis"],
    ),
    "related links two spaces apart, and the prose behind them": (
        f"Related  Raids kill ten  Talks fail again  {LONG}  The rest fled.",
        ["promo: Related  Raids kill ten  Talks fail again", f"body: {LONG}", "body: The rest fled."],
    ),
    "a standfirst that the lead repeats": (
        "Two people were killed in Hama on Monday in a raid Two people were killed in Hama on Monday in a raid on a "
        "town.",
        [
            "body: Two people were killed in Hama on Monday in a raid",
            "body: Two people were killed in Hama on Monday in a raid on a town.",
        ],
    ),
    "a caption's credit before the prose": (
        f"{LONG} A man weeps in Hama (File photo) (Haddad and agencies)  The rest fled.",
        [f"body: {LONG}", "caption: A man weeps in Hama (File photo) (Haddad and agencies)", "body: The rest fled."],
    ),
    "an agency's stamp and a dateline inside": (
        f"{LONG} Raids kill two AP Thursday 1 Aug 2013 Two died. Army retakes hill WASHINGTON (Sputnik) The army won.",
        [
            f"body: {LONG}", "body: Raids kill two", "dateline: AP Thursday 1 Aug 2013", "body: Two died.",
            "body: Army retakes hill", "dateline: WASHINGTON (Sputnik)", "body: The army won.",
        ],
    ),
    "credits at the end": (
        f"{LONG} Reporting by A. Haddad; Editing by B. Khoury Our Standards: the principles.",
        [
            f"body: {LONG}", "footer: Reporting by A. Haddad; Editing by B. Khoury",
            "footer: Our Standards: the principles.",
        ],
    ),
    "a link glued to the sentence before": (
        f"{LONG} Girl pulled out of rubblehttpst.cobmL19MbvV0 pic.twitter.comNmn HADDAD (Haddad) September 23 2016 "
        "Another was found.",
        [
            f"body: {LONG}", "body: Girl pulled out of rubble",
            "byline: httpst.cobmL19MbvV0", "byline: pic.twitter.comNmn HADDAD (Haddad) September 23 2016",
            "body: Another was found.",
        ],
    ),
    "agency tag inside": (
        f"{LONG} (MNA) - The rest fled. DAMASCUS (Haddad) The army left.",
        [f"body: {LONG}", "dateline: (MNA) -", "body: The rest fled.", "dateline: DAMASCUS (Haddad)",
         "body: The army left."],
    ),
    "lost commas: a dash before a pronoun": (
        f"{LONG.replace(',', '')} {'They saw it all. ' * 40}I woke and knew nothing - I was taken away - this is all.",
        None,
    ),
    "lines of a page": (
        f"Shells hit market\nBy a Haddad Press correspondent\nDamascus, 4 February 2020\n{LONG}\n"
        f"A howitzer fires towards the town [Haddad Press]\n{LONG}",
        [
            "headline: Shells hit market", "byline: By a Haddad Press correspondent",
            "dateline: Damascus, 4 February 2020", f"body: {LONG}",
            "caption: A howitzer fires towards the town [Haddad Press]", f"body: {LONG}",
        ],
    ),
    "a caption of two sentences": (
        f"{LONG}\nA man weeps. The market is gone. (AP Photo/A. Haddad)\n\nThe rest fled.",
        [f"body: {LONG}", "caption: A man weeps.", "caption: The market is gone.", "caption: (AP Photo/A. Haddad)",
         "body: The rest fled."],
    ),
    "an unpunctuated line that goes on is no headline": ("more than 250 families in the west", None),
    "nothing": ("", []),
    "white space": (" \n\t\u00a0\n", []),
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name, (_, expected) in LAYOUTS.items() if expected is not None])
def test_lines_and_their_kinds(name):
    text, expected = LAYOUTS[name]
    assert read(text) == expected


def test_a_dash_before_a_pronoun_ends_a_sentence_where_commas_are_lost():
    text, _ = LAYOUTS["lost commas: a dash before a pronoun"]
    assert read(text)[-3:] == ["body: I woke and knew nothing", "body: I was taken away", "body: this is all."]


def test_a_lone_fragment_is_body():
    text, _ = LAYOUTS["an unpunctuated line that goes on is no headline"]
    assert read(text) == [f"body: {text}"]


DATELINES = [
    "BEIRUT (Reuters) -", "CANBERRA, Australia (AP)_", "COLUMBUS, Ohio (AP) —", "Aurora, Colo. (CBS4) –",
    "San Salvador, 3 Jan 90 --", "clandestine, 8 Jan 90 (Radio Libre) --", "MOSCOW October 18 (RIA Novosti) -",
    "KHARTOUM, Sudan, 3 May 2023 (Haddad Press) -", "MANSFIELD --", "Geneva -", "Beirut-", "BEIRUT", "AUSTIN, Texas",
    "DAMASCUS (Haddad)", "Sat Jul 9 2016", "17-05-2016", "Last updated at Nov 272017", "Posted on July 12 2016",
    "30 Sep 2014 16:58", "2020-02-06", "March 5 (Haddad Press) -", "MOSCOW, March 5. /HADDAD/.",
    "Baghdad, March 5, HNA –",    "(New York, March 3, 2020) –", "GENEVA (5 February 2020) –", "Kyiv, 5 March 2022 –",
]  # fmt: skip


@pytest.mark.parametrize("dateline", DATELINES)
def test_datelines_stay_outside_the_sentence(dateline):
    assert read(f"{dateline} {LONG.replace('Five', 'Two')}") == [
        f"dateline: {dateline}", f"body: {LONG.replace('Five', 'Two')}",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "On 6 February 2020, shells hit Binnish.",
        "In Aleppo (north), five died - all of them soldiers.",
        "Haddad - The army's man - fled.",
        "The UN (Geneva) says five died.",
        "By Tuesday Aleppo Had Fallen.",
        "Aleppo, Idlib and Hama were hit on 3 May 2016, the army said -- and burned.",
        "Haddad, 6, was killed.",
        "ISIL Kills Over 50 in Central Syria Attack",
        "UNICEF Says Three Children Died in Blast.",
        "May 2016 was quiet.",
        "Dozens Killed.",
    ],
)
def test_what_only_looks_like_a_dateline_or_byline_stays_in_the_sentence(text):
    assert read(f"{LONG} {text}")[1:] == [f"body: {text}"]


@pytest.mark.parametrize(
    "text",
    [
        "Five Killed - Monitor",
        "Soldiers Killed - Army Blames The Rebels In The North",
        "Hezbollah - Israel's foe in the north - lost two men on Monday.",
        "ISIL Kills Over 50 in Central Syria Attack",
        "UNICEF Says Three Children Died in Blast.",
    ],
)
def test_nor_is_a_headline_s_beginning_taken_for_a_dateline(text):
    assert read(text) == [f"body: {text}"]


TITLES = [
    ("Shells hit market in Binnish", "Shells hit market in Binnish Five people died.", "Shells hit market in Binnish"),
    ("Shells hit market in Binnish", "Sat Jul 9 2016 Shells hit market in Binnish. Five died.",
     "Shells hit market in Binnish."),
    ("Army's shells hit town | Haddad Times", "Armys shells hit town Five died.", "Armys shells hit town"),
    ("Shells hit market in Binnish", "Posted on July 9 2016 by Anna Haddad Shells hit market in Binnish Five died.",
     "Shells hit market in Binnish"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "headline"), TITLES)
def test_the_title_tells_where_a_headline_ends_that_runs_into_the_body(title, text, headline):
    spans = read(text, title)
    assert f"headline: {headline}" in spans
    assert spans[-1] in ("body: Five died.", "body: Five people died.")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Shells hit market in Binnish", "Shells hit market in Binnish and kill five."),
        ("Shells hit", "Shells hit The market."),
        ("Shells hit market in Binnish", "Shells hit a market."),
    ],
)
def test_a_sentence_that_begins_like_the_title_is_a_sentence(title, text):
    assert read(text, title) == [f"body: {text}"]


ANY_LINE = st.sampled_from(
    [LONG, "Shells hit market", "3 min read", "Read also: more", "BEIRUT (AP) -", "[text]", "1. Two died.", "-", "...",
     "Tags Syria war Two died.", '"Who fired?" he asked.', "Gen.  Haddad", "www.haddad.com", "© 2020", "(Photo: X)"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(ANY_LINE, st.text(max_size=30)), max_size=12).flatmap(
        lambda parts: st.sampled_from(["\n", "\n\n", " ", "   ", "\n   ", "\r\n"]).map(lambda glue: glue.join(parts))
    ),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.one_of(st.none(), st.text(max_size=40), st.just("Shells hit market in Binnish")))
@example("5 May 2016 - Shells hit the market today - ", None)
@example("Tags  ", None)
@example("\u2028\x1c a", None)
def test_offsets_are_exact_on_any_text(text, title):
    end = 0
    for span in split(text, title):
        assert span.kind in SENTENCE_KINDS
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        assert not re.search(r"[^\W_]", text[end : span.start]), "a letter or digit in no span"
        end = span.end
    assert not re.search(r"[^\W_]", text[end:])


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_paragraphs_count_up_and_spans_are_the_same_each_time(text):
    paragraphs = [span.paragraph for span in split(text)]
    assert paragraphs == sorted(paragraphs)
    assert split(text) == split(text)
