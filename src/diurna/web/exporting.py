"""What a filter finds as a file: written whole before its first byte is sent, so that a fault is an answer and not half a file."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from typing import IO

from starlette.responses import StreamingResponse

from diurna.archive.asking import all_events
from diurna.web.answers import NotFoundError
from diurna.web.asked import Asked
from diurna.web.parameters import read_filter

TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson", "geojson": "application/geo+json"}
IN_MEMORY = 8_000_000
CHUNK = 65_536


def export(asked: Asked) -> StreamingResponse:
    """All records that the filter finds, in the form that the path names."""
    from diurna.export.flat import write_csv, write_jsonl
    from diurna.export.geojson import write_geojson

    form = asked.parts["form"]
    writers = {"csv": write_csv, "jsonl": write_jsonl, "geojson": write_geojson}
    if form not in writers:
        raise NotFoundError(f"{form}: no form of records; there are {', '.join(writers)}")
    wanted = read_filter(asked.query)
    kept = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed when it was sent)
    text = io.TextIOWrapper(kept, encoding="utf-8", errors="replace", newline="", write_through=True)
    writers[form](all_events(asked.connection, wanted), text)
    text.detach()
    size = kept.tell()
    kept.seek(0)
    headers = {"Content-Disposition": f'attachment; filename="events.{form}"', "Content-Length": str(size)}
    return StreamingResponse(_chunks(kept), media_type=TYPES[form], headers=headers)


def _chunks(kept: IO[bytes]) -> Iterator[bytes]:
    with kept:
        while chunk := kept.read(CHUNK):
            yield chunk
