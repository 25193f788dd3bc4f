"""The days that a sentence leaves to those around it: it goes on from the one before, takes up an event that the report dated.

Days taken have no words (`When.span` None). Nothing that a mention tells itself is changed.

* "During the operation, nine aircraft …", "were destroyed in the strike": the days of the operation, of the strike.
* "Since the start of the campaign": from its first day on, to publication.
* "Police dispersed them": after a dated act, what the same people, or they, did next.
* A headline is dated by the sentence under it that tells such an act.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from diurna.acts import Mention
from diurna.coding.links import SPOKEN, TAKING_UP, stems
from diurna.language.sentence import Sentence
from diurna.record import Event, When

Told = tuple[Sentence, Mention, Event]

# Prepositions before an event in whose course something happens.
IN_COURSE = frozenset({"during", "throughout", "in", "amid"})
POINTING = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
BEGINNINGS = frozenset({"start", "beginning", "outset", "launch", "onset", "outbreak"})
# Events by which a report may take up any act of force or any undertaking.
UNDERTAKINGS = frozenset({"operation", "mission", "campaign", "raid", "exercise", "offensive", "sweep", "patrol"})
GOING_ON = frozenset({"he", "she", "they", "it", "them", "him"})
NEXT = frozenset({"then", "later", "afterwards", "afterward", "subsequently", "thereafter", "meanwhile"})
NEAR = 2
"""How many sentences back what goes on may have begun."""


def with_days_around(told: Sequence[Told], *, published: date | None) -> list[Event]:
    """The events of `told` (in the order of the text), those without days with what the sentences around tell."""
    events = [event for _, _, event in told]
    for i, (s, mention, _) in enumerate(told):
        if events[i].when is None and (when := _days(s, mention, events[i], told[:i], events[:i], published)):
            events[i] = replace(events[i], when=when)
    first_body = next((k for k, e in enumerate(events) if e.sentence.start > 0), len(events))
    for i in range(first_body):
        if events[i].when is None and told[i][0].is_headline and events[i].status == "actual":
            events[i] = replace(events[i], when=_of_lead(events[i], events[first_body:]))
    return events


def _days(
    s: Sentence, mention: Mention, event: Event, before: Sequence[Told], dated: Sequence[Event], published: date | None
) -> When | None:
    if event.status != "actual" or event.event in SPOKEN:
        return None
    return _in_course(s, mention, before, dated, published) or _goes_on(s, mention, event, before, dated)


def _in_course(
    s: Sentence, mention: Mention, before: Sequence[Told], dated: Sequence[Event], published: date | None
) -> When | None:
    verb = mention.frame.anchor
    while s.tokens[verb].dep in ("conj", "xcomp", "obj", "nsubj", "nsubj:pass", "acl") and s.tokens[verb].head != verb:
        verb = s.tokens[verb].head
    for at in dict.fromkeys((mention.frame.anchor, verb)):
        for noun in s.dependents(at, "obl", "nmod"):
            cases = {s.tokens[i].text.lower() for i in s.dependents(noun, "case")}
            if cases & IN_COURSE and (found := _taken_up(s, noun, before, dated)) is not None:
                return replace(found, span=None)
            if "since" not in cases or s.tokens[noun].lemma.lower() not in BEGINNINGS or published is None:
                continue
            for inner in s.dependents(noun, "nmod"):
                if (found := _taken_up(s, inner, before, dated)) is not None and found.start <= published:
                    return When(start=found.start, end=published, span=None)
    return None


def _taken_up(s: Sentence, noun: int, before: Sequence[Told], dated: Sequence[Event]) -> When | None:
    """The days of the last event told before that a noun with "the" may mean."""
    if not any(s.tokens[i].text.lower() in POINTING for i in s.dependents(noun, "det", "nmod:poss")):
        return None
    word = s.tokens[noun].text.lower()
    for (told, mention, _), event in zip(reversed(before), reversed(dated), strict=True):
        if event.when is None or told.index == s.index or event.status == "negated":
            continue
        own = {i for frame in (mention.frame, *mention.inner) for i in (frame.trigger, *frame.words)}
        words = " ".join(told.tokens[i].text for i in own)
        takes = word in TAKING_UP.get(event.event, ()) or (event.event in FORCEFUL and word in UNDERTAKINGS)
        if takes or stems(word) & stems(words):
            return event.when
    return None


FORCEFUL = frozenset({"ASSAULT", "MOBILIZE", "COERCE"})


def _goes_on(
    s: Sentence, mention: Mention, event: Event, before: Sequence[Told], dated: Sequence[Event]
) -> When | None:
    """The day of the act told in the sentence before, for what a simple past goes on to tell of the same people."""
    if s.is_headline or not _is_simple_past(s, mention.frame.anchor):
        return None
    last = [
        e
        for (t, m, _), e in zip(before, dated, strict=True)
        if 0 <= s.index - t.index <= NEAR and not t.is_headline and _is_simple_past(t, m.frame.anchor)
    ]
    days = {(e.when.start, e.when.end) for e in last if e.when is not None and e.status == "actual"}
    if len(days) != 1 or not (_points_back(s, mention) or _shares(event, last)):
        return None
    start, end = days.pop()
    return When(start=start, end=end, span=None) if start == end else None


def _is_simple_past(s: Sentence, i: int) -> bool:
    token = s.tokens[i]
    helpers = {s.tokens[c].text.lower() for c in s.children[i] if s.tokens[c].dep.startswith("aux")}
    if token.tag == "VBD":
        return True
    return token.tag == "VBN" and bool(helpers & {"was", "were"}) and not helpers & {"had", "has", "have"}


def _points_back(s: Sentence, mention: Mention) -> bool:
    verb = mention.frame.anchor
    parts = (*s.dependents(verb, "nsubj", "nsubj:pass", "obj"),)
    words = {s.tokens[i].text.lower() for i in parts}
    return bool(words & GOING_ON) or any(s.tokens[i].text.lower() in NEXT for i in s.dependents(verb, "advmod"))


def _shares(event: Event, others: Sequence[Event]) -> bool:
    mine = {e.name or e.code for e in event.actors if e.name or e.code}
    return any(mine & {e.name or e.code for e in o.actors} for o in others)


def _of_lead(headline: Event, body: Sequence[Event]) -> When | None:
    """The days of the first act of its type under a headline, where its sentence dates it."""
    if not body:
        return None
    start = body[0].sentence.start
    lead = [e for e in body if e.sentence.start == start]
    same = [e for e in lead if e.event == headline.event and e.status == headline.status]
    return replace(same[0].when, span=None) if same and same[0].when is not None else None
