"""Reads the tables of `data/`: tab-separated, a comment at the top, a header; faults are named with file, line and field."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from diurna.errors import DataError

DATA = Path(str(files("diurna.places"))) / "data"


def read_table(name: str, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The lines of a table by column; raises DataError where the header or a line has other columns."""
    lines = (DATA / name).read_text(encoding="utf-8").split("\n")
    header: tuple[str, ...] | None = None
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        cells = tuple(line.split("\t"))
        if header is None:
            header = cells
            if header != columns:
                raise DataError(f"{name}: the columns are {header}, not {columns}")
        elif len(cells) != len(columns):
            raise DataError(f"{name}, line {number}: {len(cells)} fields, not {len(columns)}")
        else:
            yield dict(zip(columns, cells, strict=True))


def point(name: str, line: dict[str, str]) -> tuple[float, float]:
    """Latitude and longitude of a line, in degrees; raises DataError where they are none."""
    who = line.get("name") or line.get("code")
    try:
        latitude, longitude = float(line["lat"]), float(line["lon"])
    except ValueError:
        raise DataError(f"{name}, {who}: lat and lon must be numbers") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise DataError(f"{name}, {who}: {latitude}, {longitude} is no point")
    return latitude, longitude


def listed(cell: str) -> list[str]:
    """The parts of a cell that are separated by semicolons."""
    return [part for part in cell.split(";") if part]


def read_words(name: str) -> dict[str, frozenset[str]]:
    """A file of words in sections: a line "[section]", then words separated by spaces; "_" stands for a space in a word."""
    sections: dict[str, set[str]] = {}
    section = None
    for number, line in enumerate((DATA / name).read_text(encoding="utf-8").split("\n"), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            if line[1:-1] in sections:
                raise DataError(f"{name}, line {number}: section {line} stands twice")
            section = sections.setdefault(line[1:-1], set())
        elif section is None:
            raise DataError(f"{name}, line {number}: words before the first section")
        else:
            section.update(word.replace("_", " ") for word in line.split())
    return {name: frozenset(words) for name, words in sections.items()}
