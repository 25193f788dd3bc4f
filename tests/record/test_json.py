"""The record's JSON: exact keys, strict reading, and write then read as identity."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from diurna.errors import RecordError
from diurna.record import Event, Report, Span, When
from diurna.record.json import (
    canonical_line,
    event_from_json,
    event_to_json,
    parse_object,
    report_from_json,
    report_to_json,
)
from tests.record.samples import ASSAULT, REPORT, REQUEST
from tests.record.strategies import reports, reports_with_events

KEYS = (
    "id doc_id publisher url title language published published_inferred event mode context cameo goldstein event_scale "
    "quad_code date enddate date_text actor recipient event_loc status attribution size size_text trigger sentence link "
    "confidence coder"
)


def test_the_keys_are_those_of_the_table_in_their_order() -> None:
    record = event_to_json(REQUEST)
    assert " ".join(record) == KEYS
    assert " ".join(record["actor"][0]) == "text start end name code sector wikidata role from"
    assert " ".join(record["attribution"][0]) == "text start end name code sector stance"
    assert " ".join(record["event_loc"]) == (
        "text start end resolved_place province country_code lat lon geonameid resolution from"
    )
    assert list(record["trigger"]) == ["text", "start", "end"]


def test_a_record_written_out() -> None:
    record = event_to_json(ASSAULT)
    assert record["cameo"] == "194"
    assert (record["date"], record["enddate"]) == ("2024-02-28", "2024-02-28")
    assert record["date_text"]["text"] == "two days earlier"
    assert record["size"] == {"dead": [12, None]}
    assert record["size_text"]["dead"]["text"] == "At least 12 people"
    assert record["recipient"][0]["text"] is None
    assert record["recipient"][0]["from"] == {"text": "Bree", "start": 99, "end": 103}
    assert record["event_loc"]["from"]["text"] == "Bree"


def test_the_inferred_day_of_publication() -> None:
    day = date(2022, 2, 25)
    inferred = replace(REQUEST, published=None, published_inferred=When(start=day, end=day, span=Span(0, 5, "Arnor")))
    assert event_to_json(inferred)["published_inferred"] == {"day": "2022-02-25", "text": "Arnor", "start": 0, "end": 5}
    assert event_from_json(event_to_json(inferred)) == inferred
    with pytest.raises(RecordError, match="published_inferred: 2022-02-25 to 2022-02-26 is not one day"):
        event_to_json(replace(inferred, published_inferred=When(start=day, end=date(2022, 2, 26), span=None)))


def test_confidence_has_three_digits() -> None:
    assert event_to_json(replace(REQUEST, confidence=0.123456))["confidence"] == 0.123


@given(reports_with_events)
def test_write_then_read_gives_the_same_record(case: tuple[Report, Event]) -> None:
    _, event = case
    line = canonical_line(event_to_json(event))
    assert line.index("\n") == len(line) - 1
    line.encode("utf-8")
    assert event_from_json(parse_object(line)) == event
    assert canonical_line(event_to_json(event_from_json(parse_object(line)))) == line


@given(reports_with_events)
def test_every_span_written_quotes_its_report(case: tuple[Report, Event]) -> None:
    report, event = case

    def quotes(value: Any) -> None:
        if isinstance(value, dict):
            if value.get("start") is not None:
                assert report.text[value["start"] : value["end"]] == value["text"]
            for member in value.values():
                quotes(member)
        elif isinstance(value, list):
            for member in value:
                quotes(member)

    quotes(event_to_json(event))


@given(reports)
def test_write_then_read_gives_the_same_report(report: Report) -> None:
    assert report_from_json(parse_object(canonical_line(report_to_json(report)))) == report


def test_a_line_keeps_its_letters() -> None:
    assert canonical_line({"name": "Erdoğan", "end": None}) == '{"name":"Erdoğan","end":null}\n'


def test_half_a_surrogate_pair_is_written_as_an_escape() -> None:
    line = canonical_line({"text": "a\ud800b"})
    assert line == '{"text":"a\\ud800b"}\n'
    assert json.loads(line) == {"text": "a\ud800b"}


Path = tuple[str | int, ...]


def changed(path: Path, value: Any) -> dict[str, Any]:
    """The sample record with the value at a path changed (or, with `...`, removed)."""
    record = copy.deepcopy(event_to_json(ASSAULT))
    at: Any = record
    for step in path[:-1]:
        at = at[step]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return record


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("colour",), "red", "colour: unknown key"),
        (("actor", 0, "colour"), "red", "actor[0].colour: unknown key"),
        (("a\nb",), "red", "'a\\nb': unknown key"),
        (("status",), ..., "status: missing"),
        (("actor", 0, "from"), ..., "actor[0].from: missing"),
        (("actor", 0, "code"), 7, "actor[0].code: expected text, found a whole number"),
        (("actor", 0, "sector"), "GOV", "actor[0].sector: expected a list, found text"),
        (("actor", 0, "sector"), [None], "actor[0].sector[0]: expected text, found null"),
        (("actor", 0, "wikidata"), "212", "actor[0].wikidata: '212' does not match ^Q[1-9][0-9]*$"),
        (("trigger",), None, "trigger: expected an object, found null"),
        (("trigger", "start"), True, "trigger.start: expected a whole number, found true or false"),
        (("trigger", "start"), 1.0, "trigger.start: expected a whole number, found a number"),
        (("trigger", "start"), -1, "trigger.start: -1 is less than 0"),
        (("trigger", "end"), 3, "trigger.end: 3 is not after start 167"),
        (("actor", 0, "start"), None, "actor[0].start: null, though text, start and end must be null together"),
        (("status",), "done", "status: 'done' is none of actual, future, hypothetical, negated"),
        (("date",), "2024-02-30", "date: '2024-02-30' is no day (expected one like 2022-02-24)"),
        (("date",), "20240228", "date: '20240228' is no day (expected one like 2022-02-24)"),
        (("date",), "2024-03-01", "enddate: 2024-02-28 is before date 2024-03-01"),
        (("enddate",), None, "date: given, though date and enddate are not both told"),
        (("size", "dead"), [1], "size.dead: 1 values where there must be 2"),
        (("size", "dead"), [5, 3], "size.dead: high 3 is less than low 5"),
        (("size", "lost"), [1, 1], "size.lost: unknown key"),
        (("size_text", "dead"), ..., "size_text.dead: missing"),
        (("size", "dead"), ..., "size.dead: missing"),
        (("confidence",), 1.5, "confidence: 1.5 is more than 1"),
        (("confidence",), float("nan"), "confidence: nan is no number"),
        (("id",), "e1", "id: 'e1' does not match ^[0-9a-f]{16}$"),
        (("cameo",), 194, "cameo: expected text, found a whole number"),
        (("coder",), {"diurna": 1}, "coder.diurna: expected text, found a whole number"),
    ],
)
def test_a_record_that_is_none_is_refused_with_its_key_path(path: Path, value: Any, message: str) -> None:
    with pytest.raises(RecordError) as error:
        event_from_json(changed(path, value), where="records.jsonl:12")
    assert str(error.value) == f"records.jsonl:12: {message}"


def test_a_whole_number_is_read_as_a_score() -> None:
    assert event_from_json(changed(("goldstein",), -10)) == ASSAULT


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON: Expecting property name enclosed in double quotes at character 2"),
        ('{"a": NaN}', "not JSON: NaN is no JSON value"),
        (b'{"a": "\xff"}', "not UTF-8: byte 0xff at byte 8"),
        ("[" * 100_000, "not JSON that can be read: nested too deeply"),
    ],
)
def test_a_line_that_is_no_json(line: str | bytes, message: str) -> None:
    with pytest.raises(RecordError) as error:
        parse_object(line)
    assert str(error.value) == message


def test_a_list_is_no_record() -> None:
    with pytest.raises(RecordError, match=r"^a\.jsonl:1: expected an object, found a list$"):
        event_from_json([], where="a.jsonl:1")


def test_a_report_is_read_strictly() -> None:
    with pytest.raises(RecordError, match=r"^r\.jsonl:2: doc_id: unknown key$"):
        report_from_json({**report_to_json(REPORT), "doc_id": "x"}, where="r.jsonl:2")
