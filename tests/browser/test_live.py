"""What is added while a page stands open comes without a reload, on top, and moves nothing that is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from diurna.archive import open_archive
from tests.archive.tellings import Act, add_in, coded
from tests.browser.conftest import Watched, serving

SOON = 20_000
"""Milliseconds: a look a second, and an asking after it, on a machine that is busy."""
LATER = "They attacked the garrison on the river."


def add(archive: Path, doc_id: str) -> None:
    """A report of an act in the far future of the samples, so that its record is the first."""
    with open_archive(archive, write=True) as opened:
        add_in(opened, [coded(doc_id, Act(), publisher="The Horn")])


@contextmanager
def a_desk(archive: Path, page: Page, *options: str) -> Iterator[str]:
    """A desk that the page leaves before it is stopped, for it would ask for it."""
    with serving(archive, *options) as address:
        yield address
        page.goto("about:blank")


def test_new_records_come_on_top(own_archive: Path, page: Page) -> None:
    with a_desk(own_archive, page) as address:
        page.goto(f"{address}/events")
        total = int(page.locator("#live-total").get_attribute("data-count") or 0)
        add(own_archive, "n1")
        first = page.locator(".records > .record").first
        expect(first).to_contain_text(LATER, timeout=SOON)
        expect(first).to_be_in_viewport()
        expect(page.locator(".news")).to_contain_text("1 new record", timeout=SOON)
        expect(page.locator("h1")).to_have_text(f"{total + 1:,} records")
        page.get_by_role("button", name="See them").click()
        expect(first.locator(".quote a")).to_be_focused()
        expect(page.locator(".news")).to_be_empty()


def test_what_is_read_stays_where_it_is(own_archive: Path, page: Page) -> None:
    with a_desk(own_archive, page) as address:
        page.goto(f"{address}/events")
        read = page.locator(".records > .record").nth(12)
        read.scroll_into_view_if_needed()
        page.mouse.move(5, 5)
        key = read.get_attribute("data-key")
        same = page.locator(f'[data-key="{key}"]')
        before = same.bounding_box()
        add(own_archive, "n1")
        add(own_archive, "n2")
        expect(page.locator(".news")).to_contain_text("2 new records", timeout=SOON)
        after = same.bounding_box()
        assert before and after and abs(before["y"] - after["y"]) <= 1
        assert page.locator(".record.new").count() == 2


def test_each_page_with_records_hears_of_them(own_archive: Path, page: Page) -> None:
    with a_desk(own_archive, page) as address:
        for n, path in enumerate(("/", "/place?country=GON", "/days/3019-03-13", "/actor?party=MOR", "/dyad?one=MOR&other=GON")):  # fmt: skip
            if n == 1:
                add(own_archive, "before")  # a page of nothing has no list
            page.goto(address + path)
            add(own_archive, f"n{n}")
            expect(page.locator(".news")).to_contain_text("1 new record", timeout=SOON)
            expect(page.locator("#live-list .new")).to_contain_text(LATER, timeout=SOON)


def test_a_hidden_page_rests_and_then_catches_up(own_archive: Path, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    with a_desk(own_archive, page) as address:
        page.goto(f"{address}/events")
        _hide(page, True)
        asked.clear()
        add(own_archive, "n1")
        page.wait_for_timeout(2500)
        assert [one for one in asked if "/events" in one or "/changes" in one] == []
        _hide(page, False)
        expect(page.locator(".news")).to_contain_text("1 new record", timeout=SOON)


def _hide(page: Page, is_hidden: bool) -> None:
    """As if the reader went to another tab, or came back."""
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        is_hidden,
    )


def test_a_desk_that_was_stopped_is_heard_again(own_archive: Path, page: Page, watched: Watched) -> None:
    with serving(own_archive) as address:
        page.goto(f"{address}/events")
    add(own_archive, "n1")
    with a_desk(own_archive, page, "--port", address.rpartition(":")[2]):
        expect(page.locator(".news")).to_contain_text("1 new record", timeout=SOON)
    watched.faults[:] = [
        fault for fault in watched.faults if "Failed to load resource" not in fault
    ]  # nobody was there
