"""Crawl archives: each page a report; broken records cost only themselves, and a cut file is noticed."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from .folder import BODY, MORE, Read, read
from .pages import page


def record(
    number: int,
    *,
    html: bytes | None = None,
    kind: str = "response",
    status: str = "HTTP/1.1 200 OK",
    content_type: str = "text/html; charset=utf-8",
    more: str = "",
    length: object = None,
    date: str = "2022-02-26T10:00:00Z",
) -> bytes:
    """A record of a page, whole unless the arguments break it."""
    body = html if html is not None else page(f"{BODY} It was cart {number}.", MORE, meta="").encode()
    answer = f"{status}\r\nContent-Type: {content_type}\r\n{more}\r\n".encode() + body
    size = len(answer) if length is None else length
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://www.bree.example/{number}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {size}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


INFO = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\nContent-Length: 12\r\n\r\nsoftware: x\n\r\n\r\n"


def plain(*records: bytes) -> bytes:
    return b"".join(records)


def packed(*records: bytes) -> bytes:
    return b"".join(map(gzip.compress, records))


def carts(done: Read) -> list[int]:
    """The numbers of the records that were read."""
    return [int((one.url or "").rpartition("/")[2]) for one in done.reports]


@pytest.mark.parametrize(("name", "pack"), [("a.warc", plain), ("a.warc.gz", packed), ("a", plain), ("a", packed)])
def test_each_page_is_a_report(tmp_path: Path, name: str, pack: Callable[..., bytes]) -> None:
    done = read(tmp_path, {name: pack(INFO, record(1), record(2))}, paths=[name])
    assert done.failures == []
    assert carts(done) == [1, 2]
    first = done.reports[0]
    assert f"{BODY} It was cart 1." in first.text
    assert first.title == "Arnor helps Gondor"
    assert first.publisher == "The Bree Times" or first.publisher == "bree.example"
    assert first.published == date(2022, 2, 26)  # the day of the crawl, for the page tells none


def test_the_day_of_the_page_goes_before_that_of_the_crawl(tmp_path: Path) -> None:
    done = read(tmp_path, {"a.warc": record(1, html=page().encode())})
    assert done.reports[0].published == date(2022, 2, 24)


def test_what_is_no_page_is_passed_over_and_said(tmp_path: Path) -> None:
    others = [
        record(2, kind="request"),
        record(3, status="HTTP/1.1 404 Not Found"),
        record(4, content_type="image/png", html=b"\x89PNG"),
        record(5, status="HTTP/1.1 301 Moved", more="Location: /1\r\n"),
    ]
    done = read(tmp_path, {"a.warc": plain(INFO, record(1), *others, record(6))})
    assert carts(done) == [1, 6]
    assert done.notes == ("a.warc: 2 pages; 3 other answers (no HTML, or no success) are passed over",)


def test_a_page_without_an_article_is_skipped(tmp_path: Path) -> None:
    done = read(tmp_path, {"a.warc": plain(record(1), record(2, html=b"<html><body><p>Menu</p></body></html>"))})
    assert done.skips == [
        "a.warc:record 2: no article text found in the page (a front page, a video, or text that only a script would load)"
        " (https://www.bree.example/2)"
    ]


@pytest.mark.parametrize(
    ("more", "encode"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress),
        ("Content-Encoding: gzip\r\n", bytes),  # stored plain under the header of the packed answer
        ("Transfer-Encoding: chunked\r\n", lambda html: b"%x\r\n%s\r\n0\r\n\r\n" % (len(html), html)),
        ("", bytes),
    ],
)
def test_packed_answers(tmp_path: Path, more: str, encode: Callable[[bytes], bytes]) -> None:
    html = encode(page().encode())
    assert carts(read(tmp_path, {"a.warc": plain(record(1, html=html, more=more), record(2))})) == [1, 2]


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (b"garbage\r\nmore garbage\r\n\r\n", "bytes that belong to no record"),
        (record(2, length=50), "a record of another length than its header says (https://www.bree.example/2)"),
        (record(2, length=len(page()) * 2), "a record of another length than its header says (https://www.bree.example/2)"),
        (record(2, length="many"), "a record whose header is broken (https://www.bree.example/2)"),
        (record(2, length=-5), "a record whose header is broken (https://www.bree.example/2)"),
        (record(2).replace(b"\r\n\r\n", b"\r\n", 1), "a record of another length than its header says (https://www.bree.example/2)"),
        (record(2, status="nonsense"), "a record that is no answer of a web server (https://www.bree.example/2)"),
        (record(2, more="Transfer-Encoding: chunked\r\n", html=b"zz\r\nhello"), "a record that cannot be read ("),
        (record(2, html=b"<html><body>" + b"<div>" * 10_000), "HTML nested more than 256 deep, which no browser shows in full (https://www.bree.example/2)"),
        (record(2, html=b"x" * 11_000_000), "more than any page holds (at most 10 MB) (https://www.bree.example/2)"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("pack", [plain, packed])
def test_a_broken_record_costs_only_itself(
    tmp_path: Path, broken: bytes, message: str, pack: Callable[..., bytes]
) -> None:
    done = read(tmp_path, {"a.warc": pack(record(1), broken, record(3), record(4))})
    assert carts(done) == [1, 3, 4]
    assert len(done.failures) == 1
    assert done.failures[0].startswith(f"a.warc:record 2: {message}")


def test_a_date_that_is_none_costs_only_itself(tmp_path: Path) -> None:
    done = read(tmp_path, {"a.warc": plain(record(1, date="yesterday"), record(2))})
    assert [one.published for one in done.reports] == [None, date(2022, 2, 26)]


def test_a_file_cut_short_is_noticed(tmp_path: Path) -> None:
    done = read(tmp_path, {"a.warc": plain(record(1), record(2), record(3))[:-400]})
    assert carts(done) == [1, 2]
    assert done.failures == [
        "a.warc:record 3: the file is cut short: the record lacks its end (https://www.bree.example/3)"
    ]


@pytest.mark.parametrize("cut", [10, 60, 300])
def test_a_gzip_file_cut_short_is_noticed(tmp_path: Path, cut: int) -> None:
    done = read(tmp_path, {"a.warc.gz": packed(record(1), record(2), record(3))[:-cut]})
    assert carts(done) in ([1, 2], [1, 2, 3])  # the last bytes of a member are but its check
    (failure,) = done.failures
    assert "the gzip file is cut short: what comes after this is lost" in failure


def test_a_gzip_file_of_one_member_cut_short(tmp_path: Path) -> None:
    whole = gzip.compress(plain(*map(record, range(1, 200))))
    done = read(tmp_path, {"a.warc.gz": whole[: len(whole) // 2]})
    assert carts(done) == list(range(1, len(done.reports) + 1))
    assert len(done.reports) > 20
    assert len(done.failures) == 1
    assert "the gzip file is cut short" in done.failures[0]


def test_a_broken_part_of_a_gzip_file_costs_only_itself(tmp_path: Path) -> None:
    members = [bytearray(gzip.compress(record(number))) for number in range(1, 6)]
    members[2][40:60] = b"\xff" * 20
    done = read(tmp_path, {"a.warc.gz": b"".join(members)})
    assert carts(done) == [1, 2, 4, 5]
    assert all("a broken part of the gzip file: some bytes are lost" in one for one in done.failures)
    assert 1 <= len(done.failures) <= 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "an empty file"),
        (b"Arnor helps Gondor\n", "not a WARC file: it does not open with a record"),
        (gzip.compress(b"Arnor helps Gondor\n"), "not a WARC file: it does not open with a record"),
    ],
)
def test_what_is_no_crawl_archive_fails_alone(tmp_path: Path, content: bytes, message: str) -> None:
    done = read(tmp_path, {"a.warc": content, "b.txt": BODY})
    assert done.failures == [f"a.warc: {message}"]
    assert len(done.reports) == 1
