"""Whose words a report is: the office, body or newsroom that publishes it, and its country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from diurna.actors.directory import Directory
from diurna.actors.party import NOBODY, Party
from diurna.actors.resolve import resolve_party

_PRESS = (
    r"(?:press|media|information|communications?|public (?:affairs|information|relations)|spokes(?:person|man|woman)(?:'s|’s)?)"
    r"(?: and (?:press|media|information|communications?|public (?:affairs|information|relations)))?"
)
_DESK = r"(?:service|office|department|section|cent(?:re|er)|unit|division|bureau|team|directorate|secretariat)"
_DESK_AFTER = re.compile(rf"^(?P<body>.+?)(?:'s|’s)? {_PRESS} {_DESK}$", re.IGNORECASE)
_DESK_BEFORE = re.compile(rf"^{_PRESS} {_DESK} (?:of|for|at) (?:the )?(?P<body>.+)$", re.IGNORECASE)
_FORCES = re.compile(
    r"^(?P<body>.*\b(?:forces?|army|navy|marines|corps|guard|police|gendarmerie)) (?:(?:general|joint|defence|defense) )?(?:staff|headquarters|command)$",
    re.IGNORECASE,
)
_PARTS = re.compile(r",\s*|\s+[-–—]\s+|:\s+")
_STATE = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY"))
_UNIONS = frozenset(("UNO", "EUR", "IGO"))


def publisher_party(publisher: str | None, day: date | None, directory: Directory) -> Party:
    """The party that publishes a report on `day`; NOBODY where its name tells no country or body.

    The press service of a government or of a body of states speaks for it ("NATO Press Service"), a news agency of a country does
    not ("Yemen Press Service"). A ministry is of the country that its publisher's line names, though another's is known by the same words
    ("Federal Foreign Office, Berlin").
    """
    if not publisher:
        return NOBODY
    for name in _names(publisher):
        party = resolve_party(name, on=day, directory=directory)
        if _is_office(party):
            party = _of_told_country(party, name, publisher, day, directory)
        elif name not in (publisher, _PARTS.split(publisher)[0]):
            continue
        if party.code:
            return _by_own_name(party, name)
    return NOBODY


def _names(publisher: str) -> Iterator[str]:
    """The readings of a publisher's line, best first: for whom its desk speaks, the line, its first part."""
    first = _PARTS.split(publisher)[0]
    for line in (publisher, first):
        found = _DESK_AFTER.match(line) or _DESK_BEFORE.match(line) or _FORCES.match(line)
        if found:
            yield found["body"]
    yield publisher
    yield first


def _by_own_name(party: Party, name: str) -> Party:
    """A mission or office of a body of states by the name under which it publishes, which no list need know."""
    is_body = party.code in _UNIONS and party.name is None and party.kind in ("group", "organisation")
    return replace(party, name=_PARTS.split(name)[0], kind="organisation") if is_body else party


def _is_office(party: Party) -> bool:
    """Whether a party has a desk that speaks for it: an organ or officer of a state, a body of states."""
    return not party.is_bare_country and (party.code in _UNIONS or bool(_STATE & set(party.sectors[:1])))


def _of_told_country(party: Party, name: str, publisher: str, day: date | None, directory: Directory) -> Party:
    """An organ of a state with the country that stands beside it: after "of", or as the seat in the line's last part."""
    if party.code in _UNIONS:
        return party
    told = [*re.findall(r"\bof (?:the )?([A-Z].*)$", name), *_PARTS.split(publisher)[1:]]
    for words in (*told, *(piece.rpartition(" of ")[2] for piece in told)):
        place = resolve_party(words, on=day, directory=directory)
        if place.kind == "country" and place.code in directory.countries and place.code != party.code:
            return replace(party, name=None, code=place.code, wikidata=None, is_listed=False)
    return party


__all__ = ["publisher_party"]
