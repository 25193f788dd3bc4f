"""A desk as a program of its own, over the records of the shipped samples, in a real Chromium.

Chromium is the system's (Debian's package `chromium`); where there is none, these tests are skipped, and where the extra `browser` is not installed,
they are not collected. `records.jsonl` holds what the coder found in the samples, so that no test waits for a model; to make it anew:

    diurna code src/diurna/samples/reports.jsonl src/diurna/samples/others.jsonl --format jsonl -o tests/browser/records.jsonl
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from diurna.archive import Coded, coder_line, open_archive
from diurna.archive.columns import refresh_columns
from diurna.reading import read_reports
from diurna.record import Report
from diurna.record.json import event_from_json, parse_object
from diurna.samples import OTHERS, REPORTS
from tests.archive.tellings import add_in
from tests.browser.pages import RECORDS
from tests.web.conftest import denial

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


START = "import sys; from diurna.cli.main import main; main()"
WIDE = (1280, 900)
PHONE = (390, 844)
PATIENCE = 10_000
"""Milliseconds until something that should be seen is missed."""
HAS_PLAYWRIGHT = importlib.util.find_spec("playwright") is not None
collect_ignore_glob = [] if HAS_PLAYWRIGHT else ["test_*.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def samples() -> list[Coded]:
    """The sample reports, and what other papers say of two of them, each with its records."""
    events = [event_from_json(parse_object(line)) for line in RECORDS.read_text("utf-8").splitlines()]
    reports = [one for one in read_reports([str(REPORTS), str(OTHERS)]) if isinstance(one, Report)]
    line = coder_line({"versions": dict(events[0].coder)})
    return [Coded(report=one, events=tuple(e for e in events if e.doc_id == one.doc_id), coder=line) for one in reports]


def make_archive(folder: Path, many: list[Coded]) -> Path:
    with open_archive(folder, write=True) as archive:
        add_in(archive, many, at_once=64)
        refresh_columns(archive)
    return folder


@pytest.fixture(scope="session")
def samples_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the samples, and of a report with a claim and its denial. Only to be read: a test that writes takes `own_archive`."""
    return make_archive(tmp_path_factory.mktemp("browser") / "samples", [*samples(), denial()])


@pytest.fixture
def own_archive(samples_archive: Path, tmp_path: Path) -> Path:
    """A copy of the samples' archive for a test that writes."""
    return shutil.copytree(samples_archive, tmp_path / "own")


@contextmanager
def serving(archive: Path, *options: str) -> Iterator[str]:
    """`diurna serve ARCHIVE` on a free port of this machine: its address, without a slash at the end. A fault that it logs fails the test."""
    call = [sys.executable, "-c", START, "serve", str(archive), "--port", "0", *options]
    env = {name: value for name, value in os.environ.items() if not name.startswith("DIURNA_")}
    with subprocess.Popen(call, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=env) as running:
        assert running.stderr is not None
        said: list[str] = []
        address = None
        for line in running.stderr:
            said.append(line)
            if address := re.search(r"http://127\.0\.0\.1:\d+", line):
                break
        hearing = threading.Thread(target=said.extend, args=(running.stderr,))
        hearing.start()
        try:
            assert address, "".join(said)
            yield address[0]
        finally:
            running.send_signal(signal.SIGINT)
            try:
                running.wait(timeout=20)
            except subprocess.TimeoutExpired:
                running.kill()
            hearing.join()
    assert "Traceback" not in "".join(said), "".join(said)


@pytest.fixture(scope="package")
def desk_address(samples_archive: Path) -> Iterator[str]:
    """A desk over the samples' archive that is only read."""
    with serving(samples_archive) as address:
        yield address


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, headless."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no Chromium here (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--disable-dev-shm-usage"])
        yield browser
        browser.close()


@dataclass(frozen=True)
class Watched:
    """What a page must not do: log an error (as of the Content-Security-Policy), throw one, open a dialog, or ask another host."""

    faults: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda asked: None if asked.url.startswith(("http://127.0.0.1:", "blob:http://127.0.0.1:")) else self.faults.append(f"asks {asked.url}"))  # fmt: skip


NewPage = Callable[..., "Page"]


@pytest.fixture
def watched() -> Watched:
    """The faults of the pages of a test; a test that means to see one takes it out."""
    return Watched()


@pytest.fixture
def new_page(chromium: Browser, watched: Watched) -> Iterator[NewPage]:
    """Makes pages, each of a reader of its own: `new_page(size=PHONE, color_scheme="dark", java_script_enabled=False)`. At the end no page had a fault."""
    contexts = []

    def make(size: tuple[int, int] = WIDE, **options: Any) -> Page:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", locale="en-GB", **options
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watched.watch(page)
        return page

    yield make
    for context in contexts:
        context.close()
    assert watched.faults == []


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page on a wide screen."""
    return new_page()
