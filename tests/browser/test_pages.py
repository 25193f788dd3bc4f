"""Every page in the browser: without a fault, light, and as wide as the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PHONE, NewPage, Watched
from tests.browser.pages import PAGES, REFUSED

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

MOST_BYTES = 200_000
"""Of our own that a page loads, at most."""
NOT_OURS = ("/charts/", "/static/vega-", "/static/world-")
"""Pictures and their data, drawn on request; Vega's script and the shapes of the world, which a browser keeps for good."""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_little_and_without_a_fault(desk_address: str, page: Page, path: str) -> None:
    loaded: dict[str, int] = {}

    def weigh(one: Request) -> None:
        if not any(part in one.url for part in NOT_OURS):
            loaded[one.url] = one.sizes()["responseBodySize"]

    page.on("requestfinished", weigh)
    answer = page.goto(desk_address + path)
    assert answer is not None and answer.status == 200
    page.wait_for_load_state("networkidle")
    assert page.locator("main h1").count() == 1
    assert any(url.endswith("/static/desk.css") for url in loaded)
    assert 0 < sum(loaded.values()) < MOST_BYTES, loaded


@pytest.mark.parametrize("path", REFUSED)
def test_a_refusal_is_a_page(desk_address: str, page: Page, watched: Watched, path: str) -> None:
    answer = page.goto(desk_address + path)
    assert answer is not None and answer.status in (400, 404)
    assert page.locator("main h1").inner_text()
    assert all("the server responded with a status of" in fault for fault in watched.faults)
    watched.faults.clear()


@pytest.mark.parametrize("width", [320, PHONE[0], 768, 1600])
def test_no_page_is_wider_than_the_screen(desk_address: str, new_page: NewPage, width: int) -> None:
    page = new_page((width, 844))
    for path in PAGES:
        page.goto(desk_address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
