"""From doubt to exported gold in Chromium: the queue, keys, words marked in the text, a point on the map, what was missed, and what is downloaded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from diurna.archive import open_archive
from diurna.archive.judgements import judgements
from diurna.archive.reviews import reviewed_of_report
from tests.archive.skirmishes import coded
from tests.browser.conftest import PHONE, NewPage, Watched, make_archive, samples, serving
from tests.browser.test_accessibility import violations

REPORT = "/review/reports/river"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("reviewing") / "beat", [*samples(), coded()])


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[str]:
    with serving(folder) as address:
        yield address


def named(desk: str, page: Page, name: str, path: str = REPORT) -> None:
    page.goto(desk + path)
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Review under this name").click()
    expect(page.get_by_text(f"Reviewing as {name}")).to_be_visible()


def press(page: Page, key: str) -> None:
    """A key, once the page listens."""
    page.wait_for_load_state("networkidle")
    page.keyboard.press(key)


def mark(page: Page, words: str) -> None:
    """Mark words of the text, wherever they stand among its pieces."""
    done = page.evaluate(
        """(words) => {
          const walk = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
          const nodes = [];
          while (walk.nextNode()) nodes.push(walk.currentNode);
          const whole = nodes.map((node) => node.data).join("");
          const at = whole.indexOf(words);
          if (at < 0) return false;
          const place = (offset) => { for (const node of nodes) { if (offset <= node.length) return [node, offset]; offset -= node.length; } };
          const range = document.createRange();
          range.setStart(...place(at));
          range.setEnd(...place(at + words.length));
          const selection = getSelection();
          selection.removeAllRanges();
          selection.addRange(range);
          return true;
        }""",
        words,
    )
    assert done, words
    expect(page.locator("#marked")).to_contain_text(words[:20])


def take(page: Page, input: str) -> None:
    page.locator(f".take[data-for='{input}']").click()


def test_from_doubt_to_gold_by_keys(desk: str, folder: Path, page: Page) -> None:
    named(desk, page, "Anna", "/review?type=MOBILIZE&report=river")
    page.locator(".record .quote a").first.click()
    expect(page.locator("#record h2")).to_have_text("Record 2 of 3")
    press(page, "?")
    expect(page.get_by_text("undo what you said last")).to_be_visible()
    press(page, "Escape")
    press(page, "e")  # Georgia did not mass troops: Armenia did
    mark(page, "Armenia")
    take(page, "actor0w")
    page.locator("#actor0n").fill("Armenia")
    page.locator("#actor0c").fill("ARM")
    mark(page, "near Dolma")
    take(page, "place-words")
    page.locator("#place-name").fill("dol")
    page.get_by_role("button", name="Dolma, TUR").click()
    expect(page.locator("#place-lat")).to_have_value("38.6")
    page.locator("#map summary").click()
    page.locator("#map svg").click(position={"x": 40, "y": 60})
    expect(page.locator("#place-lat")).not_to_have_value("38.6")
    page.locator("#event").select_option("COERCE")
    expect(page.locator("[value='MOBILIZE.weapons']")).to_be_hidden()
    page.locator("[value='COERCE.restrict']").check()
    assert violations(page) == []
    page.get_by_role("button", name="Keep the correction").click()
    expect(page.locator("#record h2")).to_have_text("Record 3 of 3")
    press(page, "x")
    expect(page.locator("#record h2")).to_have_text("Record 1 of 3")
    press(page, "a")
    expect(page.get_by_text("You have judged all records of this report.")).to_be_visible()
    press(page, "m")
    expect(page.get_by_role("heading", name="A missed event")).to_be_visible()
    mark(page, "marched")
    take(page, "trigger")
    page.locator("#event").select_option("PROTEST")
    page.get_by_role("button", name="Add the event").click()
    expect(page.get_by_text("added by a reviewer")).to_be_visible()
    press(page, "c")
    expect(page.get_by_text("You marked this report complete.")).to_be_visible()
    page.goto(f"{desk}/review")
    with page.expect_download() as gold:
        page.get_by_role("link", name="Gold of yours").click()
    (report,) = (json.loads(line) for line in gold.value.path().read_text("utf-8").splitlines())
    told = [
        (one["type"][0], one["trigger"]["text"], [party["code"] for party in one["actors"]]) for one in report["events"]
    ]
    assert told == [("ASSAULT", "shelled", ["GEO"]), ("COERCE", "massed", ["ARM"]), ("PROTEST", "marched", [])]
    with open_archive(folder) as archive:
        corrected = next(one.corrected for one in judgements(archive.connection) if one.verdict == "correct")
        assert corrected is not None and corrected.where is not None and corrected.where.span is not None
        assert (corrected.modes, corrected.where.span.text) == (("restrict",), "near Dolma")
        assert corrected.where.latitude != 38.6


def test_what_is_marked_is_counted_in_characters(desk: str, page: Page) -> None:
    named(desk, page, "Ben")
    page.locator("#edit > summary").click()
    for words in ("Clashes", "troops shelled Dolma on", "war."):
        mark(page, words)
        take(page, "date-words")
        start, end = map(int, re.findall(r"@(\d+)-(\d+)$", page.locator("#date-words").input_value())[0])
        assert coded().report.text[start:end] == words


def test_the_way_without_scripts(desk: str, folder: Path, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    named(desk, page, "Cara")
    page.locator("#edit > summary").click()
    page.locator("#status").select_option("hypothetical")
    page.locator("#actor0w").fill("Crowds")
    page.get_by_role("button", name="Keep the correction").click()
    expect(page.locator("#record h2")).to_contain_text("Record 2")
    page.get_by_role("button", name="Accept").click()
    with open_archive(folder) as archive:
        found = [one.of("Cara") for one in reviewed_of_report(archive.connection, "river")]
    assert [one.verdict for one in found if one] == ["correct", "accept"]


def test_a_fault_is_told_where_it_is_mended(desk: str, page: Page, watched: Watched) -> None:
    named(desk, page, "Dora")
    page.locator("#edit > summary").click()
    page.locator("#actor0w").fill("Azerbaijan")
    page.get_by_role("button", name="Keep the correction").click()
    expect(page.get_by_role("alert")).to_contain_text("'Azerbaijan' does not stand in the report")
    expect(page.locator("#actor0w")).to_have_value("Azerbaijan")
    assert violations(page) == []
    watched.faults.clear()  # the status of the page itself


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_reviews_too(desk: str, new_page: NewPage, scheme: str) -> None:
    page = new_page(PHONE, color_scheme=scheme)
    named(desk, page, "Eva")
    page.locator("#edit > summary").click()
    for details in page.locator("details").all():
        details.evaluate("one => { one.open = true; }")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
