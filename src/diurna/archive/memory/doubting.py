"""The least sure records of a view, page by page."""

from __future__ import annotations

import numpy as np

from diurna.archive.memory.columns import Mask, View


def least_sure(
    view: View, rows: Mask, limit: int, *, after: tuple[float, int] | None = None
) -> list[tuple[int, float, int]]:
    """Key, confidence and id of the least sure `limit` rows: by confidence, then by id. `after`: confidence and id of the last of the page before."""
    records = view.records
    found = np.flatnonzero(rows)
    sure, ids = records["confidence"][found], records["id"][found]
    if after is not None:
        confidence, last = after
        later = (sure > confidence) | ((sure == confidence) & (ids > np.uint64(last)))
        found, sure, ids = found[later], sure[later], ids[later]
    if len(found) > limit:
        enough = sure <= np.partition(sure, limit)[limit]
        found, sure, ids = found[enough], sure[enough], ids[enough]
    order = np.lexsort((ids, sure))[:limit]
    keys = records["key"][found[order]]
    return list(zip(keys.tolist(), sure[order].tolist(), ids[order].tolist(), strict=True))
