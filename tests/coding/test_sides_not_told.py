"""Sides that only seem to be told: lands that troops keep the peace in, offices left, the air, one's own country; and those told beside."""

from datetime import date
from functools import lru_cache

import pytest

from diurna.coding import Coder
from diurna.record import Event, Report

ROWS = [
    # report, words of the trigger's sentence, type, codes of the actors, codes of the recipients
    ("NATO sent 400 more soldiers to Kosovo on Monday.", "NATO", "MOBILIZE", "IGO", ""),
    ("The African Union deployed 2,000 troops to Burundi.", "Union", "MOBILIZE", "IGO", ""),
    ("Russia massed troops on the border with Georgia.", "massed", "MOBILIZE", "RUS", "GEO"),
    ("Brazil threatened to walk out of the pact.", "threatened", "THREATEN", "BRA", ""),
    ("The government of Nepal resigned on Tuesday.", "resigned", "RETREAT", "NPL", ""),
    ("Leaders in Lusaka appealed for calm on state television.", "appealed", "REQUEST", "ZMB", ""),
    ("Students burned a Danish flag outside the embassy in Jakarta.", "burned", "PROTEST", "IDN", "DNK"),
    ("Protesters in Karachi burned an Indian flag near the consulate.", "burned", "PROTEST", "PAK", "IND"),
    (
        "Soldiers of the 5th Iraqi Army Division and British paratroopers freed four hostages from a farm.",
        "freed",
        "AID",
        "IRQ GBR",
        "IRQ",
    ),
]


@lru_cache(maxsize=1)
def coder() -> Coder:
    return Coder()


def code(text: str, publisher: str | None = None) -> list[Event]:
    return coder().code(Report.from_text(text, doc_id="r", published=date(2016, 6, 1), publisher=publisher))


@pytest.mark.parametrize(("text", "words", "kind", "actors", "recipients"), ROWS, ids=[row[0][:50] for row in ROWS])
def test_sides(text: str, words: str, kind: str, actors: str, recipients: str) -> None:
    found = [
        ({e.code for e in event.actors}, {e.code for e in event.recipients})
        for event in code(text)
        if event.event == kind and words in event.sentence.text
    ]
    assert (set(actors.split()), set(recipients.split())) in found


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("The former mayor of Quito resigned in May.", ("GOV",)),
        ("Peru's ex-defence minister resigned over the affair.", ("GOV", "MIL")),
        ("Peru's former president accused the court of bias.", ("ELI",)),
    ],
)
def test_who_resigns_was_in_office(text: str, sectors: tuple[str, ...]) -> None:
    assert [event.actors[0].sector for event in code(text)] == [sectors]


def test_the_ruling_party_is_none_of_its_foes() -> None:
    text = "The opposition Unity Party of Kenya won the vote. The ruling party rejected the result."
    told = next(event for event in code(text) if event.event == "REJECT")
    assert (told.actors[0].name, told.actors[0].sector) == (None, ("PTY", "GOV"))


def test_the_high_commissioner_is_of_the_body_that_publishes() -> None:
    text = "The High Commissioner visited Lima in May. She condemned the killings."
    told = {e.event: e for e in code(text, "Office of the United Nations High Commissioner for Human Rights")}
    assert [e.code for e in told["CONSULT"].actors] == ["UNO"]


def test_what_forces_publish_tells_of_their_own() -> None:
    text = "In Mali, a patrol searched three villages near Gao. One sergeant was wounded by a mine near Gao on Friday."
    of_forces = {e.code for event in code(text, "French Army Headquarters") for e in (*event.actors, *event.recipients)}
    assert "FRA" in of_forces
    assert "FRA" not in {e.code for event in code(text) for e in (*event.actors, *event.recipients)}


def test_who_accuses_us_at_home_is_of_our_country() -> None:
    text = "Hungary has asked for a delay, and Hungary has reasons. The opposition has accused us of weakness."
    told = next(e for e in code(text, "Ministry of Foreign Affairs of Austria") if e.event == "ACCUSE")
    assert ({e.code for e in told.actors}, {e.code for e in told.recipients}) == ({"AUT"}, {"AUT"})


def test_a_day_of_may_is_nobody() -> None:
    events = code("British troops will join Oman in Exercise Saif in the Sultanate of Oman from May 15-24.")
    assert events
    assert "Theresa May" not in {e.name for event in events for e in (*event.actors, *event.recipients)}


def test_a_body_of_states_calls_itself_by_its_noun() -> None:
    text = "The Governing Council of Elders sat in Lagos.\n\nThe Council condemns the coup in Niger. The Council urges Niger to free the president."
    told = code(text, "African Union Peace and Security Council")
    assert {e.code for event in told if event.event in ("ACCUSE", "REQUEST") for e in event.actors} == {"IGO"}
