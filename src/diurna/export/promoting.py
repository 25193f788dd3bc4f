"""What reviewers corrected in parties and places, as a lexicon of one's own (docs/lexicon.md): so that the coder knows them from now on.

A party is promoted where it has a name and the coder gave its words another code, sectors or name, or knew no party there; a place where the
coder put its words elsewhere, or found no place. A party without a name, a country, an area, and what two corrections contradict each other in are
left out; the last with a word. Of a record that reviewers dispute nothing is promoted, unless one of them is named.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from diurna.archive.reviews import Reviewed, judged_reports, reviewed_of_report
from diurna.archive.store import km_between
from diurna.export.countries import country_name
from diurna.record import Entity, Event, Span, Where

NEAR_KM = 25.0
"""So near, two points are one place."""
KINDS = {
    "REB": "armed", "PRM": "armed", "UAF": "armed", "CRM": "armed", "PTY": "party", "OPP": "party", "JRN": "media", "BUS": "company", "EDU": "school",
    "REL": "church", "SOC": "society", "LAB": "society", "MED": "society",
}  # fmt: skip
"""What an organisation of a sector is, to the directory of parties; an agency where it is none of these."""
BODY_KINDS = {
    "UNO": "body",
    "EUR": "body",
    "IGO": "body",
    "IMG": "armed",
    "MNC": "company",
    "NGO": "society",
    "ISM": "society",
}
PLACE_KINDS = {"site": "site", "place": "place", "region": "region", "sea": "sea", None: "place"}
TITLES = frozenset("mr mrs ms dr the gen general president minister".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Promoted:
    """An entry: `table` is party or place, `fields` are its keys and values, `by` who corrected it in which reports."""

    table: str
    name: str
    aliases: tuple[str, ...]
    fields: Mapping[str, object]
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    """The entries, by table and name, and what was left out."""

    entries: tuple[Promoted, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """One correction: a name, its words, and the fields that they should have."""

    table: str
    name: str
    words: str
    fields: tuple[tuple[str, object], ...]
    by: str


def promotion(connection: Connection, *, by: str | None = None) -> Promotion:
    """What the corrections of a reviewer, else of all, add to a lexicon."""
    said: dict[tuple[str, str], list[_Said]] = {}
    for doc_id in judged_reports(connection):
        records = reviewed_of_report(connection, doc_id)
        coded = [one.coded for one in records if one.coded is not None]
        for record in records:
            for one in _corrections(record, coded, by):
                said.setdefault((one.table, one.name.casefold()), []).append(one)
    entries, left_out = [], []
    for (table, _), many in sorted(said.items()):
        (fields, count), *others = Counter(one.fields for one in many).most_common()
        if others and others[0][1] == count:
            left_out.append(
                f"{table} {many[0].name!r}: corrected to {_shown(fields)} and to {_shown(others[0][0])}; left out"
            )
            continue
        agreeing = [one for one in many if one.fields == fields]
        name = agreeing[0].name
        aliases = dict.fromkeys(one.words for one in agreeing if _is_alias(one.words, name))
        entries.append(
            Promoted(table=table, name=name, aliases=tuple(aliases), fields=dict(fields), by=tuple(dict.fromkeys(one.by for one in agreeing)))
        )  # fmt: skip
    return Promotion(entries=tuple(entries), left_out=tuple(left_out))


def lexicon_text(made: Promotion) -> str:
    """The entries as a TOML file that `--lexicon` reads."""
    parts = [
        "# Parties and places as reviewers corrected them; written by diurna review promote. Read it, then code with --lexicon FILE.\n"
    ]
    for one in made.entries:
        lines = [f"[[{one.table}]]", f"name = {_toml(one.name)}"]
        if one.aliases:
            lines.append(f"aliases = {_toml(list(one.aliases))}")
        lines += [f"{key} = {_toml(value)}" for key, value in one.fields.items() if value not in (None, ())]
        lines.append(f"note = {_toml('corrected by ' + ', '.join(one.by))}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _corrections(record: Reviewed, coded: Sequence[Event], by: str | None) -> Iterator[_Said]:
    if by is None and record.standing == "disputed":
        return
    for one in record.counting:
        if one.corrected is None or by not in (None, one.by):
            continue
        who = f"{one.by} in {record.doc_id}"
        for party in (*one.corrected.actors, *one.corrected.recipients):
            if party.name and not _is_known(party, coded):
                yield _Said("party", party.name, _words(party), _party_fields(party), who)
        where = one.corrected.where
        if where is not None and _is_new_place(where, record.coded):
            name = where.resolved_place or _words(where)
            yield _Said("place", name, _words(where), _place_fields(where), who)


def _is_known(party: Entity, coded: Iterable[Event]) -> bool:
    """Whether the coder reads a party's words as the correction does, in some record of the report; or it is a country, or says nothing."""
    if party.code is None and not party.sector:
        return True
    if party.code is not None and party.name == country_name(party.code):
        return True
    return any(
        _same_words(party, other) and (other.name, other.code, other.sector) == (party.name, party.code, party.sector)
        for event in coded
        for other in (*event.actors, *event.recipients)
    )


def _is_new_place(where: Where, coded: Event | None) -> bool:
    if where.latitude is None or where.longitude is None or where.resolution not in PLACE_KINDS or not _words(where):
        return False
    before = coded.where if coded else None
    if before is None:
        return True
    if not _same_words(where, before):
        return False  # the coder took another place of the sentence, which tells nothing of what it knows of this one
    if before.latitude is None or before.longitude is None:
        return True
    km = km_between(before.latitude, before.longitude, where.latitude, where.longitude)
    return km is None or km > NEAR_KM or before.country_code != where.country_code


def _same_words(one: Entity | Where, other: Entity | Where) -> bool:
    mine, theirs = _span(one), _span(other)
    return mine is not None and theirs is not None and (mine.overlaps(theirs) or mine.text == theirs.text)


def _span(part: Entity | Where) -> Span | None:
    return part.span or part.given_by


def _words(part: Entity | Where) -> str:
    span = _span(part)
    return " ".join(span.text.split()) if span else ""


def _party_fields(party: Entity) -> tuple[tuple[str, object], ...]:
    kind = BODY_KINDS.get(party.code or "") or next((KINDS[one] for one in party.sector if one in KINDS), None)
    return ("code", party.code), ("sectors", party.sector), ("kind", kind)


def _place_fields(where: Where) -> tuple[tuple[str, object], ...]:
    return (
        ("lat", round(where.latitude or 0.0, 4)),
        ("lon", round(where.longitude or 0.0, 4)),
        ("country", where.country_code),
        ("resolution", PLACE_KINDS[where.resolution]),
    )


def _is_alias(words: str, name: str) -> bool:
    """Whether the words of a report are another way to write a name: several capitalised words, a surname, or an acronym; titles do not count."""
    plain = [word for word in words.split() if word.strip(".").casefold() not in TITLES]
    if not plain or " ".join(plain).casefold() == name.casefold() or words.casefold() == name.casefold():
        return False
    if len(plain) == 1:
        return words.isupper() or (plain[0][:1].isupper() and plain[0] == name.split()[-1])
    return all(word[:1].isupper() or len(word) < 4 for word in plain)


def _shown(fields: tuple[tuple[str, object], ...]) -> str:
    return " ".join(_toml(value) for _, value in fields if value not in (None, ()))


def _toml(value: object) -> str:
    """A value as TOML writes it, whose strings are JSON's but for the character DEL."""
    listed = list(value) if isinstance(value, tuple) else value
    return json.dumps(listed, ensure_ascii=False).encode("utf-8", "replace").decode().replace("\x7f", "\\u007f")
