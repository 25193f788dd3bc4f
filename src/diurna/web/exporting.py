"""What a filter or a search finds as a file: written whole before its first byte is sent, so that a fault is an answer and not half a file."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import IO, Any, TextIO

from starlette.responses import StreamingResponse

from diurna.archive.asking import all_events
from diurna.archive.memory.finding import all_told
from diurna.archive.memory.reports import search
from diurna.archive.searching import Found, Order
from diurna.web.answers import NotFoundError
from diurna.web.asked import Asked
from diurna.web.parameters import number_of, one_of, read_filter, required

TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson", "geojson": "application/geo+json"}
IN_MEMORY = 8_000_000
CHUNK = 65_536
MOST_FOUND = 10_000
"""Reports that a search writes, at most."""
Writer = Callable[[TextIO], object]


def export(asked: Asked) -> StreamingResponse:
    """All records that the filter finds, in the form that the path names."""
    from diurna.export.flat import write_csv, write_jsonl
    from diurna.export.geojson import write_geojson

    writers = {"csv": write_csv, "jsonl": write_jsonl, "geojson": write_geojson}
    write = _chosen(asked, writers)
    wanted = read_filter(asked.query)
    return _sent("events", asked.parts["form"], lambda stream: write(all_events(asked.connection, wanted), stream))


def export_stories(asked: Asked) -> StreamingResponse:
    """All stories of which a record fits the filter, in the form that the path names."""
    from diurna.export.stories import write_stories_csv, write_stories_geojson, write_stories_jsonl

    writers = {"csv": write_stories_csv, "jsonl": write_stories_jsonl, "geojson": write_stories_geojson}
    write = _chosen(asked, writers)
    wanted = read_filter(asked.query, others=("min_reports",))
    least = number_of(asked.query, "min_reports", least=1, most=1_000_000, default=1)
    return _sent(
        "stories",
        asked.parts["form"],
        lambda stream: write(all_told(asked.archive, wanted, min_reports=least), stream),
    )


def export_search(asked: Asked) -> StreamingResponse:
    """The reports that hold the words, the first MOST_FOUND of them, as a table or as lines."""
    write = _chosen(asked, {"csv": _found_csv, "jsonl": _found_jsonl})
    wanted = read_filter(asked.query, others=("q", "order"))
    order: Order = "day" if one_of(asked.query, "order", ("rank", "day"), "rank") == "day" else "rank"
    found = list(search(asked.archive, required(asked.query, "q"), wanted, order=order, limit=MOST_FOUND).reports)
    return _sent("reports", asked.parts["form"], lambda stream: write(found, stream))


def _found_csv(found: list[Found], stream: TextIO) -> None:
    from diurna.export.cells import harmless

    table = csv.writer(stream, lineterminator="\n")
    table.writerow(("doc_id", "title", "publisher", "url", "day", "passage"))
    for one in found:
        day = one.day.isoformat() if one.day else None
        table.writerow([harmless(cell) for cell in (one.doc_id, one.title, one.publisher, one.url, day, one.passage)])


def _found_jsonl(found: list[Found], stream: TextIO) -> None:
    for one in found:
        told = {**asdict(one), "day": one.day.isoformat() if one.day else None}
        stream.write(json.dumps(told, ensure_ascii=False) + "\n")


def _chosen(asked: Asked, writers: Mapping[str, Callable[[Any, TextIO], object]]) -> Callable[[Any, TextIO], object]:
    form = asked.parts["form"]
    if form not in writers:
        raise NotFoundError(f"{form}: no form of them; there are {', '.join(writers)}")
    return writers[form]


def _sent(name: str, form: str, write: Writer) -> StreamingResponse:
    kept = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed when it was sent)
    text = io.TextIOWrapper(kept, encoding="utf-8", errors="replace", newline="", write_through=True)
    write(text)
    text.detach()
    size = kept.tell()
    kept.seek(0)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Content-Length": str(size)}
    return StreamingResponse(_chunks(kept), media_type=TYPES[form], headers=headers)


def _chunks(kept: IO[bytes]) -> Iterator[bytes]:
    with kept:
        while chunk := kept.read(CHUNK):
            yield chunk
