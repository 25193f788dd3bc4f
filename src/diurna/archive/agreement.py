"""How far reviewers agree, field by field: Krippendorff's alpha over what two or more of them judged.

Whether there is an event at all is compared over records that two judged; where a reviewer read a report to the end, an event that another added and
this one did not is none. The other fields are compared over the events that two hold to be there. Added events are the same where
their triggers overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from diurna.archive.alpha import Alpha, Metric, alpha
from diurna.archive.judgements import Judgement
from diurna.archive.reviews import Reviewed, completed, reviewed_of_report
from diurna.archive.schema import review_now
from diurna.record import Entity, Event

Told = Callable[[Event], Hashable]
NONE = "–"
"""The value of a field that a reviewer leaves empty: that nothing is told is a judgement, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field that is compared: `told` gives its value of a record; None where an interval has none."""

    name: str
    told: Told
    metric: Metric = "nominal"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAgreement:
    field: str
    alpha: Alpha


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """`reviewers` who are compared, the number of `reports` that two of them judged, and each field's alpha."""

    reviewers: tuple[str, ...]
    reports: int
    fields: tuple[FieldAgreement, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """What two or more reviewers judged: the record as each has it, None where one holds it to be none."""

    events: Mapping[str, Event | None]


def _codes(parties: Iterable[Entity]) -> str:
    return " ".join(sorted({party.code or NONE for party in parties})) or NONE


def _sectors(parties: Iterable[Entity]) -> str:
    return " ".join(sorted({party.sector[0] if party.sector else NONE for party in parties})) or NONE


def _voice(event: Event) -> str:
    first = next(iter(event.attribution), None)
    return NONE if first is None else f"{first.code or NONE} {first.stance}"


def _dead(event: Event) -> int | None:
    count = event.counts.get("dead")
    return None if count is None else count.low if count.low is not None else count.high


FIELDS: tuple[Field, ...] = (
    Field(name="type", told=lambda e: e.event),
    Field(name="quad class", told=lambda e: e.quad_code or 0),
    Field(name="mode", told=lambda e: " ".join(sorted(e.modes)) or NONE),
    Field(name="CAMEO root", told=lambda e: e.cameo[:2] if e.cameo else NONE),
    Field(name="actor code", told=lambda e: _codes(e.actors)),
    Field(name="actor sector", told=lambda e: _sectors(e.actors)),
    Field(name="recipient code", told=lambda e: _codes(e.recipients)),
    Field(name="recipient sector", told=lambda e: _sectors(e.recipients)),
    Field(name="date", told=lambda e: f"{e.when.start}/{e.when.end}" if e.when else NONE),
    Field(name="first day", told=lambda e: e.when.start.toordinal() if e.when else None, metric="interval"),
    Field(name="country", told=lambda e: (e.where.country_code if e.where else None) or NONE),
    Field(name="place", told=lambda e: ((e.where.resolved_place if e.where else None) or NONE).casefold()),
    Field(name="status", told=lambda e: e.status),
    Field(name="voice", told=_voice),
    Field(name="dead", told=_dead, metric="interval"),
)
"""Days and deaths are compared as intervals (so many days, so many dead apart), all else as names."""
PRESENCE = "event or none"


def agreement(connection: Connection, *, among: Collection[str] = ()) -> Agreement:
    """The agreement of all reviewers, or of those named."""
    units: list[Unit] = []
    names: set[str] = set()
    reports = 0
    ended = completed(connection)
    for doc_id in _judged_by_two(connection, among):
        found = units_of_report(reviewed_of_report(connection, doc_id), ended.get(doc_id, ()), among)
        units += found
        names.update(name for unit in found for name in unit.events)
        reports += bool(found)
    presence = [{name: event is not None for name, event in unit.events.items()} for unit in units]
    fields = [FieldAgreement(field=PRESENCE, alpha=alpha(presence))]
    fields += [FieldAgreement(field=one.name, alpha=alpha(_values(units, one), one.metric)) for one in FIELDS]
    return Agreement(reviewers=tuple(sorted(names)), reports=reports, fields=tuple(fields))


def units_of_report(records: Sequence[Reviewed], ended: Collection[str], among: Collection[str] = ()) -> list[Unit]:
    """The units of a report's records; `ended`: who read it to the end, so that what they did not add they hold to be none."""
    units = []
    for group in told_together(records):
        events: dict[str, Event | None] = {}
        for one in (one for record in group for one in record.counting):
            if not among or one.by in among:
                events[one.by] = _better(events.get(one.by), one)
        if all(record.is_added for record in group):
            for name in ended:
                if not among or name in among:
                    events.setdefault(name, None)
        if len(events) > 1:
            units.append(Unit(events))
    return units


def _better(had: Event | None, one: Judgement) -> Event | None:
    return had if had is not None else one.event


def told_together(records: Sequence[Reviewed]) -> Iterator[list[Reviewed]]:
    """The records of a report, those that people added together with those that have their words."""
    groups: list[list[Reviewed]] = []
    for record in sorted(records, key=lambda one: one.is_added):
        home = next(
            (
                group
                for group in groups
                if record.is_added and group[0].event.trigger.overlaps(record.event.trigger) and _apart(group, record)
            ),
            None,
        )
        if home is None:
            groups.append([record])
        else:
            home.append(record)
    yield from groups


def _apart(group: Sequence[Reviewed], record: Reviewed) -> bool:
    """Whether no reviewer of the record said of one in the group that it is one, too: then they are two to him."""
    mine = {one.by for one in record.counting if one.event is not None}
    return not any(one.by in mine and one.event is not None for other in group for one in other.counting)


def _values(units: Iterable[Unit], field: Field) -> list[dict[str, Hashable]]:
    found = []
    for unit in units:
        told = {name: field.told(event) for name, event in unit.events.items() if event is not None}
        found.append({name: value for name, value in told.items() if value is not None})
    return found


def _judged_by_two(connection: Connection, among: Collection[str]) -> list[str]:
    query = select(review_now.c.doc_id).group_by(review_now.c.doc_id).order_by(review_now.c.doc_id)
    if among:
        query = query.where(review_now.c.by.in_(among))
    judged = set(connection.execute(query.having(func.count(review_now.c.by.distinct()) > 1)).scalars())
    ended = {doc_id for doc_id, names in completed(connection).items() if len(set(names)) > 1}
    return sorted(judged | ended)
