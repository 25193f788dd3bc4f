"""Reading the data files of parties: TSV with a header of comments, strictly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from diurna.errors import DataError

SECTORS = frozenset(
    "GOV MIL COP JUD LEG SPY PRM PTY REB UAF OPP CVL BUS CRM AGR EDU ELI JRN LAB MED REF PRE REL SOC".split()
)


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a TSV file as (place, {column: text}); `place` names file and line for messages.

    Lines that open with "#" and empty lines are passed over; the first other line must be `columns`. Trailing empty
    fields may
    be left out. Raises DataError for another header or too many fields.
    """
    header_seen = False
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not line or line[0] == "#" or line.isspace():
            continue
        place = f"{path.name}, line {number}"
        fields = list(map(str.strip, line.split("\t")))
        if not header_seen:
            if tuple(fields) != columns:
                raise DataError(f"{place}: columns {fields!r}, expected {list(columns)!r}")
            header_seen = True
            continue
        if len(fields) > len(columns):
            raise DataError(f"{place}: {len(fields)} fields, expected at most {len(columns)}")
        if len(fields) < len(columns):
            fields += [""] * (len(columns) - len(fields))
        yield place, dict(zip(columns, fields, strict=True))


def parse_list(text: str) -> tuple[str, ...]:
    """The items of a "|" list, empty ones left out."""
    if "|" not in text:
        return (text,) if text else ()
    return tuple(item.strip() for item in text.split("|") if item.strip())


def parse_sectors(text: str, place: str) -> tuple[str, ...]:
    """The sectors of a "|" list; raises DataError for one that PLOVER does not know."""
    sectors = parse_list(text)
    for sector in sectors:
        if sector not in SECTORS:
            raise DataError(f"{place}, sector: {sector!r} is no PLOVER sector")
    return sectors


def parse_day(text: str, place: str, *, last: bool = False) -> date | None:
    """The day that an ISO day, month or year begins with, or ends with where `last`; None for an empty field."""
    if not text:
        return None
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        numbers = [int(part) for part in text.split("-")]
        if len(numbers) == 2:
            year, month = numbers
            if not last:
                return date(year, month, 1)
            following = date(year + (month == 12), month % 12 + 1, 1)
            return date.fromordinal(following.toordinal() - 1)
        (year,) = numbers
        return date(year, 12, 31) if last else date(year, 1, 1)
    except ValueError:
        raise DataError(f"{place}: {text!r} is no ISO day, month or year") from None
