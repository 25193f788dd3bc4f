"""Time expressions with their days: in a text by itself, or one after another with what was told before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from diurna.dates.context import Context, Resolved
from diurna.dates.expressions import find_expressions
from diurna.dates.interval import Interval
from diurna.dates.meaning import (
    Ago,
    CurrentUnit,
    Day,
    DayOffset,
    Expression,
    Lasting,
    Meaning,
    Months,
    Range,
    Untied,
    Weekday,
    is_relative,
)
from diurna.dates.mention import DateMention, Kind, Relation, Tense
from diurna.dates.resolve import range_ends, resolve
from diurna.record.span import Span

_RELATION = re.compile(
    r"\b(?P<word>ever since|since|until|till|up to|by|before|prior to|after|following|as of|as from)\s+(?:the\s+|about\s+|around\s+|at least\s+|late\s+|early\s+)*$",
    re.I,
)
_RELATIONS: dict[str, Relation] = {
    "ever since": "since", "since": "since", "as from": "since", "until": "until", "till": "until", "up to": "until", "by": "by", "before": "before",
    "prior to": "before", "after": "after", "following": "after", "as of": "as of",
}  # fmt: skip
_ONWARDS = re.compile(r"\s*(?:onwards?|on)\b(?!\s+(?:the|a|[A-Z]))", re.I)
_FOR = re.compile(r"\bfor\s+(?:almost|nearly|about|around|over|more than|at least|some|the\s+)?\s*$", re.I)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a text has told so far: the days told last and the former times that it tells of.

    `narrative_at` is where the narrative's words end, in characters of the text.
    """

    focus: Interval | None = None
    focus_kind: Kind | None = None
    narrative: Interval | None = None
    narrative_kind: Kind | None = None
    narrative_at: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """What the clause of an expression says about it."""

    tense: Tense | None = None
    ends_now: bool = False


def find_dates(
    text: str, *, offset: int = 0, anchor: date | None = None, tense: Tense | None = None, told: Told | None = None
) -> list[DateMention]:
    """The time expressions of `text`, in order. Spans count from `offset`.

    `anchor` is the day of publication, `tense` that of the clause ("will meet on Thursday": "future"); None lets nearness decide,
    and for weekdays the past. `told` is what the text before it told.
    """
    expressions = find_expressions(text)
    if not expressions:
        return []
    mentions, _ = mentions_of(
        text,
        expressions,
        offset=offset,
        anchor=anchor,
        clause_of=lambda _: Clause(tense),
        told=told or Told(),
        narrates=None,
    )
    return mentions


def mentions_of(
    text: str,
    expressions: Sequence[Expression],
    *,
    offset: int,
    anchor: date | None,
    clause_of: Callable[[Expression], Clause],
    told: Told,
    narrates: Callable[[Told, Expression], bool] | None,
) -> tuple[list[DateMention], Told]:
    """The mentions of `expressions`, and what has been told after them.

    `clause_of` gives the clause of an expression, `narrates` whether former times told before still lend it their year.
    """
    mentions = []
    for expression in expressions:
        clause = clause_of(expression)
        narrative = told.narrative if narrates is not None and narrates(told, expression) else None
        context = Context(
            anchor=anchor,
            tense=clause.tense,
            focus=told.focus,
            focus_kind=told.focus_kind,
            narrative=None if clause.tense == "future" else narrative,
            ends_now=clause.ends_now and bool(_FOR.search(text[max(0, expression.start - 24) : expression.start])),
        )
        resolved = resolve(_in_future(text, expression, clause), context)
        mentions.append(_mention(text, expression, resolved, context, offset))
        told = _after(told, expression, resolved, borrowed=context.narrative is not None)
    return mentions, told


def _in_future(text: str, expression: Expression, clause: Clause) -> Meaning:
    """ "will leave in two days" tells a day, where "left in two days" tells a length."""
    meaning = expression.meaning
    if not isinstance(meaning, Lasting) or meaning.n is None or clause.tense != "future":
        return meaning
    if not re.search(r"\bin\s+(?:about\s+|around\s+)?$", text[max(0, expression.start - 16) : expression.start], re.I):
        return meaning
    return Ago(n=meaning.n, unit=meaning.unit)


def _mention(text: str, expression: Expression, resolved: Resolved, context: Context, offset: int) -> DateMention:
    interval = resolved.interval
    mention = DateMention(
        span=Span(expression.start + offset, expression.end + offset, text[expression.start : expression.end]),
        start=interval.first if interval else None,
        end=interval.last if interval else None,
        kind=resolved.kind,
        relative=is_relative(expression.meaning),
        relation=_relation(text, expression),
    )
    if isinstance(expression.meaning, Range):
        ends = range_ends(expression.meaning, context)
        both = zip((expression.meaning.left, expression.meaning.right), ends, strict=True)
        return replace(mention, parts=tuple(_mention(text, one, end, context, offset) for one, end in both))
    return mention


def _relation(text: str, expression: Expression) -> Relation | None:
    left = text[max(0, expression.start - 32) : expression.start]
    found = _RELATION.search(left)
    if found:
        return _RELATIONS[found["word"].lower()]
    if _FROM.search(left) and _ONWARDS.match(text, expression.end):
        return "since"
    return None


def _after(told: Told, expression: Expression, resolved: Resolved, *, borrowed: bool) -> Told:
    """What has been told once an expression is read: an untied one changes nothing."""
    interval, meaning = resolved.interval, expression.meaning
    if interval is None or resolved.kind in ("duration", "set", "vague", "time-of-day"):
        return told
    told = replace(told, focus=interval, focus_kind=resolved.kind)
    if isinstance(meaning, (Weekday, DayOffset, CurrentUnit, Untied)):
        return replace(told, narrative=None)
    gives_year = not is_relative(meaning) and resolved.kind in ("day", "month", "year", "season", "range", "quarter")
    if gives_year or (borrowed and isinstance(meaning, (Day, Months))):
        return replace(told, narrative=interval, narrative_kind=resolved.kind, narrative_at=expression.end)
    return told
