"""The days of an act: the time expression of its own clause, not the reporting verb's and not another act's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diurna.acts import Mention
from diurna.coding.links import SPOKEN
from diurna.dates import DateMention, act_days
from diurna.language.happening import happenings
from diurna.language.sentence import Sentence
from diurna.record import When

CLAUSES = frozenset({"ccomp", "parataxis", "acl:relcl", "advcl", "conj", "acl", "csubj", "root"})
# Clauses out of which an act takes no days of the clause above.
CLOSED = frozenset({"acl:relcl", "acl", "parataxis"})
SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
# Acts done by saying: the days of what they are about are not theirs ("condemned Monday's attack").
SPEAKING = SPOKEN | {"CONCEDE"}
STEPS = 8
ABOVE = 10
"""Added to the rank of a clause above the act: any expression below the act is nearer."""


def when_of(
    s: Sentence,
    mention: Mention,
    dates: Sequence[DateMention],
    *,
    reporting: int,
    anchor: date | None,
    is_own_saying: bool = False,
) -> When | None:
    """The days of a mention; `reporting` is the token of the verb that reports it, -1 for none. `is_own_saying`: the act is done by that very
    saying ("said on Monday that troops must leave" is a demand of Monday).

    The nearest expression wins: one that modifies the trigger or what stands below it, else one of the clause that the
    trigger belongs to, else one of a clause above it that is not the reporting one.
    """
    best: tuple[int, int] | None = None
    chosen: DateMention | None = None
    for found in dates:
        days = act_days(found, anchor=anchor)
        if found.tokens is None or days is None or _is_state_of_knowledge(s, found):
            continue
        if reporting >= 0 and not is_own_saying and _is_reporting_day(s, found, reporting):
            continue
        if _is_out_of_reach(s, mention, days, anchor):
            continue
        if mention.meaning.type in SPEAKING and _is_of_participle(s, mention, found):
            continue
        if is_own_saying and _governor(s, *found.tokens) == reporting:
            rank: int | None = -1
        else:
            rank = _distance(s, mention, found, reporting)
        if rank is None:
            continue
        place = (rank, abs(found.tokens[0] - mention.frame.trigger))
        if best is None or place < best:
            best, chosen = place, found
    if chosen is None:
        return _since_another(s, mention, dates, anchor)
    days = act_days(chosen, anchor=anchor)
    assert days is not None
    last = days[1]
    if chosen.relative and mention.meaning.status == "actual" and anchor is not None and days[0] <= anchor:
        last = min(last, anchor)  # "were murdered this year": what is done lies not beyond the report
    return When(start=days[0], end=last, span=chosen.span)


def top_of(s: Sentence, words: Sequence[int]) -> int:
    """The word of a trigger of several that the others hang on ("act" in "act of terror")."""
    return next((i for i in words if s.tokens[i].head not in words or s.tokens[i].head == i), words[0])


def own_tokens(s: Sentence, mention: Mention) -> frozenset[int]:
    """The tokens whose days are the mention's: its trigger, and what it took up, unless that is what it only speaks about."""
    frames = [mention.frame]
    if mention.meaning.type not in SPEAKING:
        frames += mention.inner
    return frozenset(i for frame in frames for i in (frame.trigger, frame.anchor, top_of(s, frame.words)))


def _distance(s: Sentence, mention: Mention, found: DateMention, reporting: int) -> int | None:
    """How far in the tree an expression stands from the act: 0 for its own modifier; None where it is another clause's."""
    assert found.tokens is not None
    own = own_tokens(s, mention)
    governor = _governor(s, *found.tokens)
    if governor in own:
        return 0
    if any(governor in happenings(s, act) for act in own if s.tokens[act].upos == "NOUN"):
        return 1
    below = _below(s, governor, own, is_spoken=mention.meaning.type in SPEAKING)
    return below if below is not None else _above(s, mention.frame.anchor, governor, found.tokens[0], reporting)


def _below(s: Sentence, governor: int, own: frozenset[int], *, is_spoken: bool) -> int | None:
    """Steps from an expression's governor up to the act, within one clause."""
    if is_spoken and s.tokens[governor].upos == "NOUN":
        return None
    i = governor
    for step in range(1, STEPS):
        token = s.tokens[i]
        is_clause = token.dep in CLAUSES and token.upos in ("VERB", "AUX")
        if token.head == i or (is_clause and not (_is_purpose(s, i) and not is_spoken)):
            return None
        i = token.head
        if i in own:
            return step
    return None


def _is_purpose(s: Sentence, i: int) -> bool:
    """Whether a verb tells only what an act is for; the days at its end are the act's ("began the operation to retake the port on Friday")."""
    token = s.tokens[i]
    return token.dep in ("acl", "advcl") and token.tag == "VB" and not s.dependents(i, *SUBJECTS)


def _above(s: Sentence, act: int, governor: int, first: int, reporting: int) -> int | None:
    """Steps from the act up to the clause that an expression modifies; `first` is the expression's first token.

    An event noun takes the days of its own verb alone. A clause with a subject of its own takes those of the clause that it is joined to only
    where they open the sentence ("On Monday rebels attacked the town and residents fled").
    """
    i = act
    is_noun = s.tokens[act].upos in ("NOUN", "PROPN")
    for step in range(1, STEPS):
        token = s.tokens[i]
        if token.head == i:
            return None
        is_clause = token.upos in ("VERB", "AUX") and token.dep in CLAUSES
        if (
            is_clause and token.dep in ("acl", "acl:relcl") and token.head == governor
        ):  # "Monday's attack that killed 12"
            return ABOVE + step
        if is_clause and (token.dep in CLOSED or (is_noun and i != act)) and not _goes_on(s, i):
            return None
        if is_clause and token.dep == "advcl" and _is_at_another_time(s, i):
            return None
        if is_clause and token.dep == "conj" and s.dependents(i, *SUBJECTS) and first > s.edges[token.head][0] + 1:
            return None
        if token.head == reporting:
            return None
        i = token.head
        if i == governor:
            return ABOVE + step
    return None


def _is_at_another_time(s: Sentence, clause: int) -> bool:
    """ "cut off in June, after troops had left": what comes before or after is not of that day."""
    return any(
        s.tokens[c].text.lower() in ("after", "before", "until", "since", "once")
        for c in s.dependents(clause, "mark", "advmod")
    )


def _goes_on(s: Sentence, i: int) -> bool:
    """Whether a verb set beside another without a subject of its own is the next of a series ("took power on Sunday, arrested the president")."""
    token = s.tokens[i]
    return token.dep == "parataxis" and token.tag == "VBD" and token.head < i and not s.dependents(i, *SUBJECTS)


def _is_state_of_knowledge(s: Sentence, found: DateMention) -> bool:
    """ "As of February": the day up to which something is known, not the day of the act."""
    assert found.tokens is not None
    first = found.tokens[0]
    return first >= 2 and [t.text.lower() for t in s.tokens[first - 2 : first]] == ["as", "of"]


def _is_of_participle(s: Sentence, mention: Mention, found: DateMention) -> bool:
    """ "Welcomed the agreement reached on Sunday": what stands right behind a participle that says more of a noun is that act's day."""
    assert found.tokens is not None
    i = found.tokens[0] - 1
    while i >= 0 and s.tokens[i].upos in ("ADP", "ADV"):
        i -= 1
    token = s.tokens[max(i, 0)]
    return token.tag == "VBN" and token.dep in ("acl", "acl:relcl", "xcomp") and i not in own_tokens(s, mention)


def _is_out_of_reach(s: Sentence, mention: Mention, days: tuple[date, date], anchor: date | None) -> bool:
    """Whether days cannot be those of an act by its verb's tense: what is done by saying it in the present is done today; what was done
    lies not ahead ("condemns the killings of 9 April", "agreed to open the border next year")."""
    token = s.tokens[mention.frame.anchor]
    if anchor is None or mention.meaning.status not in ("actual", "future"):
        return False
    if mention.meaning.type in SPEAKING and token.tag in ("VBZ", "VBP") and not s.is_headline:
        return not days[0] <= anchor <= days[1]
    return token.tag == "VBD" and days[0] > anchor


def _since_another(s: Sentence, mention: Mention, dates: Sequence[DateMention], anchor: date | None) -> When | None:
    """The days from those of another act on, to publication: "since it took power on 1 May, the junta has arrested 300 people"."""
    if anchor is None or mention.meaning.status != "actual":
        return None
    verb = mention.frame.anchor
    while s.tokens[verb].dep in ("conj", "obj", "nsubj", "nsubj:pass") and s.tokens[verb].head != verb:
        verb = s.tokens[verb].head
    for clause in s.dependents(verb, "advcl"):
        opened = {s.tokens[i].text.lower() for i in s.children[clause] if i < clause}
        if "since" not in opened or mention.frame.trigger in s.subtree(clause):
            continue
        for found in dates:
            days = act_days(found, anchor=anchor)
            if (
                days is not None
                and found.tokens is not None
                and found.tokens[0] in s.subtree(clause)
                and days[0] <= anchor
            ):
                return When(start=days[0], end=anchor, span=found.span)
    return None


def _is_reporting_day(s: Sentence, found: DateMention, reporting: int) -> bool:
    """ "said on Sunday its forces had captured": what stands right behind the reporting verb is the day of reporting, whatever the analysis."""
    assert found.tokens is not None
    first, last = found.tokens
    is_possessive = last + 1 < len(s.tokens) and s.tokens[last + 1].text in ("'s", "’s", "'", "’")
    return reporting < first and not is_possessive and all(t.upos == "ADP" for t in s.tokens[reporting + 1 : first])


def _governor(s: Sentence, first: int, last: int) -> int:
    """The token outside the expression that it hangs on (the first token itself where there is none).

    An expression that opens the sentence is the clause's, though an analysis may give it to the subject ("On Monday rebels attacked").
    """
    for i in range(first, last + 1):
        head = s.tokens[i].head
        if head < first or head > last:
            if first == 1 and s.tokens[0].upos == "ADP" and s.tokens[head].dep in SUBJECTS:
                return s.tokens[head].head
            return head
    return first
