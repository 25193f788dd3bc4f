"""The API: what it answers, in the forms that it publishes."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from starlette.testclient import TestClient

from diurna.archive import open_archive
from diurna.archive.asking import all_events
from diurna.archive.filters import EventFilter, circle, dyad, party_test
from diurna.cli.filtering import options
from diurna.record.json import event_from_json
from diurna.web.openapi import OPERATIONS, openapi
from diurna.web.parameters import filter_parameters, read_filter
from tests.web.conftest import client

DESCRIBED = openapi()


def holds(answer: object, operation: str) -> None:
    """The answer has the form that the description gives for the operation."""
    path = next(one.path for one in OPERATIONS if one.id == operation)
    schema = DESCRIBED["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    checker = jsonschema.Draft202012Validator({**schema, "components": DESCRIBED["components"]})
    assert [error.message for error in checker.iter_errors(answer)] == []


def test_the_description_is_complete(desk: TestClient) -> None:
    assert desk.get("/api/v1/openapi.json").json() == json.loads(json.dumps(DESCRIBED))
    assert DESCRIBED["openapi"] == "3.1.0"
    names = [parameter["name"] for parameter in DESCRIBED["paths"]["/events"]["get"]["parameters"]]
    assert {"since", "dyad", "near", "limit", "after"} <= set(names)
    text = json.dumps(DESCRIBED)
    for reference in {part.split('"')[0] for part in text.split('"$ref": "#/components/schemas/')[1:]}:
        jsonschema.Draft202012Validator.check_schema(DESCRIBED["components"]["schemas"][reference])


def test_the_filter_is_that_of_the_command_line() -> None:
    fields = {one.field for one in filter_parameters()}
    assert fields == set(EventFilter.__dataclass_fields__)
    flags = {option.default if isinstance(option.default, str) else option.param_decls[0] for option in _options()}
    assert {f"--{one.name.replace('_', '-')}" for one in filter_parameters()} == flags


def _options() -> list:  # type: ignore[type-arg]
    from typing import get_type_hints

    return [
        hint.__metadata__[0]
        for name, hint in get_type_hints(options, localns={"EventFilter": object}, include_extras=True).items()
        if name != "return"
    ]


def test_a_query_is_read_as_the_filter_that_it_means() -> None:
    from datetime import date

    from starlette.datastructures import QueryParams

    read = read_filter(
        QueryParams(
            "since=2023-01-02&type=aid&type=ASSAULT&quad=4&actor=RUS:MIL&dyad=RUS-UKR&near=1,2,3&asserted=on&country=ken&text=&min_confidence=0.5"
        )
    )
    assert read == EventFilter(
        since=date(2023, 1, 2), types=("AID", "ASSAULT"), quad=(4,), actors=(party_test("RUS:MIL"),), dyads=(dyad("RUS-UKR"),),
        near=circle("1,2,3"), asserted=True, countries=("KEN",), min_confidence=0.5,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("since=May", "since: 'May' is no day; write it as 2022-02-24"),
        ("since=2022-02-30", "since: '2022-02-30' is no day"),
        ("since=2022-01-01&since=2022-01-02", "since: given 2 times"),
        ("type=WAR", "type: no 'WAR'; there are AGREE"),
        ("quad=9", "quad: '9' is no quad class"),
        ("dyad=RUS", "dyad: 'RUS': a dyad is two parties"),
        ("box=1,2", "box: '1,2': an area is"),
        ("box=nan,nan,nan,nan", "box: "),
        ("cameo=x", "cameo: 'x' is no beginning"),
        ("min_confidence=2", "min_confidence: '2' is no number from 0 to 1"),
        ("min_confidence=nan", "min_confidence: 'nan' is no number"),
        ("asserted=perhaps", "asserted: 'perhaps' is neither true nor false"),
        ("voice=MIL", "voice: 'MIL': a voice is asked for"),
        ("text=...", "text: "),
        ("after=xyz", "'xyz' is no cursor"),
        ("after=WyJcdWQ4MDAiLCJ4Il0", "is no cursor"),  # half a surrogate pair, which no database holds
        ("limit=0", "limit: '0' is no number from 1 to 500"),
        ("limit=1e3", "limit: '1e3' is no number"),
        ("colour=red", "there is no parameter 'colour'"),
        ("place=a%00b", "place: holds a null character"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_shape(desk: TestClient, query: str, said: str) -> None:
    answer = desk.get(f"/api/v1/events?{query}")
    error = answer.json()["error"]
    assert (answer.status_code, error["status"], error["kind"]) == (400, 400, "wrong_parameter")
    assert set(error) == {"status", "kind", "message"}
    assert said in error["message"]
    if not query.startswith("limit"):  # pages have their own number of rows
        page = desk.get(f"/events?{query}")
        assert page.status_code == 400 and "<h1>Bad Request</h1>" in page.text


def test_events_come_page_by_page(desk: TestClient, archive_folder: Path) -> None:
    with open_archive(archive_folder) as archive:
        everything = [event.id for event in all_events(archive.connection, EventFilter(types=("ASSAULT",)))]
    found: list[str] = []
    after = ""
    while True:
        answer = desk.get("/api/v1/events", params={"type": "ASSAULT", "limit": 3, "after": after}).json()
        holds(answer, "events")
        assert answer["total"] == len(everything)
        found += [event["id"] for event in answer["events"]]
        if answer["next"] is None:
            break
        after = answer["next"]
    assert found == everything and len(found) > 6


def test_a_record_a_report_and_search(desk: TestClient) -> None:
    report = desk.get("/api/v1/reports/denial").json()
    holds(report, "report")
    assert [event["event"] for event in report["events"]] == ["ASSAULT", "REJECT"]
    event = desk.get(f"/api/v1/events/{report['events'][0]['id']}").json()
    holds(event, "event")
    assert event == report["events"][0]
    assert desk.get("/api/v1/reports", params={"id": "denial"}).json() == report
    hostile = desk.get("/api/v1/reports", params={"id": "../a?b=<i>&#x"}).json()
    holds(hostile, "report")
    assert hostile["report"]["url"] == "javascript:alert(4)"
    found = desk.get("/api/v1/search", params={"q": "Osgiliath rejected", "order": "day"}).json()
    holds(found, "search")
    assert [one["doc_id"] for one in found["reports"]] == ["denial"]


def test_stories_with_their_standing_and_why(desk: TestClient) -> None:
    answer = desk.get("/api/v1/stories", params={"min_reports": 2}).json()
    holds(answer, "stories")
    told = next(one for one in answer["stories"] if {m["doc_id"] for m in one["members"]} >= {"t1", "t2", "t3"})
    assert (told["reports"], told["publishers"], told["size"]["dead"]) == (3, 3, {"low": 3, "best": 9, "high": 9})
    story = desk.get(f"/api/v1/stories/{told['id']}").json()
    holds(story, "story")
    assert sum(member["link"] is not None for member in story["members"]) == 2
    member = next(m["id"] for m in story["members"] if m["id"] != story["id"])
    assert desk.get(f"/api/v1/stories/{member}").json()["id"] == story["id"]
    pages, after = [], ""
    while True:
        page = desk.get("/api/v1/stories", params={"limit": 40, "after": after}).json()
        pages += [one["id"] for one in page["stories"]]
        after = page["next"]
        if after is None:
            break
    assert len(pages) == len(set(pages)) == page["total"] > 40


def test_statistics_and_what_there_is(desk: TestClient) -> None:
    stats = desk.get("/api/v1/stats", params={"by": ["event", "quad"]}).json()
    holds(stats, "stats")
    glance = desk.get("/api/v1/glance").json()
    holds(glance, "glance")
    assert sum(group["events"] for group in stats["groups"]) == glance["events"]
    holds(desk.get("/api/v1/stats?by=year,country&quad=4").json(), "stats")
    assert desk.get("/api/v1/stats?by=colour").status_code == 400


def test_what_a_filter_finds_as_a_file(desk: TestClient) -> None:
    total = desk.get("/api/v1/events?quad=4&limit=1").json()["total"]
    table = desk.get("/api/v1/events.csv?quad=4")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.headers["content-disposition"] == 'attachment; filename="events.csv"'
    assert len(list(csv.DictReader(StringIO(table.text)))) == total
    lines = desk.get("/api/v1/events.jsonl?quad=4").text.splitlines()
    assert len([event_from_json(json.loads(line)) for line in lines]) == total
    points = desk.get("/api/v1/events.geojson?quad=4").json()
    assert 0 < len(points["features"]) <= total
    assert desk.get("/api/v1/events.exe").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "events/0000000000000000",
        "reports/none",
        "reports?id=none",
        "stories/0000000000000000",
        "nothing",
        "events/a/b",
        "",
    ],
)
def test_what_is_not_there_is_not_found(desk: TestClient, path: str) -> None:
    answer = desk.get(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert answer.json()["error"]["kind"] == "not_found"
    assert desk.get(f"/{path}x").status_code in (400, 404)


def test_an_unchanged_archive_is_not_sent_again(tmp_path: Path) -> None:
    from tests.archive.made_up import coded_reports
    from tests.archive.tellings import add_in

    reports = list(coded_reports(3))
    with open_archive(tmp_path / "beat", write=True) as archive:
        add_in(archive, reports[:2])
    from diurna.web.desk import Desk

    desk = client(Desk(archive=tmp_path / "beat"))
    first = desk.get("/api/v1/events")
    again = desk.get("/api/v1/events", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert desk.get("/api/v1/events?quad=4", headers={"If-None-Match": first.headers["etag"]}).status_code == 200
    assert desk.get("/", headers={"If-None-Match": desk.get("/").headers["etag"]}).status_code == 304
    with open_archive(tmp_path / "beat", write=True) as archive:
        add_in(archive, reports[2:])
        changed = desk.get("/api/v1/events", headers={"If-None-Match": first.headers["etag"]})  # beside the writer
    assert changed.status_code == 200
    assert changed.json()["total"] > first.json()["total"]


def test_an_archive_that_went_away_is_said(tmp_path: Path) -> None:
    from diurna.web.desk import Desk

    answer = client(Desk(archive=tmp_path / "none")).get("/api/v1/events")
    assert (answer.status_code, answer.json()["error"]["kind"]) == (503, "unavailable")
    assert str(tmp_path) not in answer.text
