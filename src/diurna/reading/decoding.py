"""Bytes to text: UTF-8, or what a byte order mark says, else the encoding that the caller names.

Without a name only what is safe is repaired: where all encodings of Western languages read the same words, as with the
quotation marks and most accents of Windows-1252. A mere guess is never taken: a wrong one gives a text whose words, and so
whose quotes, were never printed.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from diurna.errors import InputError
from diurna.reading.limits import LONGEST_BYTES, TOO_LONG
from diurna.reading.outcome import Repaired

# The mark of UTF-32 in little-endian order opens with that of UTF-16, so it comes first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip file or an office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)


def decode(data: bytes, *, encoding: str | None = None, repaired: Repaired | None = None) -> str:
    """The text of a file's bytes, without a byte order mark; line ends and control characters stay as they are.

    `encoding` is that of bytes which are not UTF-8, if it is known; `repaired` is told where it, or a safe repair, was
    needed. Raises InputError, in words for a user and without the file's name, where the bytes are binary or otherwise
    encoded.
    """
    mark, marked = marked_encoding(data)
    refuse_binary(data)
    body = data[len(mark) :]
    try:
        return body.decode(marked)
    except UnicodeDecodeError as error:
        if not mark and (text := _otherwise(body, encoding, repaired)) is not None:
            return text
        line = 1 + body[: error.start].decode(marked, "replace").count("\n")
        raise InputError(_complaint(error, line=line)) from None


def decode_line(line: bytes, *, encoding: str | None = None, repaired: Repaired | None = None) -> str:
    """The text of one line, read and repaired as `decode` does. Raises InputError without a line number."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        if (text := _otherwise(line, encoding, repaired)) is not None:
            return text
        raise InputError(_complaint(error)) from None


def recoded_lines(pieces: Iterable[bytes], encoding: str) -> Iterator[str]:
    """The lines of bytes that open with a byte order mark, however they are cut into pieces.

    Raises InputError where they are not of the encoding, or a line is too long for a report.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    rest, is_first = "", True
    try:
        for piece in pieces:
            words = decoder.decode(piece)
            rest += words.removeprefix("\ufeff") if is_first else words
            is_first = is_first and not words
            *lines, rest = rest.split("\n")
            yield from (line + "\n" for line in lines)
            if len(rest) > LONGEST_BYTES:
                raise InputError(TOO_LONG)
        rest += decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise InputError(_complaint(error)) from None
    if rest:
        yield rest


def known_encoding(name: str) -> bool:
    """Whether there is an encoding of text by this name."""
    try:
        return isinstance("".encode(name), bytes)
    except (LookupError, ValueError, TypeError):
        return False


def marked_encoding(data: bytes) -> tuple[bytes, str]:
    """The byte order mark that `data` opens with, b"" for none, and the encoding; UTF-8 where there is no mark."""
    return next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", "utf-8"))


def refuse_binary(data: bytes) -> None:
    """Raise InputError where the bytes are no text: a known file format, or NUL bytes in what should be UTF-8."""
    for magic, format_ in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{format_}, not a text")
    _, encoding = marked_encoding(data)
    if encoding == "utf-8" and b"\0" in data:
        if _is_bare_utf16(data):
            raise InputError("looks like UTF-16 without a byte order mark; save it as UTF-8")
        raise InputError("a binary file (it holds NUL bytes), not a text")


def _is_bare_utf16(data: bytes) -> bool:
    """Whether nearly every second byte is NUL and no other, as in English text of two bytes a letter."""
    half = len(data) // 2
    even, odd = data[::2].count(0), data[1::2].count(0)
    return half > 0 and max(even, odd) > 0.9 * half and min(even, odd) == 0


def _otherwise(data: bytes, encoding: str | None, repaired: Repaired | None) -> str | None:
    """The text of bytes that are not UTF-8, in the encoding that was named or by a safe repair; None where neither goes."""
    if encoding is None:
        text, how = _western(data)
    else:
        try:
            text, how = data.decode(encoding), f"not UTF-8; read as {encoding}"
        except (UnicodeError, LookupError):
            return None
    if text is not None and repaired is not None:
        repaired(how)
    return text


def _western(data: bytes) -> tuple[str | None, str]:
    """The text that bytes are in every encoding of the West in which they make words, None where these differ; and how."""
    if _UTF_8.search(data):  # a file of UTF-8 that was damaged
        return None, ""
    readings: dict[str, str] = {}
    for encoding in _WESTERN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_western(text):
            readings.setdefault(text, encoding)
    if len(readings) != 1:
        return None, ""
    ((text, encoding),) = readings.items()
    return text, f"not UTF-8; read as Windows-{encoding.removeprefix('cp')}"


def _complaint(error: UnicodeDecodeError, *, line: int | None = None) -> str:
    at = f" in line {line}" if line else ""
    if error.encoding != "utf-8":
        return f"not {error.encoding.upper()}, though its byte order mark says so: {error.reason}{at}"
    byte = f"byte 0x{error.object[error.start]:02x}{at}"
    if error.end == len(error.object) and error.reason == "unexpected end of data":
        return f"not UTF-8: it ends in the middle of a character ({byte})"
    if _looks_like_windows_1252(error.object):
        return f"not UTF-8 ({byte}); perhaps Windows-1252: save it as UTF-8, or say --encoding cp1252"
    return f"not UTF-8 ({byte}); save it as UTF-8, or name its --encoding"


_TYPOGRAPHIC = frozenset("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u00ab\u00bb\u20ac\u00a3\u00a7\u00b0\u00a0")
"""Quotation marks, dashes, ellipsis, bullet, currency, section, degree and fixed blank."""


_WESTERN = ("cp1252", "cp1250", "cp1254")
"""Of Western Europe (it has all of Latin-1), of Central Europe, of Turkey."""

_UTF_8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_FOREIGN_RUN = re.compile("[^\x00-\x7f]{3}")
_BESIDE_FIGURE = re.compile("[^\\x00-\\x7f][0-9]|[0-9][^\\x00-\\x7f]")
_CAPITAL_WITHIN = re.compile("[a-z][^\x00-\x7f]")


def _looks_like_windows_1252(data: bytes) -> bool:
    """Whether the bytes make a text of Western letters with a few accents or typographic quotes among them."""
    try:
        return _few_foreign(data.decode("cp1252"))
    except UnicodeDecodeError:
        return False


def _is_western(text: str) -> bool:
    """Whether a text has few foreign letters, no run of them, none beside a figure, no foreign capital after a small letter."""
    if not _few_foreign(text):
        return False
    letters = "".join(" " if char in _TYPOGRAPHIC else char for char in text)
    if _FOREIGN_RUN.search(letters) or _BESIDE_FIGURE.search(letters):
        return False
    return not any(found[0][1].isupper() for found in _CAPITAL_WITHIN.finditer(letters))


def _few_foreign(text: str) -> bool:
    foreign = [char for char in text if char > "\x7f"]
    return len(foreign) < 0.1 * len(text) and all(char.isalpha() or char in _TYPOGRAPHIC for char in foreign)
