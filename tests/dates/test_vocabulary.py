"""The data files are read strictly: a fault names file, entry and field."""

from typing import Any

import pytest

from diurna.dates import vocabulary
from diurna.errors import DataError


def _broken(monkeypatch: pytest.MonkeyPatch, name: str, change: Any) -> None:
    """Reads the data with one file changed."""
    read = vocabulary._read

    def reads(file: str) -> dict[str, Any]:
        data = read(file)
        if file == name:
            change(data)
        return data

    monkeypatch.setattr(vocabulary, "_read", reads)
    vocabulary.load_vocabulary()


FAULTS = [
    ("words.toml", lambda data: data.update(colours=[]), r"words.toml: the file: .*colours"),
    ("words.toml", lambda data: data["months"][0].update(nick="J"), r"words.toml: months\[1\]: .*nick"),
    (
        "words.toml",
        lambda data: data["months"][1].update(name="January"),
        r"words.toml: months: 'January' stands twice",
    ),
    ("words.toml", lambda data: data["months"].pop(), r"words.toml: there must be 12 months"),
    (
        "holidays.toml",
        lambda data: data["holidays"][0].update(easter=1),
        r"holidays.toml: holidays\[0\]: .*exactly one",
    ),
    (
        "holidays.toml",
        lambda data: data["holidays"][0].update(fixed=[1]),
        r"holidays.toml: holidays\[0\]: fixed takes 2",
    ),
    ("holidays.toml", lambda data: data["holidays"][1].update(names=["New Year's Day"]), r"stands twice"),
    ("periods.toml", lambda data: data["periods"][0].pop("last"), r"periods.toml: periods\[0\]: .*last"),
]


@pytest.mark.parametrize(("name", "change", "message"), FAULTS)
def test_a_fault_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, change: Any, message: str) -> None:
    with pytest.raises(DataError, match=message):
        _broken(monkeypatch, name, change)


def test_every_feast_has_a_day_in_every_year() -> None:
    for holiday in vocabulary.WORDS.holidays:
        for year in (1995, 2008, 2022):
            assert all(day.year == year for day in holiday.first_days(year))
            assert holiday.first_days(year)
