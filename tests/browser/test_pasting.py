"""A pasted report: its record out, the explanation of each, and kept only if asked; by the coder's own process, as readers have it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, Watched, serving
from tests.browser.test_accessibility import violations

TEXT = (
    "Ghana sends doctors to Togo\n\nACCRA, 4 May 2022 - Ghana sent forty doctors to Lome on Wednesday, the health ministry said.\n\n"
    "Togolese police arrested three smugglers near the border.\n<script>alert(1)</script>"
)
CODER_STARTS = 60_000
"""Milliseconds; the language model is loaded at the first paste, on a machine that may do other things."""


@pytest.fixture(scope="module")
def desk(samples_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    own = shutil.copytree(samples_archive, tmp_path_factory.mktemp("pasting") / "own")
    with serving(own) as address:
        yield address


def paste(desk: str, page: Page) -> None:
    page.goto(desk)
    page.locator("nav a", has_text="Paste").click()
    page.locator("#text").fill(TEXT)
    page.locator("#publisher").fill("Volta Post")
    page.locator("#published").fill("2022-05-04")
    page.get_by_role("button", name="Show its record").click(timeout=CODER_STARTS)
    expect(page.locator("h1")).to_have_text("Ghana sends doctors to Togo", timeout=CODER_STARTS)


def test_a_pasted_text_gives_its_record_and_its_reasons(desk: str, page: Page) -> None:
    paste(desk, page)
    expect(page.locator("article")).to_contain_text("<script>alert(1)</script>")
    arrest = page.locator(".row", has_text="ASSAULT").or_(page.locator(".row", has_text="COERCE")).first
    expect(arrest).to_contain_text("arrested")
    arrest.locator(".why").click()
    expect(arrest.locator(".explanation")).to_contain_text("arrest", timeout=CODER_STARTS)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
    arrest.locator(".why").click()
    expect(arrest.locator(".explanation")).to_be_hidden()


def test_a_paste_is_kept_only_if_asked(desk: str, page: Page) -> None:
    paste(desk, page)
    pasted = page.url
    page.goto(f"{desk}/search?q=smugglers")
    expect(page.locator(".found > li")).to_have_count(0)
    page.goto(pasted)
    page.get_by_role("button", name="Keep in the archive").click()
    page.wait_for_url("**/reports/*")
    page.goto(f"{desk}/search?q=smugglers")
    expect(page.locator(".found > li")).to_have_count(1)
    expect(page.locator(".found > li")).to_contain_text("Volta Post")


def test_a_record_of_the_archive_is_explained_with_and_without_scripts(desk: str, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{desk}/reports/sotk-shooting")
    page.locator("#r-3 .why").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#r-3 .explanation")).to_contain_text("telephone", timeout=CODER_STARTS)
    expect(page.locator("#r-3 .why")).to_have_attribute("aria-expanded", "true")
    plain = new_page(java_script_enabled=False)
    plain.goto(f"{desk}/reports/sotk-shooting")
    plain.locator("#r-3 .why").click(timeout=CODER_STARTS)
    expect(plain.locator("h1")).to_have_text("Why this record", timeout=CODER_STARTS)
    expect(plain.locator("main")).to_contain_text("telephone")
    plain.locator("a", has_text="Back to the report").click()
    expect(plain.locator("#r-3")).to_be_visible()


def test_what_cannot_be_pasted_is_said(desk: str, new_page: NewPage, watched: Watched) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{desk}/paste")
    page.get_by_role("button", name="Show its record").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("#url").fill(f"{desk}/reports/denial")
    page.get_by_role("button", name="Show its record").click()
    expect(page.get_by_role("alert")).to_contain_text("inner")
    expect(page.locator("#url")).to_have_value(f"{desk}/reports/denial")
    watched.faults.clear()  # the status of the answers
