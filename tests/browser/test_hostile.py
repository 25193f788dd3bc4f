"""Reports that would do harm are text: no script of theirs runs, no page breaks, and all of them load at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, make_archive, serving
from tests.browser.hostile import BIDI, GLYPHS, LONG_NAME, SCRIPTS, hostile_reports
from tests.web.conftest import busiest, hostile, longest

MOST_SECONDS = 4.0
"""Until the longest report is drawn and answers a click; on a machine of its own it takes a quarter of that."""


@pytest.fixture(scope="module")
def hostile_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("hostile") / "archive"
    with serving(make_archive(folder, [*hostile_reports(), hostile(), longest(), busiest()])) as address:
        yield address


def is_harmless(page: Page) -> bool:
    """Whether no script but ours ran and nothing of a report became an element."""
    return bool(
        page.evaluate(
            """() => typeof window.canary === 'undefined' && document.querySelectorAll('iframe, base, style, object, meta[http-equiv], main script, main img:not([src^="/charts/"])').length === 0
            && [...document.querySelectorAll('*')].every(one => one.getAttributeNames().every(name => !name.startsWith('on')))
            && [...document.links].every(one => /^https?:$/.test(one.protocol))"""
        )
    )


@pytest.mark.parametrize("number", range(len(SCRIPTS)))
def test_a_script_in_a_report_is_text(hostile_desk: str, page: Page, number: int) -> None:
    page.goto(f"{hostile_desk}/reports/script-{number}")
    assert is_harmless(page)
    assert SCRIPTS[number] in page.locator("h1").inner_text()
    assert SCRIPTS[number] in page.locator("article p.text").inner_text()
    assert " ".join(SCRIPTS[number].split())[:40] in page.locator(".row .who").inner_text()
    page.locator("article a.act").click()
    page.locator(".row .about a", has_text="story").click()
    assert is_harmless(page)


@pytest.mark.parametrize("path", ["/", "/events", "/stories?min_reports=1", "/search?q=talks", "/search?q=met&order=day", "/place?country=ARN", "/days/2023-05-04", "/dyad?one=ARN&other=GON"])  # fmt: skip
def test_lists_of_hostile_reports_are_text(hostile_desk: str, page: Page, path: str) -> None:
    page.goto(hostile_desk + path)
    assert is_harmless(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_charts_of_hostile_reports_are_text(hostile_desk: str, page: Page) -> None:
    page.goto(f"{hostile_desk}/events?view=charts&text=there")
    for figure in page.locator("figure[data-chart]").all():
        figure.scroll_into_view_if_needed()
        figure.locator(".vega svg, .drawn p").first.wait_for(timeout=60_000)
    assert is_harmless(page)
    names = page.locator("figure.network svg text").all_text_contents()
    assert any(name.startswith("<") for name in names)
    assert not set(BIDI) & set("".join(names))
    node = page.locator("figure.network svg .mark-symbol path").last
    node.hover(force=True)
    assert is_harmless(page)


def test_what_turns_or_hides_text_is_shown_as_a_sign(hostile_desk: str, page: Page) -> None:
    page.goto(f"{hostile_desk}/reports/odd-0")
    shown = page.content()
    assert not set(BIDI) & set(shown)
    assert page.locator("h1").inner_text() == "Talks ?evil?".replace("?", "\ufffd" * len(BIDI))
    page.goto(f"{hostile_desk}/reports/odd-1")
    assert page.locator("h1").inner_text() == "Talks a\ufffdb\ufffd[2Jc\ufffd\ufffd"
    page.goto(f"{hostile_desk}/reports/odd-2")
    assert GLYPHS in page.locator("h1").inner_text()


@pytest.mark.parametrize("doc_id", ["odd-3", "long-word"])
def test_a_name_of_10000_characters_breaks_no_page(hostile_desk: str, page: Page, doc_id: str) -> None:
    page.goto(f"{hostile_desk}/reports/{doc_id}")
    for width in (320, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert len(LONG_NAME) >= 10_000 and len(page.locator(".row .who").inner_text()) < 200


@pytest.mark.parametrize(("doc_id", "records"), [("long", 1), ("many", 500)])
def test_the_longest_and_the_busiest_report_are_read_at_once(
    hostile_desk: str, page: Page, doc_id: str, records: int
) -> None:
    start = time.perf_counter()
    page.goto(f"{hostile_desk}/reports/{doc_id}")
    page.locator("article a.act").last.click()
    assert page.url.endswith(f"#r-{records}")
    assert page.locator("[data-record]").count() == records
    assert time.perf_counter() - start < MOST_SECONDS
