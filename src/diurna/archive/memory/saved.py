"""The columns in memory as a file beside the archive, so that a large archive need not be read whole at each start: derived, and made anew where absent.

What changed since is read from the tables, as it is after any commit. A file that is not of this archive is passed over.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np

from diurna.archive.memory.columns import DICTIONARIES, PARTIES, RECORDS, VOICES, Numbers, View
from diurna.archive.store import COLUMNS

NAME = "memory.npz"
FORMAT = 1
"""Another whenever the columns are others."""
TABLES: Mapping[str, Mapping[str, str]] = {"records": RECORDS, "parties": PARTIES, "voices": VOICES}


def save(folder: Path, view: View) -> None:
    """Write a view beside the archive, whole or not at all; nothing where that cannot be written."""
    arrays = {f"{table}.{name}": column for table in TABLES for name, column in getattr(view, table).items()}
    texts = {name: words.texts[1:] for name, words in view.words.items()}
    told = {"format": FORMAT, "state": view.state, "words": texts}
    arrays |= {"live": view.live, "row_of": view.row_of, "told": np.frombuffer(json.dumps(told).encode(), np.uint8)}
    with suppress(OSError):
        (folder / COLUMNS).mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder / COLUMNS, suffix=".part", delete=False) as part:
            try:
                np.savez(part, **arrays)
                os.replace(part.name, folder / COLUMNS / NAME)
            except BaseException:
                os.unlink(part.name)
                raise


def saved(
    folder: Path, connection: sqlite3.Connection
) -> tuple[Mapping[str, Numbers], Mapping[str, list[str]], tuple[int, int]] | None:
    """The arrays, the texts of the dictionaries and the state that were saved; None where there are none of this archive, or too much has changed."""
    try:
        with np.load(folder / COLUMNS / NAME, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        told = json.loads(arrays.pop("told").tobytes())
        number, highest = told["state"]
        if told["format"] != FORMAT or set(told["words"]) != set(DICTIONARIES.values()):
            return None
        row = arrays["row_of"][highest]
        expected = f"{int(arrays['records.id'][row]):016x}"
    except (OSError, ValueError, KeyError, IndexError, zipfile.BadZipFile):
        return None
    found = connection.execute("SELECT id FROM event WHERE key = ?", [highest]).fetchone()
    oldest, latest = connection.execute(
        "SELECT (SELECT min(number) FROM event_change), (SELECT max(number) FROM event_change)"
    ).fetchone()
    is_known = found == (expected,) and row >= 0 and (latest or 0) >= number and (oldest or 0) <= number + 1
    return (arrays, told["words"], (number, highest)) if is_known else None
