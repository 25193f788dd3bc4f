"""The columns of all records in memory, for whoever counts again and again: the desk. Counting a million takes milliseconds.

`columns.py` holds them, `loading.py` reads them from the tables and keeps them up to date (`saved.py` beside the archive), `choosing.py` tells which records a filter finds,
`counting.py` counts these by any group, `names.py` completes names. A process that asks once counts in `columns/` instead (`../stats.py`).

    view = memory(archive)            # of the state that the archive is read in
    rows = chosen(view, archive, wanted)
    counts(view, rows, ("day", "quad"))
"""

from diurna.archive.memory.choosing import chosen
from diurna.archive.memory.columns import View
from diurna.archive.memory.loading import memory

__all__ = ["View", "chosen", "memory"]
