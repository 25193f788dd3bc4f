"""WARC files of web crawls (Common Crawl news), plain and compressed: each HTML page that answered well is a report.

Where a record begins and ends is told here, because FastWARC, which reads the record, ends at the first broken one as if the
file did; so a broken record costs only itself, and a file that is cut short is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import BinaryIO

from diurna.errors import InputError
from diurna.reading.compressed import GZIP, Inflated
from diurna.reading.markup import LONGEST_PAGE
from diurna.reading.outcome import Failure, Note, Placed, Skip, Tell, once_a_file, place
from diurna.reading.pages import NO_ARTICLE, is_page, page_report
from diurna.reading.streams import Reopened

_LONGEST_HEAD = 64_000
_BEGIN = re.compile(rb"WARC/[01]\.\d+\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^warc-type:[ \t]*(\w+)", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(rb"^warc-target-uri:[ \t]*<?(\S+?)>?[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Framed:
    """A record as it lies in the file; `data` is None for records that are passed over, `fault` says what is broken."""

    number: int
    url: str | None = None
    data: bytes | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What a record says of a page; `fetched` is the day of the crawl."""

    html: bytes
    url: str | None
    charset: str | None
    fetched: date | None


def crawl_reports(file: BinaryIO, *, name: str, tell: Tell) -> Iterator[Placed]:
    """The pages of a WARC file with their places. Raises InputError where the file is none."""
    opening = file.read(len(GZIP))
    inflated = Inflated(file, opening) if opening == GZIP else None
    source = Reopened(inflated or file, b"" if inflated else opening)
    take_fault = inflated.take_fault if inflated else _no_fault
    repairs_at = once_a_file(tell, name)
    others = pages = 0
    for record in records(source, take_fault):
        where = place(name, f"record {record.number}")
        if record.fault is not None:
            about = f" ({record.url})" if record.url else ""
            yield where, Failure(where, record.fault + about)
        elif record.data is not None:
            try:
                page = _page(record.data)
                if page is None:
                    others += 1
                    continue
                pages += 1
                report = page_report(
                    page.html, url=page.url, charset=page.charset, fetched=page.fetched, repaired=repairs_at(where)
                )
                yield where, report
            except InputError as error:
                about = f" ({record.url})" if record.url else ""
                outcome = Skip if str(error) == NO_ARTICLE else Failure
                yield where, outcome(where, f"{error}{about}")
    if others:
        tell(Note(place(name), f"{pages} pages; {others} other answers (no HTML, or no success) are passed over"))


def is_crawl(opening: bytes) -> bool:
    """Whether a file that is not compressed opens as WARC."""
    return _BEGIN.match(opening.lstrip(b"\r\n")) is not None


def records(source: Reopened, take_fault: Callable[[], str | None]) -> Iterator[Framed]:
    """The records of a file in order, numbered from 1; broken ones, and lost bytes between them, as faults.

    Raises InputError where the file does not open with a record.
    """
    number = 0
    while True:
        line = _next_line(source)
        if not line:
            if fault := take_fault():
                number += 1
                yield Framed(number, fault=fault)
                continue
            if not number:
                raise InputError("an empty file")
            return
        number += 1
        if not _BEGIN.fullmatch(line):
            if number == 1:
                raise InputError("not a WARC file: it does not open with a record")
            yield Framed(number, fault="bytes that belong to no record")
            _resume(source)
            continue
        yield _record(source, take_fault, line, number)


def _record(source: Reopened, take_fault: Callable[[], str | None], first: bytes, number: int) -> Framed:
    """The record that begins with this line."""
    head = [first]
    size = 0
    while (line := source.readline(_LONGEST_HEAD)).strip():
        head.append(line)
        size += len(line)
        if size > _LONGEST_HEAD or _BEGIN.fullmatch(line):
            break
    lines = b"".join(head)
    address, kind = _ADDRESS.search(lines), _TYPE.search(lines)
    url = address[1].decode("utf-8", "replace") if address else None
    length = _LENGTH.search(lines)
    if not line or line.strip() or length is None:
        fault = take_fault()
        if _BEGIN.fullmatch(line):
            source.give_back(line)
        elif fault is None:
            _resume(source)
        return Framed(number, url, fault=f"a record whose header is broken{': ' + fault if fault else ''}")
    left = int(length[1])
    body: list[bytes] = []
    kept = 0
    while left and (piece := source.read(min(left, _PIECE))):
        left -= len(piece)
        if kept <= LONGEST_PAGE:
            body.append(piece)
            kept += len(piece)
    if left:
        fault = take_fault() or "the file is cut short: the record lacks its end"
        return Framed(number, url, fault=fault)
    whole = b"".join(body)
    after = source.readline(_LONGEST_HEAD)
    if after.strip():
        # The next record follows at once, or the length is wrong; then what lies within may hold the next record.
        source.give_back(after)
        if not _BEGIN.fullmatch(after):
            if inner := _BEGIN.search(whole):
                source.give_back(whole[inner.start() :])
            else:
                _resume(source)
            return Framed(number, url, fault="a record of another length than its header says")
    if kind is None or kind[1].lower() != b"response":
        return Framed(number, url)
    if kept > LONGEST_PAGE:
        return Framed(number, url, fault=f"more than any page holds (at most {LONGEST_PAGE // 1_000_000} MB)")
    return Framed(number, url, data=lines + b"\r\n" + whole + b"\r\n\r\n")


def _next_line(source: Reopened) -> bytes:
    """The next line that is not blank; b"" at the end and before a fault."""
    while (line := source.readline(_LONGEST_HEAD)) and not line.strip():
        pass
    return line


def _resume(source: Reopened) -> None:
    """Go on to the next line that begins a record, or to the end or a fault."""
    while line := source.readline(_LONGEST_HEAD):
        if _BEGIN.fullmatch(line):
            source.give_back(line)
            return


def _page(data: bytes) -> Page | None:
    """The page of a record; None where the answer is no page, or no success. Raises InputError where it cannot be read."""
    try:
        page = _answer(data, decoded=True)
    except InputError:
        # Some crawlers store the words plain and leave the header that says they are compressed.
        page = _answer(data, decoded=False)
        if page is not None and not is_page(page.html):
            raise
    return page


def _answer(data: bytes, *, decoded: bool) -> Page | None:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    try:
        found = ArchiveIterator(
            BytesIO(data), record_types=WarcRecordType.response, auto_decode="all" if decoded else "none"
        )
        record = next(iter(found), None)
        if record is None or not record.is_http_parsed or record.http_headers.status_code is None:
            raise InputError("a record that is no answer of a web server")
        kind = (record.http_content_type or "").lower()
        if record.http_headers.status_code != 200 or (kind and kind not in _HTML):
            return None
        html = record.reader.read(LONGEST_PAGE + 1)
        if not kind and not is_page(html):
            return None
        day = record.record_date.date() if record.record_date else None
        return Page(html, record.headers.get("WARC-Target-URI"), record.http_charset or None, day)
    except (OSError, ValueError) as error:
        raise InputError(f"a record that cannot be read ({error})") from None


def _no_fault() -> None:
    """What a file that is not compressed has of faults between its bytes."""
