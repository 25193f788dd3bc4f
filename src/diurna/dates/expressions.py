"""Finds the time expressions of a text, without tying them to the calendar.

Rules propose; of overlapping proposals the longest counts. Then what stands around an expression is taken in, and neighbours
that are one are joined.
"""

from __future__ import annotations

import re

from diurna.dates.cues import cues_of
from diurna.dates.grammar import RULES
from diurna.dates.joining import join_hours, join_ranges, join_short_ranges, join_years
from diurna.dates.meaning import Expression, Range
from diurna.dates.surroundings import with_surroundings

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")


def find_expressions(text: str) -> list[Expression]:
    """The time expressions of `text` in their order, ranges joined. Cheap where a paragraph has no time word."""
    found: list[Expression] = []
    start = 0
    for stop in [*(match.end() for match in _EMPTY_LINE.finditer(text)), len(text)]:
        found.extend(_moved(expression, start) for expression in _in_paragraph(text[start:stop]))
        start = stop
    return found


def _moved(expression: Expression, by: int) -> Expression:
    """The expression counted from `by` characters earlier."""
    meaning = expression.meaning
    if isinstance(meaning, Range):
        meaning = Range(left=_moved(meaning.left, by), right=_moved(meaning.right, by))
    return Expression(start=expression.start + by, end=expression.end + by, meaning=meaning)


def _in_paragraph(text: str) -> list[Expression]:
    cues = cues_of(text)
    if not cues:
        return []
    found = _longest(_proposals(text, cues))
    found = join_years(text, found)
    found = [with_surroundings(text, expression) for expression in found]
    return join_ranges(text, join_short_ranges(text, join_hours(text, _no_overlap(found))))


def _proposals(text: str, cues: frozenset[str]) -> list[tuple[int, Expression]]:
    """Every match of every rule whose cue is there, with the rule's rank."""
    proposals = []
    for rank, rule in enumerate(RULES):
        if not rule.needs <= cues:
            continue
        for match in rule.pattern.finditer(text):
            meaning = rule.read(match)
            if meaning is not None:
                start = match.start("words") if "words" in rule.pattern.groupindex else match.start()
                end = match.end() - (match[0].endswith(".") and _ends_with_stop(match))
                proposals.append((rank, Expression(start=start, end=end, meaning=meaning)))
    return proposals


def _ends_with_stop(match: re.Match[str]) -> bool:
    """Whether the final full stop of a match ends the sentence rather than an abbreviation ("… last Dec." stays whole)."""
    return not re.search(r"[A-Za-z]\.$", match[0])


def _longest(proposals: list[tuple[int, Expression]]) -> list[Expression]:
    """The longest of overlapping proposals; of equally long ones the earlier rule's."""
    chosen: list[Expression] = []
    for _, one in sorted(proposals, key=lambda item: (item[1].start - item[1].end, item[0], item[1].start)):
        if all(one.end <= other.start or other.end <= one.start for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda expression: expression.start)


def _no_overlap(expressions: list[Expression]) -> list[Expression]:
    """Drops what a grown neighbour has taken in."""
    kept: list[Expression] = []
    for one in expressions:
        while kept and kept[-1].start >= one.start:
            kept.pop()
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
    return kept
