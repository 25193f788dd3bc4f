"""Charts that filter each other, in the browser: each choice changes the address, the list and the other charts, and the way back goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PHONE, NewPage

if TYPE_CHECKING:
    from playwright.sync_api import Page

BUSY = "body[aria-busy], .chart[aria-busy]"
DRAWN = "figure[data-chart] .vega svg"


def settle(page: Page) -> None:
    """Wait until what was asked for is there. A chart asks some moments after the page knows what was chosen."""
    from playwright.sync_api import expect

    for _ in range(3):
        expect(page.locator(BUSY)).to_have_count(0)
        page.wait_for_timeout(150)


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.locator(DRAWN).first.wait_for()
    settle(page)
    return page


def where(page: Page) -> str:
    return page.url.partition("/events")[2]


def total(page: Page) -> int:
    return int(page.locator("h1").inner_text().split()[0].replace(",", ""))


def counted(page: Page, query: str) -> int:
    """What the API finds, asked by the browser itself."""
    address = f"{page.url.partition('/events')[0]}/api/v1/events?limit=1&{query}"
    found: int = page.request.get(address).json()["total"]
    return found


def click(page: Page, chart: str, mark: str, which: int = 0) -> None:
    page.locator(f"#chart-{chart} .vega svg .mark-{mark} path").nth(which).click(force=True)
    settle(page)


def test_each_chart_filters_the_list_and_the_others(desk_address: str, new_page: NewPage) -> None:
    page = opened(new_page((1280, 2000)), f"{desk_address}/events?view=charts")
    everything = total(page)
    assert page.locator(DRAWN).count() == 5

    box = page.locator("#chart-timeline .vega svg").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.55, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.98, box["y"] + 70, steps=5)
    page.mouse.up()
    settle(page)
    days = where(page)
    assert "since=" in days and "until=" in days
    assert 0 < total(page) == counted(page, days.lstrip("?").replace("view=charts", "")) < everything
    assert page.locator("ul.conditions li").count() == 2

    page.locator(".quads a", has_text="material conflict").click()
    settle(page)
    assert where(page) == f"{days}&quad=4"
    narrowed = total(page)
    assert narrowed == counted(page, where(page).lstrip("?").replace("view=charts", ""))

    click(page, "heat-parties", "rect")
    assert "actor=" in where(page) and "recipient=" in where(page)
    assert 0 < total(page) <= narrowed
    click(page, "map", "symbol")
    assert "place=" in where(page)

    page.go_back()
    settle(page)
    page.go_back()
    settle(page)
    assert (where(page), total(page)) == (f"{days}&quad=4", narrowed)
    again = opened(new_page((1280, 2000)), page.url)
    assert total(again) == narrowed and again.locator(DRAWN).count() == 5


def test_a_second_click_takes_a_choice_away(desk_address: str, new_page: NewPage) -> None:
    page = opened(new_page((1280, 2000)), f"{desk_address}/events?view=charts")
    everything = total(page)
    nodes = page.locator("#chart-network .vega svg .mark-symbol path")
    node = nodes.nth(nodes.count() - 1)
    node.click(force=True)
    settle(page)
    assert "party=" in where(page) and total(page) < everything
    page.locator("ul.conditions a").first.click()
    settle(page)
    assert (where(page), total(page)) == ("?view=charts", everything)


def test_the_slider_changes_the_map_and_the_address(desk_address: str, new_page: NewPage) -> None:
    page = opened(new_page((1280, 2000)), f"{desk_address}/events?view=charts")
    circles = page.locator("#chart-map .vega svg .mark-symbol path")
    slider = page.get_by_label("Last day shown on the map")
    before = circles.count()
    slider.focus()
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    settle(page)
    assert 0 < circles.count() < before
    assert "at=20" in page.url
    assert page.locator("#chart-map output").inner_text().startswith("up to ")
    again = opened(new_page((1280, 2000)), page.url)
    assert again.locator("#chart-map .vega svg .mark-symbol path").count() == circles.count()
    page.get_by_role("button", name="Next").click()  # less motion is asked for here, so it goes on by one
    page.get_by_label("these days only").check()
    settle(page)
    assert "back=" in page.url


def test_all_is_done_by_keys_in_tables(desk_address: str, page: Page) -> None:
    opened(page, f"{desk_address}/actor?party=ARM")
    summary = page.locator("#chart-timeline summary")
    summary.focus()
    page.keyboard.press("Enter")
    row = page.locator("#chart-timeline table a").first
    row.wait_for()
    row.focus()
    page.keyboard.press("Enter")
    settle(page)
    assert "since=" in page.url and page.url.startswith(f"{desk_address}/actor?party=ARM")
    assert page.locator("ul.conditions li").count() == 2


def test_on_the_page_of_a_party_another_is_chosen_as_their_dyad(desk_address: str, new_page: NewPage) -> None:
    page = opened(new_page((1280, 2000)), f"{desk_address}/actor?party=ARM")
    page.locator("#chart-network .vega svg .mark-text text", has_text="Azerbaijan").last.click(force=True)
    settle(page)
    assert "dyad=ARM+-+AZE" in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_follow_the_colours_of_the_system(desk_address: str, new_page: NewPage, scheme: str) -> None:
    page = opened(new_page(PHONE, color_scheme=scheme), f"{desk_address}/days/2021-09-09")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/charts/" in one.url else None)
    page.emulate_media(color_scheme="dark" if scheme == "light" else "light")
    settle(page)
    assert asked and all(("theme=dark" in one) == (scheme == "light") for one in asked)


def test_without_scripts_charts_are_pictures_and_links(desk_address: str, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{desk_address}/events?view=charts")
    assert page.locator("figure img").count() == 5
    page.locator(".quads a", has_text="material conflict").click()
    assert "quad=4" in page.url
    page.locator("#chart-heat-types summary").click()
    page.get_by_role("link", name="What they do to each other, as a table").click()
    page.locator("table a").first.click()
    assert "type=" in page.url and "actor=" in page.url


def test_the_way_back_and_forth_keeps_list_and_charts_together(desk_address: str, page: Page) -> None:
    from playwright.sync_api import expect

    opened(page, f"{desk_address}/events?since=2021-01-01&until=2021-12-31&view=charts")
    title = page.locator("h1")
    everything, timeline = total(page), page.locator("#chart-timeline .vega svg").inner_html()
    page.locator("#chart-network").scroll_into_view_if_needed()
    page.locator("#chart-network .vega svg text", has_text="Russia").last.click()
    expect(title).not_to_have_text(f"{everything} records")
    settle(page)
    assert "party=RUS" in where(page)
    chosen = total(page)
    records = page.locator("[data-fresh=records] .record .what")
    assert records.count() == chosen and all("RUS" in one for one in records.all_inner_texts())
    assert page.locator("#chart-timeline .vega svg").inner_html() != timeline
    page.go_back()
    expect(title).to_have_text(f"{everything} records")
    page.go_forward()
    expect(title).to_have_text(f"{chosen} records")


def test_classes_and_facets_filter_without_a_new_page(desk_address: str, page: Page) -> None:
    from playwright.sync_api import expect

    opened(page, f"{desk_address}/events")
    page.evaluate("window.is_same_page = true")
    page.locator(".quads a", has_text="material conflict").click()
    expect(page.locator("ul.conditions a")).to_have_count(1)
    page.locator(".facet", has=page.get_by_role("heading", name="country", exact=True)).locator("a").first.click()
    expect(page.locator("ul.conditions a")).to_have_count(2)
    settle(page)
    assert page.evaluate("window.is_same_page") is True
    assert page.locator("#told").inner_text() == page.locator("h1").inner_text()  # what is read aloud
    count = total(page)
    page.reload()
    assert total(page) == count
