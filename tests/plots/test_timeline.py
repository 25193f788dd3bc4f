"""Records over time: periods, stacks, means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from diurna.plots.timeline import Period, Tally, begin_of, end_of, period_name, period_of, timeline, timeline_of
from diurna.record import Event, When
from tests.export.made_up import act


def on(day: str | None, quad: int | None = 4, goldstein: float | None = -10.0) -> Event:
    when = When(start=date.fromisoformat(day), end=date.fromisoformat(day), span=None) if day else None
    return act(when=when, published=None, quad_code=quad, goldstein=goldstein)


def bars(spec: dict[str, Any]) -> list[tuple[str, str, str, int, int]]:
    return [(b["from"], b["to"], b["quad"], b["low"], b["high"]) for b in spec["vconcat"][0]["data"]["values"]]


def means(spec: dict[str, Any]) -> list[tuple[str, float, int]]:
    return [(m["from"], m["mean"], m["run"]) for m in spec["vconcat"][1]["layer"][1]["data"]["values"]]


PERIODS: list[tuple[str, Period, str, str]] = [
    ("2024-02-28", "day", "2024-02-28", "2024-02-29"),
    ("2024-02-28", "week", "2024-02-26", "2024-03-04"),
    ("2024-02-26", "week", "2024-02-26", "2024-03-04"),
    ("2024-12-31", "month", "2024-12-01", "2025-01-01"),
    ("2024-02-28", "year", "2024-01-01", "2025-01-01"),
    ("0001-01-02", "week", "0001-01-01", "0001-01-08"),
]


@pytest.mark.parametrize(("day", "period", "begin", "end"), PERIODS)
def test_periods(day: str, period: Period, begin: str, end: str) -> None:
    assert begin_of(date.fromisoformat(day), period).isoformat() == begin
    assert end_of(date.fromisoformat(day), period).isoformat() == end


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2024-03-01", "2024-03-31", "March 2024"), ("2024-02-01", "2024-02-29", "February 2024"), ("2024-01-01", "2024-12-31", "2024"),
        ("2024-03-04", "2024-03-10", "4 March to 10 March 2024"), ("2024-03-01", "2024-03-01", "1 March 2024"), ("2024-03-01", "2024-03-30", "1 March to 30 March 2024"),
    ],
)  # fmt: skip
def test_a_period_in_words(first: str, last: str, name: str) -> None:
    assert period_name(date.fromisoformat(first), date.fromisoformat(last)) == name


@pytest.mark.parametrize(
    ("last", "period"), [("2024-01-01", "day"), ("2024-03-10", "day"), ("2024-03-11", "week"), ("2025-12-31", "week"), ("2030-01-01", "month"), ("2060-01-01", "year")]
)  # fmt: skip
def test_the_shortest_period_that_gives_not_too_many_bars(last: str, period: str) -> None:
    assert period_of(date(2024, 1, 1), date.fromisoformat(last)) == period


def test_classes_are_stacked_cooperation_below_conflict() -> None:
    spec = timeline([on("2024-03-02", 4), on("2024-03-02", 1), on("2024-03-02", 4), on("2024-03-03", 3)], by="day")
    assert bars(spec) == [
        ("2024-03-02", "2024-03-03", "verbal cooperation", 0, 1),
        ("2024-03-02", "2024-03-03", "material conflict", 1, 3),
        ("2024-03-03", "2024-03-04", "verbal conflict", 0, 1),
    ]
    assert spec["title"] == {"text": "Records by day", "subtitle": "4 records, 2 March to 3 March 2024"}


def test_means_are_of_the_scored_and_break_where_nothing_was() -> None:
    given = [
        on("2024-03-02"),
        on("2024-03-02", goldstein=5.0),
        on("2024-03-03", goldstein=None),
        on("2024-03-04", goldstein=1.0),
    ]
    assert means(timeline(given, by="day")) == [("2024-03-02", -2.5, 1), ("2024-03-04", 1.0, 2)]
    assert len(timeline([on("2024-03-02", goldstein=None)])["vconcat"]) == 1


def test_the_reports_day_stands_in_and_the_undated_are_said() -> None:
    spec = timeline([replace(on(None), published=date(2024, 5, 6)), on(None)])
    assert bars(spec)[0][:2] == ("2024-05-06", "2024-05-07")
    assert spec["title"]["subtitle"] == "1 record, 6 May 2024; 1 record without a day left out"


def test_nothing_to_show_is_said() -> None:
    assert timeline([on(None)])["data"]["values"] == [{"said": "No records to show"}]


def test_records_that_were_counted_already_give_the_same_picture() -> None:
    told = [
        ("2024-03-01", 4, -10.0),
        ("2024-03-01", 4, -9.0),
        ("2024-03-01", 1, None),
        ("2024-03-02", 1, 5.0),
        (None, 4, -10.0),
    ]
    counted = [
        Tally(date(2024, 3, 1), 4, 2, -19.0, 2),
        Tally(date(2024, 3, 1), 1, 1),
        Tally(date(2024, 3, 2), 1, 1, 5.0, 1),
        Tally(None, 4, 1, -10.0, 1),
    ]
    assert timeline_of(counted) == timeline(on(*one) for one in told)
