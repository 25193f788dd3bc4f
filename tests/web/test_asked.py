"""Answers that are kept: made once in a state of the archive, each reader's with the token of the own session."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from diurna.archive import add_all, open_archive
from diurna.web.app import create_app
from diurna.web.asked import Asked, endpoint
from diurna.web.desk import Desk
from diurna.web.reader import READER
from tests.archive.made_up import coded_reports


def test_an_answer_is_made_once_and_holds_the_token_of_each_reader(tmp_path: Path) -> None:
    reports = list(coded_reports(4))
    with open_archive(tmp_path / "a", write=True) as archive, archive.writing() as connection:
        add_all(connection, reports[:2])
    made = []

    def answer(asked: Asked) -> Response:
        made.append(asked.query["n"])
        return HTMLResponse(f"{len(made)} {READER.get().form_token} {READER.get().form_token}")

    app = create_app(Desk(archive=tmp_path / "a"))
    within = app._app
    assert isinstance(within, Starlette)
    within.router.routes.append(Route("/own", endpoint(answer)))
    one, other = (TestClient(app, base_url="http://localhost:8420") for _ in range(2))
    for client in (one, other):
        client.get("/")  # begins a session
    pages = [client.get("/own?n=1") for client in (one, other, one)]
    assert made == ["1"]
    tokens = [page.text.split()[1] for page in pages]
    assert [page.text for page in pages] == [f"1 {token} {token}" for token in tokens]
    assert tokens[0] == tokens[2] != tokens[1]
    for page in pages:
        assert int(page.headers["content-length"]) == len(page.content)
        assert page.headers["server-timing"].startswith("desk;dur=")
    one.get("/own?n=2")
    with open_archive(tmp_path / "a", write=True) as archive, archive.writing() as connection:
        add_all(connection, reports[2:])
    assert other.get("/own?n=1").text.startswith("3 ")
    assert made == ["1", "2", "1"]
