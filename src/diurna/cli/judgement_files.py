"""Judgements read from JSONL files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from diurna.errors import InputError, RecordError

if TYPE_CHECKING:
    from diurna.archive.judgements import Judgement


def read_judgements(path: Path) -> Iterator[Judgement]:
    """The judgements of a file, one JSON object a line. Raises InputError that names file and line."""
    from diurna.archive.judgements import judgement_from_json
    from diurna.record.json import parse_object

    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            obj = parse_object(line)
        except RecordError as error:
            raise InputError(f"{where}: {error}") from None
        yield judgement_from_json(obj, where=where)
