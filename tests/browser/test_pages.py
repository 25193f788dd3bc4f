"""Every page in the browser: without a fault, light, and as wide as the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PHONE, NewPage, Watched
from tests.browser.pages import PAGES, REFUSED

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST_BYTES = 200_000
"""Of our own that a page loads, at most, pictures drawn on request and the script of Vega aside."""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_little_and_without_a_fault(desk_address: str, page: Page, path: str) -> None:
    loaded: list[int] = []
    page.on("requestfinished", lambda one: loaded.append(one.sizes()["responseBodySize"]) if "/charts/" not in one.url and "/static/vega-" not in one.url else None)  # fmt: skip
    answer = page.goto(desk_address + path)
    assert answer is not None and answer.status == 200
    page.wait_for_load_state("networkidle")
    assert page.locator("main h1").count() == 1
    assert 0 < sum(loaded) < MOST_BYTES


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
