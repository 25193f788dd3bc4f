"""The time expressions of sentences and of whole reports, each read against what was told before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from diurna.dates.context import Context
from diurna.dates.expressions import find_expressions
from diurna.dates.find import Clause, Told, mentions_of
from diurna.dates.meaning import CurrentUnit, DayOffset, Expression, Weekday, is_relative
from diurna.dates.mention import DateMention
from diurna.dates.resolve import resolve
from diurna.dates.tense import clause_from_parse, clause_from_words
from diurna.language.sentence import Sentence

_STOP = re.compile(r"[.!?][\"”’')]?\s+(?=[A-Z\"“(])|\n\s*\n")
OPENING = 16
"""How many characters from its sentence's beginning a year ends that opens it ("In early 1920")."""
YEARS_OF_A_LIFE = 3
RECENT = timedelta(days=45)
_PARAGRAPH = re.compile(r"\n\s*\n")


def dates_of_sentence(sentence: Sentence, *, anchor: date | None, told: Told | None = None) -> list[DateMention]:
    """The time expressions of a sentence, with the numbers of their tokens; the parse gives the tense.

    `anchor` is the day of publication, `told` what the report told before. To read a whole report with what it told before, use
    `dates_of_report` with its sentences.
    """
    expressions = find_expressions(sentence.text)
    if not expressions:
        return []
    starts = [token.start - sentence.start for token in sentence.tokens]

    def clause_of(expression: Expression) -> Clause:
        return clause_from_parse(sentence, *_tokens(starts, expression.start, expression.end))

    mentions, _ = mentions_of(
        sentence.text,
        expressions,
        offset=sentence.start,
        anchor=anchor,
        clause_of=clause_of,
        told=told or Told(),
        narrates=lambda told, expression: _same_sentence(sentence.text, told, expression),
    )
    return [_with_tokens(mention, sentence, starts) for mention in mentions]


def dates_of_report(text: str, *, anchor: date | None, sentences: Sequence[Sentence] = ()) -> list[DateMention]:
    """The time expressions of a report in order, each read against those before it ("the next day", "that year", "in March").

    `anchor` is the day of publication. With `sentences`, the report's parse, tenses come from it and every mention
    names its sentence and tokens; without, from the words nearby.
    """
    expressions = find_expressions(text)
    if not expressions:
        return []
    begins = [sentence.start for sentence in sentences]
    starts = {sentence.index: [token.start - sentence.start for token in sentence.tokens] for sentence in sentences}
    stops = [match.end() for match in _STOP.finditer(text)]
    paragraphs = [match.end() for match in _PARAGRAPH.finditer(text)]
    is_life = _is_life(expressions)

    def sentence_at(start: int) -> Sentence | None:
        i = bisect_right(begins, start) - 1
        return sentences[i] if i >= 0 and start < sentences[i].end else None

    def clause_of(expression: Expression) -> Clause:
        sentence = sentence_at(expression.start)
        if sentence is None:
            return clause_from_words(text, expression.start, expression.end)
        begin, end = expression.start - sentence.start, expression.end - sentence.start
        parsed = clause_from_parse(sentence, *_tokens(starts[sentence.index], begin, end))
        if parsed.tense is None:
            words = clause_from_words(text, expression.start, expression.end)
            return replace(words, ends_now=parsed.ends_now)
        return parsed

    def narrates(told: Told, expression: Expression) -> bool:
        """Whether former times lend their year: in a life all through, in news within the paragraph.

        In news a bare year lends it only where it opens its sentence ("In 2014, … In March"), and never to what can be a day of the
        last weeks ("Russia, which annexed Crimea in 2014, invaded on 24 February").
        """
        if told.narrative is None or (anchor is not None and told.narrative.first.year >= anchor.year):
            return False
        if is_life:
            return True
        if anchor is not None and _is_recent(expression, anchor):
            return False
        opening = bisect_right(stops, told.narrative_at)
        if told.narrative_kind == "year" and told.narrative_at - (stops[opening - 1] if opening else 0) > OPENING:
            return False
        if bisect_right(paragraphs, told.narrative_at) != bisect_right(paragraphs, expression.start):
            return False
        between = bisect_right(stops, expression.start) - bisect_right(stops, told.narrative_at)
        return between <= (1 if told.narrative_kind == "year" else 3)

    mentions, _ = mentions_of(
        text, expressions, offset=0, anchor=anchor, clause_of=clause_of, told=Told(), narrates=narrates
    )
    return [_in_sentence(mention, sentence_at(mention.span.start), starts) for mention in mentions]


def _is_life(expressions: Sequence[Expression]) -> bool:
    """Whether a text tells of former times throughout, as a biography does: years enough and nothing told from today."""
    if any(isinstance(one.meaning, (Weekday, DayOffset, CurrentUnit)) for one in expressions):
        return False
    return sum(not is_relative(one.meaning) for one in expressions) >= YEARS_OF_A_LIFE


def _is_recent(expression: Expression, anchor: date) -> bool:
    interval = resolve(expression.meaning, Context(anchor=anchor, tense="past")).interval
    return interval is not None and timedelta(0) <= anchor - interval.last <= RECENT


def _same_sentence(text: str, told: Told, expression: Expression) -> bool:
    return (
        told.narrative is not None
        and told.narrative_at <= expression.start
        and not _STOP.search(text, told.narrative_at, expression.start)
    )


def _tokens(starts: list[int], begin: int, end: int) -> tuple[int, int]:
    """The first and the last token that characters `begin` to `end` of a sentence touch, inclusive."""
    first = max(0, bisect_right(starts, begin) - 1)
    return first, max(first, bisect_right(starts, end - 1) - 1)


def _in_sentence(mention: DateMention, sentence: Sentence | None, starts: dict[int, list[int]]) -> DateMention:
    return mention if sentence is None else _with_tokens(mention, sentence, starts[sentence.index])


def _with_tokens(mention: DateMention, sentence: Sentence, starts: list[int]) -> DateMention:
    begin, end = mention.span.start - sentence.start, mention.span.end - sentence.start
    parts = tuple(_with_tokens(part, sentence, starts) for part in mention.parts)
    return replace(mention, sentence=sentence.index, tokens=_tokens(starts, begin, end), parts=parts)
