"""A report for the eye: each sentence that holds an event, its act and parties marked, and the records under it.

On a terminal the marks are colours; elsewhere a line under the words, `=====` for the act and `-----` for a party.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.style import Style
from rich.text import Text

from diurna.record import Attribution, Count, Entity, Event, Report, Span, When, Where
from diurna.record.report import digest

ACT, ACTOR, RECIPIENT, VOICE = (
    Style(bold=True, underline=True, color="yellow"),
    Style(bold=True, color="cyan"),
    Style(bold=True, color="magenta"),
    Style(color="green"),
)
FAINT = Style(dim=True)
TYPE_COLOURS = {1: "green", 2: "bright_green", 3: "yellow", 4: "bright_red"}
"""Colour of a record's type by its quad class: verbal and material cooperation, verbal and material conflict."""

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
INDENT = "  "


def report_lines(report: Report, events: Sequence[Event], *, width: int, coloured: bool) -> Iterator[Text]:
    """The lines to print for one report; none is wider than `width` columns, unless a single word is."""
    yield heading(report, width)
    if not events:
        yield Text(f"{INDENT}no event", style=FAINT)
    ordered = sorted(events, key=lambda e: (e.sentence.start, e.trigger.start))
    for sentence, group in groupby(ordered, key=lambda e: e.sentence):
        told = list(group)
        yield Text()
        yield from sentence_lines(sentence, told, width=width, coloured=coloured)
        for event in told:
            yield from record_lines(event, width=width)
    yield Text()


def heading(report: Report, width: int) -> Text:
    published = report.published.isoformat() if report.published else None
    parts = [visible(part) for part in (name_of(report), report.publisher, published) if part]
    line = Text("── ", style=FAINT)
    for n, part in enumerate(parts):
        line.append(" · " if n else "", style=FAINT)
        line.append(part, style="bold" if n == 0 else "")
    line.append(" " + "─" * max(2, width - line.cell_len - 1), style=FAINT)
    line.truncate(width, overflow="ellipsis")
    return line


def name_of(report: Report) -> str:
    """What a user knows a report by: the id that came with it, else its headline."""
    given = report.doc_id != digest(report.text)
    return report.doc_id if given or not report.title else report.title


def sentence_lines(sentence: Span, events: Sequence[Event], *, width: int, coloured: bool) -> Iterator[Text]:
    """The sentence, wrapped, with its marks: in colour, or as a line of signs under each line of text."""
    text = visible(sentence.text)
    marks = sentence_marks(sentence, events)
    for start, end in wrapped(text, width):
        line = Text(text[start:end])
        for first, last, style, _ in marks:
            if coloured and first < end and start < last:
                line.stylize(style, max(first, start) - start, min(last, end) - start)
        yield line
        if not coloured:
            under = [" "] * (end - start)
            for first, last, _, sign in marks:
                for at in range(max(first, start), min(last, end)):
                    under[at - start] = sign
            if signs := "".join(under).rstrip():
                yield Text(signs)


def sentence_marks(sentence: Span, events: Sequence[Event]) -> list[tuple[int, int, Style, str]]:
    """What to mark, as offsets into the sentence: voices first, acts last, so that what matters more stays on top."""
    marks = [(a.span, VOICE, " ") for e in events for a in e.attribution]
    marks += [(x.span, RECIPIENT, "-") for e in events for x in e.recipients if x.span]
    marks += [(x.span, ACTOR, "-") for e in events for x in e.actors if x.span]
    marks += [(e.trigger, ACT, "=") for e in events]
    return [
        (span.start - sentence.start, span.end - sentence.start, style, sign)
        for span, style, sign in marks
        if sentence.start <= span.start and span.end <= sentence.end
    ]


def record_lines(event: Event, *, width: int) -> Iterator[Text]:
    """The record under its sentence: what, who, and whatever else is known, each only where it is."""
    what = Text(INDENT)
    what.append(event.event, style=Style(bold=True, color=TYPE_COLOURS.get(event.quad_code or 0)))
    if event.modes:
        what.append(" " + ", ".join(event.modes))
    if event.status != "actual":
        what.append(f" ({event.status})", style="bold")
    known = [f"“{visible(event.trigger.text)}”"]
    known += [f"CAMEO {event.cameo}"] if event.cameo else []
    known += [f"Goldstein {event.goldstein:+.1f}"] if event.goldstein is not None else []
    known += [f"sure {event.confidence:.2f}"]
    known += [", ".join(event.contexts)] if event.contexts else []
    what.append("  " + " · ".join(known), style=FAINT)
    yield from hanging(what, width=width, indent=4)

    yield from field("who", who(event), width)
    if event.when:
        yield from field("when", Text(days(event.when)), width)
    if event.where:
        yield from field("where", Text(place(event.where)), width)
    if event.counts:
        yield from field("counts", Text(", ".join(f"{k} {number(c)}" for k, c in event.counts.items())), width)
    if event.attribution:
        yield from field("voice", Text("; ".join(voice(a) for a in event.attribution)), width)


def field(name: str, value: Text, width: int) -> Iterator[Text]:
    line = Text(f"{INDENT * 2}{name:<7}", style=FAINT)
    line = Text.assemble(line, value)
    yield from hanging(line, width=width, indent=11)


def who(event: Event) -> Text:
    line = Text()
    for n, entity in enumerate(event.actors):
        line.append(", " if n else "")
        line.append(party(entity), style=ACTOR)
    if not event.actors:
        line.append("?", style=FAINT)
    for n, entity in enumerate(event.recipients):
        line.append(", " if n else " → ")
        line.append(party(entity), style=RECIPIENT)
    return line


def party(entity: Entity) -> str:
    shown = entity.name or (entity.span.text if entity.span else "?")
    codes = " ".join((entity.code or "", *entity.sector)).strip()
    return visible(shown) + (f" ({codes})" if codes else "")


def days(when: When) -> str:
    span = when.start.isoformat() + (f" to {when.end.isoformat()}" if when.end != when.start else "")
    return span + (f"  “{visible(when.span.text)}”" if when.span else "")


def place(where: Where) -> str:
    shown = where.resolved_place or (where.span.text if where.span else "?")
    parts = [shown, where.province if where.province != shown else None, where.country_code]
    at = (
        f"  {where.latitude:.2f} {where.longitude:.2f}"
        if where.latitude is not None and where.longitude is not None
        else ""
    )
    return visible(", ".join(part for part in parts if part)) + at


def number(count: Count) -> str:
    if count.low is not None and count.high is not None:
        return str(count.low) if count.low == count.high else f"{count.low} to {count.high}"
    return f"{count.low} or more" if count.low is not None else f"up to {count.high}"


def voice(attribution: Attribution) -> str:
    shown = visible(attribution.name or attribution.span.text)
    codes = " ".join((attribution.code or "", *attribution.sector)).strip()
    return shown + (f" ({codes})" if codes else "") + f" {attribution.stance}"


def visible(text: str) -> str:
    """The text with each control character as a blank: as long as before, and powerless over the terminal."""
    return CONTROL.sub(" ", text)


def hanging(line: Text, *, width: int, indent: int) -> Iterator[Text]:
    """The line wrapped to `width`, all but its first part indented."""
    taken = wrapped(line.plain, width, indent=indent)
    for n, (start, end) in enumerate(taken):
        part = line[start:end]
        part.rstrip()
        yield Text.assemble(" " * indent, part) if n else part


def wrapped(text: str, width: int, *, indent: int = 0) -> list[tuple[int, int]]:
    """Offsets of the lines of `text` when it is broken at blanks; lines after the first have `indent` columns less."""
    lines: list[tuple[int, int]] = []
    start = 0
    while True:
        room = max(20, width - (indent if lines else 0))
        if len(text) - start <= room:
            return [*lines, (start, len(text))]
        blank = text.rfind(" ", start + 1, start + room + 1)
        if blank <= start or not text[start:blank].strip():
            blank = text.find(" ", start + room)
            if blank < 0:
                return [*lines, (start, len(text))]
        lines.append((start, blank))
        start = blank + 1
