"""Parties that an act takes from the acts told around it."""

from functools import lru_cache

import pytest

from diurna.coding import Coder
from diurna.record import Report

ROWS = [
    # report, type, trigger, codes and sectors of the actors, of the recipients
    ("Some 3,000 people marched in Tbilisi, accusing the president of betraying the country to Russia.", "PROTEST", "marched", "GEO/CVL", "GEO/GOV"),
    ("Nurses went on strike in Nairobi and demanded that the health minister resign.", "PROTEST", "went", "KEN/MED", "KEN/GOV"),
    ("Soldiers arrested two ministers in Niamey on Friday. France demanded the release of both men.", "REQUEST", "demanded", "FRA/GOV", "NER/MIL"),
    ("Turkish police detained the mayor on Monday. The mayor denied the accusation.", "REJECT", "denied", "TUR/GOV", "TUR/COP"),
    ("The German minister met the Polish minister in Berlin. \"We agreed to build a bridge,\" the German minister said.", "AGREE", "agreed", "DEU/GOV POL/GOV", ""),
    ("Sudan and the rebels of the SPLM-N signed a truce. Kenya has hosted the talks since May.", "CONSULT", "hosted", "KEN/GOV", "SDN/GOV SDN/REB"),
    ("The Polish opposition called the plan shameful. Germany rejected the word.", "REJECT", "rejected", "DEU/GOV", "POL/OPP"),
    # the nearest act in which the parties do not fit tells nothing
    ("Turkish police detained four students on Monday. Greece denied the accusation.", "REJECT", "denied", "GRC/GOV", ""),
]  # fmt: skip


@lru_cache(maxsize=1)
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize(("text", "kind", "trigger", "actors", "recipients"), ROWS)
def test_whom_the_acts_around_tell(text: str, kind: str, trigger: str, actors: str, recipients: str) -> None:
    events = coder().code(Report.from_text(text, doc_id="r"))
    event = next(e for e in events if e.event == kind and trigger in e.trigger.text)
    sides = [{f"{p.code}/{(p.sector or ('',))[0]}" for p in side} for side in (event.actors, event.recipients)]
    assert sides == [set(actors.split()), set(recipients.split())]
    assert all(p.span or p.given_by for p in (*event.actors, *event.recipients))
