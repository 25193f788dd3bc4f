"""Reading a report: its words and its records lead to each other, by mouse, by keys, and without scripts."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewPage

REPORT = "/reports/sotk-shooting"
LIT = re.compile(r"\blit\b")


def test_a_record_lights_its_words(desk_address: str, page: Page) -> None:
    page.goto(desk_address + REPORT)
    record = page.locator("#r-1")
    assert record.locator(".type").inner_text() == "ASSAULT"
    record.hover()
    lit = page.locator("article .m.lit")
    quoted = [words.split("\n")[0] for words in lit.all_inner_texts()]
    assert [words for words in quoted if words] == quoted
    assert {"Azerbaijani forces", "opened", "Sotk", "overnight", "Armenia"} <= set(quoted)
    assert all("1" in (one.get_attribute("data-records") or "").split() for one in lit.all())
    page.locator("h1").hover()
    expect(lit).to_have_count(0)
    record.locator(".number").focus()
    expect(lit).not_to_have_count(0)


def test_a_word_leads_to_its_record(desk_address: str, page: Page) -> None:
    page.goto(desk_address + REPORT)
    word = page.locator("article a.act", has_text="urged")
    word.hover()
    record = page.locator("#r-8")
    expect(record).to_have_class(LIT)
    expect(record).to_be_in_viewport()
    word.click()
    assert page.url.endswith(f"{REPORT}#r-8")
    expect(record).to_be_in_viewport()
    record.locator(".number").click()
    assert re.search(r"#w-\d+$", page.url)
    expect(page.locator("article .m:target")).to_have_text("urged")


def test_a_word_of_a_party_leads_to_its_record(desk_address: str, page: Page) -> None:
    page.goto(desk_address + REPORT)
    page.locator("article span.place", has_text="Kalbajar").click()
    assert page.url.endswith("#r-6")
    expect(page.locator("#r-6")).to_be_in_viewport()


def test_the_address_of_a_record_shows_it(desk_address: str, page: Page) -> None:
    page.goto(desk_address + REPORT)
    address = page.locator("#r-6 a", has_text="JSON").get_attribute("href")
    assert address
    page.goto(f"{desk_address}/events/{address.rpartition('/')[2]}")
    assert re.search(rf"{REPORT}#e-[0-9a-f]{{16}}$", page.url)
    expect(page.locator("#r-6")).to_be_in_viewport()
    expect(page.locator("article .m.lit.act")).to_have_text("massing")


def test_a_claim_and_its_denial_are_joined(desk_address: str, page: Page) -> None:
    page.goto(f"{desk_address}/reports/denial")
    claim, denial = page.locator("#r-1").bounding_box(), page.locator("#r-2").bounding_box()
    line = page.locator(".joins path").bounding_box()
    assert claim and denial and line
    assert claim["y"] < line["y"] < claim["y"] + claim["height"]
    assert denial["y"] < line["y"] + line["height"] < denial["y"] + denial["height"]
    assert line["x"] < claim["x"] + 10
    expect(page.locator("#r-2 .reference")).to_have_text("denies 1")
    page.locator("#r-2 .reference").click()
    assert page.url.endswith("#r-1")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    expect(page.locator(".joins circle")).to_have_count(2)


def test_the_marks_differ_by_more_than_colour(desk_address: str, page: Page) -> None:
    page.goto(desk_address + REPORT)
    looks = page.locator(".legend .m").evaluate_all(
        """all => all.map(one => { const s = getComputedStyle(one);
           return [s.borderBottomStyle, s.borderBottomWidth, s.fontWeight, s.fontStyle, s.outlineStyle, s.textDecorationLine].join(' '); })"""
    )
    assert len(looks) == 7 == len(set(looks))


def test_a_report_is_read_without_scripts(desk_address: str, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(desk_address)
    page.locator("nav a", has_text="Records").click()
    page.locator(".facet a", has_text="ASSAULT").first.click()
    page.locator(".record .quote a", has_text="opened fire").first.click()
    expect(page.locator("article p.text").first).to_contain_text("Armenia")
    page.locator("article a.act").first.click()
    expect(page.locator(".row:target")).to_be_visible()
    page.locator(".row:target .number").click()
    expect(page.locator("article .m:target")).to_be_visible()
    page.locator(".row a", has_text="story").first.click()
    expect(page.locator("aside h2", has_text="How it stands")).to_be_visible()
    page.locator("#seek").fill("observers")
    page.locator(".seek button").click()
    expect(page.locator(".found li")).not_to_have_count(0)


def test_dark_is_dark(desk_address: str, new_page: NewPage) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        page = new_page(color_scheme=scheme)
        page.goto(desk_address + REPORT)
        grounds[scheme] = [
            page.evaluate("name => getComputedStyle(document.querySelector(name)).backgroundColor", name)
            for name in ("html", ".row", "article .act")
        ]

    def light(colour: str) -> float:
        return sum(map(int, re.findall(r"\d+", colour)[:3])) / (3 * 255)

    assert all(light(colour) > 0.7 for colour in grounds["light"])
    assert all(light(colour) < 0.3 for colour in grounds["dark"])
