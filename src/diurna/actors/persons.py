"""Persons and the offices they held: who somebody was on a day.

The files in data/persons hold one term a line. On a day inside a term the person has its sectors; after the last term
a former office-holder is ELI; before the first, and between terms of a party or group leader, the nearest term counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from diurna.actors.tables import parse_day, parse_list, parse_sectors, read_rows
from diurna.actors.words import phrase_key
from diurna.errors import DataError

COLUMNS = ("name", "alias", "code", "sector", "office", "from", "to", "source_note")
_CROSSED_CODES = frozenset("UNO EUR IGO NGO SUN YUG CSK SCG DDR".split())
_OFFICES_OF_STATE = frozenset(("GOV", "MIL", "LEG", "JUD", "SPY", "COP"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Somebody's time in an office; `start` and `end` inclusive, None where open."""

    code: str
    sectors: tuple[str, ...]
    office: str
    start: date | None
    end: date | None

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a place in the directory; `terms` in order of their first day."""

    name: str
    aliases: tuple[str, ...]
    terms: tuple[Term, ...]
    wikidata: str | None = None

    def on(self, day: date | None) -> tuple[str, tuple[str, ...], str | None]:
        """Country code, sectors and office on `day`; without a day, those of the last term."""
        last = self.terms[-1]
        if day is None:
            return last.code, last.sectors, last.office
        # A later term that covers the day was begun while an earlier one ran: it names the newer office.
        for term in reversed(self.terms):
            if term.covers(day):
                return term.code, term.sectors, term.office
        past = [term for term in self.terms if term.end is not None and term.end < day]
        if past:
            at_home = [term for term in past if term.code not in _CROSSED_CODES]
            latest = max(at_home or past, key=_end_of)
            if _OFFICES_OF_STATE.intersection(latest.sectors):
                return latest.code, ("ELI",), f"former {latest.office}" if latest.office else None
            return latest.code, latest.sectors, latest.office
        return self.terms[0].code, (), None

    def holds_office(self, day: date) -> bool:
        return any(term.covers(day) for term in self.terms)


def _end_of(term: Term) -> date:
    return term.end or date.max


def load_persons(paths: Iterable[Path]) -> tuple[Person, ...]:
    """The persons of TSV files, terms of one name and country put together. Raises DataError for a fault in a row."""
    terms: dict[tuple[str, str], list[Term]] = {}
    spelled: dict[tuple[str, str], str] = {}
    aliases: dict[tuple[str, str], dict[str, None]] = {}
    for path in paths:
        for place, row in read_rows(path, COLUMNS):
            if not row["name"] or len(row["code"]) != 3:
                raise DataError(f"{place}: a name and a code of three letters are needed")
            start, end = parse_day(row["from"], f"{place}, from"), parse_day(row["to"], f"{place}, to", last=True)
            if start and end and end < start:
                raise DataError(f"{place}: the term ends before it begins")
            whose = (phrase_key(row["name"]), row["code"])
            spelled.setdefault(whose, row["name"])
            aliases.setdefault(whose, {}).update(dict.fromkeys(parse_list(row["alias"])))
            terms.setdefault(whose, []).append(
                Term(
                    code=row["code"],
                    sectors=parse_sectors(row["sector"], place),
                    office=row["office"],
                    start=start,
                    end=end,
                )
            )
    _join_careers(terms, aliases)
    return tuple(
        Person(
            name=spelled[whose],
            aliases=tuple(aliases[whose]),
            terms=tuple(sorted(held, key=lambda term: term.start or date.min)),
        )
        for whose, held in terms.items()
    )


def _join_careers(terms: dict[tuple[str, str], list[Term]], aliases: dict[tuple[str, str], dict[str, None]]) -> None:
    """Put the terms of one name under one person where a code is a body's or a vanished state's: careers cross those.

    Two persons of one name in two living countries stay two persons.
    """
    by_name: dict[str, list[str]] = {}
    for name, code in terms:
        by_name.setdefault(name, []).append(code)
    for name, codes in by_name.items():
        home = [code for code in codes if code not in _CROSSED_CODES]
        if len(codes) < 2 or len(home) > 1:
            continue
        kept = home[0] if home else codes[0]
        for code in codes:
            if code != kept:
                terms[(name, kept)].extend(terms.pop((name, code)))
                aliases[(name, kept)].update(aliases.pop((name, code)))


def surname_key(name: str) -> str:
    """The key of the last word of a name, with its particles ("de Mistura" -> "de mistura", "al-Assad" -> "assad")."""
    return phrase_key(name).rpartition(" ")[2]
