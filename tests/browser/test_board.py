"""Charts that filter each other, and the list and the facets with them; the address follows, and the pictures stay where scripts do not run."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage

DAY = "/days/2021-09-09"
DRAWN = 60_000
"""Milliseconds until a chart is drawn: its script is packed at the first request, on a machine that may do other things."""


def chart(page: Page, kind: str) -> Locator:
    figure = page.locator(f"figure.{kind}")
    figure.scroll_into_view_if_needed()
    expect(figure.locator(".vega svg, .drawn p").first).to_be_visible(timeout=DRAWN)
    return figure


def total(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator("[data-fresh=total] b").first.inner_text()))


def test_every_chart_is_drawn(desk_address: str, page: Page) -> None:
    page.goto(desk_address + DAY)
    for kind in ("timeline", "map", "network", "heat"):
        for figure in page.locator(f"figure.{kind}").all():
            figure.scroll_into_view_if_needed()
            expect(figure.locator("svg").first).to_be_visible(timeout=DRAWN)
            assert figure.locator("svg path").count() > 3
            expect(figure.locator(".how-many")).to_contain_text(re.compile(r"\d"))


def test_a_party_chosen_in_the_network_filters_all(desk_address: str, page: Page) -> None:
    page.goto(desk_address + DAY)
    everything = total(page)
    timeline = chart(page, "timeline").locator("svg").inner_html()
    network = chart(page, "network")
    network.locator("svg text", has_text="Russia").last.click()  # the name lies over its halo
    page.wait_for_url(re.compile(r"[?&]party=RUS"))
    expect(page.locator(".conditions a")).to_contain_text("Russia")
    expect(page.locator("[data-fresh=total]")).not_to_contain_text(f"{everything} records")
    chosen = total(page)
    assert 0 < chosen < everything
    expect(page.locator("section[data-fresh=records] .record")).to_have_count(chosen)
    for record in page.locator("section[data-fresh=records] .record .what").all():
        assert "RUS" in record.inner_text()
    expect(chart(page, "timeline").locator("svg")).not_to_have_js_property("innerHTML", timeline, timeout=DRAWN)
    page.go_back()
    expect(page.locator("[data-fresh=total]")).to_contain_text(f"{everything} records")
    page.go_forward()
    expect(page.locator("[data-fresh=total]")).to_contain_text(f"{chosen} records")
    page.locator(".conditions a").first.click()
    expect(page.locator("[data-fresh=total]")).to_contain_text(f"{everything} records")


def test_a_class_and_a_facet_filter_without_a_new_page(desk_address: str, page: Page) -> None:
    page.goto(desk_address + DAY)
    page.evaluate("window.is_same_page = true")
    page.locator(".quads a", has_text="material conflict").click()
    page.wait_for_url("**/*quad=4*")
    expect(page.locator(".conditions a")).to_have_count(1)
    page.locator(".facet", has=page.get_by_role("heading", name="type", exact=True)).locator("a").first.click()
    expect(page.locator(".conditions a")).to_have_count(2)
    assert page.evaluate("window.is_same_page") is True
    assert page.locator("#told").inner_text().startswith(str(total(page)))  # what is read aloud
    address = page.url
    count = total(page)
    page.goto(address)
    assert total(page) == count


def test_the_slider_of_the_map_is_moved_by_keys(desk_address: str, page: Page) -> None:
    page.goto(f"{desk_address}/events?view=charts")
    if page.locator("figure.map").count() == 0:
        page.locator(".tabs a", has_text="Charts").click()
    chart(page, "map")
    slider = page.get_by_label("Last day shown on the map")
    slider.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    early = slider.get_attribute("aria-valuetext")
    assert early and re.match(r"up to \d+ \w+ \d{4}", early)
    expect(page.locator("figure.map output")).to_have_text(early)
    page.wait_for_url(re.compile(r"[?&]at=\d{4}-\d\d-\d\d"))
    circles = page.locator("figure.map svg [aria-roledescription], figure.map svg .mark-symbol path").count()
    page.keyboard.press("End")
    expect(page.locator("figure.map output")).not_to_have_text(early)
    assert page.locator("figure.map svg [aria-roledescription], figure.map svg .mark-symbol path").count() > circles


def test_a_chart_is_told_as_a_table(desk_address: str, page: Page) -> None:
    page.goto(desk_address + DAY)
    figure = chart(page, "timeline")
    figure.locator("summary").click()
    expect(figure.locator("table th").first).to_be_visible()
    assert figure.locator("tbody tr").count() > 0


def test_pictures_and_tables_stay_without_scripts(desk_address: str, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, color_scheme="dark")
    page.goto(desk_address + DAY)
    pictures = page.locator("figure img")
    assert pictures.count() >= 4
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True, timeout=DRAWN)
        assert "theme=dark" in picture.evaluate("one => one.currentSrc")
        assert picture.evaluate("one => one.naturalWidth") > 100
    page.locator("figure.network figcaption a", has_text="table").first.click()
    expect(page.locator("main table tbody tr").first).to_be_visible()


def test_a_chart_is_downloaded_as_svg_png_and_the_view_as_files(
    desk_address: str, new_page: NewPage, tmp_path: Path
) -> None:
    page = new_page(accept_downloads=True)
    page.goto(f"{desk_address}{DAY}?quad=4")
    begins = {"SVG": b"<svg", "PNG": b"\x89PNG"}
    for name, begin in begins.items():
        with page.expect_download(timeout=DRAWN) as coming:
            page.locator("figure.timeline figcaption a", has_text=name).first.click()
        coming.value.save_as(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begin)
        assert coming.value.suggested_filename.endswith(name.lower())
    with page.expect_download() as coming:
        page.locator(".downloads a", has_text="JSONL").first.click()
    coming.value.save_as(tmp_path / "records")
    assert len((tmp_path / "records").read_text("utf-8").splitlines()) == total(page)
