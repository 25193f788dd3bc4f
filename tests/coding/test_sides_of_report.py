"""Parties that the rest of a report, or of a sentence, tells: foes, claimants, partners of talks; towns that only lend their name."""

from datetime import date
from functools import lru_cache

import pytest

from diurna.coding import Coder
from diurna.record import Event, Report

ROWS = [
    # report, words of the trigger's sentence, type, codes of the actors, codes of the recipients
    (
        "Kenyan troops attacked al-Shabaab near Afmadow on Monday. On Tuesday the Kenyan troops launched an offensive to retake two towns.",
        "launched an offensive",
        "ASSAULT",
        "KEN",
        "SOM",
    ),
    (
        "Coalition aircraft struck ISIL fighters near Mosul. Near Kirkuk, two strikes destroyed three bunkers.",
        "destroyed three bunkers",
        "ASSAULT",
        "IGO",
        "IMG",
    ),
    (
        "A bomb killed nine people in Kabul on Sunday. The Taliban claimed responsibility for the attack.",
        "A bomb killed",
        "ASSAULT",
        "AFG",
        "AFG",
    ),
    (
        "A bomb killed nine people in Kabul on Sunday. No group claimed responsibility for the attack.",
        "A bomb killed",
        "ASSAULT",
        "",
        "AFG",
    ),
    (
        "A bomb killed nine people in Kabul on Sunday. The Taliban has claimed responsibility for similar attacks in the past.",
        "A bomb killed",
        "ASSAULT",
        "",
        "AFG",
    ),
    (
        "Turkish jets struck PKK camps on Monday. Turkish jets carried out an offensive in the mountains on Tuesday.",
        "mountains",
        "ASSAULT",
        "TUR",
        "TUR",
    ),
    (
        "Israeli forces attacked Hamas and Hezbollah on Monday. Israeli forces carried out more strikes on Tuesday.",
        "more strikes",
        "ASSAULT",
        "ISR",
        "",
    ),
    (
        "The Kenyan minister announced the grant during a meeting with the Ugandan ambassador.",
        "a meeting",
        "CONSULT",
        "KEN UGA",
        "",
    ),
    ("Iran breached its duties under the agreement with the United Nations.", "agreement", "AGREE", "IRN UNO", ""),
    ("Turkey closed the frontier in support of Azerbaijan.", "closed", "COERCE", "TUR", ""),
    ("French jets carried out strikes in support of the army of Mali.", "strikes", "ASSAULT", "FRA", ""),
    ("Somali pirates seized a dhow off the coast of Puntland.", "seized", "ASSAULT", "SOM", ""),
    (
        "Turkey and Armenia restored ties. Some 2,000 people marched in Yerevan and accused the president of treason.",
        "marched",
        "ACCUSE",
        "ARM",
        "ARM",
    ),
    ("Norway asked Mali to free the envoys. Mali refused to free the envoys.", "refused", "REJECT", "MLI", "NOR"),
    ("Kenya accused Uganda of spying. Uganda denied this.", "denied", "REJECT", "UGA", "KEN"),
    ("Mali and Niger signed an accord. Portugal welcomed the accord.", "welcomed", "SUPPORT", "PRT", "MLI NER"),
    (
        "Soldiers killed nine people in Conakry, Guinea. Guinea has no parliament. France condemned the killings.",
        "condemned",
        "ACCUSE",
        "FRA",
        "GIN",
    ),
    ("The raid was conducted by forces of either Kenya or Uganda.", "raid", "ASSAULT", "KEN UGA", ""),
    ("The union was banned from holding marches by the Greek Ministry of Health.", "banned", "COERCE", "GRC", "GRC"),
    ("Hezbollah was involved in attacks on Israeli soldiers.", "involved", "ASSAULT", "LBN", "ISR"),
    ("Norway remains committed to working with Kenya.", "committed", "AGREE", "NOR", "KEN"),
    ("The Norwegian ambassador was summoned to the Russian foreign ministry.", "summoned", "ACCUSE", "RUS", "NOR"),
    (
        "Kenyan police dispersed the strikers with tear gas. Nine opposition leaders were arrested.",
        "arrested",
        "COERCE",
        "KEN",
        "KEN",
    ),
    (
        "Kenya and Somalia signed a truce. Algeria sent envoys to Norway. Both sides freed nine prisoners.",
        "freed",
        "RETREAT",
        "KEN SOM",
        "",
    ),
    ("Norway condemned it on Monday. Kenya denied this.", "denied", "REJECT", "KEN", ""),
    ("France condemns Ankara bombing", "condemns", "ACCUSE", "FRA", ""),
    ("Norway welcomed the Minsk agreement.", "welcomed", "SUPPORT", "NOR", ""),
    ("Sweden praised the Vienna accord with Iran.", "praised", "SUPPORT", "SWE", "IRN"),
]


@lru_cache(maxsize=1)
def coder() -> Coder:
    return Coder()


def codes(event: Event) -> tuple[set[str], set[str]]:
    return {e.code for e in event.actors if e.code}, {e.code for e in event.recipients if e.code}


@pytest.mark.parametrize(("text", "words", "kind", "actors", "recipients"), ROWS)
def test_sides(text: str, words: str, kind: str, actors: str, recipients: str) -> None:
    events = coder().code(Report.from_text(text, doc_id="r", published=date(2016, 6, 1)))
    found = [codes(e) for e in events if e.event == kind and words in e.sentence.text]
    assert (set(actors.split()), set(recipients.split())) in found


def test_people_of_a_country_are_civilians_where_something_is_done_to_them() -> None:
    events = coder().code(
        Report.from_text("Bandits abducted two Canadians. Some 9,000 Latvians rallied in Riga.", doc_id="r")
    )
    assert [e.sector for event in events if event.event == "ASSAULT" for e in event.recipients] == [("CVL",)]
    assert [e.sector for event in events if event.event == "PROTEST" for e in event.actors] == [("CVL",)]


def test_what_an_office_publishes_in_its_own_voice_is_its_own() -> None:
    text = 'The opposition has accused us of delay. In 2008 we vetoed the plan. "We disagree," said Swedish Foreign Minister Eva Lind.'
    report = Report.from_text(
        text, doc_id="r", published=date(2018, 6, 1), publisher="Ministry of Foreign Affairs of Greece"
    )
    told = {e.event: e for e in coder().code(report)}
    assert {e.code for e in told["ACCUSE"].recipients} == {"GRC"}
    assert {e.code for e in told["REJECT"].actors} <= {"GRC", "SWE"}


def test_a_side_that_the_report_gave_has_no_words_but_those_that_gave_it() -> None:
    text = "Turkish jets struck PKK camps on Monday. Turkish jets carried out an offensive in the mountains on Tuesday."
    events = coder().code(Report.from_text(text, doc_id="r", published=date(2016, 6, 1)))
    foe = next(e for e in events if e.event == "ASSAULT" and "mountains" in e.sentence.text).recipients[0]
    assert foe.span is None
    assert foe.given_by is not None
    assert text[foe.given_by.start : foe.given_by.end] == foe.given_by.text
