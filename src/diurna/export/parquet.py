"""Records as Parquet: every field of the record under its own name, lists and objects kept as lists and structs, days as dates.

The columns are made from the record's form (`record/forms.py`), so that the two cannot differ.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from diurna.export.written import Written
from diurna.record import Event
from diurna.record.forms import EventForm, Limit
from diurna.record.json import event_to_json

LARGEST = 2**63 - 1
"""What a Parquet INT64 holds; a larger count is cut to it, as in the archive."""
_LONE_SURROGATE = re.compile("[\\ud800-\\udfff]")


def write_parquet(events: Iterable[Event], path: Path) -> Written:
    """Write records to a Parquet file (zstd); a file that is there is replaced. Raises OSError where it cannot be written."""
    import duckdb

    with TemporaryDirectory(prefix="diurna-") as folder:
        lines = Path(folder) / "records.jsonl"
        written = _write_lines(events, lines)
        columns = ", ".join(f"{_quoted(name)}: {_text(kind)}" for name, kind in column_types().items())
        with duckdb.connect(config={"autoinstall_known_extensions": False}) as connection:
            connection.execute(f"SET temp_directory = {_text(folder)}")
            try:
                connection.execute(
                    f"COPY (SELECT * FROM read_json({_text(str(lines))}, format = 'newline_delimited', columns = {{{columns}}}, "
                    f"maximum_object_size = 268435456)) TO {_text(str(path))} (FORMAT parquet, COMPRESSION zstd)"
                )
            except duckdb.IOException as error:
                raise OSError(f"{path}: cannot be written ({error})") from error
    return Written(written)


def column_types() -> dict[str, str]:
    """Each column of the file with its type, in DuckDB's words ("STRUCT(…)[]")."""
    return {name: _type(hint) for name, hint in get_type_hints(EventForm, include_extras=True).items()}


def _write_lines(events: Iterable[Event], path: Path) -> int:
    written = 0
    with path.open("w", encoding="utf-8") as stream:
        for event in events:
            line = json.dumps(_fitting(event_to_json(event)), ensure_ascii=False, separators=(",", ":"))
            stream.write(_LONE_SURROGATE.sub("\ufffd", line) + "\n")  # UTF-8 has no half characters
            written += 1
    return written


def _fitting(obj: dict[str, Any]) -> dict[str, Any]:
    for name, pair in obj["size"].items():
        obj["size"][name] = [None if number is None else min(number, LARGEST) for number in pair]
    return obj


def _type(form: Any) -> str:
    origin = get_origin(form)
    if origin is Annotated:
        inner, *notes = get_args(form)
        return "DATE" if any(isinstance(note, Limit) and note.is_day for note in notes) else _type(inner)
    if origin in (Union, UnionType):
        return _type(next(choice for choice in get_args(form) if choice is not NoneType))
    if origin is Literal:
        return "VARCHAR"
    if origin is list:
        return f"{_type(get_args(form)[0])}[]"
    if origin is dict:
        return f"MAP(VARCHAR, {_type(get_args(form)[1])})"
    if is_typeddict(form):
        members = get_type_hints(form, include_extras=True)
        return f"STRUCT({', '.join(f'{_quoted(name)} {_type(hint)}' for name, hint in members.items())})"
    return {str: "VARCHAR", int: "BIGINT", float: "DOUBLE"}[form]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
