"""Finding: search, filter and facets, views handed on as files, and the whole way by keys alone."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, Watched


def total(page: Page) -> int:
    return int(page.locator("main h1").inner_text().split()[0].replace(",", ""))


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_search_finds_reports_by_words(desk_address: str, page: Page) -> None:
    page.goto(desk_address)
    page.locator("#seek").fill("observers")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=observers")
    expect(page.locator(".found li mark").first).to_have_text("observers")
    page.locator("#publisher").fill("Caspian Wire")
    page.locator("main form.search button").click()
    expect(page.locator(".found > li")).to_have_count(1)
    page.locator(".found h3 a").click()
    assert urlsplit(page.url).path == "/reports/sotk-shooting"


def test_records_are_narrowed_and_widened_again(desk_address: str, page: Page) -> None:
    page.goto(f"{desk_address}/events")
    title = page.locator("main h1")
    everything = total(page)
    facet = page.locator(".facet", has=page.get_by_role("heading", name="type", exact=True)).locator("li").first
    count = int(facet.locator(".n").inner_text())
    assert count < everything
    facet.locator("a").click()
    expect(title).to_have_text(f"{count} records")
    assert query(page) == {"type": ["ASSAULT"]}
    assert set(page.locator(".record .type").all_inner_texts()) == {"ASSAULT"}
    page.locator("#f-until").fill("2021-12-31")
    page.locator("form.filter button").click()
    expect(title).not_to_have_text(f"{count} records")
    assert query(page)["until"] == ["2021-12-31"] and query(page)["type"] == ["ASSAULT"]
    assert 0 < total(page) < count
    page.locator(".conditions a", has_text="2021-12-31").click()
    expect(title).to_have_text(f"{count} records")
    page.locator(".conditions a", has_text="ASSAULT").click()
    expect(title).to_have_text(f"{everything} records")


def test_a_wrong_filter_says_what_is_wrong(desk_address: str, page: Page, watched: Watched) -> None:
    page.goto(f"{desk_address}/events")
    page.locator("#f-min_confidence").fill("very")
    page.locator("form.filter button").click()
    expect(page.locator("main")).to_contain_text("min_confidence: 'very' is no number from 0 to 1")
    page.wait_for_load_state("networkidle")
    watched.faults.clear()  # the status of the answer


def test_a_view_is_downloaded_in_each_form(desk_address: str, new_page: NewPage, tmp_path: Path) -> None:
    page = new_page(accept_downloads=True)
    page.goto(f"{desk_address}/events?type=ASSAULT")
    count = total(page)
    held: dict[str, Path] = {}
    for name in ("CSV", "JSONL", "GeoJSON"):
        with page.expect_download() as coming:
            page.locator(".downloads a", has_text=name).first.click()
        held[name] = tmp_path / coming.value.suggested_filename
        coming.value.save_as(held[name])
    assert [path.suffix for path in held.values()] == [".csv", ".jsonl", ".geojson"]
    with held["CSV"].open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    records = [json.loads(line) for line in held["JSONL"].read_text("utf-8").splitlines()]
    assert len(rows) == len(records) == count
    assert {record["event"] for record in records} == {"ASSAULT"}
    assert [row["id"] for row in rows] == [record["id"] for record in records]
    points = json.loads(held["GeoJSON"].read_text("utf-8"))
    assert points["type"] == "FeatureCollection" and 0 < len(points["features"]) <= count
    assert all(len(one["geometry"]["coordinates"]) == 2 for one in points["features"])


def test_a_chart_is_downloaded_as_svg_png_and_the_view_as_files(
    desk_address: str, new_page: NewPage, tmp_path: Path
) -> None:
    page = new_page(accept_downloads=True)
    page.goto(f"{desk_address}/days/2021-09-09?quad=4")
    begins = {"SVG": b"<svg", "PNG": b"\x89PNG"}
    for name, begin in begins.items():
        with page.expect_download() as coming:
            page.locator("figure.timeline figcaption a", has_text=name).first.click()
        coming.value.save_as(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begin)
        assert coming.value.suggested_filename.endswith(name.lower())
    with page.expect_download() as coming:
        page.locator(".downloads a", has_text="JSONL").first.click()
    coming.value.save_as(tmp_path / "records")
    shown = page.locator("[data-fresh=total] b").first.inner_text()
    assert len((tmp_path / "records").read_text("utf-8").splitlines()) == int(shown)


def test_the_whole_way_by_keys(desk_address: str, page: Page) -> None:
    """From the start page by search to a report, from a record to its words, and on to its story; the focus is always seen."""
    page.goto(desk_address)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    page.keyboard.press("/")
    page.keyboard.type("observers Kremlin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=observers+Kremlin")
    page.keyboard.press("j")
    assert has_ring(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/*")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('[data-record]').id") == "r-2" and has_ring(page)
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**#w-*")
    page.keyboard.press("j")
    for _ in range(20):
        page.keyboard.press("Tab")
        assert has_ring(page), focused(page)
        if focused(page) == "story":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/stories/*")
    expect(page.locator("aside h2")).to_contain_text("How it stands")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def has_ring(page: Page) -> bool:
    """Whether what has the focus is seen, and seen to have it."""
    return bool(
        page.evaluate(
            """() => { const one = document.activeElement, look = getComputedStyle(one), box = one.getBoundingClientRect();
            return look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2 && box.bottom > 0 && box.top < innerHeight; }"""
        )
    )
