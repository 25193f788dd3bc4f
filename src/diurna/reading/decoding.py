"""Bytes to text. UTF-8, or what a byte order mark says; anything else is refused with the likely encoding named.

A guess is never taken: a wrong one gives a text whose words, and so whose quotes, were never printed.
"""

from __future__ import annotations

import codecs

from diurna.errors import InputError

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


def decode(data: bytes) -> str:
    """The text of a file's bytes, without a byte order mark; line ends and control characters stay as they are.

    Raises InputError, in words for a user and without the file's name, where the bytes are binary or otherwise
    encoded.
    """
    mark, encoding = marked_encoding(data)
    refuse_binary(data)
    body = data[len(mark) :]
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        line = 1 + body[: error.start].decode(encoding, "replace").count("\n")
        raise InputError(_complaint(error, line=line)) from None


def decode_line(line: bytes) -> str:
    """The text of one line in UTF-8. Raises InputError as `decode` does, without a line number."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(_complaint(error)) from None


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


def _complaint(error: UnicodeDecodeError, *, line: int | None = None) -> str:
    at = f" in line {line}" if line else ""
    if error.encoding != "utf-8":
        return f"not {error.encoding.upper()}, though its byte order mark says so: {error.reason}{at}"
    byte = f"byte 0x{error.object[error.start]:02x}{at}"
    if error.end == len(error.object) and error.reason == "unexpected end of data":
        return f"not UTF-8: it ends in the middle of a character ({byte})"
    if _looks_like_windows_1252(error.object):
        return f"not UTF-8 ({byte}); perhaps Windows-1252: save it as UTF-8"
    return f"not UTF-8 ({byte}); save it as UTF-8"


_TYPOGRAPHIC = frozenset("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u00ab\u00bb\u20ac\u00a3\u00a7\u00b0\u00a0")
"""Quotation marks, dashes, ellipsis, bullet, currency, section, degree and fixed blank."""


def _looks_like_windows_1252(data: bytes) -> bool:
    """Whether the bytes make a text of Western letters with a few accents or typographic quotes among them."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    foreign = [char for char in text if char > "\x7f"]
    return len(foreign) < 0.1 * len(text) and all(char.isalpha() or char in _TYPOGRAPHIC for char in foreign)
