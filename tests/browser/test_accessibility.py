"""Every page held to WCAG 2.2 AA by axe: light and dark, wide and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE, WIDE, NewPage, Watched
from tests.browser.pages import PAGES, REFUSED

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe finds against its rules, a line each: the rule, and where."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    return [
        f"{one['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("path", [*PAGES, *REFUSED])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_page_keeps_the_rules(
    desk_address: str, new_page: NewPage, watched: Watched, size: tuple[int, int], path: str
) -> None:
    page = new_page(size)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(desk_address + path)
        for details in page.locator("details").all():
            details.evaluate("one => { one.open = true; }")
        assert violations(page) == [], scheme
    if path in REFUSED:
        watched.faults.clear()  # the status of the page itself


def test_the_keys_are_shown_by_a_key(desk_address: str, new_page: NewPage) -> None:
    page = new_page(PHONE)
    page.goto(desk_address)
    page.keyboard.press("?")
    page.locator("#keys[open] dt").first.wait_for()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(page) == [], scheme
    page.keyboard.press("Escape")
    page.locator("#keys[open]").wait_for(state="detached")
