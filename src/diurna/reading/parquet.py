"""Parquet, read in batches by DuckDB: the columns that are needed alone, whatever the size of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diurna.errors import InputError
from diurna.reading.columns import choose_columns
from diurna.reading.options import ReadingOptions
from diurna.reading.outcome import Failure, Placed, Tell, place
from diurna.reading.tables import Row, table_reports

_NESTED = re.compile(r"\]$|^(?:STRUCT|MAP|UNION)\b")
"""How the library calls types of lists, records and maps."""
_BATCH = 500
"""Rows held at a time."""


def parquet_reports(path: str, *, options: ReadingOptions, tell: Tell) -> Iterator[Placed]:
    """The reports of a Parquet file, row by row. Raises InputError where it is none, or was cut short.

    A file that breaks off later gives a failure after the rows before it.
    """
    import duckdb

    # Neither the network nor another file can be reached by what stands in a name; extensions are not loaded.
    connection = duckdb.connect(config={"threads": 1, "autoinstall_known_extensions": False})
    try:
        relation = connection.execute("SELECT * FROM read_parquet([?]) LIMIT 0", [_literal(path)])
        described = relation.description or ()
        names = [str(column[0]) for column in described]
        nested = {at for at, column in enumerate(described) if _NESTED.search(str(column[1]))}
        columns = choose_columns(names, options.column_map, nested=nested, follow=options.follow)
        single = (columns.id, columns.title, columns.published, columns.publisher, columns.url)
        wanted = sorted({*columns.text, *(at for at in single if at is not None)})
        selected = ", ".join(_quoted(names[at]) for at in wanted)
        found = connection.execute(f"SELECT {selected} FROM read_parquet([?])", [_literal(path)])

        def rows() -> Iterator[Row | Failure]:
            number = 0
            try:
                while batch := found.fetchmany(_BATCH):
                    for cells in batch:
                        number += 1
                        whole: list[object] = [None] * len(names)
                        for at, cell in zip(wanted, cells, strict=True):
                            whole[at] = cell
                        yield Row(place(path, f"row {number}"), whole)
            except duckdb.Error as error:
                yield Failure(
                    place(path, f"row {number + 1}"), f"the file cannot be read from here on: {_reason(error)}"
                )

        yield from table_reports(columns, rows(), name=path, options=options, tell=tell)
    except duckdb.Error as error:
        raise InputError(f"not a whole Parquet file: {_reason(error)}") from None
    finally:
        connection.close()


def _literal(path: str) -> str:
    """A path as a pattern that fits it alone."""
    return re.sub(r"([*?\[])", r"[\1]", path)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _reason(error: Exception) -> str:
    """The library's message in its first line, without the kind of error and the path."""
    first = str(error).partition("\n")[0]
    return re.sub(
        r"^[A-Z][A-Za-z ]* Error: ", "", re.sub(r"""(?: at end of)? ?(?:file )?['"][^'"]*['"]""", "", first)
    ).strip(" :")
