"""What holds for every form and any record."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings

from diurna.export import acled, flat, gdelt, geojson, network, plover, polecat
from diurna.export.cells import CONTROL, FORMULA
from diurna.record import Event, Report
from diurna.record.stream import read_events
from tests.export.made_up import written
from tests.record.strategies import reports_with_events

TABLES: list[tuple[Callable[..., object], str, int]] = [
    (gdelt.write_events, "\t", len(gdelt.EVENT_COLUMNS)),
    (gdelt.write_mentions, "\t", len(gdelt.MENTION_COLUMNS)),
    (polecat.write_polecat, "\t", len(polecat.COLUMNS)),
    (acled.write_acled, ",", len(acled.COLUMNS)),
    (flat.write_csv, ",", len(flat.COLUMNS)),
]


@pytest.mark.parametrize(("write", "delimiter", "width"), TABLES)
@settings(max_examples=40)
@given(told=reports_with_events)
def test_every_row_has_its_columns_and_every_cell_is_harmless(
    write: Callable[..., object], delimiter: str, width: int, told: tuple[Report, Event]
) -> None:
    text, _ = written(write, [told[1]])  # type: ignore[arg-type]
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        assert len(row) == width
        for cell in row:
            assert not CONTROL.search(cell)
            if cell.lstrip().startswith(FORMULA):
                float(cell)  # a number


@settings(max_examples=40)
@given(told=reports_with_events)
def test_json_forms_hold_any_record(told: tuple[Report, Event]) -> None:
    event = told[1]
    assert json.loads(written(plover.write_plover, [event])[0])["id"] == event.id
    assert len(json.loads(written(geojson.write_geojson, [event])[0])["features"]) <= 1
    assert list(read_events(io.StringIO(written(flat.write_jsonl, [event])[0]))) == [event]


@settings(max_examples=40)
@given(told=reports_with_events)
def test_xml_forms_hold_any_record(told: tuple[Report, Event]) -> None:
    stream = io.BytesIO()
    network.write_graphml([told[1]], stream)
    networkx.read_graphml(io.BytesIO(stream.getvalue()))


def test_every_column_is_documented() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
    for form, columns in {
        "GDELT 2.0": (*gdelt.EVENT_COLUMNS, *gdelt.MENTION_COLUMNS),
        "POLECAT": tuple(polecat.COLUMNS),
        "ACLED": acled.COLUMNS,
    }.items():
        section = documented.partition(f"\n## {form}\n")[2].partition("\n## ")[0]
        for column in columns:
            own = column.replace("Actor2", "Actor1").replace("Recipient", "Actor")  # both sides are told at once
            assert re.search(rf"\b{re.escape(own)}\b", section) or own in GROUPED, f"{form}: {column}"


GROUPED = {f"Actor1Geo_{name}" for name in gdelt.GEO} | {"Actor1Type2Code"}
"""Columns that a row of the document names together with their neighbours."""
