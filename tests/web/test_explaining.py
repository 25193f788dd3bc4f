"""Why a record was made: the rules and words, by the coder's process; what is said where that is another coder, or gives another record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from diurna.archive import Coded, coder_line, open_archive
from diurna.record import Event, Report
from diurna.record.json import event_from_json, event_to_json, report_to_json
from diurna.web.answers import RefusedError
from diurna.web.app import create_app
from diurna.web.coder import CoderProcess
from diurna.web.desk import Desk
from diurna.web.openapi import openapi
from tests.archive.tellings import add_in

REPORT = Report.from_text("Rwanda denied that its troops had crossed the border.", doc_id="rwanda")


@pytest.fixture(scope="module")
def coder() -> Iterator[CoderProcess]:
    process = CoderProcess()
    yield process
    process.close()


@pytest.fixture(scope="module")
def events(coder: CoderProcess) -> list[Event]:
    coded = coder.ask({"ask": "code", "report": report_to_json(REPORT)})
    return [event_from_json(event) for event in coded["events"]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, events: list[Event]) -> Path:
    folder = tmp_path_factory.mktemp("why") / "beat"
    coded = Coded(report=REPORT, events=tuple(events), coder=coder_line({"versions": dict(events[0].coder)}))
    with open_archive(folder, write=True) as archive:
        add_in(archive, [coded])
    return folder


def opened(folder: Path, coder: Any) -> TestClient:
    return TestClient(create_app(Desk(archive=folder), coder), base_url="http://localhost:8420")


def test_rule_and_words_of_a_record(folder: Path, coder: CoderProcess, events: list[Event]) -> None:
    browser = opened(folder, coder)
    denial = next(event for event in events if event.event == "REJECT")
    report = browser.get("/reports/rwanda").text
    assert f'<a class="why" href="/events/{denial.id}/explanation">why</a>' in report
    page = browser.get(f"/events/{denial.id}/explanation").text
    assert "“<bdi>denied</bdi>”: stance deny" in page and "“<bdi>crossed</bdi>”" in page
    assert "entry deny" in page and "ACTOR deny|<wbr>disclaim|<wbr>disavow ACT" in page
    assert f'href="/reports/rwanda#e-{denial.id}">Back to the report' in page
    assert 'role="note"' not in page
    answer = browser.get(f"/api/v1/events/{denial.id}/explanation").json()
    schema = openapi()["paths"]["/events/{id}/explanation"]["get"]["responses"]["200"]["content"]["application/json"]
    jsonschema.Draft202012Validator({**schema["schema"], "components": openapi()["components"]}).validate(answer)
    assert answer["record"]["id"] == denial.id and answer["kept"] and answer["same_coder"]
    assert answer["frames"][0]["entry"] == "deny" and answer["chain"][0] == "deny"
    assert [token["text"] for token in answer["tokens"]][:2] == ["Rwanda", "denied"]


def test_a_record_of_what_was_pasted_is_explained_too(folder: Path, coder: CoderProcess) -> None:
    browser = opened(folder, coder)
    token = browser.get("/paste").text.partition('name="form_token" value="')[2].partition('"')[0]
    shown = browser.post("/paste", data={"text": REPORT.text, "form_token": token}, headers={"Origin": "http://localhost:8420"})  # fmt: skip
    why = shown.text.partition('class="why" href="')[2].partition('"')[0]
    page = browser.get(why)
    assert page.status_code == 200 and "entry deny" in page.text
    assert f'href="{shown.url.path}#e-' in page.text
    assert browser.get(why.replace("/events/", "/events/0")).status_code == 404


def test_what_is_not_there(folder: Path, coder: CoderProcess) -> None:
    browser = opened(folder, coder)
    assert browser.get("/events/0123456789abcdef/explanation").status_code == 404
    assert browser.get("/api/v1/events/0123456789abcdef/explanation").json()["error"]["status"] == 404


class Told:
    """A coder that tells what it was given to tell."""

    def __init__(self, records: list[tuple[Event, bool]], **versions: str) -> None:
        told = [{"record": event_to_json(e), "chain": ["deny", "occupy"], "frames": [], "kept": kept} for e, kept in records]  # fmt: skip
        seen = [{"trigger": "crossed", "entry": "acts/x.toml: x", "reason": "nothing fits the place of RECIPIENT"}]
        self.answer: dict[str, Any] = {
            "sentence": {"text": REPORT.text, "tokens": [], "records": told, "seen": seen},
            "coder": {"versions": versions, "statements": False, "min_confidence": 0.5},
        }

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        return self.answer


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("same", []),
        (
            "other lexicon",
            ["Told by another coder than the one that made the record: lexicon <bdi>99</bdi>, then <bdi>"],
        ),
        ("gone", ["does not give this record any longer.", "From the same sentence it gives", "<details open>"]),
        ("other type", ["The coder of this desk now gives type PROTEST, status future."]),
        ("unsure", ["is now less sure of it than it has to be"]),
    ],
)
def test_what_differs_is_said(folder: Path, events: list[Event], how: str, said: list[str]) -> None:
    first = next(event for event in events if event.event == "REJECT")
    second = next(event for event in events if event.event != "REJECT")
    versions = dict(first.coder)
    records = {
        "gone": [(second, True)],
        "other type": [(replace(first, event="PROTEST", status="future"), True)],
        "unsure": [(first, False)],
    }.get(how, [(first, True)])
    told = Told(records, **(versions | {"lexicon": "99"} if how == "other lexicon" else versions))
    browser = opened(folder, told)
    page = browser.get(f"/events/{first.id}/explanation").text
    assert [words for words in said if words not in page] == []
    assert page.count('role="note"') == min(len(said), 1)
    answer = browser.get(f"/api/v1/events/{first.id}/explanation").json()
    assert answer["same_coder"] == (how != "other lexicon")
    assert (answer["record"] is None) == (how == "gone")


def test_a_coder_that_cannot_tell_is_said(folder: Path, events: list[Event]) -> None:
    class Slow:
        def ask(self, request: object) -> None:
            raise RefusedError(504, "coding it took more than 60 seconds, and was stopped")

    browser = opened(folder, Slow())
    answer = browser.get(f"/events/{events[0].id}/explanation")
    assert answer.status_code == 504 and "and was stopped" in answer.text
    assert browser.get(f"/api/v1/events/{events[0].id}/explanation").json()["error"]["kind"] == "too_slow"
