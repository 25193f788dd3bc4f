"""Records counted by who acts towards whom, as `export.network.network` does, but in the columns in memory: of a million in less than half a second."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from diurna.archive.filters import EventFilter
from diurna.archive.keeping import Kept
from diurna.archive.memory import View, chosen, memory
from diurna.archive.memory.columns import Mask, Numbers
from diurna.archive.memory.counting import Groups, grouped
from diurna.archive.store import Archive

MOST_PAIRS = 2_000
NOT_DONE = ("negated", "hypothetical")
"""What did not happen ties nobody; the same in `export/network.py`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TieCount:
    """How many records of a type one party has towards another: parties by code, else name, else ":" and sector. `mutual` of them are done together.

    `goldstein` is the sum of the scores of those that have one.
    """

    actor: str
    recipient: str
    type: str
    quad: int | None
    events: int
    mutual: int
    goldstein: float
    scored: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TieCounts:
    """The pairs of parties with the most records. `pairs`, `acts` and `parties` count all."""

    counts: tuple[TieCount, ...]
    pairs: int
    acts: int
    parties: int


@dataclass(frozen=True, slots=True)
class Sides:
    """Parties of records, those of one record and side once: the row of the record, and the number of the party in `names`."""

    actors: tuple[Numbers, Numbers]
    recipients: tuple[Numbers, Numbers]
    names: list[str]


def ties_of(
    archive: Archive, wanted: EventFilter | None = None, *, mutual: Collection[str] = (), top: int = MOST_PAIRS
) -> TieCounts:
    """The records that a filter finds, counted by who acts towards whom and type: of the `top` pairs with the most.

    A record counts once for each pair of its parties; acts of the CAMEO codes `mutual` are of each towards the other. Records of what did not happen
    are left out.
    """
    view = memory(archive)
    rows = _done(view, chosen(view, archive, wanted))
    sides = _sides(view, rows)
    together = np.isin(view.records["cameo"], view.dictionary("cameo").known(mutual))
    row, actor, recipient = _pairs(view, sides, together)
    if not len(row):
        return TieCounts(counts=(), pairs=0, acts=0, parties=0)
    scores = view.records["goldstein"][row]
    scored = ~np.isnan(scores)
    groups = grouped(
        (actor, recipient, view.records["event"][row], view.records["quad"][row]),
        sums=(together[row].astype(np.float64), np.where(scored, scores, 0.0), scored.astype(np.float64)),
    )
    pair = groups.columns[0].astype(np.int64) * len(sides.names) + groups.columns[1]
    pairs, of = np.unique(pair, return_inverse=True)
    acts = np.bincount(of, weights=groups.counts)
    is_shown = _busiest(pairs, acts, sides.names, top)[of]
    parties = np.union1d(actor, recipient)
    return TieCounts(
        counts=_told(view, sides.names, groups, is_shown), pairs=len(pairs), acts=len(row), parties=len(parties)
    )


def _told(view: View, names: list[str], groups: Groups, is_shown: Mask) -> tuple[TieCount, ...]:
    columns = (column[is_shown].tolist() for column in (*groups.columns, groups.counts, *groups.sums))
    types = view.texts("event")
    found = [
        TieCount(
            actor=names[actor],
            recipient=names[recipient],
            type=types[kind] or "",
            quad=quad or None,
            events=events,
            mutual=int(mutual),
            goldstein=round(goldstein, 3),
            scored=int(scored),
        )
        for actor, recipient, kind, quad, events, mutual, goldstein, scored in zip(*columns, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (one.actor, one.recipient, one.type)))


def _done(view: View, rows: Mask) -> Mask:
    not_done = view.dictionary("status").known(NOT_DONE)
    found = rows
    for status in not_done:
        found = found & (view.records["status"] != status)
    return found


_NUMBERED = Kept(4)
"""The numbers of all parties, which no filter changes."""


def _sides(view: View, rows: Mask) -> Sides:
    """Who acts and who is acted upon in the rows."""
    party, names = _NUMBERED.get((view.reading, view.state), lambda: _numbered(view))
    parties = view.parties
    own = rows[parties["row"]] & (party >= 0)
    row, side, party = parties["row"][own], parties["side"][own], party[own]
    is_actor = side == 0
    return Sides(
        actors=_once(row[is_actor], party[is_actor], len(names)),
        recipients=_once(row[~is_actor], party[~is_actor], len(names)),
        names=names,
    )


def _numbered(view: View) -> tuple[Numbers, list[str]]:
    """The number of each party in the view, -1 for one of which nothing is known, and what the numbers are called."""
    parties = view.parties
    code, name = parties["code"].astype(np.int64), parties["name"].astype(np.int64)
    codes, named = len(view.texts("code")), len(view.texts("name"))
    sectors, first_sectors = _first_sectors(view, parties["sectors"])
    # a number for each code, then each name, then each sector; 0 for a party of which nothing is known
    party = np.where(
        code > 0, code, np.where(name > 0, codes + name, np.where(sectors > 0, codes + named + sectors, 0))
    )
    there = np.zeros(codes + named + len(first_sectors) + 1, bool)
    there[party] = True
    there[0] = False
    numbers = np.flatnonzero(there)
    texts = [*view.texts("code")[:codes], *view.texts("name")[:named], *first_sectors]
    names = [texts[number] or "" for number in numbers.tolist()]
    merged = {text: number for number, text in reversed(list(enumerate(names)))}  # a name that is written as a code is
    compact = np.full(len(there), -1, np.int64)
    compact[numbers] = [merged[text] for text in names]
    return compact[party], names


def _first_sectors(view: View, numbers: Numbers) -> tuple[Numbers, list[str | None]]:
    """The number of the first sector of each (0: none), and what a party of it is called."""
    texts = view.texts("sectors")
    called: list[str | None] = [None]
    known: dict[str, int] = {}
    of = np.zeros(len(texts), np.int64)
    for number in np.unique(numbers).tolist():
        words = (texts[number] or "").split()
        if words:
            if words[0] not in known:
                known[words[0]] = len(called)
                called.append(f":{words[0]}")
            of[number] = known[words[0]]
    return of[numbers], called


def _once(row: Numbers, party: Numbers, parties: int) -> tuple[Numbers, Numbers]:
    """Each party of a record once, by record."""
    found = row.astype(np.int64) * parties + party
    if len(found) and not np.all(found[1:] > found[:-1]):  # most records have one, and they come in order
        found = np.unique(found)
    own, number = np.divmod(found, max(parties, 1))
    return own, number


def _pairs(view: View, sides: Sides, together: Mask) -> tuple[Numbers, Numbers, Numbers]:
    """Row, actor and recipient of each pair of parties of a record."""
    one_way = _joined(sides.actors, sides.recipients, view.size)
    is_mutual = together[one_way[0]]
    mutual = tuple(column[is_mutual] for column in one_way)
    others = np.bincount(sides.recipients[0], minlength=view.size) == 0
    among = (
        together[sides.actors[0]] & others[sides.actors[0]]
    )  # where nobody is named on the other side, of each towards the others
    alone = tuple(column[among] for column in sides.actors)
    within = _joined((alone[0], alone[1]), (alone[0], alone[1]), view.size)
    row, one, other = (np.concatenate([a, b]) for a, b in zip(mutual, within, strict=True))
    apart = one != other
    both = _distinct(
        np.concatenate([row[apart], row[apart]]),
        np.concatenate([one[apart], other[apart]]),
        np.concatenate([other[apart], one[apart]]),
    )
    row, actor, recipient = (np.concatenate([column[~is_mutual], b]) for column, b in zip(one_way, both, strict=True))
    return row, actor, recipient


def _joined(
    ones: tuple[Numbers, Numbers], others: tuple[Numbers, Numbers], size: int
) -> tuple[Numbers, Numbers, Numbers]:
    """Each of a record with each of the same record. Both are in the order of records."""
    many = np.bincount(ones[0], minlength=size)
    begin = np.cumsum(many) - many
    repeats = many[others[0]]
    row = np.repeat(others[0], repeats)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    return row, ones[1][begin[row] + nth], np.repeat(others[1], repeats)


def _distinct(row: Numbers, actor: Numbers, recipient: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    order = np.lexsort((recipient, actor, row))
    row, actor, recipient = row[order], actor[order], recipient[order]
    is_new = np.ones(len(row), bool)
    is_new[1:] = (row[1:] != row[:-1]) | (actor[1:] != actor[:-1]) | (recipient[1:] != recipient[:-1])
    return row[is_new], actor[is_new], recipient[is_new]


def _busiest(pairs: Numbers, acts: Numbers, names: list[str], top: int) -> Mask:
    """Which pairs are shown: those with the most acts, of equals those whose names come first."""
    if len(pairs) <= top:
        return np.ones(len(pairs), bool)
    least = np.partition(acts, len(acts) - top)[len(acts) - top]
    found: Mask = acts > least
    equal = np.flatnonzero(acts == least).tolist()
    room = top - int(found.sum())

    def by_name(number: int) -> tuple[str, str]:
        actor, recipient = divmod(int(pairs[number]), len(names))
        return names[actor], names[recipient]

    found[sorted(equal, key=by_name)[:room]] = True
    return found
