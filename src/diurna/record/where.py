"""The place of an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from diurna.record.span import Span

Resolution = Literal["site", "place", "admin2", "admin1", "region", "country", "sea", "border"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place, resolved as far as the gazetteer knows it.

    `latitude` and `longitude` are WGS 84 degrees. `country_code` is ISO 3166 alpha-3 (or KOS). `span` is None
    where another sentence gives the place, and then `given_by` (JSON key `from`) is the span that gave it.
    """

    span: Span | None
    resolved_place: str | None = None
    province: str | None = None
    country_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None
    resolution: Resolution | None = None
    given_by: Span | None = None
