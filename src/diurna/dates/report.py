"""The time expressions of sentences and of whole reports, each read against what was told before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from diurna.dates.expressions import find_expressions
from diurna.dates.find import Clause, Told, mentions_of
from diurna.dates.meaning import CurrentUnit, DayOffset, Expression, Weekday
from diurna.dates.mention import DateMention
from diurna.dates.tense import clause_from_parse, clause_from_words
from diurna.language.sentence import Sentence

_STOP = re.compile(r"[.!?][\"”’')]?\s+(?=[A-Z\"“(])|\n\s*\n")
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
    tells_of_now = any(isinstance(one.meaning, (Weekday, DayOffset, CurrentUnit)) for one in expressions)

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
        """Former times lend their year to the same paragraph, a bare year only to its own sentence and the next."""
        if told.narrative is None or (anchor is not None and told.narrative.first.year >= anchor.year):
            return False
        if not tells_of_now:
            return True
        if bisect_right(paragraphs, told.narrative_at) != bisect_right(paragraphs, expression.start):
            return False
        between = bisect_right(stops, expression.start) - bisect_right(stops, told.narrative_at)
        return between <= (1 if told.narrative_kind == "year" else 3)

    mentions, _ = mentions_of(
        text, expressions, offset=0, anchor=anchor, clause_of=clause_of, told=Told(), narrates=narrates
    )
    return [_in_sentence(mention, sentence_at(mention.span.start), starts) for mention in mentions]


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
