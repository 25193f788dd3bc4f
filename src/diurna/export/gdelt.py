"""GDELT 2.0's two tables: events (61 columns) and mentions (16), tab-separated, without a header or quotation marks.

GDELT is dyadic: an event with two actors and one recipient is two rows, one a pair. Columns that GDELT has and records cannot tell are
empty; docs/export.md says of each where it comes from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TextIO

from diurna.export.cells import Cell, unquoted_line
from diurna.export.countries import countries, country_name
from diurna.export.telling import LeftOut, StoryOf, Telling, no_story, own_key, report_day, told
from diurna.export.written import Written
from diurna.record import Entity, Event, Span, Where

ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENT_COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor1{name}" for name in ACTOR),
    *(f"Actor2{name}" for name in ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in GEO),
    *("DATEADDED", "SOURCEURL"),
)
MENTION_COLUMNS = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "SentenceID"),
    *("Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence"),
    *("MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)  # fmt: skip

CAMEO_COUNTRY = {"ROU": "ROM", "TLS": "TMP"}
"""CAMEO's own codes of countries where they are not ISO 3166's."""
CAMEO_ROLE = {"JRN": "MED", "MED": "HLH", "PRM": "UAF", "SOC": "CVL", "PRE": None}
"""CAMEO's roles for PLOVER's sectors where they differ: MED is media there, health here; a partly recognised state has no role there."""
BODIES = {
    "UNO": ("IGOUNO", None, "UNO", "IGO"),
    "EUR": ("IGOEUREEC", "EUR", "EEC", "IGO"),
    "IGO": ("IGO", None, None, "IGO"),
    "NGO": ("NGO", None, None, "NGO"),
    "IMG": ("IMG", None, None, "IMG"),
    "ISM": ("INT", None, None, "INT"),
    "MNC": ("MNC", None, None, "MNC"),
}
"""Code, country, known group and first role of the bodies that are no country."""
COUNTRY, US_STATE, US_CITY, WORLD_CITY, WORLD_STATE = 1, 2, 3, 4, 5
QUAD_OF_ROOT = {f"{root:02}": 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4 for root in range(1, 21)}
"""GDELT's quad class of CAMEO's roots; that of PLOVER's types differs (an appeal is cooperation here, conflict there)."""
INTENDED = frozenset(("03", "13"))
"""Roots that say that the act lies ahead."""
LEAD = 200
"""A sentence that begins within so many characters after the headline is of the lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party as CAMEO codes it; `code` is the codes of country, group and roles together. `types` are at most three."""

    code: str | None
    name: str | None
    country: str | None
    group: str | None
    types: tuple[str, ...]


def write_events(events: Iterable[Event], stream: TextIO, *, story_of: StoryOf = no_story) -> Written:
    """Write the event table (`….export.CSV`): one row an event and pair of parties; the count is of rows."""
    left_out, count = LeftOut(), 0
    with told(_codable(events, left_out), story_of=story_of) as all_told:
        for telling in all_told.tellings():
            for row in event_rows(telling):
                stream.write(unquoted_line(row))
                count += 1
    return Written(count, left_out.counts())


def write_mentions(events: Iterable[Event], stream: TextIO, *, story_of: StoryOf = no_story) -> Written:
    """Write the mentions table (`….mentions.CSV`): one row for a mention and each row of the event table that it tells."""
    left_out, count = LeftOut(), 0
    with told(_codable(events, left_out), story_of=story_of) as all_told:
        shared = {t.key: (_ids(t), t.first) for t in all_told.tellings() if t.key != own_key(t.event)}
        for key, event in all_told.mentions():
            ids, first = shared.get(key) or (_ids(Telling(key=key, event=event)), report_day(event))
            for row in (mention_row(event, number, *at, first) for number, at in ids.items()):
                stream.write(unquoted_line(row))
                count += 1
    return Written(count, left_out.counts())


def event_rows(telling: Telling) -> Iterator[list[Cell]]:
    """The rows of an event that `_codable` lets through, one a pair of parties, in the order of EVENT_COLUMNS."""
    event, cameo, day = telling.event, telling.event.cameo or "", _day(telling.event)
    root = cameo[:2]
    for number, (i, j) in _ids(telling).items():
        actor1, actor2 = _actor(event.actors, i), _actor(event.recipients, j)
        yield [
            number,
            *_dates(day),
            *_actor_cells(actor1),
            *_actor_cells(actor2),
            int(is_of_lead(event)),
            *(cameo, cameo[:3], root, QUAD_OF_ROOT[root], event.goldstein),
            *(telling.mentions, max(1, len(telling.publishers)), telling.reports, None),
            *(0, *[None] * 7),
            *(0, *[None] * 7),
            *_geo(event.where),
            _midnight(telling.first),
            event.url,
        ]


def mention_row(event: Event, number: int, i: int, j: int, first: date | None) -> list[Cell]:
    """A mention of the event of a GLOBALEVENTID whose parties are the i-th actor and the j-th recipient; `first`: its first report's day."""
    actor, recipient = _nth(event.actors, i), _nth(event.recipients, j)
    quoted = all(party is None or party.span is not None for party in (actor, recipient))
    return [
        number,
        _midnight(first),
        _midnight(report_day(event)),
        1 if event.url else 2,
        event.publisher,
        event.url or ", ".join(part for part in (event.publisher, event.title, event.doc_id) if part),
        None,
        *(_offset(actor), _offset(recipient), event.trigger.start),
        int(quoted),
        max(10, round(event.confidence * 10) * 10),
        *(None, None, None, None),
    ]


def event_number(key: str, i: int, j: int) -> int:
    """A GLOBALEVENTID: a positive number under 2**52, which every reader keeps exactly, the same for the same event and pair of parties."""
    return int(hashlib.sha256(f"{key}\0{i}\0{j}".encode("utf-8", "surrogatepass")).hexdigest()[:13], 16)


def is_of_lead(event: Event) -> bool:
    """Whether the sentence is the headline, or begins within LEAD characters after it."""
    return event.sentence.start <= len(event.title or "") + LEAD


def cameo_actor(party: Entity) -> Actor:
    """A party in CAMEO's way: the codes of country or body, then of roles, chained ("MMRMIL", "IGOUNO")."""
    roles = [CAMEO_ROLE.get(sector, sector) for sector in party.sector]
    types = [role for role in dict.fromkeys(roles) if role]
    code, country, group = None, None, None
    if party.code in BODIES:
        code, country, group, kind = BODIES[party.code]
        types = [kind, *types]
        tail = types[1:3]
    elif party.code is not None:
        code = country = CAMEO_COUNTRY.get(party.code, party.code)
        tail = types[:3]
    else:
        tail = types[:3]
    text = party.span or party.given_by
    name = party.name or (text.text if text else None) or country_name(party.code)
    return Actor(
        code=(code or "") + "".join(tail) or None,
        name=name.upper() if name else None,
        country=country,
        group=group,
        types=tuple(types[:3]),
    )


def _codable(events: Iterable[Event], left_out: LeftOut) -> Iterator[Event]:
    """The records that GDELT's table can hold: done, or intended in a code that says so; with a code and a day."""
    for event in events:
        if event.cameo is None or event.cameo[:2] not in QUAD_OF_ROOT:
            left_out.add("without a CAMEO code")
        elif event.status != "actual" and not (event.status == "future" and event.cameo[:2] in INTENDED):
            left_out.add(f"{event.status} (GDELT tells only what was done)")
        elif _day(event) is None:
            left_out.add("without a day")
        else:
            yield event


def _ids(telling: Telling) -> dict[int, tuple[int, int]]:
    """The GLOBALEVENTID of each pair of parties, with the places of the two in the record's lists."""
    event = telling.event
    pairs = [(i, j) for i in range(max(1, len(event.actors))) for j in range(max(1, len(event.recipients)))]
    return {event_number(telling.key, i, j): (i, j) for i, j in pairs}


def _day(event: Event) -> date | None:
    return event.when.start if event.when else report_day(event)


def _dates(day: date | None) -> list[Cell]:
    if day is None:
        return [None] * 4
    fraction = ((day.month - 1) * 30 + day.day) / 365  # GDELT's own formula
    digits = _digits(day)
    return [digits, digits[:6], digits[:4], f"{day.year + fraction:.4f}"]


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _midnight(day: date | None) -> str | None:
    return f"{_digits(day)}000000" if day else None


def _nth(parties: tuple[Entity, ...], n: int) -> Entity | None:
    """The n-th party; another mention of the event may name fewer, and then its first."""
    if n < len(parties):
        return parties[n]
    return parties[0] if parties else None


def _actor(parties: tuple[Entity, ...], n: int) -> Actor | None:
    return cameo_actor(parties[n]) if parties else None


def _actor_cells(actor: Actor | None) -> list[Cell]:
    if actor is None:
        return [None] * len(ACTOR)
    types = [*actor.types, None, None, None][:3]
    return [actor.code, actor.name, actor.country, actor.group, None, None, None, *types]


def _offset(party: Entity | None) -> int:
    """Where the words of a party begin in the report's text; -1 where there is none, as in GDELT."""
    span: Span | None = (party.span or party.given_by) if party else None
    return span.start if span else -1


def _geo(where: Where | None) -> list[Cell]:
    if where is None:
        return [0, *[None] * 7]
    country = countries().get(where.country_code or "")
    kind, fips = _geo_type(where), country.fips if country else None
    names = (where.resolved_place, where.province, country.name if country else None)
    full = ", ".join(dict.fromkeys(name for name in names if name)) or (where.span.text if where.span else None)
    of_country = fips if kind == COUNTRY else None
    return [kind, full, fips, of_country, None, where.latitude, where.longitude, of_country]


def _geo_type(where: Where) -> int:
    if where.resolution == "country":
        return COUNTRY
    if where.resolution == "admin1":
        return US_STATE if where.country_code == "USA" else WORLD_STATE
    return US_CITY if where.country_code == "USA" else WORLD_CITY
