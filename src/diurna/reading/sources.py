"""One open source to its reports: the reader of its kind, told by its name, its type or what it opens with."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import chain
from typing import BinaryIO, cast

from diurna.errors import InputError
from diurna.reading.compressed import GZIP, Whole
from diurna.reading.crawls import crawl_reports
from diurna.reading.decoding import marked_encoding, recoded_lines, refuse_binary
from diurna.reading.delimited import delimited_reports
from diurna.reading.feeds import feed_reports
from diurna.reading.fetching import fetch
from diurna.reading.following import follower, limits_of
from diurna.reading.jsonl import json_lines, json_reports
from diurna.reading.kinds import OPENING, Kind, kind_of_answer, kind_of_opening
from diurna.reading.limits import bounded_lines, joined
from diurna.reading.options import ReadingOptions
from diurna.reading.outcome import Failure, Placed, Tell, once_a_file, place
from diurna.reading.pages import page_report
from diurna.reading.parquet import parquet_reports
from diurna.reading.streams import Reopened
from diurna.reading.textfile import text_report


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is known of a source before it is read.

    `name` is what messages call it; `path` is there where it is a file, `url` where it came from the web, with the
    `charset` of the answer. `kind` None: its opening tells.
    """

    name: str
    kind: Kind | None = None
    is_packed: bool = False
    path: str | None = None
    url: str | None = None
    charset: str | None = None


def read_file(
    path: str, kind: Kind | None, *, is_packed: bool, options: ReadingOptions, tell: Tell
) -> Iterator[Placed]:
    """The reports of a file of a kind; None: its opening tells. Nothing is raised."""
    where = place(path)
    try:
        file = open(path, "rb")  # noqa: SIM115 (the reading has its own faults, told apart from those of opening)
    except (OSError, ValueError) as error:  # ValueError: a path that holds a NUL
        yield where, Failure(where, reason(error))
        return
    with file:
        source = Source(name=path, kind=kind, is_packed=is_packed, path=path)
        yield from _faultless(file, source, options, tell)


def read_stdin(stdin: BinaryIO | None, *, options: ReadingOptions, tell: Tell) -> Iterator[Placed]:
    """The reports of standard input, of whatever kind it is. Nothing is raised."""
    yield from _faultless(stdin or sys.stdin.buffer, Source(name="stdin"), options, tell)


def read_url(url: str, *, options: ReadingOptions, tell: Tell) -> Iterator[Placed]:
    """The reports at an address of the web: a page, a feed, or a file of any kind but Parquet. Nothing is raised."""
    where = place(url)
    try:
        fetched = fetch(url, limits=limits_of(options))
    except InputError as error:
        yield where, Failure(where, str(error))
        return
    kind = kind_of_answer(fetched.content_type, fetched.content)
    source = Source(name=url, kind=kind, url=fetched.url, charset=fetched.charset)
    yield from _faultless(BytesIO(fetched.content), source, options, tell)


def _faultless(file: BinaryIO, source: Source, options: ReadingOptions, tell: Tell) -> Iterator[Placed]:
    where = place(source.name)
    try:
        yield from _read(file, source, options, tell)
    except (OSError, InputError) as error:
        yield where, Failure(where, reason(error))


def _read(file: BinaryIO, source: Source, options: ReadingOptions, tell: Tell) -> Iterator[Placed]:
    """The reports of an open source. Raises InputError or OSError where all of it, or the rest, cannot be read."""
    name, kind, where = source.name, source.kind, place(source.name)
    if kind is Kind.CRAWL:  # has its own way with parts that are broken
        yield from crawl_reports(file, name=name, tell=tell)
        return
    if source.is_packed:
        file = cast("BinaryIO", Whole(file))
    if kind is None:
        file, opening = _opened(file)
        if opening.startswith(GZIP) and not source.is_packed:
            yield from _read(file, replace(source, is_packed=True), options, tell)
            return
        kind = kind_of_opening(opening)
    repaired = once_a_file(tell, name)(where)
    match kind:
        case Kind.CRAWL:
            yield from crawl_reports(file, name=name, tell=tell)
        case Kind.PARQUET if source.path is None or source.is_packed:
            raise InputError("Parquet is read from a file that is not compressed again, for its end is read first")
        case Kind.PARQUET:
            yield from parquet_reports(name, options=options, tell=tell)
        case Kind.TABLE:
            yield from delimited_reports(file, name=name, options=options, tell=tell)
        case Kind.PAGE:
            charset = source.charset or options.encoding
            yield where, page_report(joined(bounded_lines(file)), url=source.url, charset=charset, repaired=repaired)
        case Kind.FEED:
            follow = follower(options) if options.follow else None
            data = joined(bounded_lines(file))
            yield from feed_reports(data, name=name, url=source.url, follow=follow, tell=tell)
        case Kind.TEXT:
            yield where, text_report(joined(bounded_lines(file)), encoding=options.encoding, repaired=repaired)
        case Kind.OBJECT:
            yield from json_reports(joined(bounded_lines(file)), name=name, options=options, tell=tell)
        case _:
            yield from _read_lines(file, name, is_lines=kind is Kind.LINES, options=options, tell=tell)


def _opened(file: BinaryIO) -> tuple[BinaryIO, bytes]:
    """A stream with its first lines: as few as tell what it is, so that a slow stream of lines is answered line by line."""
    opening = b""
    while len(opening) < OPENING and (line := file.readline(OPENING)):
        opening += line
        start = opening.lstrip(b"\xef\xbb\xbf \t\r\n")
        if start and not start.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
            break
    return cast("BinaryIO", Reopened(file, opening)), opening


def _read_lines(file: BinaryIO, name: str, *, is_lines: bool, options: ReadingOptions, tell: Tell) -> Iterator[Placed]:
    """JSON lines, one JSON object over many lines, or one text. `is_lines`: the file's suffix says that it holds those.

    JSON lines are read one by one, whatever their number.
    """
    where = place(name)
    repaired = once_a_file(tell, name)(where)
    lines = _utf8_lines(file)
    opening: list[bytes] = []
    for line in lines:
        opening.append(line)
        if line.strip():
            break
    first, all_lines = b"".join(opening).strip(), chain(opening, lines)
    if not first:
        raise InputError("nothing to read" if where == "stdin" else "an empty file")
    if first == b"{":
        yield from json_reports(joined(all_lines), name=name, options=options, tell=tell)
    elif is_lines or first.startswith(b"{"):
        yield from json_lines(all_lines, name=name, options=options, tell=tell)
    else:
        yield where, text_report(joined(all_lines), encoding=options.encoding, repaired=repaired)


def _utf8_lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file, ended by line feeds, without byte order mark; what is marked UTF-16 or UTF-32 is recoded.

    Raises InputError where the first line shows that the file is no text.
    """
    lines = bounded_lines(file)
    first = next(lines, b"")
    refuse_binary(first)
    mark, encoding = marked_encoding(first)
    if encoding == "utf-8":
        yield first.removeprefix(mark)
        yield from lines
    else:  # the byte of a line feed may be half of another character, so the lines are found after decoding
        yield from (line.encode("utf-8") for line in recoded_lines(chain((first,), lines), encoding))


def reason(error: Exception) -> str:
    """An error in a few words: the operating system's own, without number and path."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
