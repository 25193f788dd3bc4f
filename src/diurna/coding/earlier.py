"""Parties that an act takes from the acts told around it, where its own words do not name them.

    "Some 2,000 people marched, accusing the president of treason."                  before the president
    "Soldiers arrested the ministers. … Portugal demanded the release of the two."   of the soldiers
    "Police detained two men. Both deny the charge."                                 to the police

Nothing is guessed among several: it is the nearest act of the right kind in which the parties fit. What is taken has no words of its own
(ANNOTATION.md: text null); `given_by` are the words that gave it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from diurna.acts import Mention
from diurna.language.sentence import Sentence
from diurna.record import Entity, Event

Told = Sequence[tuple[Sentence, Mention]]

BACK = 3
"""How many sentences before a denial may stand what is denied."""
# What one may have to deny or to reject, beside what is said of one: an arrest, a conviction, an expulsion.
SUFFERED = frozenset({"ACCUSE", "COERCE", "SANCTION"})
# What protesters do by saying it in the same sentence: those to whom they say it are before whom they protest.
# What two sides do together, by which they are told: talks, accords, truces, joint work.
SETTLING = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE"})
SAID_ALOUD = frozenset({"ACCUSE", "REQUEST", "REJECT"})


def with_parties_around(events: Sequence[Event], mentions: Told) -> list[Event]:
    """The events, each with the parties that its words do not name and another act of the report makes plain."""
    result = list(events)
    for i, event in enumerate(events):
        _, mention = mentions[i]
        if not event.actors:
            if mention.meaning.mutual and not event.recipients and event.event == "CONSULT":
                result[i] = replace(event, actors=_two_sides(result, mentions, i))
            continue
        if mention.meaning.chain == ("host",) and not event.recipients:  # "Ecuador has hosted the talks since May"
            result[i] = replace(event, recipients=_taken(_two_sides(result, mentions, i), event.actors))
            continue
        if not event.recipients and _is_agreed_by_us(event, mention):
            result[i] = replace(event, actors=(*event.actors, *_met(result, mentions, i)))
            continue
        if event.event == "PROTEST" and not mention.meaning.recipients:
            found = _said_beside(events, mentions, i)
        elif event.recipients or mention.meaning.mutual:
            found = ()
        else:
            found = _under_whom(result, mentions, i) or _holders_of_prisoners(result, mentions, i)
        result[i] = replace(event, recipients=found) if found else event
    return result


def _before(events: Sequence[Event], mentions: Told, i: int, *, reach: int | None = None) -> Iterator[Event]:
    """The acts told before an act, the nearest first; what is said not to have happened is none."""
    here = mentions[i][0].index
    for j in range(i - 1, -1, -1):
        if reach is not None and here - mentions[j][0].index > reach:
            return
        if events[j].status == "actual":
            yield events[j]


def _two_sides(events: Sequence[Event], mentions: Told, i: int) -> tuple[Entity, ...]:
    """The sides of the nearest talks or accord before that names them: whose the talks and the accord are."""
    for other in _before(events, mentions, i):
        sides = {(e.code, e.sector[:1]) for e in other.actors if e.code is not None}
        if other.event in SETTLING and not other.recipients and len(sides) > 1:
            return _taken([e for e in other.actors if e.code is not None], ())
    return ()


def _is_agreed_by_us(event: Event, mention: Mention) -> bool:
    """Whether somebody tells that "we" agreed, with nobody named: whoever was there."""
    words = {e.span.text.lower() for e in event.actors if e.span is not None}
    return event.event in ("AGREE", "CONCEDE") and mention.meaning.chain[0] == "agree" and words == {"we"}


def _met(events: Sequence[Event], mentions: Told, i: int) -> tuple[Entity, ...]:
    """Whom one has met just before."""
    for other in _before(events, mentions, i, reach=2):
        sides = (*other.actors, *other.recipients)
        if other.event == "CONSULT" and _share(sides, events[i].actors):
            return tuple(e for e in _taken(sides, events[i].actors) if e.code is not None)
    return ()


def _under_whom(events: Sequence[Event], mentions: Told, i: int) -> tuple[Entity, ...]:
    """Who arrested, tried or expelled him who denies or rejects it now."""
    event, (_, mention) = events[i], mentions[i]
    is_of_act = (
        mention.meaning.chain[0] != "deny" and mention.inner
    )  # "refused to leave": no answer to what he suffered
    if event.event != "REJECT" or is_of_act:
        return ()
    for other in _before(events, mentions, i, reach=BACK):
        if other.event in SUFFERED and other.actors and _share(event.actors, other.recipients):
            return _taken(other.actors, event.actors)
    if mention.inner or mention.meaning.chain[0] == "deny":
        return ()
    for other in _before(events, mentions, i, reach=1):  # "The member calls this neglect. I reject the word."
        if other.event == "ACCUSE" and other.actors and not other.recipients:
            return _taken(other.actors, event.actors)
    return ()


def _holders_of_prisoners(events: Sequence[Event], mentions: Told, i: int) -> tuple[Entity, ...]:
    """Who arrested or took those whose release is demanded."""
    event, (_, mention) = events[i], mentions[i]
    if event.event != "REQUEST" or "release-prisoners" not in mention.meaning.chain:
        return ()
    for other in _before(events, mentions, i):
        is_holding = other.event == "COERCE" or "abduct" in other.modes
        if is_holding and other.actors and all(e.code is not None for e in other.actors):
            return _taken(other.actors, event.actors)
    return ()


def _said_beside(events: Sequence[Event], mentions: Told, i: int) -> tuple[Entity, ...]:
    """Whom protesters accuse or of whom they demand something in the same sentence, after it is told that they protest."""
    here = mentions[i][0].index
    for j in range(i + 1, len(events)):
        if mentions[j][0].index != here:
            break
        other = events[j]
        if other.event in SAID_ALOUD and other.recipients and _share(events[i].actors, other.actors):
            return _taken(other.recipients, events[i].actors)
    return ()


def _taken(entities: Sequence[Entity], own: Sequence[Entity]) -> tuple[Entity, ...]:
    """The parties without words of their own, and without those who already have another part in the act."""
    fresh = (e for e in entities if not _share([e], own))
    return tuple(dict.fromkeys(replace(e, span=None, given_by=e.given_by or e.span) for e in fresh))


def _share(some: Sequence[Entity], others: Sequence[Entity]) -> bool:
    """Whether one party is among both."""
    return any(_is_same(e, o) for e in some for o in others)


def _is_same(one: Entity, other: Entity) -> bool:
    """Whether two mentions are of one party: by name, else by country and sector; a bare country is its government."""
    if one.span is not None and one.span == other.span:
        return True
    if one.name is not None and one.name == other.name:
        return True
    if one.code is None or one.code != other.code:
        return False
    return (one.sector[:1] or ("GOV",)) == (other.sector[:1] or ("GOV",))


__all__ = ["with_parties_around"]
