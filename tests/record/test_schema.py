"""The published JSON Schema: as the types say, and true of records."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given

from diurna.record import Event, Report
from diurna.record.json import event_to_json
from diurna.record.schema import record_schema, schema_text
from tests.record.samples import ASSAULT, REQUEST
from tests.record.strategies import reports_with_events

PUBLISHED = Path(__file__).parents[2] / "docs" / "record.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(
    record_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


def test_the_published_schema_is_that_of_the_types() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), (
        "stale: python -m diurna.record.schema > docs/record.schema.json"
    )


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(record_schema())


def test_the_samples_keep_to_the_schema() -> None:
    for event in (REQUEST, ASSAULT):
        VALIDATOR.validate(event_to_json(event))


@given(reports_with_events)
def test_every_record_keeps_to_the_schema(case: tuple[Report, Event]) -> None:
    VALIDATOR.validate(event_to_json(case[1]))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("status", "done"),
        ("date", "yesterday"),
        ("confidence", 2),
        ("actor", None),
        ("quad_code", 5),
        ("colour", "red"),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(key: str, value: Any) -> None:
    record = copy.deepcopy(event_to_json(ASSAULT))
    record[key] = value
    assert not VALIDATOR.is_valid(record)
