"""Whom an answer answers, where its own words do not say: the report has told it before.

    "The envoy urged the general to resign. He refused."                        the envoy
    "Turkey and Armenia signed an accord. … The EU welcomed the accord."        Turkey and Armenia
    "Police dispersed the crowd, and 17 people were arrested."                  the police
    "Soldiers arrested the president. … Portugal condemned the coup."           the soldiers, if nobody else used force

What is added has no words of its own (ANNOTATION.md: text null); `given_by` are the words that gave it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diurna.acts import Mention
from diurna.coding.foes import side_of, words_of
from diurna.coding.venues import ACCORDS
from diurna.language.sentence import Sentence
from diurna.record import Entity, Event

ASKING = frozenset({"REQUEST", "ACCUSE", "AGREE", "THREATEN"})
SETTLING = frozenset({"AGREE", "SUPPORT", "CONSULT", "COOPERATE", "CONCEDE"})
ARMED = frozenset({"MIL", "COP", "SPY", "PRM", "REB", "UAF", "CRM"})
KEEPING_ORDER = frozenset({"MIL", "COP", "SPY"})
FORCE = frozenset({"ASSAULT", "COERCE"})
HAILING = frozenset("applaud back commend congratulate endorse hail laud praise salute support welcome".split())
# Nouns by which what was done by force is condemned.
DEEDS = frozenset(
    "abduction aggression arrest assassination assault atrocity attack blockade bombardment bombing coup crackdown crime detention execution expulsion"
    " incursion invasion killing kidnapping massacre murder occupation offensive overthrow putsch raid repression seizure shelling shooting strike takeover"
    " torture violence".split()
)
BACK = 3
"""How many sentences before an answer the question may stand."""


def with_doers_before(events: Sequence[Event], mentions: Sequence[tuple[Sentence, Mention]]) -> list[Event]:
    """The events, what is done by order of a state to nobody knows by whom ("17 people were arrested") with the police or forces that the
    report has acting just before.
    """
    result = list(events)
    for i, event in enumerate(events):
        if event.event != "COERCE" or event.actors or event.status != "actual" or not mentions[i][1].frame.passive:
            continue
        at = mentions[i][0].index
        before = [
            result[j].actors
            for j in range(i)
            if at - mentions[j][0].index <= 1 and result[j].event in FORCE and result[j].actors
        ]
        if before and all(e.code is not None and set(e.sector[:1]) & KEEPING_ORDER for e in before[-1]):
            result[i] = replace(event, actors=_given(before[-1], frozenset()))
    return result


def with_answered(events: Sequence[Event], mentions: Sequence[tuple[Sentence, Mention]]) -> list[Event]:
    """The events, the answers among them that name nobody with whom they answer."""
    result = list(events)
    for i, event in enumerate(events):
        if not event.actors or any(e.code is None for e in event.actors):
            continue
        own = _codes(event.actors)
        are_own = event.event == "REJECT" and all(e.name is None and e.code in own for e in event.recipients)
        if event.recipients and not are_own:  # "refused to free the envoys": not with them does it answer
            continue
        s, mention = mentions[i]
        words = words_of(s, mention)
        found: tuple[Entity, ...] = ()
        if event.event == "REJECT":
            found = _asking(result[:i], [mentions[j][0].index for j in range(i)], s.index, event)
        is_of_accord = event.event == "REJECT" or (event.event == "SUPPORT" and words & HAILING)
        if event.recipients and not found:
            continue
        if not found and is_of_accord and _object(s, mention) in ACCORDS:
            found = _settled(result, i)
        if not found and event.event == "ACCUSE" and words & DEEDS:
            found = _aggressor(result, event)
        if found:
            result[i] = replace(event, recipients=found)
    return result


def _object(s: Sentence, mention: Mention) -> str:
    """The lemma of what an act is about: the object of its verb."""
    objects = s.dependents(mention.frame.anchor, "obj", "nsubj:pass")
    return s.tokens[objects[0]].lemma.lower() if objects else ""


def _asking(before: Sequence[Event], sentences: Sequence[int], at: int, event: Event) -> tuple[Entity, ...]:
    """Who asked for it, or said it of whom now refuses or denies, nearest first."""
    own = _codes(event.actors)
    for other, index in zip(reversed(before), reversed(sentences), strict=True):
        if at - index > BACK:
            break
        if other.event in ASKING and other.status != "negated" and own & _codes(other.recipients):
            return _given(other.actors, own)
    return ()


def _settled(events: Sequence[Event], i: int) -> tuple[Entity, ...]:
    """The two sides of the one accord that the report tells before; of a headline's, below it."""
    own = _codes(events[i].actors)
    others = events[:i] or events[i + 1 :]
    pairs = [e.actors for e in others if e.event in SETTLING and len(_codes(e.actors)) > 1 and not e.recipients]
    found = _given(pairs[-1] if events[:i] else pairs[0], own) if pairs else ()
    return found if len(found) > 1 else ()


def _aggressor(events: Sequence[Event], event: Event) -> tuple[Entity, ...]:
    """The only side that the report says used force, other than who condemns it."""
    own = _codes(event.actors)
    doers = [e for other in events if other.event in FORCE and other.status == "actual" for e in other.actors]
    doers = [e for e in doers if set(e.sector[:1]) & ARMED]  # a state at large is mostly told to have done other things
    sides = {side_of(e) for e in doers if e.code is not None and e.code not in own}
    if len(sides) != 1 or any(e.code is None for e in doers):
        return ()
    named = [e for e in doers if side_of(e) in sides]
    return _given(tuple(sorted(named, key=lambda e: e.name is None)[:1]), own)


def _codes(entities: Sequence[Entity]) -> frozenset[str]:
    return frozenset(e.code for e in entities if e.code is not None)


def _given(entities: Sequence[Entity], own: frozenset[str]) -> tuple[Entity, ...]:
    others = (e for e in entities if e.code is not None and e.code not in own)
    return tuple(replace(e, span=None, given_by=e.given_by or e.span) for e in others)


__all__ = ["with_answered", "with_doers_before"]
