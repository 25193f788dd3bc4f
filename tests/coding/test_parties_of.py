"""Parties of an act: owners of things, doers named by "by", scenes that are no doers, people at home."""

from functools import lru_cache

import pytest

from diurna.coding import Coder
from diurna.record import Report

ROWS = [
    # sentence, type, codes of the actors, codes of the recipients
    ("France shelled 14 ISIL tanks, trucks and armoured vehicles near Palmyra.", "ASSAULT", "FRA", "IMG"),
    ("The attack on a village by Russian aircraft killed ten.", "ASSAULT", "RUS", ""),
    ("Police in Istanbul detained 40 activists.", "COERCE", "TUR", "TUR"),
    ("Hundreds of teachers marched in Nairobi against government policy.", "PROTEST", "KEN", "KEN"),
    ("The army arrested dozens of opposition politicians in Kampala.", "COERCE", "UGA", "UGA"),
    ("The EU supports Ukraine's territorial integrity.", "SUPPORT", "EUR", "UKR"),
    ("Syrian rebels recaptured ISIL-held towns.", "ASSAULT", "SYR", "IMG"),
    ("The foreign ministers of France, Germany and Italy met in Rome.", "CONSULT", "DEU FRA ITA", ""),
    # people of whom nothing but their number is told
    ("In Lima, police arrested 17 people on Monday.", "COERCE", "PER", "PER"),
    ("The junta in Myanmar has arrested over 3,000 people.", "COERCE", "MMR", "MMR"),
    ("Two men aged 19 and 23 were detained on Wednesday in a flat in Gothenburg, Sweden.", "COERCE", "SWE", "SWE"),
    ("Gunmen abducted three women and a girl near Maiduguri.", "ASSAULT", "NGA", "NGA"),
    # ground is no side of a fight
    ("The army and rebels clashed near Goma.", "ASSAULT", "COD", ""),
    ("Clashes between Indian and Chinese soldiers in Ladakh left three people dead.", "ASSAULT", "IND CHN", ""),
    ("Turkish soldiers and Kurdish fighters clashed over a village in northern Iraq.", "ASSAULT", "TUR IRQ", ""),
    # who hosts talks is in them; who hosts a guest is visited
    ("Ecuador has hosted the talks since February.", "CONSULT", "ECU", ""),
    ("Norway hosted the conference on Sudan.", "CONSULT", "NOR", ""),
    ("Belgian instructors trained 60 Malian soldiers in the detection of mines.", "AID", "BEL", "MLI"),
    ("Turkey and Armenia will begin six weeks of talks on two protocols.", "AGREE", "TUR ARM", ""),
    # people who are praised; who makes a bill; the quantity that stands for people
    ("The European Union congratulates the people of Ghana on the peaceful election.", "SUPPORT", "EUR", "GHA"),
    ("U.S. senators prepared a bill that would impose sanctions on Belarus.", "SANCTION", "USA", "BLR"),
    ("French Foreign Minister Jean-Yves Le Drian and his German counterpart met in Paris.", "CONSULT", "DEU FRA", ""),
]


@lru_cache(maxsize=1)
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize(("text", "kind", "actors", "recipients"), ROWS)
def test_who_did_it_to_whom(text: str, kind: str, actors: str, recipients: str) -> None:
    events = [e for e in coder().code(Report.from_text(text, doc_id="r")) if e.event == kind]
    found = [({e.code for e in event.actors} - {None}, {e.code for e in event.recipients} - {None}) for event in events]
    assert (set(actors.split()), set(recipients.split())) in found
