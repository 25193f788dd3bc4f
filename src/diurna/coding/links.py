"""Mentions of one real-world event within a report, linked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from diurna.record import Entity, Event

# Words before an event noun that point back to an act already told.
POINTER = re.compile(
    r"(?:\b(?:the|this|that|these|those|its|his|her|their|our|such)|['’]s?)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE
)
# Words before a trigger that tell of another act than the one told, or of none in particular: "a second call", "regularly meets".
ANOTHER = re.compile(
    r"\b(?:another|second|third|fourth|fifth|further|previous|last|latest|earlier|separate|other|later|next|past|similar|regularly|usually|often|routinely|"
    r"frequently|always|traditionally|annually|occasionally|sometimes)\s+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
FORMER = re.compile(
    r"^(?:earlier|previously|before that|separately|in a separate \w+|in \w+ \d{4}|last (?:year|month|week)),",
    re.IGNORECASE,
)
SPEAKING_FOR_ONESELF = frozenset({"i", "we"})
# Nouns that take up any act of a type, whatever word told it first.
TAKING_UP = {
    "ASSAULT": frozenset({"attack", "attacks", "assault", "raid", "bombing", "strike", "strikes", "airstrike", "airstrikes", "killing", "violence", "incident", "operation", "offensive", "death", "deaths", "blast", "explosion"}),
    "AGREE": frozenset({"agreement", "deal", "pact", "accord", "promise", "pledge", "plan", "offer", "meeting", "talks", "exercise"}),
    "CONSULT": frozenset({"meeting", "talks", "visit", "call", "conversation", "summit", "discussion", "discussions", "negotiations"}),
    "SUPPORT": frozenset({"agreement", "deal", "accord", "signing", "visit"}),
    "PROTEST": frozenset({"protest", "protests", "demonstration", "demonstrations", "rally", "march", "strike", "unrest", "riot", "riots"}),
    "COERCE": frozenset({"arrest", "arrests", "ban", "crackdown", "raid", "detention", "seizure", "curfew", "siege"}),
    "SANCTION": frozenset({"sanctions", "expulsion", "embargo", "decision", "move"}),
    "AID": frozenset({"aid", "delivery", "assistance", "support", "help", "supplies"}),
    "MOBILIZE": frozenset({"deployment", "exercise", "exercises", "buildup", "move"}),
}  # fmt: skip
# Acts done by saying, of which a report often has several by one speaker to one addressee.
SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})
NOUN_ENDINGS = ("tion", "sion", "ment", "ing", "ings", "ence", "ance", "ure", "al", "age", "call", "ruling")
SUFFIXES = ("ation", "ment", "ings", "tion", "ing", "ers", "ion", "ed", "es", "er", "al", "s", "e")
SHORTEST = 3


def link_events(events: Sequence[Event], families: Sequence[str]) -> list[Event]:
    """The events with a `link` on those that mention one event. The link is the id of the first.

    `families` holds each event's family of acts. A mention joins the latest group with which nothing conflicts (type, days, place, counts,
    parties, status) and in which one member gives it a reason: the same parties, the same word with a party in common, or a word that points back.
    """
    groups: list[list[int]] = []
    for i, event in enumerate(events):
        for group in reversed(groups):
            if any(_conflict(events[j], event, same_family=families[j] == families[i]) for j in group):
                continue
            if any(_has_reason(events[j], event, same_family=families[j] == families[i]) for j in group):
                group.append(i)
                break
        else:
            groups.append([i])
    link = {i: events[group[0]].id for group in groups if len(group) > 1 for i in group}
    return [replace(e, link=link[i]) if i in link else e for i, e in enumerate(events)]


def _conflict(first: Event, second: Event, *, same_family: bool) -> bool:
    """Whether two mentions cannot be of one event. Two acts of one sentence are two events."""
    if first.sentence == second.sentence or not (
        first.event == second.event or _is_announced(first, second, same_family)
    ):
        return True
    if _is_another(second):
        return True
    if first.status != second.status and {"negated", "hypothetical"} & {first.status, second.status}:
        return True
    if first.when and second.when and (first.when.end < second.when.start or second.when.end < first.when.start):
        return True
    if _other_place(first, second):
        return True
    return _other_counts(first, second) or _other_parties(first, second)


def _is_announced(first: Event, second: Event, same_family: bool) -> bool:
    """Whether a headline only names the meeting that the text says will take place: "Meeting of the Quad in Delhi", "ministers will meet"."""
    return (
        same_family
        and (first.event, second.event, second.status) == ("CONSULT", "AGREE", "future")
        and _is_headline(first)
        and _is_noun(first)
    )


def _is_another(event: Event) -> bool:
    """Whether a mention says itself that it tells of another act, or of a habit."""
    before = event.sentence.text[: event.trigger.start - event.sentence.start]
    return ANOTHER.search(before) is not None or FORMER.search(event.sentence.text) is not None


def _other_place(first: Event, second: Event) -> bool:
    """Whether the places differ: the countries, or towns of one country."""
    a, b = first.where, second.where
    if a is None or b is None:
        return False
    if a.country_code and b.country_code and a.country_code != b.country_code:
        return True
    both_towns = a.resolution == b.resolution == "place"
    return both_towns and a.resolved_place != b.resolved_place and not (a.province and a.province == b.province)


def _other_counts(first: Event, second: Event) -> bool:
    """Whether exact numbers of the same kind differ; a toll that rises is the same event, a round or open number fits many."""
    for key in first.counts.keys() & second.counts.keys():
        a, b = first.counts[key], second.counts[key]
        exact = a.low is not None and a.low == a.high and b.low is not None and b.low == b.high
        if exact and a.low != b.low and "toll" not in second.sentence.text.lower() and not _pointing(second):
            return True
    return False


def _other_parties(first: Event, second: Event) -> bool:
    """Whether the actors, or the recipients, are told on both sides and have nothing in common. An act seen from the other side is the same
    (talks of A with B, talks of B with A)."""
    mine, theirs = _codes(first.actors), _codes(second.actors)
    whom, others = _codes(first.recipients), _codes(second.recipients)
    if not whom and not others and len(mine) > 1 and len(theirs) > 1 and mine - theirs and theirs - mine:
        return True  # talks of A with B, talks of A with C
    crossed = bool(mine and others and mine & others and (not whom or not theirs or whom & theirs))
    if mine and theirs and not mine & theirs and not crossed:
        return True
    return bool(whom and others and not whom & others and not crossed)


def _has_reason(first: Event, second: Event, *, same_family: bool) -> bool:
    mine, theirs = (_codes(first.actors), _codes(first.recipients)), (_codes(second.actors), _codes(second.recipients))
    same_word = bool(stems(first.trigger.text) & stems(second.trigger.text))
    shared = (mine[0] | mine[1]) & (theirs[0] | theirs[1])
    names = _names(first) & _names(second)
    if _pointing(second) and (same_word or _takes_up(second)) and (shared or not any(mine) or not any(theirs)):
        return True
    if _is_headline(first) and same_family and second.event not in SPOKEN and not (any(mine) and any(theirs)):
        return True  # a headline's act, told again with other parts of it
    if not shared or not (same_family or same_word):
        return False
    if second.event in SPOKEN and same_word and mine == theirs and _is_said_by_oneself(second):
        return True  # "Cooper welcomes the deal": "I welcome the deal"
    if second.event in SPOKEN:  # each of several calls or criticisms is its own; the headline's is told again below
        return _is_headline(first) and (same_word or mine == theirs)
    if same_word or (_is_headline(first) and bool(names)):
        return True
    return mine == theirs and all(mine) and bool(names) and _same_days(first, second)


def _same_days(first: Event, second: Event) -> bool:
    return (
        first.when is not None
        and second.when is not None
        and (first.when.start, first.when.end) == (second.when.start, second.when.end)
    )


def _pointing(event: Event) -> bool:
    """Whether the trigger is a noun with a word before it that points back ("the attack", "yesterday's agreement")."""
    before = event.sentence.text[: event.trigger.start - event.sentence.start]
    return _is_noun(event) and POINTER.search(before) is not None


def _is_noun(event: Event) -> bool:
    """Whether a trigger is a noun, as far as its form tells."""
    return _takes_up(event) or event.trigger.text.lower().endswith(NOUN_ENDINGS)


def _takes_up(event: Event) -> bool:
    return event.trigger.text.lower() in TAKING_UP.get(event.event, ())


def _is_said_by_oneself(event: Event) -> bool:
    return any(e.span is not None and e.span.text.lower() in SPEAKING_FOR_ONESELF for e in event.actors)


def _is_headline(event: Event) -> bool:
    """Whether a mention stands in the report's first line."""
    return event.sentence.start == 0


def _codes(entities: Sequence[Entity]) -> frozenset[str]:
    return frozenset(e.code for e in entities if e.code)


def _names(event: Event) -> frozenset[str]:
    return frozenset(e.name for e in (*event.actors, *event.recipients) if e.name)


def stems(words: str) -> frozenset[str]:
    """The words of a trigger without the endings that part a verb from its noun ("agreed", "agreement": "agre")."""
    return frozenset(_stem(word) for word in words.lower().split() if len(word) >= SHORTEST)


def _stem(word: str) -> str:
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST:
            word = word[: -len(suffix)]
            break
    return word[:-1] if len(word) > SHORTEST + 1 and word[-1] in "eiy" else word
