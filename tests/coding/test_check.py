"""What `diurna check` proves: each kind of fault, shown failing on a record that is otherwise right."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from diurna.coding.check import check_records
from diurna.ontology.conformity import country_codes
from diurna.record import Event, Report, event_id
from diurna.record.json import canonical_line, event_to_json
from diurna.record.stream import event_lines
from tests.record.samples import ASSAULT, REPORT, REQUEST, TEXT, span
from tests.record.strategies import reports_with_events


def faults(*events: Event, reports: tuple[Report, ...] = (REPORT,)) -> list[str]:
    return [str(fault) for fault in check_records(event_lines(events), reports, name="r.jsonl")]


def faults_of_json(change: Callable[[dict[str, Any]], None]) -> list[tuple[str, str]]:
    """Rule and words of the faults of the ASSAULT sample after a change of its JSON."""
    record = copy.deepcopy(event_to_json(ASSAULT))
    change(record)
    found = check_records([canonical_line(record)], [REPORT], name="r.jsonl")
    return [(fault.rule, str(fault)) for fault in found]


def setter(*path: str | int, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(record: dict[str, Any]) -> None:
        at: Any = record
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value

    return change


def words(text: str) -> dict[str, Any]:
    return {"text": text, "start": TEXT.index(text), "end": TEXT.index(text) + len(text)}


def test_right_records_have_no_fault() -> None:
    assert faults(REQUEST, ASSAULT) == []
    assert check_records(["\n", *event_lines([REQUEST])], [REPORT]) == []
    assert check_records([], []) == []


SENTENCE = (ASSAULT.sentence.start, ASSAULT.sentence.end)


@pytest.mark.parametrize(
    ("change", "rule", "message"),
    [
        # form
        (setter("colour", value="red"), "form", "colour: unknown key"),
        (setter("date", value="2024-02-30"), "form", "date: '2024-02-30' is no day (expected one like 2022-02-24)"),
        (setter("date", value="2024-02-29"), "form", "enddate: 2024-02-28 is before date 2024-02-29"),
        (setter("confidence", value=1.2), "form", "confidence: 1.2 is more than 1"),
        (setter("quad_code", value=5), "form", "quad_code: 5 is more than 4"),
        # report
        (setter("publisher", value="The Shire"), "report", "publisher: 'The Shire', but the report has 'The Prancing Pony'"),
        (setter("published", value=None), "report", "published: null, but the report has 2024-03-03"),
        (
            setter("published_inferred", value={"day": "2024-03-01", **words("Friday")}),
            "report",
            "published_inferred: a day was inferred, though one was given",
        ),
        # quote
        *(
            (
                setter(*path, value={**words("Gondor"), "text": "Mordor"}),
                "quote",
                f"{name}: 'Mordor' is not what stands from 12 to 18: 'Gondor'",
            )
            for path, name in (
                (("date_text",), "date_text"),
                (("recipient", 0, "from"), "recipient[0].from"),
                (("event_loc", "from"), "event_loc.from"),
                (("size_text", "dead"), "size_text.dead"),
            )
        ),
        (setter("actor", 0, "text", value="Orcs"), "quote", "actor[0]: 'Orcs' is not what stands from 162 to 166: 'orcs'"),
        (
            setter("sentence", "end", value=10_000),
            "quote",
            f"sentence: {ASSAULT.sentence.text!r} is not what stands from 126 to 10000: {ASSAULT.sentence.text[:80]!r}",
        ),
        (
            setter("attribution", value=[{**words("Bree"), "text": "Tree", "name": None, "code": None, "sector": [], "stance": "says"}]),
            "quote",
            "attribution[0]: 'Tree' is not what stands from 99 to 103: 'Bree'",
        ),
        (
            lambda record: record["event_loc"].update(words("Bree")),
            "quote",
            f"event_loc: 'Bree' stands outside the sentence ({SENTENCE[0]} to {SENTENCE[1]})",
        ),
        (
            lambda record: record["actor"][0].update(words("Arnor")),
            "quote",
            f"actor[0]: 'Arnor' stands outside the sentence ({SENTENCE[0]} to {SENTENCE[1]})",
        ),
        (setter("recipient", 0, "from", value=None), "quote", "recipient[0]: points at no words: neither text nor from"),
        (setter("event_loc", "from", value=None), "quote", "event_loc: points at no words: neither text nor from"),
        # code
        (setter("mode", value=["heavy-weapons", "yield"]), "code", "mode[1]: ASSAULT has no mode 'yield'"),
        (setter("context", value=["military", "sport"]), "code", "context[1]: no context 'sport'"),
        (setter("cameo", value="299"), "code", "cameo: no CAMEO code '299'"),
        (setter("actor", 0, "code", value="XXX"), "code", "actor[0].code: no code 'XXX' of a country or body"),
        (setter("recipient", 0, "sector", value=["CVL", "UNK"]), "code", "recipient[0].sector[1]: no sector 'UNK'"),
        (setter("event_loc", "country_code", value="UNO"), "code", "event_loc.country_code: no code 'UNO' of a country"),
        (
            setter("attribution", value=[{**words("orcs"), "name": None, "code": "ORC", "sector": [], "stance": "says"}]),
            "code",
            "attribution[0].code: no code 'ORC' of a country or body",
        ),
        # score
        (setter("goldstein", value=-9), "score", "goldstein: -9.0, but CAMEO 194 has -10.0"),
        (setter("cameo", value=None), "score", "goldstein: -10.0, but CAMEO None has null"),
        (setter("quad_code", value=3), "score", "quad_code: 3, but ASSAULT has 4"),
        (setter("event_scale", value=-9), "score", "event_scale: -9.0, but ASSAULT heavy-weapons has -9.5"),
        (setter("mode", value=[]), "score", "event_scale: -9.5, but ASSAULT has -9.0"),
        # id
        (setter("id", value="0" * 16), "id", f"id: {'0' * 16}, but report, trigger and type give {ASSAULT.id}"),
    ],
)  # fmt: skip
def test_each_kind_of_fault_is_found(change: Callable[[dict[str, Any]], None], rule: str, message: str) -> None:
    assert faults_of_json(change) == [(rule, f"r.jsonl:1: {message}")]


def test_a_line_that_is_no_json() -> None:
    (fault,) = check_records(["{\n"], [REPORT], name="r.jsonl")
    assert fault.rule == "form"
    assert str(fault).startswith("r.jsonl:1: not JSON")


def test_a_trigger_outside_its_sentence() -> None:
    trigger = span("urged")
    event = replace(ASSAULT, trigger=trigger, id=event_id("bree-1", trigger, "ASSAULT"))
    assert faults(event) == ["r.jsonl:1: trigger: 'urged' stands outside the sentence (126 to 201)"]


def test_a_type_that_is_none() -> None:
    event = replace(ASSAULT, event="BRAWL", id=event_id("bree-1", ASSAULT.trigger, "BRAWL"))
    assert faults(event) == ["r.jsonl:1: event: no event type 'BRAWL'"]


def test_a_report_that_was_not_given() -> None:
    assert faults(REQUEST, reports=()) == ["r.jsonl:1: doc_id: no report 'bree-1' was given"]


def test_an_id_that_two_records_share() -> None:
    assert faults(REQUEST, ASSAULT, REQUEST) == [f"r.jsonl:3: id: {REQUEST.id} is also that of r.jsonl:1"]


def test_links_join_mentions_of_one_event() -> None:
    trigger = span("killed")
    mention = replace(ASSAULT, trigger=trigger, id=event_id("bree-1", trigger, "ASSAULT"))
    assert faults(ASSAULT, mention) == []
    assert faults(ASSAULT, replace(REQUEST, link="b1")) == [
        "r.jsonl:2: link: 'b1' joins REQUEST to ASSAULT (r.jsonl:1)"
    ]
    other = replace(ASSAULT, doc_id="bree-2", id=event_id("bree-2", ASSAULT.trigger, "ASSAULT"))
    assert faults(ASSAULT, other, reports=(REPORT, replace(REPORT, doc_id="bree-2"))) == [
        "r.jsonl:2: link: 'b1' is shared with another report, 'bree-1' (r.jsonl:1)"
    ]


def test_a_statement_has_no_quad_class_and_no_scale() -> None:
    statement = replace(
        REQUEST,
        event="STATEMENT",
        modes=(),
        cameo="010",
        goldstein=0.0,
        quad_code=None,
        event_scale=None,
        id=event_id("bree-1", REQUEST.trigger, "STATEMENT"),
    )
    assert faults(statement) == []


def test_the_day_of_publication_is_that_of_the_report() -> None:
    moved = replace(REPORT, published=date(2024, 3, 4))
    assert faults(REQUEST, reports=(moved,)) == ["r.jsonl:1: published: 2024-03-03, but the report has 2024-03-04"]


@given(reports_with_events)
def test_made_up_records_never_fail_for_form_or_report(case: tuple[Report, Event]) -> None:
    report, event = case
    assert {fault.rule for fault in check_records(event_lines([event]), [report])} <= {"code", "quote", "score"}


def test_the_codes_of_countries() -> None:
    codes = country_codes()
    assert {"UKR", "KOS", "PSE", "HKG", "SUN", "YUG", "CSK", "DDR", "SCG"} <= codes
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in codes)
    assert not codes & {"UNO", "EUR", "XXX", "UNK"}
