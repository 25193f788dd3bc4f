"""Take the README's pictures of the desk: the sample reports coded and kept in an archive, the desk started over it, and Chromium shown two of its pages.

usage: python scripts/desk_screenshots.py      needs the extra `browser`, and Chromium (apt-get install chromium)

Writes docs/images/desk-report.png and docs/images/desk-board.png. The pictures are made, never edited by hand.
"""

from __future__ import annotations

import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from diurna.samples import OTHERS, REPORTS

if TYPE_CHECKING:
    from playwright.sync_api import Page

IMAGES = Path(__file__).parents[1] / "docs" / "images"
DIURNA = (sys.executable, "-c", "import sys; from diurna.cli.main import main; main()")
SIZE = {"width": 1280, "height": 900}
MOST_BYTES = 250_000
"""Of a picture, so that a clone stays small."""
DRAWN = 60_000
"""Milliseconds that the charts of a page may take."""


def main() -> None:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or sys.exit("no Chromium here: apt-get install chromium")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        archive = Path(folder) / "samples"
        subprocess.run([*DIURNA, "add", str(REPORTS), str(OTHERS), "--to", str(archive)], check=True, capture_output=True)  # fmt: skip
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport=SIZE, reduced_motion="reduce", locale="en-GB")
        with served(archive) as address:
            report(page, address)
            board(page, address)
        browser.close()


def report(page: Page, address: str) -> None:
    """A report with its records, the first of them and its words lit."""
    page.goto(f"{address}/reports/sotk-shooting")
    page.locator("#r-1").hover()
    page.wait_for_load_state("networkidle")
    take(page, "desk-report.png")


def board(page: Page, address: str) -> None:
    """All records as charts, on a dark screen."""
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({**SIZE, "height": 1040})
    page.goto(f"{address}/events?view=charts")
    for figure in page.locator("figure[data-chart]").all():
        figure.locator(".vega svg").wait_for(timeout=DRAWN)
    page.wait_for_load_state("networkidle")
    take(page, "desk-board.png")


def take(page: Page, name: str) -> None:
    picture = deflated(page.screenshot())
    if len(picture) > MOST_BYTES:
        sys.exit(f"{name}: {len(picture):,} bytes; {MOST_BYTES:,} is the most: show less of the page")
    (IMAGES / name).write_bytes(picture)
    print(f"{name}: {len(picture):,} bytes", file=sys.stderr)


def deflated(png: bytes) -> bytes:
    """The same picture in fewer bytes: browsers press quickly, not well."""
    chunks, pressed, at = [], [], 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if kind == b"IDAT":
            pressed.append(content)
        else:
            chunks.append((kind, content))
        at += 12 + length
    rows = zlib.compress(zlib.decompress(b"".join(pressed)), 9)
    chunks.insert(len(chunks) - 1, (b"IDAT", rows))
    return png[:8] + b"".join(struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content)) for kind, content in chunks)  # fmt: skip


@contextmanager
def served(archive: Path) -> Iterator[str]:
    """The address of a desk over an archive."""
    with subprocess.Popen([*DIURNA, "serve", str(archive), "--port", "0"], stderr=subprocess.PIPE, text=True) as desk:
        assert desk.stderr is not None
        try:
            address = next(found[0] for line in desk.stderr if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
            yield address
        finally:
            desk.send_signal(signal.SIGINT)


if __name__ == "__main__":
    main()
