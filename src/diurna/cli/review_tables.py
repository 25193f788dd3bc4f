"""Reviews as lines on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diurna.archive.agreement import Agreement
    from diurna.archive.judgements import Judgement
    from diurna.archive.review_queue import Done, Waiting

SENTENCE = 100
"""Characters of a sentence that are shown, at most."""
Row = Sequence[str | int | float | None]


def queue_row(one: Waiting) -> Row:
    from diurna.cli.listing import sides

    event = one.event
    words = " ".join(event.sentence.text.split())
    told = words if len(words) <= SENTENCE else words[: SENTENCE - 1].rstrip() + "…"
    standing = one.standing + (f" ({', '.join(one.by)})" if one.by else "")
    return (
        f"{event.confidence:.2f}",
        " ".join([event.event, *event.modes]),
        sides(event),
        told,
        standing,
        event.doc_id,
        event.id,
    )


def done_lines(done: Done) -> Iterator[str]:
    """How much is done."""
    told = ", ".join(f"{count} {standing}" for standing, count in done.standings.items())
    yield f"{done.records} records of {done.reports} reports: {done.reviewed} reviewed" + (f" ({told})" if told else "")
    for name, count in done.by.items():
        yield f"  {name}: {count} judged, {done.complete.get(name, 0)} reports complete"


def judgement_line(one: Judgement) -> str:
    """Who said what when, and what was changed."""
    from diurna.archive.corrections import changed_fields

    what = f"record {one.record}" if one.record else f"report {one.doc_id}"
    changed = f" of {', '.join(changed_fields(one.coded, one.corrected))}" if one.coded and one.corrected else ""
    optional = ", optional" if one.is_optional else ""
    note = f": {one.note}" if one.note else ""
    return f"{one.at:%Y-%m-%d %H:%M} {one.by}: {one.verdict}{changed}, {what}{optional}{note}"


def agreement_rows(found: Agreement) -> tuple[tuple[str, ...], list[Row]]:
    """The fields with their alphas: columns and rows."""
    columns = ("field", "alpha", "low", "high", "units", "same", "coders", "metric", "note")
    rows: list[Row] = []
    for one in found.fields:
        a = one.alpha
        note = (
            "no differing values"
            if a.value is None and a.units
            else "no units"
            if not a.units
            else "few units"
            if a.is_few
            else None
        )
        rows.append((one.field, a.value, a.low, a.high, a.units, a.same, a.coders, a.metric, note))
    return columns, rows
