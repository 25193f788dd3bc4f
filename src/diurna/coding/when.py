"""The days of an act: the time expression of its own clause, not the reporting verb's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diurna.acts import Mention
from diurna.dates import DateMention, act_days
from diurna.language.sentence import Sentence
from diurna.record import When

CLAUSE_EDGES = frozenset({"ccomp", "parataxis", "acl:relcl", "advcl", "conj", "acl", "csubj", "root"})


def when_of(s: Sentence, mention: Mention, dates: Sequence[DateMention], *, reporting: int, anchor: date | None) -> When | None:
    """The days of a mention; `reporting` is the token of the verb that reports it, -1 for none.

    The nearest expression wins: one that modifies the trigger or what stands below it, else one of the clause that the
    trigger belongs to, else one of a clause above it that is not the reporting one.
    """
    best: tuple[int, int] | None = None
    chosen: DateMention | None = None
    for date_mention in dates:
        if date_mention.tokens is None or act_days(date_mention, anchor=anchor) is None:
            continue
        rank = _distance(s, mention, date_mention, reporting)
        if rank is None:
            continue
        place = (rank, abs(date_mention.tokens[0] - mention.frame.trigger))
        if best is None or place < best:
            best, chosen = place, date_mention
    if chosen is None:
        return None
    days = act_days(chosen, anchor=anchor)
    assert days is not None
    return When(start=days[0], end=days[1], span=chosen.span)


def _distance(s: Sentence, mention: Mention, found: DateMention, reporting: int) -> int | None:
    """How far in the tree an expression stands from the act: 0 for its own modifier; None where it is another clause's."""
    assert found.tokens is not None
    governor = _governor(s, *found.tokens)
    own = {mention.frame.trigger, mention.frame.anchor, *(f.trigger for f in mention.inner), *(f.anchor for f in mention.inner)}
    if governor in own:
        return 0
    below = governor
    crossed = False
    for step in range(1, 8):
        if below in own:
            return step if not crossed else None
        token = s.tokens[below]
        if token.head == below:
            break
        crossed = crossed or (token.dep in CLAUSE_EDGES and token.upos in ("VERB", "AUX"))
        below = token.head
    above = mention.frame.anchor
    for step in range(1, 8):
        token = s.tokens[above]
        if token.head == above:
            return None
        into_reporting = token.head == reporting or (token.dep == "ccomp" and reporting == token.head)
        above = token.head
        if into_reporting or above == reporting:
            return None
        if governor == above:
            return 10 + step
        if token.dep == "parataxis":
            return None
    return None


def _governor(s: Sentence, first: int, last: int) -> int:
    """The token outside the expression that it hangs on (the first token itself where there is none)."""
    for i in range(first, last + 1):
        head = s.tokens[i].head
        if head < first or head > last:
            return head
    return first
