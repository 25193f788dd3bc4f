"""How a story stands: who carries it, on whose word, and which numbers are told of it, from its records alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from urllib.parse import urlsplit

from diurna.record import Event, Stance
from diurna.record.json import COUNT_KEYS

T = TypeVar("T")

UNKNOWN = "unknown"
"""Stands for the publisher of a report that names none and has no address; all such count as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A record of a story: the copy group and the day of its report (`Event.published`, or inferred; None where unknown)."""

    event: Event
    copy_group: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A party in whose mouth reports lay the event, with the stance that it takes, and how many reports do."""

    stance: Stance
    name: str | None
    code: str | None
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party on one side, and in how many reports."""

    side: str
    name: str | None
    code: str | None
    sectors: tuple[str, ...]
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A number over all reports: the lowest and the highest told, and the one to use where one must be."""

    low: int
    best: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a story stands.

    `reports` counts all; everywhere else the copies of one article count as one report. `publishers` are independent ones: the greatest number of
    publishers that have an article each of their own. `asserted`: reports in whose own words it happened, nobody else vouching. `first_day` and
    `last_day` of the act, `place` and `country`: as most reports tell them, a town or site before an area. `first_report`, `last_report`: days.
    """

    reports: int
    publishers: int
    asserted: int
    voices: tuple[Voice, ...]
    counts: Mapping[str, Toll]
    first_report: date | None
    last_report: date | None
    first_day: date | None
    last_day: date | None
    place: str | None
    country: str | None
    parties: tuple[Party, ...]


def standing(members: Sequence[Member]) -> Standing:
    """How the story of these records stands; the order of the records does not matter."""
    ordered = sorted(members, key=_order)
    days = [m.day for m in ordered if m.day]
    spans = _most([(m.copy_group, (m.event.when.start, m.event.when.end)) for m in ordered if m.event.when])
    wheres = [(m.copy_group, m.event.where) for m in ordered if m.event.where]
    towns = [(group, where) for group, where in wheres if where.resolution in ("place", "site")]
    places = _most([(group, (where.resolved_place, where.country_code)) for group, where in towns or wheres])
    first_day, last_day = spans[0] if spans else (None, None)
    place, country = places[0] if places else (None, None)
    return Standing(
        reports=len({m.event.doc_id for m in ordered}),
        publishers=independent((m.copy_group, publisher_of(m.event)) for m in ordered),
        asserted=len({m.copy_group for m in ordered if all(a.stance == "denies" for a in m.event.attribution)}),
        voices=_voices(ordered),
        counts={key: toll for key in COUNT_KEYS if (toll := _toll(key, ordered)) is not None},
        first_report=min(days, default=None),
        last_report=max(days, default=None),
        first_day=first_day,
        last_day=last_day,
        place=place,
        country=country,
        parties=_parties(ordered),
    )


def publisher_of(event: Event) -> str:
    """Who published a record's report: its name in lower case, else the host of its address, else UNKNOWN."""
    if event.publisher and event.publisher.strip():
        return " ".join(event.publisher.casefold().split())
    host = urlsplit(event.url).hostname if event.url else None
    return (host or UNKNOWN).removeprefix("www.")


def independent(carried: Iterable[tuple[str, str]]) -> int:
    """How many independent publishers carry something, from pairs of copy group and publisher.

    An article that ten papers print is one voice, and so is a paper that prints ten articles: the greatest number of pairs in which no group and no
    publisher comes twice (a maximum matching, by augmenting paths).
    """
    publishers: dict[str, set[str]] = {}
    for group, publisher in carried:
        publishers.setdefault(group, set()).add(publisher)
    taken: dict[str, str] = {}

    def placed(group: str, tried: set[str]) -> bool:
        for publisher in sorted(publishers[group] - tried):
            tried.add(publisher)
            if publisher not in taken or placed(taken[publisher], tried):
                taken[publisher] = group
                return True
        return False

    return sum(placed(group, set()) for group in sorted(publishers))


def _order(member: Member) -> tuple[date, str, int, str]:
    return member.day or date.max, member.event.doc_id, member.event.sentence.start, member.event.id


def _most(told: Sequence[tuple[str, T]]) -> list[T]:
    """The values, those first that most articles tell; of those told as often the one told first."""
    groups: dict[T, set[str]] = {}
    for group, value in told:
        groups.setdefault(value, set()).add(group)
    return sorted(groups, key=_fewer(groups))


def _fewer(groups: Mapping[T, set[str]]) -> Callable[[T], int]:
    def key(value: T) -> int:
        return -len(groups[value])

    return key


def _voices(members: Sequence[Member]) -> tuple[Voice, ...]:
    """Who says, claims, denies and confirms, the most reported first."""
    groups: dict[tuple[Stance, str | None, str | None], set[str]] = {}
    for member in members:
        for a in member.event.attribution:
            name = a.name or (None if a.code else a.span.text)
            groups.setdefault((a.stance, name, a.code), set()).add(member.copy_group)
    voices = [Voice(stance=stance, name=name, code=code, reports=len(g)) for (stance, name, code), g in groups.items()]
    return tuple(sorted(voices, key=_by_reports))


def _parties(members: Sequence[Member]) -> tuple[Party, ...]:
    """The parties of each side, the most reported first."""
    groups: dict[tuple[str, str | None, str | None, tuple[str, ...]], set[str]] = {}
    for member in members:
        for side, entities in (("actor", member.event.actors), ("recipient", member.event.recipients)):
            for one in entities:
                name = one.name or (one.span.text if one.span and not one.code else None)
                groups.setdefault((side, name, one.code, one.sector), set()).add(member.copy_group)
    parties = [Party(side=side, name=n, code=c, sectors=s, reports=len(g)) for (side, n, c, s), g in groups.items()]
    return tuple(sorted(parties, key=_by_reports))


def _by_reports(one: Voice | Party) -> tuple[object, ...]:
    kind = one.stance if isinstance(one, Voice) else one.side
    sectors = one.sectors if isinstance(one, Party) else ()
    return (kind if isinstance(one, Party) else "", -one.reports, kind, one.name or "", one.code or "", sectors)


def _toll(key: str, members: Sequence[Member]) -> Toll | None:
    """The range of a number, as UCDP gives it: lowest, best, highest.

    `best` is the figure that most articles carry, and of those carried as often the one that came last: tolls rise as bodies are found, so that
    a median of all reports would lag behind. Open numbers ("at least 9", "thousands") only decide where no article has a closed one; then the
    end that is told is the figure. An article that tells several counts with the first.
    """
    low: int | None = None
    high: int | None = None
    closed: dict[str, int] = {}
    open_: dict[str, int] = {}
    for member in members:
        count = member.event.counts.get(key)
        if count is None:
            continue
        ends = [n for n in (count.low, count.high) if n is not None]
        if not ends:
            continue
        low, high = min(ends if low is None else [low, *ends]), max(ends if high is None else [high, *ends])
        (closed if len(ends) == 2 else open_).setdefault(member.copy_group, sum(ends) // len(ends))
    if low is None or high is None:
        return None
    figures = closed or open_
    carried = Counter(figures.values())
    last = {figure: n for n, figure in enumerate(figures.values())}
    return Toll(low=low, best=max(carried, key=_carried(carried, last)), high=high)


def _carried(carried: Mapping[int, int], last: Mapping[int, int]) -> Callable[[int], tuple[int, int]]:
    def key(figure: int) -> tuple[int, int]:
        return carried[figure], last[figure]

    return key
