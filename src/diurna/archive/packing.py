"""A record as the archive keeps it: compressed JSON without what its report and its coding say already."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

from diurna.record import Event, Report
from diurna.record.json import canonical_line, event_from_json, event_to_json

OF_REPORT = ("doc_id", "publisher", "url", "title", "language", "published")
"""The fields of a record that its report gives."""
OF_CODING = "coder"


def pack(event: Event) -> bytes:
    """The record without the report's fields and the coder's versions."""
    obj = event_to_json(event)
    for name in (*OF_REPORT, OF_CODING):
        del obj[name]
    return zlib.compress(canonical_line(obj).encode("utf-8"), 6)


def unpack(packed: bytes, *, report: Mapping[str, Any], coder: Mapping[str, str]) -> Event:
    """The record again; `report` gives OF_REPORT as columns of the table do, `coder` the versions."""
    own = json.loads(zlib.decompress(packed))
    return event_from_json({**own, **{name: report[name] for name in OF_REPORT}, OF_CODING: dict(coder)})


def columns_of(report: Report) -> dict[str, Any]:
    """The fields of a report that its records repeat."""
    return {
        "doc_id": report.doc_id,
        "publisher": report.publisher,
        "url": report.url,
        "title": report.title,
        "language": report.language,
        "published": report.published.isoformat() if report.published else None,
    }
