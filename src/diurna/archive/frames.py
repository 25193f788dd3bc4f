"""Records as data frames of the libraries that analysts use; the columns are those of `columns.LAYOUT`."""

from __future__ import annotations

from typing import Any, Literal

from diurna.archive.asking import register_chosen
from diurna.archive.columns import columns_view
from diurna.archive.filters import EventFilter
from diurna.archive.store import Archive
from diurna.errors import DiurnaError

Library = Literal["polars", "pandas"]


def events_frame(archive: Archive, wanted: EventFilter | None = None, *, library: Library = "polars") -> Any:
    """The records that a filter finds as a polars or a pandas frame, by day and id. Raises DiurnaError where the library is not installed."""
    needs = ("polars", "pyarrow") if library == "polars" else ("pandas",)
    with columns_view(archive) as columns:
        source = register_chosen(archive.connection, columns, wanted)
        answer = columns.sql(f"SELECT * EXCLUDE key FROM {source} ORDER BY day, id")
        try:
            return answer.pl() if library == "polars" else answer.df()
        except ImportError as error:
            raise DiurnaError(
                f"a {library} frame needs {' and '.join(needs)}: pip install {' '.join(needs)}"
            ) from error
