"""Countries by other data sets' codes."""

from __future__ import annotations

import pytest

from diurna.actors import shipped_directory
from diurna.export.countries import CountryCodes, countries, country_name


def test_every_country_that_a_record_may_name_is_known() -> None:
    assert set(shipped_directory().countries) <= set(countries())


def test_codes_are_of_one_country_each() -> None:
    for of in (lambda c: c.alpha2, lambda c: c.numeric, lambda c: c.fips):
        found = [of(c) for c in countries().values() if of(c)]
        assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("code", "known"),
    [
        (
            "UKR",
            CountryCodes(
                name="Ukraine", alpha2="UA", numeric=804, fips="UP", cow=369, region="Europe", point=(49.0, 32.0)
            ),
        ),
        (
            "KOS",
            CountryCodes(
                name="Kosovo", alpha2="XK", numeric=None, fips="KV", cow=347, region="Europe", point=(42.58, 21.0)
            ),
        ),
        (
            "AUS",
            CountryCodes(
                name="Australia", alpha2="AU", numeric=36, fips="AS", cow=900, region="Oceania", point=(-25.0, 133.0)
            ),
        ),
    ],
)
def test_some(code: str, known: CountryCodes) -> None:
    assert countries()[code] == known


def test_a_body_is_no_country() -> None:
    assert country_name("UNO") is None
    assert country_name(None) is None
