"""The day of publication of a report that comes without one: from its label, dateline, caption or first dates."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from diurna.dates.context import Context
from diurna.dates.expressions import find_expressions
from diurna.dates.find import find_dates
from diurna.dates.interval import one_day
from diurna.dates.meaning import Day, Expression, NumericDay
from diurna.dates.mention import DateMention, single_expressions
from diurna.dates.resolve import resolve
from diurna.dates.tense import clause_from_words
from diurna.record.span import Span

HEAD_LENGTH = 3000
"""How many characters of a report may hold its publication day: headline, labels, captions, first paragraphs."""
_LABEL = re.compile(
    r"\b(?:published|posted|updated|last updated|first published|date|issued|released?|for immediate release|filed|last modified|publication date)"
    r"(?:\s+(?:on|at|date))?\s*[:\-–—|]?\s*(?:\d{1,2}:\d{2}(?:\s?[ap]m)?(?:\s?[A-Z]{2,4})?,?\s*)?$",
    re.I,
)
_PLACE_BEFORE = re.compile(r"^[\W_]*(?:[A-Z][\w.'’-]*[ ,/()–-]*){1,8}$")
_DASH_AFTER = re.compile(
    r"^[\s,.]*(?:\([^)]{2,40}\)|/[^/]{2,30}/|\[[^\]]{2,40}\]|[A-Z][A-Za-z ]{1,20})?\s*(?:[-–—:]{1,2}|\|)\s"
)
_LINE_ALONE = re.compile(r"^[\s,.;|()–—-]*(?:\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?)?[\s,.;|()–—-]*$")


def infer_published(text: str) -> DateMention | None:
    """The day that a report was most likely published, with the words that tell it; None where nothing does.

    In this order: a label ("Published: 25 February 2022"), a dateline ("KYIV, Feb. 25, 2022 (Agency) —"), a line that holds a
    date alone, a date to come that the report opens with, the latest full date in a caption or told as past. A year that is
    left out is told from the years that the report names and from the weekday.
    """
    head = text[:HEAD_LENGTH]
    days = [one for one in find_expressions(head) if _is_day(one)]
    years = _years_named(text)
    year = years[0] if years else None
    dated = [(one, day) for one in days if (day := _day_of(one, years)) is not None]
    for choose in (_labelled, _dateline, _alone):
        for expression, day in dated:
            if choose(head, expression):
                return _mention(head, expression, day)
    full = [
        (one, day)
        for one, day in dated
        if (_has_year(one) or _weekday_agrees(one, day)) and day.year >= (year or 0) and not _of_a_noun(head, one)
    ]
    if not full:
        return None
    to_come = {one.start for one, _ in dated if clause_from_words(head, one.start, one.end).tense == "future"}
    newest = max((day for one, day in full if one.start not in to_come), default=None)
    first, first_day = dated[0]
    if first.start in to_come and (newest is None or timedelta(0) < first_day - newest <= timedelta(days=366)):
        # A report that opens with what will be tells it within days of it; the past that it names is background.
        return _mention(head, first, first_day)
    if newest is None:
        newest = min(day for _, day in full)
    latest = _latest_of_year(dated, newest, head)
    expression, day = next((one, found) for one, found in (*full, *dated) if found == latest)
    return _mention(head, expression, day)


def _is_day(expression: Expression) -> bool:
    meaning = expression.meaning
    return isinstance(meaning, NumericDay) or (isinstance(meaning, Day) and meaning.month is not None)


def _has_year(expression: Expression) -> bool:
    return not isinstance(expression.meaning, Day) or expression.meaning.year is not None


def _weekday_agrees(expression: Expression, day: date) -> bool:
    return isinstance(expression.meaning, Day) and expression.meaning.weekday == day.weekday()


def _of_a_noun(text: str, expression: Expression) -> bool:
    """Whether the date only tells which one is meant: "the December 25, 2011 agreement"."""
    return bool(
        re.search(
            r"\b(?:the|its|his|her|their|a|this)\s+$", text[max(0, expression.start - 8) : expression.start], re.I
        )
    ) and bool(re.match(r"\s+[a-z]", text[expression.end :]))


def _years_named(text: str) -> list[int]:
    """The years that the report names with a day, a month or alone: those of the past, newest first, then those to come."""
    past: set[int] = set()
    to_come: set[int] = set()
    for mention in single_expressions(find_dates(text)):
        if mention.end is not None and mention.kind in ("day", "month", "year"):
            is_future = clause_from_words(text, mention.span.start, mention.span.end).tense == "future"
            (to_come if is_future else past).add(mention.end.year)
    return [*sorted(past, reverse=True), *sorted(to_come - past)]


def _day_of(expression: Expression, years: list[int]) -> date | None:
    """The day of an expression; without a year in the first named year that its weekday fits, or the one beside it."""
    meaning = expression.meaning
    if isinstance(meaning, Day) and meaning.year is None:
        if meaning.month is None:
            return None
        for year in (near for named in years for near in (named, named + 1, named - 1)):
            found = resolve(replace(meaning, year=year), Context()).interval
            if found and (meaning.weekday is None or found.first.weekday() == meaning.weekday):
                return found.first
        return None
    interval = resolve(meaning, Context()).interval
    return interval.first if interval else None


def _paragraph_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _labelled(text: str, expression: Expression) -> bool:
    return bool(
        _LABEL.search(text[max(_paragraph_start(text, expression.start), expression.start - 60) : expression.start])
    )


def _dateline(text: str, expression: Expression) -> bool:
    """Whether a paragraph opens with the date, or with a place and the date, and a dash follows."""
    opening = text[_paragraph_start(text, expression.start) : expression.start]
    if len(opening) > 60 or not (not opening.strip(" \t([—–-") or _PLACE_BEFORE.match(opening)):
        return False
    return bool(_DASH_AFTER.match(text[expression.end : expression.end + 60]))


def _alone(text: str, expression: Expression) -> bool:
    """Whether the date has a line for itself, a clock time and punctuation apart, or as weekday and date ends the headline."""
    opening = text[_paragraph_start(text, expression.start) : expression.start]
    newline = text.find("\n", expression.end)
    closing = text[expression.end : newline if newline >= 0 else len(text)]
    if not _LINE_ALONE.match(closing):
        return False
    full = isinstance(expression.meaning, Day) and None not in (expression.meaning.weekday, expression.meaning.year)
    return bool(_LINE_ALONE.match(opening)) or (full and "\n" not in text[: expression.start])


def _latest_of_year(dated: list[tuple[Expression, date]], newest: date, text: str) -> date:
    """The latest day told as past within a month after the latest full date: captions give a year, the text beside them none."""
    later = [
        day
        for one, day in dated
        if timedelta(0) < day - newest <= timedelta(days=31)
        and clause_from_words(text, one.start, one.end).tense == "past"
    ]
    return max(later, default=newest)


def _mention(text: str, expression: Expression, day: date) -> DateMention:
    span = Span(expression.start, expression.end, text[expression.start : expression.end])
    interval = one_day(day)
    return DateMention(
        span=span, start=interval.first, end=interval.last, kind="day", relative=not _has_year(expression)
    )
