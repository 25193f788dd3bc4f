"""PLOVER's JSON by example, and read by pandas."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pandas as pd
import pytest

from diurna.export.plover import plover_object, write_plover
from tests.export.made_up import act, written
from tests.record.samples import ASSAULT, REQUEST


def test_a_record_under_plovers_names() -> None:
    assert plover_object(REQUEST) == {
        "id": REQUEST.id,
        "has_event": True,
        "date": "2024-03-01",
        "enddate": "2024-03-01",
        "source": [
            {
                "code": "KOS",
                "sector": ["GOV"],
                "actor_text": "king of Arnor",
                "identifier_id": "https://www.wikidata.org/wiki/Q1",
                "identifier_text": "Elessar",
                "office": "king",
            }
        ],
        "recipient": [{"code": "UKR", "actor_text": "Gondor", "identifier_text": "Gondor"}],
        "event": ["REQUEST"],
        "mode": ["yield"],
        "context": ["human_security"],
        "event_text": ["urged"],
        "event_loc": {
            "geonameid": 42,
            "name": "Bree",
            "latitude": 52.5,
            "longitude": -1.25,
            "country_code": "UA",
            "cc3": "UKR",
            "admin1_name": "Eriador",
            "resolution": "place",
        },
        "quad_code": 3,
        "event_scale": -1.0,
        "text": REQUEST.sentence.text,
        "text_info": {"start": REQUEST.sentence.start, "end": REQUEST.sentence.end},
        "cite_info": {
            "citation": "bree-1",
            "url": "https://example.org/bree-1",
            "title": "Arnor urges Gondor to open its border",
            "language": "en",
            "publication": "The Prancing Pony",
            "publication_date": "2024-03-03",
            "coder": "diurna 0.1.0 language_model en-1 lexicon 2024.1 ontology 1",
            "codebook": "plover-2.0",
        },
        "coder": "diurna",
        "date_text": "Friday",
        "cameo": "0253",
        "goldstein": -0.3,
        "status": "actual",
        "attribution": [{"code": "KOS", "sector": ["GOV"], "actor_text": "his spokesman", "stance": "says"}],
        "confidence": 0.912,
    }


def test_counts_and_links_are_kept() -> None:
    found = plover_object(ASSAULT)
    assert found["dead"] == [12, None]
    assert found["link"] == "b1"


@pytest.mark.parametrize(
    ("status", "context"),
    [("actual", []), ("future", ["future"]), ("hypothetical", ["hypothetical"]), ("negated", ["negation"])],
)
def test_the_status_is_a_context_there(status: str, context: list[str]) -> None:
    assert plover_object(act(status=status)).get("context", []) == context


def test_what_plover_requires_is_always_there() -> None:
    found = plover_object(replace(act(), when=None, published=None, actors=()))
    assert (found["date"], found["source"]) == (None, [])


def test_pandas_reads_the_lines() -> None:
    text, told = written(write_plover, [REQUEST, ASSAULT])
    table = pd.read_json(io.StringIO(text), lines=True, dtype=False)
    assert list(table["event"]) == [["REQUEST"], ["ASSAULT"]]
    assert list(table["cameo"]) == ["0253", "194"]
    assert told.count == len(text.splitlines()) == len(table)
    assert json.loads(text.splitlines()[0]) == plover_object(REQUEST)
