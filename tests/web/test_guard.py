"""Who may ask, and what every answer carries."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from diurna.errors import InputError
from diurna.web.desk import Desk
from diurna.web.guard import HEADERS
from diurna.web.login import own_path
from tests.web.conftest import TOKEN, client


@pytest.fixture(scope="module")
def locked(archive_folder: Path) -> Desk:
    return Desk(archive=archive_folder, token=TOKEN)


@pytest.mark.parametrize(
    ("desk", "host", "is_reached"),
    [
        ({}, "localhost:8420", True),
        ({}, "127.0.0.1:9", True),
        ({}, "[::1]:8420", True),
        ({}, "LOCALHOST", True),
        ({}, "rebound.example:8420", False),
        ({}, "localhost.example", False),
        ({}, "192.0.2.7", False),
        ({}, "", False),
        ({"names": frozenset({"desk.example"})}, "desk.example", True),
        ({"host": "192.0.2.7", "token": TOKEN}, "192.0.2.7:8420", True),
        ({"host": "192.0.2.7", "token": TOKEN}, "192.0.2.8:8420", False),
        ({"host": "0.0.0.0", "token": TOKEN}, "192.0.2.8:8420", True),
        ({"host": "0.0.0.0", "token": TOKEN}, "rebound.example", False),
    ],
)
def test_a_forged_host_is_refused(archive_folder: Path, desk: dict, host: str, is_reached: bool) -> None:  # type: ignore[type-arg]
    asked = client(Desk(archive=archive_folder, **desk))
    answer = asked.get("/static/desk.css", headers={"Host": host, "Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == (200 if is_reached else 421)


def test_another_address_needs_a_token_and_a_token_is_long(archive_folder: Path) -> None:
    for host in ("0.0.0.0", "192.0.2.7", "::", "desk.example"):
        with pytest.raises(InputError, match="can be reached by others"):
            Desk(archive=archive_folder, host=host)
    with pytest.raises(InputError, match="16 characters or more"):
        Desk(archive=archive_folder, token="short")
    for host in ("127.0.0.1", "127.0.0.2", "::1", "localhost"):
        assert Desk(archive=archive_folder, host=host).token is None


@pytest.mark.parametrize(
    "path", ["/", "/events?quad=4", "/api/v1/events", "/charts/map.svg", "/api/v1/openapi.json", "/nothing"]
)
def test_without_the_token_nothing_is_told(locked: Desk, path: str) -> None:
    asked = client(locked, redirects=False)
    for headers in (
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Cookie": "diurna_desk=wrong"},
    ):
        answer = asked.get(path, headers=headers)
        if path.startswith("/api/"):
            assert answer.status_code == 401
            assert answer.json()["error"]["kind"] == "no_token"
            assert answer.headers["www-authenticate"] == "Bearer"
        else:
            assert answer.status_code == 303
            assert answer.headers["location"].startswith("/login?to=%2F")
    assert asked.get("/api/v1/glance", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_login_by_link_or_form_opens_the_desk(locked: Desk) -> None:
    for ways in ("link", "form"):
        asked = client(locked, redirects=False)
        answer = (
            asked.get("/login", params={"token": TOKEN, "to": "/events?quad=4"})
            if ways == "link"
            else asked.post("/login", data={"token": TOKEN, "to": "/events?quad=4"})
        )
        assert (answer.status_code, answer.headers["location"]) == (303, "/events?quad=4")
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=lax" in cookie and TOKEN not in cookie
        assert asked.get("/events").status_code == 200
        assert asked.post("/logout").status_code == 303
        assert asked.get("/events").status_code == 303


def test_a_wrong_login_is_refused(locked: Desk) -> None:
    asked = client(locked, redirects=False)
    assert asked.get("/login").status_code == 200
    assert asked.get("/login?token=wrong").status_code == 403
    assert asked.post("/login", data={"token": "wrong" * 2000}).status_code == 413
    answer = asked.post("/login", data={"token": "wrong"})
    assert answer.status_code == 403 and "That is not the token" in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\nb", "evil"]
)
def test_a_login_leads_nowhere_else(to: str) -> None:
    assert own_path(to) == "/"


def test_every_answer_carries_the_headers(desk: TestClient) -> None:
    paths = (
        "/",
        "/events",
        "/api/v1/events",
        "/static/desk.css",
        "/nothing",
        "/api/v1/nothing",
        "/events?quad=9",
        "/login",
    )
    for path in paths:
        answer = desk.get(path)
        assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS), path
        assert "server" not in answer.headers
        assert answer.headers["cache-control"] in ("private, no-cache", "no-store", "no-cache")
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy and policy.startswith("default-src 'none'")


def test_it_is_only_read(desk: TestClient) -> None:
    for method in ("post", "put", "delete", "patch"):
        for path in ("/events", "/api/v1/events"):
            answer = getattr(desk, method)(path)
            assert answer.status_code == 405
    assert desk.get("/logout").status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/....//app.py", "/static//etc/passwd", "/static/desk.css/", "/static/",
        "/static/..%5capp.py", "/charts/..%2f..%2fmap.svg", "/charts/map.svg%00", "/reports/..%2f..%2farchive.sqlite", "/..%2farchive.sqlite", "/archive.sqlite",
    ],
)  # fmt: skip
def test_no_path_leads_to_a_file(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 404
    assert "def " not in answer.text and "SQLite format" not in answer.text


def test_too_long_a_query_is_refused(desk: TestClient) -> None:
    assert desk.get("/search?q=" + "a" * 9_000).status_code == 414
    assert desk.get("/search?q=" + "a" * 400).status_code == 400
    many = "&".join("type=AID" for _ in range(60))
    assert desk.get(f"/api/v1/events?{many}").json()["error"]["message"] == "type: given 60 times; 50 is the most"


@pytest.mark.parametrize(
    ("site", "mode", "dest", "status"),
    [
        ("cross-site", "navigate", "document", 200),
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "no-cors", "image", 403),
        ("same-site", "cors", "empty", 403),
        ("same-origin", "cors", "empty", 200),
        ("none", "navigate", "document", 200),
    ],
)
def test_another_site_takes_no_part_of_the_desk(desk: TestClient, site: str, mode: str, dest: str, status: int) -> None:
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    for path in ("/events", "/api/v1/glance", "/charts/map.svg"):
        assert desk.get(path, headers=headers).status_code == status
