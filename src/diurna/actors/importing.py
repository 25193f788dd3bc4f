"""A user's own actors: Diurna's TSV, and the actor and agent dictionaries of TABARI and PETRARCH, as one directory
file.

PETRARCH actor dictionaries (2014 and later) list an actor, its synonyms and its codes by time, one block each:

    MIKHAIL_GORBACHEV_           ; comment
    +MIKHAIL_SERGEYEVICH_GORBACHEV_
        [SUNGOV 850311-911225]
        [RUSELI >911225]

An underscore stands for a blank; a trailing one closes the word. A line with "+" is a synonym, one with "[" a code
with the days for
which it holds: "yymmdd-yymmdd", "<yymmdd" before, ">yymmdd" after, nothing for always; eight digits for a year in
full. The older TABARI
form has name and code in one line, "GORBACHEV_ [SUNGOV]". Agent dictionaries list nouns with a sector code, "SOLDIER
[~MIL]" or
"LAWMAKER {LAWMAKERS} [~LEG]"; a "!" line sets a macro and is passed over.

A code is read from the left in threes: a country or body first, sectors after. Parts that PLOVER does not know are
left out and told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from diurna.actors.directory import BODY_CODES, ORGANISATION_COLUMNS
from diurna.actors.tables import SECTORS
from diurna.errors import DataError

_CODE = re.compile(r"\[\s*([^\]\s]*)\s*([^\]]*)\]")
_PLURAL = re.compile(r"\{([^}]*)\}")
_COMMENT = re.compile(r"\s*[;#].*$")
# Names that CAMEO dictionaries use for sectors which PLOVER names otherwise.
_RENAMED = {
    "DEV": "SOC",
    "HLH": "MED",
    "MED": "JRN",
    "NGM": "SOC",
    "NGO": "SOC",
    "SET": "CVL",
    "INS": "REB",
    "SEP": "REB",
    "RAD": "UAF",
    "ENV": "SOC",
    "HRI": "SOC",
    "IMM": "REF",
}
# Country codes of those dictionaries that ISO 3166 writes otherwise.
_RECODED = {
    "KSV": "KOS",
    "ROM": "ROU",
    "ZAR": "COD",
    "TMP": "TLS",
    "PAL": "PSE",
    "WSB": "PSE",
    "GZS": "PSE",
    "BUR": "MMR",
    "SRP": "SRB",
}
_BODIES = {
    "IGO": "IGO",
    "IGOUNO": "UNO",
    "IGOEUR": "EUR",
    "NGO": "NGO",
    "NGM": "ISM",
    "IMG": "IMG",
    "MNC": "MNC",
    "INT": "IGO",
    "UNO": "UNO",
    "EUR": "EUR",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedActor:
    """One actor for one time: what becomes a row of a directory file."""

    name: str
    aliases: tuple[str, ...]
    code: str | None
    sectors: tuple[str, ...]
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """The actors of a dictionary, in its order, and what could not be taken over: "line 12: code ..."."""

    actors: tuple[ImportedActor, ...]
    left_out: tuple[str, ...]


def read_dictionary(path: Path, *, countries: Collection[str]) -> Import:
    """The actors of a PETRARCH or TABARI actor or agent dictionary; `countries` are the codes that the directory knows.

    Raises DataError where the file holds no actor.
    """
    actors: list[ImportedActor] = []
    left_out: list[str] = []
    for block in _blocks(path.read_text("utf-8", errors="replace").split("\n")):
        for number, code_text, when in block.codes:
            code, sectors, unknown = split_code(code_text)
            if unknown:
                left_out.append(f"line {number}: {'/'.join(unknown)} of code {code_text} is unknown to PLOVER")
            if code is not None and code not in countries and code not in BODY_CODES:
                left_out.append(f"line {number}: {code} of code {code_text} is no country that Diurna knows")
                continue
            if code is None and not sectors:
                continue
            try:
                start, end = _days(when)
            except ValueError:
                left_out.append(f"line {number}: days {when!r} are not understood; the code was left out")
                continue
            names = [_as_name(name) for name in block.names]
            if code is None:
                names = [name.lower() for name in names]  # agents are common nouns
            actors.append(
                ImportedActor(name=names[0], aliases=tuple(names[1:]), code=code, sectors=sectors, start=start, end=end)
            )
    if not actors:
        raise DataError(
            f"{path.name}: no actor with a code in brackets was found; is it a PETRARCH or TABARI dictionary?"
        )
    return Import(actors=tuple(actors), left_out=tuple(left_out))


def write_directory(actors: Iterable[ImportedActor], path: Path, *, origin: str) -> None:
    """Write a directory file that `load_directory(own_files=[path])` reads; `origin` is named in its header."""
    lines = [f"# Actors imported from {origin}.", "\t".join(ORGANISATION_COLUMNS)]
    for actor in actors:
        days = [day.isoformat() if day else "" for day in (actor.start, actor.end)]
        fields = [actor.name, "|".join(actor.aliases), actor.code or "", "|".join(actor.sectors), "agency", *days]
        lines.append("\t".join(fields))
    path.write_text("\n".join(lines) + "\n", "utf-8")


def split_code(text: str) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    """Country or body, PLOVER sectors and unknown parts of a CAMEO actor code: "SYRREB" -> ("SYR", ("REB",), ())."""
    text = text.strip().upper()
    code: str | None = None
    if text.startswith("~"):
        text = text[1:]
    elif text[:6] in _BODIES:
        code, text = _BODIES[text[:6]], text[6:]
    elif text[:3] in _BODIES:
        code, text = _BODIES[text[:3]], text[3:]
    elif text[:3] not in SECTORS and text[:3].isalpha() and len(text) >= 3:
        code, text = _RECODED.get(text[:3], text[:3]), text[3:]
    parts = [text[i : i + 3] for i in range(0, len(text), 3)]
    sectors, unknown = [], []
    for part in parts:
        sector = _RENAMED.get(part, part)
        if sector in SECTORS:
            sectors.append(sector)
        else:
            unknown.append(part)
    return code, tuple(dict.fromkeys(sectors)), tuple(unknown)


@dataclass(slots=True)
class _Block:
    names: list[str]
    codes: list[tuple[int, str, str]]


def _blocks(lines: Iterable[str]) -> Iterator[_Block]:
    """The entries of a dictionary: names with the codes below or beside them."""
    block = _Block([], [])
    for number, raw in enumerate(lines, 1):
        line = _COMMENT.sub("", raw).strip()
        if not line or line.startswith(("!", "<", "@")):
            continue
        codes = [(number, code, when.strip()) for code, when in _CODE.findall(line)]
        head = _CODE.sub("", line)
        plural = _PLURAL.search(head)
        name = _PLURAL.sub("", head).strip()
        if line.startswith("["):
            block.codes.extend(codes)
            continue
        if not line.startswith("+"):
            if block.names and block.codes:
                yield block
            block = _Block([], [])
        if name.strip("+_ "):
            block.names.append(name.lstrip("+"))
        if plural and plural.group(1).strip():
            block.names.append(plural.group(1))
        block.codes.extend(codes)
    if block.names and block.codes:
        yield block


def _as_name(entry: str) -> str:
    """A dictionary's "MIKHAIL_GORBACHEV_" as the name that stands in news: "Mikhail Gorbachev"."""
    words = entry.replace("_", " ").split()
    return " ".join(word if len(word) <= 3 and len(words) == 1 else word.capitalize() for word in words)


def _days(when: str) -> tuple[date | None, date | None]:
    """First and last day of "850311-911225", "<850311", ">911225" or nothing."""
    if not when:
        return None, None
    if when[0] == "<":
        return None, _day(when[1:]) - timedelta(days=1)
    if when[0] == ">":
        return _day(when[1:]) + timedelta(days=1), None
    first, dash, last = when.partition("-")
    return _day(first), _day(last) if dash else _day(first)


def _day(text: str) -> date:
    """A day in six digits (a year of two digits below 30 is of this century) or eight."""
    text = text.strip()
    if not text.isdigit() or len(text) not in (6, 8):
        raise ValueError(text)
    if len(text) == 6:
        text = ("20" if int(text[:2]) < 30 else "19") + text
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    return date(year, min(max(month, 1), 12), min(max(day, 1), 28) if day > 28 and month == 2 else max(day, 1))


__all__ = ["Import", "ImportedActor", "read_dictionary", "split_code", "write_directory"]
