"""What holds for the pictures of any record."""

from __future__ import annotations

import json
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from diurna.plots import Spec, heat, render, ties, timeline, worldmap
from diurna.plots.timeline import Period
from diurna.record import Event, Report
from tests.export.made_up import act, party
from tests.record.strategies import reports_with_events


@settings(max_examples=60)
@given(told=reports_with_events)
def test_every_picture_is_a_plain_value(told: tuple[Report, Event]) -> None:
    for spec in (
        timeline([told[1]]),
        worldmap([told[1]]),
        ties([told[1]]),
        ties([told[1]], sectors=True),
        heat([told[1]]),
        heat([told[1]], of="types", sectors=True),
    ):
        assert json.loads(json.dumps(spec)) == spec
        assert spec["title"]["text"] in spec["description"]


@settings(max_examples=20)
@given(told=reports_with_events)
@pytest.mark.parametrize("by", ["day", "week", "month", "year"])
def test_every_day_has_its_bar(by: Period, told: tuple[Report, Event]) -> None:
    timeline([told[1]], by=by)


@pytest.mark.parametrize("name", ["nil \x00", "half \ud83d", "turned \u202e", "long " * 200, "{{datum.x}}", "\\", "'"])
@pytest.mark.parametrize("kind", [ties, heat])
def test_no_name_breaks_a_picture(kind: Callable[[list[Event]], Spec], name: str) -> None:
    drawn = render(kind([act(actors=(party(name=name),), recipients=(party("UKR"),))]), "svg")
    assert b"Ukraine" in drawn
    ElementTree.fromstring(drawn)
