"""Whether two mentions are of one event: points for what they share, against what they contradict each other in, each with its reason.

The weights stand in one table. They were set by hand on the open part of `benchmarks/stories` and checked on the held-out part.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians
from typing import NamedTuple

from diurna.archive.mentions import Mention, Place, Side

ENOUGH = 3.75
"""Points from which on two mentions are of one event."""

WEIGHTS = {
    "same type": 1.0,
    "kindred type": -1.5,
    "same code": 0.5,
    "same trigger": 1.0,
    "same days": 1.5,
    "a day apart": 0.0,
    "two days apart": -4.0,
    "days may be the same": 0.5,
    "days vague": -0.5,
    "same name": 1.5,
    "same office": 1.0,
    "same country": 0.5,
    "other party": -2.0,
    "same place": 2.0,
    "near place": 1.0,
    "place within": 0.5,
    "far place": -2.5,
    "other country": -3.0,
    "place of the report": 1.0,
    "same number": 1.0,
    "near number": 0.5,
    "other number": -1.0,
    "words": 4.0,
    "report's words": 2.0,
    "other words": -3.0,
    "not yet done": -0.5,
    "same report": -1.5,
}
NEAR_KM = 30.0
FAR_KM = 100.0
KM_PER_DEGREE = 111.2
NEAR_NUMBERS = 1.5
OTHER_NUMBERS = 3.0
EITHER_WAY = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT", "ASSAULT"})
"""Types that are told from either side: talks of A with B are talks of B with A."""
VAGUE_DAYS = 5
FEWEST_WORDS = 6
"""A sentence of fewer words counts as one of so many: a few words in common say little."""

SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT"})
"""Types of acts done by saying: one party does several of them to another in a day, and only the words tell which."""
FEWEST_ABOUT = 10
"""A report of fewer words besides parties counts as one of so many."""
SAME_MATTER = 0.15
"""Share of the reports' words in common below which two spoken acts whose sentences share no word are of other matters."""

Seen = str | frozenset[str] | tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for (or, below 0, against) two mentions being of one event."""

    points: float
    what: str
    words: str = ""


def likeness(one: Mention, other: Mention) -> float:
    """The points of two mentions; at least ENOUGH where they are of one event."""
    if is_barred(one, other):
        return float("-inf")
    return sum([WEIGHTS[finding.what] * finding.times for finding in _findings(one, other)])


def reasons(one: Mention, other: Mention) -> list[Reason]:
    """All that speaks for and against, each with the words that it saw."""
    return [
        Reason(WEIGHTS[finding.what] * finding.times, finding.what, "; ".join(_shown(part) for part in finding.seen))
        for finding in _findings(one, other)
    ]


def is_barred(one: Mention, other: Mention) -> bool:
    """Whether two mentions cannot be of one event, whatever else they share."""
    if one.kind != other.kind or (one.report == other.report and one.sentences & other.sentences):
        return True
    if one.status != other.status and {"negated", "hypothetical"} & {one.status, other.status}:
        return True
    return _days_between(one, other) > 2


class Finding(NamedTuple):
    """A line of the table that applies, how many times, and what was seen; in words it is put only where it is to be read."""

    what: str
    seen: tuple[Seen, ...] = ()
    times: float = 1.0


def _shown(seen: Seen) -> str:
    if isinstance(seen, str):
        return seen
    if isinstance(seen, tuple):
        return str(seen[0]) if seen[0] == seen[1] else f"{seen[0]}–{seen[1]}"
    return ", ".join(sorted(seen))


def _findings(one: Mention, other: Mention) -> list[Finding]:
    found = [
        *_type(one, other),
        *_days(one, other),
        *_parties(one, other),
        *_place(one, other),
        *_numbers(one, other),
        *_words(one, other),
    ]
    if one.status != other.status:
        found.append(Finding("not yet done"))
    if one.report == other.report:
        found.append(Finding("same report"))
    return found


def _type(one: Mention, other: Mention) -> list[Finding]:
    found = [
        Finding("same type", (one.event,))
        if one.event == other.event
        else Finding("kindred type", (one.event, other.event))
    ]
    if {code[:3] for code in one.cameo} & {code[:3] for code in other.cameo}:
        found.append(Finding("same code", (one.cameo | other.cameo,)))
    if shared := one.trigger & other.trigger:
        found.append(Finding("same trigger", (shared,)))
    return found


def _days_between(one: Mention, other: Mention) -> int:
    """Days between the last of the earlier and the first of the later; 0 where they overlap or are not known."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0
    return max(one.first - other.last, other.first - one.last, 0)


def _days(one: Mention, other: Mention) -> list[Finding]:
    if one.first is None or other.first is None:
        return []
    between = _days_between(one, other)
    if between:
        return [Finding("a day apart" if between == 1 else "two days apart")]
    if not (one.is_told and other.is_told):
        return [Finding("days may be the same")]
    if max(_length(one), _length(other)) > VAGUE_DAYS and _length(one) != _length(other):
        return [Finding("days vague")]
    return [Finding("same days")]


def _length(one: Mention) -> int:
    return 0 if one.first is None or one.last is None else one.last - one.first + 1


def _parties(one: Mention, other: Mention) -> list[Finding]:
    straight = _side(one.actors, other.actors) + _side(one.recipients, other.recipients)
    if one.event not in EITHER_WAY or other.event not in EITHER_WAY:
        return straight
    crossed = _side(one.actors, other.recipients) + _side(one.recipients, other.actors)
    return max(straight, crossed, key=_points)


def _points(found: list[Finding]) -> float:
    return sum([WEIGHTS[finding.what] for finding in found])


def _side(one: Side, other: Side) -> list[Finding]:
    if shared := one.names & other.names:
        return [Finding("same name", (shared,))]
    if shared := one.offices & other.offices:
        return [Finding("same office", (shared,))]
    if shared := one.codes & other.codes:
        return [Finding("same country", (shared,))]
    if one.codes and other.codes:
        return [Finding("other party", (one.codes, other.codes))]
    return []


def _place(one: Mention, other: Mention) -> list[Finding]:
    a, b = one.place, other.place
    if a is None or b is None:
        told = a or b
        if told and told.name in (one.near if a is None else other.near):
            return [Finding("place of the report", (told.name or "",))]
        return []
    names = (a.name or a.country or "?", b.name or b.country or "?")
    if a.country and b.country and a.country != b.country:
        return [Finding("other country", names)]
    if a.name == b.name:
        return [Finding("same place" if min(a.level, b.level) > 1 else "place within", names[:1])]
    km = _km(a, b)
    if min(a.level, b.level) == 3 and km is not None:
        if NEAR_KM < km <= FAR_KM:
            return []
        return [Finding("near place" if km <= NEAR_KM else "far place", (*names, f"{km:.0f} km"))]
    if a.country and a.country == b.country:
        return [Finding("place within", names)]
    return []


def _km(a: Place, b: Place) -> float | None:
    """The distance on a flat map: right to a few parts in a hundred over the distances that matter."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    east = (a.lon - b.lon + 180) % 360 - 180
    return KM_PER_DEGREE * hypot(a.lat - b.lat, east * cos(radians((a.lat + b.lat) / 2)))


def _numbers(one: Mention, other: Mention) -> list[Finding]:
    found = []
    for kind in sorted(one.counts.keys() & other.counts.keys()):
        mine, theirs = one.counts[kind], other.counts[kind]
        factor = max(mine[0], theirs[0]) / max(min(mine[1], theirs[1]), 1)
        if factor <= 1:
            found.append(Finding("same number", (kind, mine, theirs)))
        elif factor <= NEAR_NUMBERS:
            found.append(Finding("near number", (kind, mine, theirs)))
        elif factor > OTHER_NUMBERS:
            found.append(Finding("other number", (kind, mine, theirs)))
    return found


def _words(one: Mention, other: Mention) -> list[Finding]:
    shared, matter = one.words & other.words, one.about & other.about
    share = len(matter) / max(FEWEST_ABOUT, min(len(one.about), len(other.about)))
    found = [Finding("report's words", (matter,), share)] if matter else []
    if shared:
        words = Finding("words", (shared,), len(shared) / max(FEWEST_WORDS, min(len(one.words), len(other.words))))
        return [words, *found]
    if one.event in SPOKEN and share < SAME_MATTER:
        found.append(Finding("other words"))
    return found
