"""What a mention may take from the others of its event: the days, and parties that it does not name (ANNOTATION.md: text null).

Days taken have no words (`When.span` None); a party taken has no words of its own, and `given_by` is the mention that gave it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from diurna.coding.links import SPOKEN
from diurna.record import Entity, Event, When, Where

BESIDE = 2
"""Characters between two sentences that stand side by side."""


def fill_linked(events: Sequence[Event]) -> list[Event]:
    """The events, each with what the linked mentions of its event tell and it does not; nothing that it tells is changed."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, event in enumerate(events):
        if event.link is not None:
            groups[event.link].append(i)
    result = list(events)
    for members in groups.values():
        for i in members:
            others = sorted((j for j in members if j != i), key=lambda j: abs(j - i))
            result[i] = _filled(events[i], [events[j] for j in others])
    return result


def _filled(event: Event, others: Sequence[Event]) -> Event:
    """`others` are the event's other mentions, nearest first."""
    when = event.when or _days(others)
    actors = event.actors or _parties([o.actors for o in others], event.recipients)
    recipients = event.recipients
    if not recipients and _takes_recipients(event, others):
        recipients = _parties([o.recipients for o in others], actors)
    where = event.where or _place(event, others)
    return replace(event, when=when, actors=actors, recipients=recipients, where=where)


def _days(others: Sequence[Event]) -> When | None:
    """The narrowest days told; of equals the nearest mention's."""
    told = [o.when for o in others if o.when is not None]
    if not told:
        return None
    best = min(told, key=lambda when: when.end - when.start)
    return replace(best, span=None)


def _place(event: Event, others: Sequence[Event]) -> Where | None:
    """The place told right beside: in the sentence before or after, or below a headline. Where somebody says something, is seldom told."""
    if event.event in SPOKEN:
        return None
    for other in others:
        gap = max(other.sentence.start - event.sentence.end, event.sentence.start - other.sentence.end)
        if other.where is not None and (gap <= BESIDE or event.sentence.start == 0):
            return replace(other.where, span=None, given_by=other.where.given_by or other.where.span)
    return None


def _takes_recipients(event: Event, others: Sequence[Event]) -> bool:
    """Whether all parties of the act are not already its actors, as in talks."""
    return not any(o.actors and not o.recipients and len(o.actors) > 1 for o in (event, *others))


def _parties(told: Sequence[tuple[Entity, ...]], taken: Sequence[Entity]) -> tuple[Entity, ...]:
    """The parties of the nearest mention that names any, without those who already have another part in the act."""
    for entities in told:
        if fresh := tuple(
            replace(e, span=None, given_by=e.given_by or e.span) for e in entities if not _among(e, taken)
        ):
            return fresh
    return ()


def _among(entity: Entity, others: Sequence[Entity]) -> bool:
    return any(
        (entity.name is not None and entity.name == o.name)
        or (entity.code is not None and entity.code == o.code and not o.name)
        for o in others
    )
