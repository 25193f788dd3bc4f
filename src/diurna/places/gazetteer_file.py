"""The prepared gazetteer: one file of sorted tables, mapped into memory and never parsed.

    header    magic, numbers of postings, rows, areas, bytes of names and of area names
    postings  for each name of each row, sorted: uint32 hash of the name; uint16 second hash, to be sure; uint32 row number * 2,
              + 1 where the name is not the row's usual one
    rows      latitude and longitude int32 (degrees * 10,000), population, geonameid uint32, area uint16, kind uint8,
              length of the name in bytes uint8; rows are sorted by falling population
    names     where each 64th name begins, uint32; the names in UTF-8, without separators
    areas     UTF-8 lines "alpha-3, tab, name of the first-level area"

All numbers are little-endian; every table begins at a multiple of 8.
"""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate
from pathlib import Path
from typing import Literal

from diurna.errors import DataError
from diurna.places.names import fold, key_hash

_MAGIC = b"DIURNAG2"
_HEADER = struct.Struct("<8s5I4x")
_SCALE = 10_000
_STEP = 64
"""Rows between two stored beginnings of names."""


class Kind(IntEnum):
    """What a row of the prepared gazetteer is."""

    PLACE = 0
    ADMIN1 = 1
    ADMIN2 = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: `point` is (latitude, longitude) in degrees, `area` the number of its first-level area, `geonameid` 0 for none."""

    name: str
    kind: Kind
    point: tuple[float, float]
    population: int
    geonameid: int
    area: int


def write_gazetteer(path: Path, *, rows: Sequence[tuple[Row, set[str]]], areas: Sequence[tuple[str, str]]) -> None:
    """Writes rows with their folded names, and the first-level areas (country, name) by number."""
    postings = sorted(
        (*key_hash(key), i * 2 + (key != fold(row.name))) for i, (row, keys) in enumerate(rows) for key in keys
    )
    names = [row.name.encode() for row, _ in rows]
    begins = [0, *accumulate(map(len, names))]
    area_lines = "\n".join(f"{country}\t{name}" for country, name in areas).encode()
    tables: list[bytes] = [
        array("I", [posting[0] for posting in postings]).tobytes(),
        array("H", [posting[1] for posting in postings]).tobytes(),
        array("I", [posting[2] for posting in postings]).tobytes(),
        array("i", [round(row.point[0] * _SCALE) for row, _ in rows]).tobytes(),
        array("i", [round(row.point[1] * _SCALE) for row, _ in rows]).tobytes(),
        array("I", [row.population for row, _ in rows]).tobytes(),
        array("I", [row.geonameid for row, _ in rows]).tobytes(),
        array("H", [row.area for row, _ in rows]).tobytes(),
        array("B", [row.kind for row, _ in rows]).tobytes(),
        bytes(map(len, names)),
        array("I", begins[::_STEP]).tobytes(),
        b"".join(names),
        area_lines,
    ]
    if sys.byteorder != "little":
        raise SystemExit("the gazetteer is built on a little-endian machine")
    with path.open("wb") as file:
        file.write(_HEADER.pack(_MAGIC, len(postings), len(rows), len(areas), begins[-1], len(area_lines)))
        for table in tables:
            file.write(table + b"\0" * (-len(table) % 8))


class GazetteerFile:
    """A prepared gazetteer, open for reading; safe to share among threads and processes."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        view = memoryview(self._map)
        if len(view) < _HEADER.size or view[:8] != _MAGIC:
            raise DataError(f"{path.name}: not a gazetteer of this version")
        if sys.byteorder != "little":
            raise DataError(f"{path.name}: this machine is big-endian, the gazetteer is not")
        _, postings, rows, _, name_bytes, area_bytes = _HEADER.unpack_from(view)
        at = _HEADER.size

        def table(kind: Literal["B", "H", "I", "i"], number: int) -> memoryview[int]:
            nonlocal at
            size = number * struct.calcsize(kind)
            part = view[at : at + size].cast(kind)
            at += size + -size % 8
            return part

        self._keys, self._checks, self._postings = table("I", postings), table("H", postings), table("I", postings)
        self._latitudes, self._longitudes = table("i", rows), table("i", rows)
        self._populations, self._geonameids = table("I", rows), table("I", rows)
        self._areas, self._kinds, self._lengths = table("H", rows), table("B", rows), table("B", rows)
        self._begins = table("I", rows // _STEP + 1)
        self._names = table("B", name_bytes)
        lines = bytes(table("B", area_bytes)).decode().split("\n")
        if at != len(view):
            raise DataError(f"{path.name}: {len(view)} bytes, not {at}")
        self.areas: tuple[tuple[str, str], ...] = tuple((line[:3], line[4:]) for line in lines)
        """Country (alpha-3) and name of each first-level area, by number; number 0 is none."""

    def __len__(self) -> int:
        return len(self._populations)

    def find(self, folded: str) -> list[tuple[int, bool]]:
        """The rows of a folded name, by falling population, each with whether that is its usual name."""
        key, check = key_hash(folded)
        at, end = bisect_left(self._keys, key), len(self._keys)
        found = []
        while at < end and self._keys[at] == key:
            if self._checks[at] == check:
                posting = self._postings[at]
                found.append((posting >> 1, not posting & 1))
            at += 1
        return found

    def row(self, i: int) -> Row:
        begin = self._begins[i // _STEP] + sum(self._lengths[i // _STEP * _STEP : i])
        return Row(
            name=bytes(self._names[begin : begin + self._lengths[i]]).decode(),
            kind=Kind(self._kinds[i]),
            point=(self._latitudes[i] / _SCALE, self._longitudes[i] / _SCALE),
            population=self._populations[i],
            geonameid=self._geonameids[i],
            area=self._areas[i],
        )
