"""Who may change something: the desk's own pages by their token, programs by the desk's; nobody else, and nobody on a desk that only reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient

from diurna.archive import open_archive
from diurna.archive.store import _lock
from diurna.errors import InputError
from diurna.web import app
from diurna.web.desk import Desk
from diurna.web.parameters import required
from diurna.web.posted import Change, Posted, changing, posting
from diurna.web.rendering import form_token
from diurna.web.sessions import COOKIE
from tests.archive.made_up import coded_reports
from tests.archive.tellings import add_in
from tests.web.conftest import TOKEN, client

OWN = {"Origin": "http://localhost:8420"}
PROGRAM = {"Authorization": f"Bearer {TOKEN}"}


def _rename(change: Change) -> str:
    name = required(change.form, "name") if change.form else str(change.body.get("name"))
    change.connection.exec_driver_sql("UPDATE report SET publisher = ?", (name,))
    if name == "nobody":
        raise InputError("nobody is no publisher")
    return "/events?limit=1"


def _said(posted: Posted) -> str:
    return "/search?q=" + required(posted.form, "q")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with open_archive(tmp_path / "beat", write=True) as archive:
        add_in(archive, list(coded_reports(2)))
    for path, route in {"/name": changing(_rename), "/said": posting(_said, most=50), "/api/v1/name": changing(_rename)}.items():  # fmt: skip
        monkeypatch.setitem(app.POSTS, path, route)  # type: ignore[index]
    monkeypatch.setitem(app.PAGES, "/form", lambda _: HTMLResponse(str(form_token())))  # type: ignore[index]
    return tmp_path / "beat"


def publisher(folder: Path) -> Any:
    with open_archive(folder) as archive:
        return archive.connection.exec_driver_sql("SELECT min(publisher) FROM report").scalar()


def token_of(browser: TestClient) -> str:
    """The token of a page's forms, as its session has it."""
    match = re.fullmatch(r'<input type="hidden" name="form_token" value="([0-9a-f]{64})">', browser.get("/form").text)
    assert match
    return match[1]


def test_a_form_of_the_desks_own_page_is_taken(folder: Path) -> None:
    browser = client(Desk(archive=folder), redirects=False)
    token = token_of(browser)
    answer = browser.post("/name", data={"name": "The Bell", "form_token": token}, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/events?limit=1")
    assert publisher(folder) == "The Bell"
    answer = browser.post("/name", data={"name": "The Horn"}, headers={**OWN, "X-CSRF-Token": token})
    assert (answer.status_code, publisher(folder)) == (303, "The Horn")


@pytest.mark.parametrize(
    ("what", "headers", "field"),
    [
        ("no token", OWN, None),
        ("an empty token", OWN, ""),
        ("a wrong token", OWN, "0" * 64),
        ("a token that is no ASCII", OWN, "é" * 64),
        ("a page of another site", {"Origin": "https://evil.example"}, "right"),
        ("a page of another port of this machine", {"Origin": "http://localhost:3000"}, "right"),
        ("a page without an origin", {"Origin": "null"}, "right"),
        ("what the browser calls cross-site", {**OWN, "Sec-Fetch-Site": "cross-site"}, "right"),
        ("what the browser calls same-site", {"Sec-Fetch-Site": "same-site"}, "right"),
        ("a wrong header, whatever the form says", {**OWN, "X-CSRF-Token": "0" * 64}, "right"),
        ("the cookie of another session", {**OWN, "Cookie": f"{COOKIE}={'a' * 43}"}, "right"),
    ],
)
def test_what_does_not_come_from_a_page_of_the_session_is_refused(
    folder: Path, what: str, headers: dict[str, str], field: str | None
) -> None:
    before = publisher(folder)
    browser = client(Desk(archive=folder), redirects=False)
    right = token_of(browser)
    given = {} if field is None else {"form_token": right if field == "right" else field}
    if "Cookie" in headers:
        browser.cookies.clear()
    answer = browser.post("/name", data={"name": "evil", **given}, headers=headers)
    assert answer.status_code == 403, what
    assert publisher(folder) == before


def test_a_forged_host_is_refused_whatever_it_brings(folder: Path) -> None:
    browser = client(Desk(archive=folder), redirects=False)
    token = token_of(browser)
    headers = {"Host": "rebound.example:8420", "Origin": "http://rebound.example:8420"}
    assert browser.post("/name", data={"name": "evil", "form_token": token}, headers=headers).status_code == 421


def test_with_a_token_a_session_or_the_token_is_needed(folder: Path) -> None:
    desk = Desk(archive=folder, token=TOKEN)
    stranger = client(desk, redirects=False)
    assert stranger.post("/name", data={"name": "evil"}, headers=OWN).status_code == 303  # to the login
    json = {"name": "The Bell"}
    assert stranger.post("/api/v1/name", json=json).status_code == 401
    assert stranger.post("/api/v1/name", json=json, headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert publisher(folder) not in ("evil", "The Bell")
    browser = client(desk, redirects=False)
    assert browser.post("/login", data={"token": TOKEN}, headers=OWN).status_code == 303
    assert browser.post("/name", data={"name": "evil"}, headers=OWN).status_code == 403
    assert (
        browser.post("/api/v1/name", json=json).status_code == 403
    )  # a session is a browser's: it needs the form's token
    token = token_of(browser)
    assert browser.post("/name", data={"name": "The Horn", "form_token": token}, headers=OWN).status_code == 303
    assert client(desk, redirects=False).post("/api/v1/name", json=json, headers=PROGRAM).status_code == 303
    assert publisher(folder) == "The Bell"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "application/json"}, 303),
        ({"Content-Type": "text/plain"}, 403),  # what a form of another site can send as JSON
        ({"Content-Type": "application/json", "Origin": "http://localhost:8420"}, 403),
        ({"Content-Type": "application/json", "Sec-Fetch-Site": "none"}, 403),
        ({"Content-Type": "application/json", "Cookie": f"{COOKIE}={'a' * 43}"}, 403),
    ],
)
def test_a_program_of_this_machine_sends_json_and_no_sign_of_a_browser(
    folder: Path, headers: dict[str, str], status: int
) -> None:
    program = client(Desk(archive=folder), redirects=False)
    assert program.post("/api/v1/name", content=b'{"name": "The Bell"}', headers=headers).status_code == status


def test_a_desk_that_only_reads_takes_nothing(folder: Path) -> None:
    desk = Desk(archive=folder, token=TOKEN, read_only=True)
    browser = client(desk, redirects=False)
    assert browser.post("/login", data={"token": TOKEN}).status_code == 303
    token = token_of(browser)
    for answer in (
        browser.post("/name", data={"name": "evil", "form_token": token}, headers=OWN),
        browser.post("/api/v1/name", json={"name": "evil"}, headers=PROGRAM),
    ):
        assert answer.status_code == 403 and "--read-only" in answer.text
    assert browser.post("/logout").status_code == 303


def test_what_raises_leaves_nothing(folder: Path) -> None:
    before = publisher(folder)
    answer = client(Desk(archive=folder)).post("/api/v1/name", json={"name": "nobody"})
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, "nobody is no publisher")
    assert publisher(folder) == before


def test_a_change_is_made_beside_a_process_that_holds_the_archive(folder: Path) -> None:
    with _lock(folder):
        program = client(Desk(archive=folder), redirects=False)
        assert program.post("/api/v1/name", json={"name": "The Bell"}).status_code == 303
    assert publisher(folder) == "The Bell"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"content": b"[1]"}, 400),
        ({"content": b'{"a": NaN}'}, 400),
        ({"content": b"[" * 60_000}, 400),
        ({"content": b'{"a": "\xff"}'}, 400),
        ({"content": b" " * 70_000}, 413),
        ({"content": iter([b" " * 40_000, b" " * 40_000])}, 413),
        ({"content": b"{}", "headers": {"Content-Length": "9" * 30}}, 413),
    ],
)
def test_a_body_is_bounded_and_well_formed(folder: Path, sent: dict[str, Any], status: int) -> None:
    headers = {"Content-Type": "application/json", **sent.get("headers", {})}
    answer = client(Desk(archive=folder)).post("/api/v1/name", content=sent["content"], headers=headers)
    assert answer.status_code == status
    assert answer.json()["error"]["status"] == status


def test_a_form_is_bounded_and_a_form(folder: Path) -> None:
    browser = client(Desk(archive=folder), redirects=False)
    headers = {**OWN, "X-CSRF-Token": token_of(browser)}
    assert browser.post("/said", data={"q": "bree"}, headers=headers).headers["location"] == "/search?q=bree"
    assert browser.post("/said", data={"q": "b" * 60}, headers=headers).status_code == 413
    assert browser.post("/said", json={"q": "bree"}, headers=headers).status_code == 415
    form = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
    assert browser.post("/said", content=b"q=%ff", headers=form).status_code == 400
    assert browser.post("/name", content=b"&".join([b"a=1"] * 300), headers=form).status_code == 400


def test_every_route_that_is_sent_to_refuses_a_page_without_its_token(archive_folder: Path) -> None:
    browser = client(Desk(archive=archive_folder), redirects=False)
    browser.get("/")
    for path in app.POSTS:
        at = re.sub(r"\{\w+\}", "x", path)
        is_api = path.startswith("/api/")
        answer = browser.post(at, json={}, headers=OWN) if is_api else browser.post(at, data={"a": "b"}, headers=OWN)
        assert answer.status_code == 403, path


def test_a_page_is_another_one_to_another_session(archive_folder: Path) -> None:
    desk = Desk(archive=archive_folder)
    asked = client(desk)
    first = asked.get("/events")
    assert "HttpOnly" in first.headers["set-cookie"] and "SameSite=lax" in first.headers["set-cookie"]
    tag = {"If-None-Match": first.headers["etag"]}
    again = asked.get("/events", headers=tag)
    assert again.status_code == 304 and "set-cookie" not in again.headers
    asked.cookies.clear()
    assert asked.get("/events", headers=tag).status_code == 200
    assert "set-cookie" not in client(desk).get("/api/v1/glance").headers
