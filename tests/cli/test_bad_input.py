"""Whatever is given to the real program: one clear line for what cannot be coded, records for the rest, numbers that add up."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from diurna.reading.limits import LONGEST_TEXT
from diurna.record.report import digest

GOOD = "PARIS, Feb. 24, 2022 (Agency) — The French president met the German chancellor in Paris on Thursday.\n"
LAST = GOOD + "It was the last one.\n"
GERMAN = (
    "Der Außenminister traf am Freitag in Berlin seinen Kollegen aus Frankreich und sprach mit ihm über die Lage.\n"
)
SUMMARY = re.compile(r"(\d+) reports?, (\d+) events?, [\d.]+ s: (\d+) coded, (\d+) skipped, (\d+) failed")


def line(**members: object) -> str:
    return json.dumps(members) + "\n"


@dataclass(frozen=True, slots=True)
class Bad:
    """What lies under a name (None: nothing), and what becomes of it: `said` is the pattern of its line on stderr, after its place."""

    name: str
    content: str | bytes | None
    said: str = ""
    coded: int = 0
    skipped: int = 0
    failed: int = 0
    lines: tuple[int | str, ...] = ()


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<rss><channel><item><title>&b;</title></item></channel></rss>"
)
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/1\r\nContent-Length: 5000\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + GOOD.encode() * 40
)

BAD = [
    Bad("empty.txt", "", "an empty file", failed=1),
    Bad("blank.txt", " \n\n\t\n", "nothing but blanks", failed=1),
    Bad("empty.jsonl", "", "an empty file", failed=1),
    Bad("missing.txt", None, "no such file or folder", failed=1),
    Bad("folder/", None, "no reports in this folder", failed=1),
    Bad("binary.txt", bytes(range(256)) * 20, "a binary file", failed=1),
    Bad("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(500), "an image, not a text", failed=1),
    Bad("paper.pdf", b"%PDF-1.7\n", r"files of kind '\.pdf' are not read", failed=1),
    Bad("latin1.txt", GOOD.replace("—", "-").encode("latin-1") + b"El Ni\xf1o\n", "not UTF-8", failed=1),
    Bad("typographic.txt", (GOOD + "“So be it,” he said.\n").encode("cp1252"), coded=1),
    Bad("utf16.txt", GOOD.encode("utf-16"), coded=1),
    Bad(
        "lines.jsonl",
        '{"id": "broken", "text": \n'
        + line(text=GOOD)
        + line(id="no text")
        + line(id="null", text=None)
        + line(id="day", text=GOOD, published="yesterday")
        + line(id="month 13", text=GOOD, published="2022-13-01")
        + line(id="good line", text=GOOD + "Again."),
        "(not JSON|id: missing|text: missing|text: null|published: .* is no date)",
        coded=1,
        failed=6,
        lines=(1, 2, 3, 4, 5, 6),
    ),
    Bad("50-megabytes.txt", GOOD * (50_000_000 // len(GOOD)), "more than any report holds", failed=1),
    Bad("long-line.jsonl", line(id="long", text="x" * (LONGEST_TEXT + 1)), "more than any report holds", failed=1, lines=(1,)),
    Bad("no-blank.txt", "x" * 1_000_000, r"not English", skipped=1),
    Bad("no-blank-among-words.txt", f"France meets Germany\n\n{GOOD}{'x' * 300_000}\n{GOOD}", coded=1),
    Bad("control.txt", "Fran\x07ce meets Ger\x1bmany\n\n" + GOOD.replace("Thursday", "Thurs\x01day"), coded=1),
    Bad("german.txt", GERMAN * 4, r"not English \(it looks like German\)", skipped=1),
    Bad("20-megabytes.html", f"<html><body><p>{GOOD * 200_000}</p></body></html>", "more than any page holds", failed=1),
    Bad("deep.html", "<html><body>" + "<div>" * 10_000 + f"<p>{GOOD}</p>", "HTML nested more than 256 deep", failed=1),
    Bad("front.html", "<html><body><a href='/'>Home</a></body></html>", "no article text found", failed=1),
    Bad("bomb.rss", BOMB, "it declares entities of its own", failed=1),
    Bad("cut.rss", f"<rss><channel><item><description>{GOOD} In a feed.</description></item><item><title>Fr", "the feed is cut short here", coded=1, failed=1, lines=("item 2",)),
    Bad("ragged.csv", f'id,text\nfirst row,"{GOOD} First."\nsecond row\nthird row,"{GOOD} Third."\n', "1 cell where the header has 2", coded=2, failed=1, lines=("row 3",)),
    Bad("cut.parquet", b"PAR1" + bytes(100), "not a whole Parquet file", failed=1),
    Bad("cut.jsonl.gz", gzip.compress("".join(line(id=f"cut {nr}", text=f"{GOOD} {nr}.") for nr in range(2)).encode())[:-12], "the gzip file is cut short", coded=1, failed=1),
    Bad("cut.warc.gz", gzip.compress(WARC)[:-30], "the gzip file is cut short", failed=1, lines=("record 1",)),
    Bad("twice.jsonl", line(id="twice", text=GOOD + "Twice.") * 2, "the same report as", coded=1, skipped=1, lines=(2,)),
]  # fmt: skip


def lay(bad: Bad, folder: Path) -> Path:
    path = folder / bad.name
    if bad.name.endswith("/"):
        path.mkdir()
    elif bad.content is not None:
        path.write_bytes(bad.content if isinstance(bad.content, bytes) else bad.content.encode("utf-8"))
    return path


@dataclass(frozen=True, slots=True)
class Ran:
    """A call of the program: what it wrote, and its exit status."""

    status: int
    records: list[dict[str, object]]
    complaints: list[str]
    counts: tuple[int, ...]
    """Reports given, events, coded, skipped, failed."""
    notes: list[str]


def run(*paths: Path | str) -> Ran:
    command = [sys.executable, "-m", "diurna.cli.main", "code", "--format", "jsonl", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=100)
    *complaints, last = done.stderr.decode("utf-8").splitlines()
    summary = SUMMARY.fullmatch(last)
    assert summary, last
    records = [json.loads(one) for one in done.stdout.splitlines()]
    notes = [one for one in complaints if one.endswith(" (note)")]
    complaints = [one for one in complaints if one not in notes]
    return Ran(done.returncode, records, complaints, tuple(map(int, summary.groups())), notes)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bad")


@pytest.fixture(scope="module")
def ran(folder: Path) -> Ran:
    """All that is bad in one call, and one good report after it."""
    good = folder / "good.txt"
    good.write_text(LAST, encoding="utf-8")
    return run(*(lay(bad, folder) for bad in BAD), good)


def test_the_numbers_add_up(ran: Ran) -> None:
    given, events, *became = ran.counts
    assert became == [
        sum(getattr(bad, name) for bad in BAD) + (name == "coded") for name in ("coded", "skipped", "failed")
    ]
    assert given == sum(became)
    assert events == len(ran.records) > 0
    assert ran.status == 1


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_each_fault_has_one_line_that_names_its_place(ran: Ran, folder: Path, bad: Bad) -> None:
    place = str(folder / bad.name).rstrip("/")
    told = [one for one in ran.complaints if one.startswith((f"diurna: {place}: ", f"diurna: {place}:"))]
    assert len(told) == bad.skipped + bad.failed
    for at, complaint in zip(bad.lines or [None] * len(told), told, strict=True):  # type: ignore[list-item]
        where = place if at is None else f"{place}:{at}"
        assert re.match(rf"diurna: {re.escape(where)}: {bad.said}", complaint)


def test_nothing_else_is_said(ran: Ran) -> None:
    assert len(ran.complaints) == sum(bad.skipped + bad.failed for bad in BAD)
    assert not any("Traceback" in one or "unexpected" in one for one in ran.complaints)


def test_the_reports_after_a_fault_are_coded(ran: Ran) -> None:
    assert "good line" in {record["doc_id"] for record in ran.records}
    assert digest(LAST) in {record["doc_id"] for record in ran.records}


def test_what_was_guessed_and_repaired_is_said(ran: Ran, folder: Path) -> None:
    assert f"diurna: {folder}/typographic.txt: not UTF-8; read as Windows-1252 (note)" in ran.notes
    assert f"diurna: {folder}/ragged.csv: columns: id=id,text=text (change with --map) (note)" in ran.notes


def test_skips_alone_are_no_failure(tmp_path: Path) -> None:
    skipped = [bad for bad in BAD if bad.skipped and not bad.coded]
    assert run(*(lay(bad, tmp_path) for bad in skipped)).status == 0
