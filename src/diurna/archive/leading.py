"""Who leads a story, and who follows whom: what the links between mentions make of them.

By rank, the best specified first, a mention that is linked to no leading mention of lower rank leads; each of the others follows the leading
mention that it has the most points with. So every member of a story is linked to the one that leads it, and a chain of look-alikes
(each day of a war like the day before) does not run together. Ranks and links are made of the records alone, so the order of adding
changes nothing; what a change of links changes is found by following them upwards in rank, no further than somebody begins or ceases to lead.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, update

from diurna.archive.edits import Bars, active_joins
from diurna.archive.reading import batches
from diurna.archive.schema import event, joined_story, mention, mention_link, story_member


@dataclass(slots=True)
class _Node:
    """A mention as it stands; `links` are its points with others, None where they have not been asked for."""

    id: str
    rank: int
    leads: bool
    home: int
    links: dict[int, float] | None = None


class _Graph:
    """The part of the graph that has been looked at, and what is to be written of it."""

    def __init__(self, connection: Connection) -> None:
        self.nodes: dict[int, _Node] = {}
        self._connection = connection
        self._before: dict[int, tuple[bool, int]] = {}

    def load(self, keys: Iterable[int]) -> None:
        """Ask for mentions with their links and neighbours, where that has not been done."""
        asked = sorted({key for key in keys if key not in self.nodes or self.nodes[key].links is None})
        links: dict[int, dict[int, float]] = {key: {} for key in asked}
        for some in batches(asked):
            for row in self._connection.execute(select(mention_link).where(mention_link.c.one.in_(some))):
                links[row.one][row.other] = row.points
        self._know({*asked, *(other for mine in links.values() for other in mine)} - self.nodes.keys())
        for key in asked:
            self.nodes[key].links = links[key]

    def neighbours(self, key: int) -> Iterator[tuple[int, float, _Node]]:
        """The key, the points and the mention at the other end of each link."""
        if self.nodes[key].links is None:
            self.load([key])
        for other, points in (self.nodes[key].links or {}).items():
            yield other, points, self.nodes[other]

    def leaders(self, key: int) -> list[int]:
        """The leading mentions that a mention may follow, the best first."""
        leading = [(-points, other.rank, o) for o, points, other in self.neighbours(key) if other.leads]
        return [o for _, _, o in sorted(leading)]

    def write(self) -> None:
        """Write what has changed; each mention's story is its leader's."""
        changed = [
            {"mine": key, "leads": int(node.leads), "home": node.home, "story": self.nodes[node.home].id}
            for key, node in self.nodes.items()
            if (node.leads, node.home) != self._before[key]
        ]
        if changed:
            self._connection.execute(
                update(mention)
                .where(mention.c.key == bindparam("mine"))
                .values(leads=bindparam("leads"), home=bindparam("home"), story=bindparam("story")),
                changed,
            )

    def _know(self, keys: set[int]) -> None:
        columns = (mention.c.key, mention.c.id, mention.c.rank, mention.c.leads, mention.c.home)
        for some in batches(sorted(keys)):
            for row in self._connection.execute(select(*columns).where(mention.c.key.in_(some))):
                self.nodes[row.key] = _Node(row.id, row.rank, bool(row.leads), row.home)
                self._before[row.key] = (bool(row.leads), row.home)


def settle(connection: Connection, changed: set[int], bars: Bars) -> None:
    """Make stories anew where the links of mentions have changed. `changed`: all at either end of these links that are still there."""
    graph = _Graph(connection)
    graph.load(changed)
    for key in _lead(graph, changed) - bars.keys():
        node = graph.nodes[key]
        node.home = key if node.leads else graph.leaders(key)[0]
    for key in bars:
        graph.load([key])
        graph.nodes[key].home = key
    graph.write()
    _follow_where_not_barred(connection, bars)
    _name_joined(connection)


def _lead(graph: _Graph, changed: set[int]) -> set[int]:
    """Settle who leads; the mentions that may have another leader now."""
    touched, queue = set(changed), sorted((graph.nodes[key].rank, key) for key in changed)
    done: set[int] = set()
    while queue:
        rank, key = heapq.heappop(queue)
        if key in done:
            continue
        done.add(key)
        node = graph.nodes[key]
        leads = not any(other.leads and (other.rank, o) < (rank, key) for o, _, other in graph.neighbours(key))
        if leads != node.leads:
            node.leads = leads
            for o, _, other in graph.neighbours(key):
                touched.add(o)
                if (other.rank, o) > (rank, key):
                    heapq.heappush(queue, (other.rank, o))
    return touched | done


def _follow_where_not_barred(connection: Connection, bars: Bars) -> None:
    """Let those who were split from a story by hand follow the best leader whose story holds nobody they were split from."""
    if not bars:
        return
    graph = _Graph(connection)
    graph.load(bars)
    for key in sorted(bars, key=_by_rank(graph)):
        node = graph.nodes[key]
        for leader in () if node.leads else graph.leaders(key):
            followers = connection.execute(select(mention.c.key).where(mention.c.home == leader)).scalars()
            if not bars[key] & set(followers):
                node.home = leader
                graph.write()
                break


def _by_rank(graph: _Graph) -> Callable[[int], tuple[int, int]]:
    def rank(key: int) -> tuple[int, int]:
        return graph.nodes[key].rank, key

    return rank


def _name_joined(connection: Connection) -> None:
    """Give the stories that were joined by hand one name: that of the leader with the lowest rank."""
    joins = active_joins(connection)
    before = dict(connection.execute(select(joined_story.c.home, joined_story.c.story)).all())
    if not joins and not before:
        return
    homes = {
        row.id: (row.rank, row.home)
        for row in connection.execute(_homes().where(event.c.id.in_(sorted({e for pair in joins for e in pair}))))
    }
    groups: dict[int, set[tuple[int, int]]] = {}
    for one, other in joins:
        if one in homes and other in homes:
            a, b = homes[one], homes[other]
            whole = groups.get(a[1], {a}) | groups.get(b[1], {b})
            groups.update({home: whole for _, home in whole})
    names = {home: min(whole)[1] for home, whole in groups.items()}
    ids = dict(
        connection.execute(
            select(mention.c.key, mention.c.id).where(mention.c.key.in_([*names.values(), *before]))
        ).all()
    )
    for home in sorted({*names, *before}):
        story = ids.get(names.get(home, home))
        connection.execute(update(mention).where(mention.c.home == home).values(story=story))
    connection.execute(delete(joined_story))
    if names:
        rows = [{"home": home, "story": ids[name]} for home, name in sorted(names.items())]
        connection.execute(insert(joined_story), rows)


def _homes() -> Select[Any]:
    """The leader of each record's story, with its rank."""
    leader = mention.alias("leader")
    return (
        select(event.c.id, leader.c.rank, leader.c.key.label("home"))
        .join(story_member, story_member.c.event_key == event.c.key)
        .join(mention, mention.c.key == story_member.c.mention_key)
        .join(leader, leader.c.key == mention.c.home)
    )
