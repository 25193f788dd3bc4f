"""What other pages and other readers may not do, in a browser that keeps to its own rules: forge a request, frame the desk, read it, or come in without the token."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched, serving
from tests.web.conftest import TOKEN


@pytest.fixture(scope="module")
def locked(samples_archive: Path) -> Iterator[str]:
    with serving(samples_archive, "--token", TOKEN) as address:
        yield address


@pytest.fixture(scope="module")
def stranger() -> Iterator[ThreadingHTTPServer]:
    """A server of somebody else on another port of this machine, which browsers take for the same site; it answers with `page`."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = self.server.page.encode()  # type: ignore[attr-defined]
            self.send_response(200 if self.path == "/" else 204)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        running = threading.Thread(target=server.serve_forever)
        running.start()
        yield server
        server.shutdown()
        running.join()


def at(server: ThreadingHTTPServer, page: str) -> str:
    server.page = f"<!doctype html><title>a stranger</title>{page}"  # type: ignore[attr-defined]
    return f"http://127.0.0.1:{server.server_address[1]}/"


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data"])
@pytest.mark.parametrize("path", ["/paste", "/api/v1/paste", "/logout"])
def test_a_form_of_another_site_is_refused(
    desk_address: str, stranger: ThreadingHTTPServer, page: Page, watched: Watched, path: str, kind: str
) -> None:
    page.goto(desk_address)  # so that there is a session to be ridden
    page.goto(at(stranger, f'<form method=post enctype="{kind}" action="{desk_address}{path}"><input name=text value="Arnor met Gondor"><button>win</button></form>'))  # fmt: skip
    with page.expect_response(lambda answer: answer.url.endswith(path)) as answered:
        page.locator("button").click()
    assert answered.value.status == 403
    page.wait_for_load_state("networkidle")  # a browser asks for an icon of an answer in JSON, too
    watched.faults.clear()


def test_a_script_of_another_site_reads_and_sends_nothing(
    desk_address: str, stranger: ThreadingHTTPServer, page: Page, watched: Watched
) -> None:
    page.goto(desk_address)
    page.goto(at(stranger, ""))
    told = page.evaluate(
        """async address => {
        const told = [];
        for (const [path, options] of [['/api/v1/glance', {credentials: 'include'}], ['/', {credentials: 'include', mode: 'no-cors'}],
            ['/api/v1/paste', {method: 'POST', credentials: 'include', headers: {'Content-Type': 'application/json'}, body: '{"text": "Arnor met Gondor"}'}]])
            try { const answer = await fetch(address + path, options); told.push([answer.status, await answer.text()]); } catch { told.push(null); }
        return told; }""",
        desk_address,
    )
    assert told[0] is None and told[2] is None
    assert told[1] in (None, [0, ""])
    watched.faults.clear()


def test_the_desk_is_not_framed(desk_address: str, stranger: ThreadingHTTPServer, page: Page, watched: Watched) -> None:
    page.goto(at(stranger, f'<iframe src="{desk_address}/"></iframe>'))
    page.wait_for_load_state("networkidle")
    assert "diurna" not in page.frames[-1].content().casefold()
    assert any("frame" in fault.casefold() for fault in watched.faults)
    watched.faults.clear()


def test_a_reader_comes_in_by_the_token_and_goes_out(locked: str, page: Page, watched: Watched) -> None:
    page.goto(f"{locked}/events?type=ASSAULT")
    expect(page.locator("h1")).to_have_text("Log in")
    assert "ASSAULT" not in page.locator("main").inner_text()
    page.locator("#token").fill("a wrong token, and long")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("That is not the token of this desk.")
    watched.faults.clear()
    page.locator("#token").fill(TOKEN)
    page.keyboard.press("Enter")
    page.wait_for_url("**/events?type=ASSAULT")
    expect(page.locator(".record")).not_to_have_count(0)
    assert page.evaluate("document.cookie") == ""
    assert page.request.post(f"{locked}/logout", headers={"Origin": locked}).ok
    page.reload()
    expect(page.locator("h1")).to_have_text("Log in")


@pytest.mark.parametrize("name", ["rebound.example", "localhost.rebound.example"])
def test_a_rebound_name_reaches_nothing(desk_address: str, page: Page, name: str) -> None:
    answer = page.request.get(f"{desk_address}/", headers={"Host": name})
    assert answer.status == 421 and "records" not in answer.text()


@pytest.mark.parametrize("path", ["/static/..%2f..%2fapp.py", "/static/%2e%2e%2fapp.py", "/static/..%5capp.py", "/static/%252e%252e%252fapp.py", "/reports/..%2f..%2farchive.sqlite", "/%2e%2e/%2e%2e/etc/passwd", "/charts/..%2fmap.svg"])  # fmt: skip
def test_no_path_leads_out(desk_address: str, page: Page, path: str) -> None:
    answer = page.request.get(desk_address + path)
    assert answer.status == 404
    assert "import" not in answer.text() and "root:" not in answer.text() and "SQLite" not in answer.text()
