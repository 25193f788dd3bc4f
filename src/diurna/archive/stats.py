"""Counts and Goldstein scores over records, grouped by time, type, party or place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diurna.archive.asking import register_chosen
from diurna.archive.columns import ask_columns_view
from diurna.archive.filters import EventFilter
from diurna.archive.store import Archive
from diurna.errors import InputError

if TYPE_CHECKING:
    import duckdb

GROUPS: Mapping[str, str] = {
    "day": "day",
    "week": "CAST(date_trunc('week', day) AS DATE)",  # its Monday
    "month": "strftime(day, '%Y-%m')",
    "year": "CAST(year(day) AS INTEGER)",
    "event": "event",
    "quad": "quad_code",
    "cameo": "cameo",
    "root": "left(cameo, 2)",
    "status": "status",
    "country": "country_code",
    "place": "place",
    "publisher": "publisher",
    "actor": "actor",
    "recipient": "recipient",
    "dyad": "actor || '-' || recipient",
}
"""What records can be grouped by. By actor, recipient or dyad a record counts once for each of its codes or pairs of codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """A group: its values by the names asked for, the number of records, sum and mean of their Goldstein scores (None: no score)."""

    group: Mapping[str, Any]
    events: int
    goldstein_sum: float | None
    goldstein_mean: float | None


def statistics(archive: Archive, by: Sequence[str], wanted: EventFilter | None = None) -> list[Statistic]:
    """The groups in ascending order of their values, records without a value last. Raises InputError for an unknown group."""
    unknown = [name for name in by if name not in GROUPS]
    if unknown or not by:
        raise InputError(f"{', '.join(unknown) or 'nothing'}: cannot be grouped by; choose of {', '.join(GROUPS)}")
    sides = [side for side in ("actor", "recipient") if side in by or "dyad" in by]

    def ask(columns: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
        source = register_chosen(archive.connection, columns, wanted)
        for side in sides:
            source = f"(SELECT *, unnest(list_distinct({side}_code)) AS {side} FROM {source})"
        named = ", ".join(f'{GROUPS[name]} AS "{name}"' for name in by)
        order = ", ".join(f"{n} ASC NULLS LAST" for n in range(1, len(by) + 1))
        return columns.execute(
            f"SELECT {named}, count(*), sum(goldstein), avg(goldstein) FROM {source} GROUP BY ALL ORDER BY {order}"
        ).fetchall()

    return [
        Statistic(
            group=dict(zip(by, row, strict=False)),
            events=row[-3],
            goldstein_sum=_rounded(row[-2]),
            goldstein_mean=_rounded(row[-1]),
        )
        for row in ask_columns_view(archive, ask)
    ]


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 3)
