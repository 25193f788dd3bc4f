"""What an export wrote, and what it had to leave out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows (features, lines, edges) were written, and how many records were left out, by the reason ("without a place")."""

    count: int
    left_out: Mapping[str, int] = field(default_factory=dict)
