"""Countries by the codes of other data sets (`data/countries.tsv`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from diurna.errors import DataError

COLUMNS = ("code", "name", "alpha2", "numeric", "fips", "cow", "region", "lat", "lon")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryCodes:
    """A country: `name` in English, ISO alpha-2 and numeric codes, FIPS 10-4, Correlates of War number, ACLED's region; None where it has none.

    `point` stands for all of it: latitude and longitude in degrees.
    """

    name: str
    alpha2: str | None
    numeric: int | None
    fips: str | None
    cow: int | None
    region: str | None
    point: tuple[float, float] | None = None


@cache
def countries() -> Mapping[str, CountryCodes]:
    """The countries by the code that records have: ISO 3166-1 alpha-3, ISO 3166-3, or KOS. Raises DataError for a faulty file."""
    text = (resources.files("diurna.export") / "data" / "countries.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise DataError(f"countries.tsv: columns {lines[0]!r}, expected {' '.join(COLUMNS)}")
    found: dict[str, CountryCodes] = {}
    for line in lines[1:]:
        code, name, alpha2, numeric, fips, cow, region, lat, lon = line.split("\t")
        if code in found:
            raise DataError(f"countries.tsv: {code} stands twice")
        found[code] = CountryCodes(
            name=name,
            alpha2=alpha2 or None,
            numeric=int(numeric) if numeric else None,
            fips=fips or None,
            cow=int(cow) if cow else None,
            region=region or None,
            point=(float(lat), float(lon)) if lat else None,
        )
    return found


def country_name(code: str | None) -> str | None:
    """The name of a country; None where the code is none of a country (UNO, IGO)."""
    country = countries().get(code or "")
    return country.name if country else None
