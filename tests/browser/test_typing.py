"""Results as one types, names completed from the archive, and the way by keys: from the search through its results and back."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_reports_come_as_one_types_and_the_field_keeps_the_focus(
    desk_address: str, page: Page, watched: Watched
) -> None:
    page.goto(f"{desk_address}/search")
    field = page.locator("#q")
    field.press_sequentially("observers", delay=20)
    expect(page.locator(".found li mark").first).to_have_text("observers")
    expect(field).to_be_focused()
    assert query(page) == {"q": ["observers"]}
    expect(page.locator("#told")).to_have_text(page.locator("[data-total]").inner_text())
    before = page.locator(".found > li").count()
    page.locator(".facet a").first.click()
    expect(page.locator(".conditions a")).to_have_count(1)
    assert len(query(page)) == 2 and page.locator(".found > li").count() <= before
    field.fill('"')  # no words: said, and what was found stays
    expect(page.locator("#told")).to_contain_text("name at least one word")
    assert page.locator(".found > li").count() > 0
    watched.faults.clear()  # the browser's console names the refusal, which is meant


def test_records_follow_the_filter_as_it_is_typed(desk_address: str, page: Page) -> None:
    page.goto(f"{desk_address}/events")
    title = page.locator("main h1")
    everything = title.inner_text()
    field = page.locator("#f-text")
    field.press_sequentially("observers", delay=20)
    expect(title).not_to_have_text(everything)
    expect(field).to_be_focused()
    assert query(page) == {"text": ["observers"]}
    expect(page.locator("#told")).to_have_text(title.inner_text())
    field.fill("")
    expect(title).to_have_text(everything)
    assert query(page) == {}


def test_names_are_completed(desk_address: str, page: Page) -> None:
    page.goto(f"{desk_address}/events")
    page.locator("#f-party").press_sequentially("rus", delay=20)
    expect(page.locator("datalist#names-f-party option").first).to_have_attribute("value", "RUS")
    assert page.locator("datalist#names-f-party option").first.get_attribute("label", timeout=1000).startswith("Russia")


def test_by_keys_from_the_search_through_its_results_and_back(desk_address: str, page: Page) -> None:
    page.goto(f"{desk_address}/search?q=said")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    results = page.locator(".found h3 a")
    expect(results.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(results.nth(0)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    keys = page.locator("dialog#keys")
    expect(keys).to_be_visible()
    expect(keys).to_contain_text("to the search")
    page.keyboard.press("Escape")
    expect(keys).not_to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/**")
