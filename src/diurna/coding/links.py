"""Mentions of one real-world event within a report, linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diurna.record import Event


def link_events(events: Sequence[Event], families: Sequence[str]) -> list[Event]:
    """The events with a `link` on those that mention one event: same type, compatible parties, days, counts and status.

    `families` holds each event's family of acts. A mention joins the latest earlier one that fits. The link is the id of the first.
    """
    links: list[str | None] = [None] * len(events)
    for i, event in enumerate(events):
        for j in range(i - 1, -1, -1):
            if _same_event(events[j], event, families[j], families[i]):
                links[i] = links[j] = links[j] or events[j].id
                break
    return [replace(e, link=link) if link else e for e, link in zip(events, links, strict=True)]


def _same_event(first: Event, second: Event, family: str, other: str) -> bool:
    if first.event != second.event or family != other or first.sentence == second.sentence:
        return False
    if {first.status, second.status} & {"negated"} and first.status != second.status:
        return False
    if first.when and second.when and (first.when.end < second.when.start or second.when.end < first.when.start):
        return False
    if first.where and second.where and first.where.country_code != second.where.country_code:
        return False
    for key in first.counts.keys() & second.counts.keys():
        a, b = first.counts[key], second.counts[key]
        if a.low is not None and b.low is not None and (a.low, a.high) != (b.low, b.high) and a.high is not None and b.high is not None:
            return False
    mine = {e.code for e in first.actors if e.code}, {e.code for e in first.recipients if e.code}
    theirs = {e.code for e in second.actors if e.code}, {e.code for e in second.recipients if e.code}
    names = {e.name for e in (*first.actors, *first.recipients) if e.name} & {e.name for e in (*second.actors, *second.recipients) if e.name}
    for ours, others in zip(mine, theirs, strict=True):
        if ours and others and not (ours <= others or others <= ours):
            return False
    shared = len(mine[0] & theirs[0]) + len(mine[1] & theirs[1])
    same_words = first.trigger.text.lower() == second.trigger.text.lower()
    if mine == theirs and any(mine):
        return bool(names) or same_words
    return shared >= 1 and (bool(names) or same_words)
