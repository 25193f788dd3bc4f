"""Paste: a text or an address in, its record out; kept only if asked, exactly as shown; bounded, and at a pace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from diurna.archive import event_by_id, events_of_report, open_archive, report_by_id
from diurna.reading.fetching import FetchLimits
from diurna.record.json import event_from_json, event_to_json
from diurna.web import pasting
from diurna.web.app import create_app
from diurna.web.coder import CoderLimits, CoderProcess
from diurna.web.desk import PASTE_LIMITS, Desk
from diurna.web.openapi import openapi
from tests.archive.made_up import coded_reports
from tests.archive.tellings import add_in
from tests.reading.server import Server, drip, endless, redirect, serving
from tests.web.odd_coder import COMMAND

OWN = {"Origin": "http://localhost:8420"}
HERE = FetchLimits(allow_inner=True, most_bytes=200_000, seconds=2.0, redirections=5)
TEXT = "Talks in Bree\r\n\r\nThe king met the <b>steward</b>."
ARTICLE = "".join(f"<p>The king of Arnor met the steward of Gondor in Bree for the {n}th time this year.</p>" for n in range(4, 12))  # fmt: skip
PAGE = f"<html><head><title>Talks</title></head><body><article><h1>Talks</h1>{ARTICLE}</article></body></html>".encode()


@pytest.fixture(scope="module")
def coder() -> Iterator[CoderProcess]:
    process = CoderProcess(limits=CoderLimits(answer=3.0), command=COMMAND)
    yield process
    process.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_archive(tmp_path / "beat", write=True) as archive:
        add_in(archive, list(coded_reports(2)))
    return tmp_path / "beat"


@pytest.fixture
def desk(folder: Path) -> Desk:
    return Desk(archive=folder, fetching=HERE, pastes_per_minute=0)


def opened(desk: Desk, coder: CoderProcess) -> TestClient:
    return TestClient(create_app(desk, coder), base_url="http://localhost:8420", follow_redirects=False, headers=OWN)


def token(browser: TestClient) -> str:
    return str(re.findall(r'name="form_token" value="(\w+)"', browser.get("/paste").text)[0])


def pasted(browser: TestClient, **given: str) -> Any:
    return browser.post("/paste", data={**given, "form_token": token(browser)})


def reports(folder: Path) -> int:
    with open_archive(folder) as archive:
        return int(archive.connection.exec_driver_sql("SELECT count(*) FROM report").scalar_one())


def test_a_text_is_shown_as_a_report_of_the_archive_is_and_not_kept(desk: Desk, coder: CoderProcess) -> None:
    browser = opened(desk, coder)
    answer = pasted(browser, text=TEXT, publisher="The Bell", published="2024-05-04")
    assert answer.status_code == 303
    shown = browser.get(answer.headers["location"]).text
    assert '<h1 class="text" dir="auto">Talks in Bree</h1>' in shown
    assert "The Bell · 4 May 2024" in shown.replace("<bdi>", "").replace("</bdi>", "")
    assert "&lt;b&gt;steward" in shown and "<b>steward" not in shown
    assert re.search(r'<a class="m act" id="w-24" href="#r-1"[^>]*>met</a>', shown)
    assert 'id="r-1" data-record="1"' in shown and "CONSULT" in shown and "88 % sure" in shown
    assert "/api/v1/events/" not in shown and "/api/v1/reports/" not in shown  # the archive has nothing of it
    assert reports(desk.archive) == 2


def test_keep_puts_in_exactly_what_was_shown(desk: Desk, coder: CoderProcess) -> None:
    browser = opened(desk, coder)
    at = pasted(browser, text=TEXT, title="The talks", url="https://example.org/a").headers["location"]
    answer = browser.post(f"{at}/keep", data={"form_token": token(browser)})
    assert answer.status_code == 303
    doc_id = answer.headers["location"].removeprefix("/reports/")
    shown, kept = browser.get(at).text, browser.get(answer.headers["location"]).text
    assert f'The archive has this report.</b></span> <span class="do"><a href="{answer.headers["location"]}">' in shown
    assert _rows(shown) == _rows(kept) and _rows(kept)
    with open_archive(desk.archive) as archive:
        report = report_by_id(archive.connection, doc_id)
        assert report is not None
        assert report.text == "The talks\n\nTalks in Bree\n\nThe king met the <b>steward</b>."
        (event,) = events_of_report(archive.connection, doc_id)
        line = archive.connection.exec_driver_sql(
            "SELECT coder FROM coding JOIN report ON report.key = report_key WHERE doc_id = ?", (doc_id,)
        ).scalar()
    assert (event.title, event.url, event.coder) == ("The talks", "https://example.org/a", {"diurna": "test"})
    assert line == '{"min_confidence":0.5,"statements":false,"versions":{"diurna":"test"}}'
    again = browser.post(f"{at}/keep", data={"form_token": token(browser)})
    assert (again.headers["location"], reports(desk.archive)) == (answer.headers["location"], 3)


def _rows(page: str) -> list[str]:
    """What the page tells of its records, without the links that only an archived one has."""
    rows = re.findall(r'<li class="row".*?</li>', page, re.DOTALL)
    return [" ".join(re.sub(r'<p class="about">.*?</p>', "", row, flags=re.DOTALL).split()) for row in rows]


def test_a_tick_keeps_at_once(desk: Desk, coder: CoderProcess) -> None:
    browser = opened(desk, coder)
    answer = pasted(browser, text=TEXT, keep="yes")
    assert answer.headers["location"].startswith("/reports/")
    assert reports(desk.archive) == 3
    assert browser.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ({}, 400, "paste a text, or give the address of a page"),
        ({"text": " \n "}, 400, "paste a text, or give the address of a page"),
        ({"text": "x" * 100_001}, 400, "text: 100,001 characters; 100,000 are the most"),
        ({"text": "a\0b"}, 400, "text: holds a null character"),
        ({"text": "They met.", "published": "May"}, 400, "published: &#39;May&#39; is no day; write it as 2022-02-24"),
        ({"text": "They met.", "title": "x" * 301}, 400, "title: 301 characters; 300 are the most"),
        ({"text": "They met.", "publisher": "a\nb"}, 400, "publisher: of more than one line"),
        ({"text": "ODD <i>text</i>"}, 400, "an odd report"),
        ({"text": "FAULT"}, 500, "could not be coded: ZeroDivisionError"),
        ({"text": "DIE"}, 500, "the coder broke off"),
        ({"text": "HANG"}, 504, "coding it took more than 3 seconds, and was stopped"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_given(
    desk: Desk, coder: CoderProcess, given: dict[str, str], status: int, said: str
) -> None:
    answer = pasted(opened(desk, coder), **given)
    assert (answer.status_code, said in answer.text) == (status, True)
    assert 'role="alert"' in answer.text
    if given.get("text", "").strip() and len(given["text"]) < 1000:
        kept = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", answer.text, re.DOTALL)
        assert kept and kept[1] == given["text"].replace("<", "&lt;").replace(">", "&gt;")
    if given.get("title"):
        assert f'value="{given["title"]}"' in answer.text
    assert reports(desk.archive) == 2


def test_too_large_a_body_is_refused_before_it_is_read(desk: Desk, coder: CoderProcess) -> None:
    browser = opened(desk, coder)
    given = {"X-CSRF-Token": token(browser), "Content-Type": "application/x-www-form-urlencoded"}
    answer = browser.post("/paste", content=b"text=" + b"x" * 1_300_000, headers=given)
    assert answer.status_code == 413


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def test_an_address_is_fetched_read_and_coded(desk: Desk, coder: CoderProcess, server: Server) -> None:
    server.pages["/talks"] = PAGE
    server.pages["/moved"] = redirect("/talks")
    browser = opened(desk, coder)
    shown = browser.get(pasted(browser, url=server.url("/moved")).headers["location"]).text
    assert f'<a href="{server.url("/talks")}" rel="noopener noreferrer nofollow external">' in shown
    assert shown.count('class="row"') == 8


def test_an_address_of_the_inner_network_is_not_fetched(desk: Desk, coder: CoderProcess, server: Server) -> None:
    assert PASTE_LIMITS.allow_inner is False and PASTE_LIMITS.redirections == 5
    server.pages["/talks"] = PAGE
    browser = opened(replace(desk, fetching=PASTE_LIMITS), coder)
    for url in (server.url("/talks"), f"http://localhost:{server.port}/talks", f"http://[::ffff:127.0.0.1]:{server.port}/talks", "http://169.254.169.254/", "http://10.0.0.1/"):  # fmt: skip
        answer = pasted(browser, url=url)
        assert (answer.status_code, "is of the inner network" in answer.text) == (400, True), url
        assert "--allow-inner" not in answer.text and f'value="{url}"' in answer.text
    assert server.asked == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/loop", "redirected more than 5 times"),
        ("/endless", "more than 1 MB"),
        ("/drip", "not fetched within 2 s"),
        ("/none", "the server answers with status 404"),
        ("/picture", "not a web page (image/png)"),
        ("/menu", "no article text found in the page"),
        ("/file", "not an address of the web"),
    ],
)
def test_a_page_that_is_none_is_said(desk: Desk, coder: CoderProcess, server: Server, path: str, said: str) -> None:
    server.pages |= {
        "/loop": redirect("/loop"), "/endless": endless, "/drip": drip, "/picture": ("image/png", b"\x89PNG"),
        "/menu": b"<html><body><p>Home</p><p>News</p></body></html>", "/file": redirect("file:///etc/passwd"),
    }  # fmt: skip
    answer = pasted(opened(desk, coder), url=server.url(path))
    assert answer.status_code == 400 and said in answer.text
    if path == "/loop":
        assert len(server.asked) == 6


def test_few_pages_are_fetched_at_once(desk: Desk, coder: CoderProcess, server: Server) -> None:
    server.pages["/drip"] = drip
    browser = opened(desk, coder)
    with ThreadPoolExecutor(5) as pool:
        given = {"url": server.url("/drip"), "form_token": token(browser)}
        answers = list(pool.map(lambda _: browser.post("/paste", data=given), range(5)))
    assert sorted(one.status_code for one in answers) == [400, 400, 400, 400, 503]
    assert any("the desk fetches other pages just now" in one.text for one in answers)


def test_pastes_come_at_a_pace(desk: Desk, coder: CoderProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasting, "AT_ONCE", 2)
    browser = opened(replace(desk, pastes_per_minute=1), coder)
    assert pasted(browser, text="").status_code == 400  # a slip of the hand is no paste
    assert [pasted(browser, text=TEXT).status_code for _ in range(2)] == [303, 303]
    answer = pasted(browser, text=TEXT)
    assert answer.status_code == 429 and 0 < int(answer.headers["retry-after"]) <= 60
    assert "too many pastes from here" in answer.text and "The king met" in answer.text
    program = TestClient(create_app(replace(desk, pastes_per_minute=1), coder), base_url="http://localhost:8420")
    answers = [program.post("/api/v1/code", json={"text": TEXT}) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2].json()["error"]["kind"] == "too_many" and "retry-after" in answers[2].headers


def test_a_paste_is_forgotten(desk: Desk, coder: CoderProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasting, "MOST_KEPT", 2)
    browser = opened(desk, coder)
    at = [pasted(browser, text=f"{n}: they met.").headers["location"] for n in range(3)]
    assert [browser.get(one).status_code for one in at] == [410, 200, 200]
    assert browser.post(f"{at[0]}/keep", data={"form_token": token(browser)}).status_code == 410
    monkeypatch.setattr(pasting, "KEPT_SECONDS", -1.0)
    assert browser.get(pasted(browser, text="They met.").headers["location"]).status_code == 410
    assert browser.get("/paste/unknown").status_code == 410


def test_a_desk_that_only_reads_has_no_paste(desk: Desk, coder: CoderProcess) -> None:
    browser = opened(replace(desk, read_only=True), coder)
    assert browser.get("/paste").status_code == 403
    assert 'href="/paste"' not in browser.get("/").text
    assert 'href="/paste"' in opened(desk, coder).get("/").text


def holds(answer: Any, path: str) -> None:
    described = openapi()
    schema = described["paths"][path]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator({**schema, "components": described["components"]}).validate(answer)


def test_the_api_codes_and_adds(desk: Desk, coder: CoderProcess) -> None:
    program = TestClient(create_app(desk, coder), base_url="http://localhost:8420")
    given = {"id": "bree", "text": "The king met the steward.", "published": "2024-05-04", "publisher": "The Bell"}
    answer = program.post("/api/v1/code", json=given)
    assert answer.status_code == 200
    holds(answer.json(), "/code")
    (event,) = answer.json()["events"]
    assert (event["doc_id"], event["published"]) == ("bree", "2024-05-04") and event_from_json(event).event == "CONSULT"
    assert reports(desk.archive) == 2
    for status, is_new in ((201, True), (200, False)):
        added = program.post("/api/v1/reports", json=given)
        assert added.status_code == status
        holds(added.json(), "/reports")
        assert (added.json()["doc_id"], added.json()["is_new"], added.json()["events"]) == ("bree", is_new, [event])
    assert reports(desk.archive) == 3
    with open_archive(desk.archive) as archive:
        kept = event_by_id(archive.connection, event["id"])
        assert kept is not None and event_to_json(kept) == event
    other = program.post("/api/v1/reports", json={**given, "text": "The king met nobody."})
    assert (other.status_code, other.json()["error"]["message"]) == (400, "the archive has another report under the id bree")  # fmt: skip


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "text: missing"),
        ({"text": ""}, "text: empty text"),
        ({"text": " "}, "text: there is none"),
        ({"text": 3}, "text: expected text, found a whole number"),
        ({"text": "x", "published": "May"}, "published: &#39;May&#39; is no day".replace("&#39;", "'")),
        ({"text": "x", "words": "y"}, "words: unknown key"),
        ({"text": "half \ud800"}, "character 5 of text is half a character"),
    ],
)
def test_the_api_says_what_is_wrong(desk: Desk, coder: CoderProcess, body: dict[str, Any], said: str) -> None:
    import json

    program = TestClient(create_app(desk, coder), base_url="http://localhost:8420")
    for path in ("/api/v1/code", "/api/v1/reports"):
        answer = program.post(path, content=json.dumps(body), headers={"Content-Type": "application/json"})
        assert answer.status_code == 400 and said in answer.json()["error"]["message"]
