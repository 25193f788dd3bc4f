"""Whether two mentions are of one event: points for what they share, against what they contradict each other in, each with its reason.

The weights stand in one table. They were set by hand on the open part of `benchmarks/stories` and checked on the held-out part.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians

from diurna.archive.mentions import Mention, Place, Side

ENOUGH = 4.0
"""Points from which on two mentions are of one event."""

WEIGHTS = {
    "same type": 1.0,
    "kindred type": -1.0,
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
    return sum(reason.points for reason in reasons(one, other))


def is_barred(one: Mention, other: Mention) -> bool:
    """Whether two mentions cannot be of one event, whatever else they share."""
    if one.kind != other.kind or (one.report == other.report and one.sentences & other.sentences):
        return True
    if one.status != other.status and {"negated", "hypothetical"} & {one.status, other.status}:
        return True
    return _days_between(one, other) > 2


def reasons(one: Mention, other: Mention) -> list[Reason]:
    """All that speaks for and against, in the order of the table."""
    found = [
        *_type(one, other),
        *_days(one, other),
        *_parties(one, other),
        *_place(one, other),
        *_numbers(one, other),
        *_words(one, other),
    ]
    if one.status != other.status:
        found.append(_reason("not yet done"))
    if one.report == other.report:
        found.append(_reason("same report"))
    return found


def _reason(what: str, words: str = "", times: float = 1.0) -> Reason:
    return Reason(WEIGHTS[what] * times, what, words)


def _type(one: Mention, other: Mention) -> list[Reason]:
    found = [
        _reason("same type", one.event)
        if one.event == other.event
        else _reason("kindred type", f"{one.event}, {other.event}")
    ]
    if {code[:3] for code in one.cameo} & {code[:3] for code in other.cameo}:
        found.append(_reason("same code", " ".join(sorted(one.cameo & other.cameo))))
    if shared := one.trigger & other.trigger:
        found.append(_reason("same trigger", " ".join(sorted(shared))))
    return found


def _days_between(one: Mention, other: Mention) -> int:
    """Days between the last of the earlier and the first of the later; 0 where they overlap or are not known."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0
    return max(one.first - other.last, other.first - one.last, 0)


def _days(one: Mention, other: Mention) -> list[Reason]:
    if one.first is None or other.first is None:
        return []
    between = _days_between(one, other)
    if between:
        return [_reason("a day apart" if between == 1 else "two days apart")]
    if not (one.is_told and other.is_told):
        return [_reason("days may be the same")]
    if max(_length(one), _length(other)) > VAGUE_DAYS and _length(one) != _length(other):
        return [_reason("days vague")]
    return [_reason("same days")]


def _length(one: Mention) -> int:
    return 0 if one.first is None or one.last is None else one.last - one.first + 1


def _parties(one: Mention, other: Mention) -> list[Reason]:
    straight = _side(one.actors, other.actors) + _side(one.recipients, other.recipients)
    if one.event not in EITHER_WAY or other.event not in EITHER_WAY:
        return straight
    crossed = _side(one.actors, other.recipients) + _side(one.recipients, other.actors)
    return max(straight, crossed, key=lambda found: sum(reason.points for reason in found))


def _side(one: Side, other: Side) -> list[Reason]:
    if shared := one.names & other.names:
        return [_reason("same name", ", ".join(sorted(shared)))]
    if shared := one.offices & other.offices:
        return [_reason("same office", ", ".join(sorted(shared)))]
    if shared := one.codes & other.codes:
        return [_reason("same country", ", ".join(sorted(shared)))]
    if one.codes and other.codes:
        return [_reason("other party", f"{', '.join(sorted(one.codes))}; {', '.join(sorted(other.codes))}")]
    return []


def _place(one: Mention, other: Mention) -> list[Reason]:
    a, b = one.place, other.place
    if a is None or b is None:
        told = a or b
        if told and told.name in (one.near if a is None else other.near):
            return [_reason("place of the report", told.name or "")]
        return []
    if a.country and b.country and a.country != b.country:
        return [_reason("other country", f"{a.country}, {b.country}")]
    if a.name == b.name:
        return [_reason("same place" if min(a.level, b.level) > 1 else "place within", a.name or a.country or "")]
    km = _km(a, b)
    if min(a.level, b.level) == 3 and km is not None:
        if km > NEAR_KM:
            return [_reason("far place", f"{a.name}, {b.name}: {km:.0f} km")] if km > FAR_KM else []
        return [_reason("near place", f"{a.name}, {b.name}: {km:.0f} km")]
    if a.country and a.country == b.country:
        return [_reason("place within", a.country)]
    return []


def _km(a: Place, b: Place) -> float | None:
    """The distance on a flat map: right to a few parts in a hundred over the distances that matter."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    east = (a.lon - b.lon + 180) % 360 - 180
    return KM_PER_DEGREE * hypot(a.lat - b.lat, east * cos(radians((a.lat + b.lat) / 2)))


def _numbers(one: Mention, other: Mention) -> list[Reason]:
    found = []
    for kind in sorted(one.counts.keys() & other.counts.keys()):
        (low, high), (from_, to) = one.counts[kind], other.counts[kind]
        shown = f"{kind} {_range(low, high)}, {_range(from_, to)}"
        factor = max(low, from_) / max(min(high, to), 1)
        if factor <= 1:
            found.append(_reason("same number", shown))
        elif factor <= NEAR_NUMBERS:
            found.append(_reason("near number", shown))
        elif factor > OTHER_NUMBERS:
            found.append(_reason("other number", shown))
    return found


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def _words(one: Mention, other: Mention) -> list[Reason]:
    shared = one.words & other.words
    if not shared:
        return []
    share = len(shared) / max(6, min(len(one.words), len(other.words)))
    return [_reason("words", " ".join(sorted(shared)), share)]
