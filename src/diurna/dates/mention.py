"""A time expression of a report, with the days that it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from diurna.record.span import Span
from diurna.record.when import When

Tense = Literal["past", "future"]
"""The tense of the clause that a time expression stands in; None where it cannot be told."""

Kind = Literal[
    "day",
    "week",
    "weekend",
    "month",
    "quarter",
    "season",
    "year",
    "decade",
    "century",
    "period",
    "range",
    "time-of-day",
    "duration",
    "set",
    "vague",
]

Relation = Literal["since", "until", "by", "before", "after", "as of"]


PART_OF_DAY = re.compile(
    r"(?:the\s+)?(?:dawn|dusk|daybreak|sunrise|sunset|noon|midday|midnight|nightfall|\d{1,2}(?::\d\d|\s*[ap]\.?m\b))",
    re.I,
)
"""What begins an expression that names a part of its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """Words that tell when.

    `start` and `end` are the first and the last day, both inclusive; both None where the words cannot be tied to the
    calendar ("for years", "every Friday", "yesterday" without a publication day). `relative`: the words alone do not name the
    days. `relation` is what the preposition before it says. `parts` holds both ends of a range that has
    an expression of its own for each ("from May 2011 to June 2012"). `tokens` numbers the first and last token in its
    sentence, inclusive, where a parse was given.
    """

    span: Span
    start: date | None
    end: date | None
    kind: Kind
    relative: bool
    relation: Relation | None = None
    parts: tuple[DateMention, ...] = ()
    sentence: int | None = None
    tokens: tuple[int, int] | None = None


def single_expressions(mentions: list[DateMention]) -> list[DateMention]:
    """The mentions with every range of two expressions taken apart, in the order of the text."""
    return [single for mention in mentions for single in mention.parts or (mention,)]


def act_days(mention: DateMention, *, anchor: date | None) -> tuple[date, date] | None:
    """First and last day of an act that `mention` modifies; None where it has none.

    "since May" reaches to the publication day `anchor`, "after 3 May" begins the day after it. "before dawn on Monday" is Monday;
    "until June" tells how long something lasts, not when it is done.
    """
    if mention.start is None or mention.end is None:
        return None
    if mention.relation in ("before", "after", "by", "until") and PART_OF_DAY.match(mention.span.text):
        return mention.start, mention.end
    if mention.relation == "until":
        return None
    if mention.relation == "since" and anchor is not None and anchor > mention.start:
        return mention.start, anchor
    if mention.relation == "before" and mention.kind == "day" and mention.start.toordinal() > 1:
        return None
    if mention.relation == "after" and mention.kind != "time-of-day" and anchor is not None and anchor > mention.end:
        return mention.end + timedelta(days=1), anchor
    return mention.start, mention.end


def when_of(mention: DateMention, *, anchor: date | None) -> When | None:
    """The record's value for an act that `mention` modifies; None where the words have no days."""
    days = act_days(mention, anchor=anchor)
    return None if days is None else When(start=days[0], end=days[1], span=mention.span)
