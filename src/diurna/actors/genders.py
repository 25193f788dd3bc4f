"""Whether a given name is a man's or a woman's, where usage is clear; used only to tell "he" from "she"."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from diurna.actors.tables import read_rows
from diurna.actors.words import key_of


@lru_cache(maxsize=1)
def _given_names() -> dict[str, Literal["m", "f"]]:
    from diurna.actors.directory import DATA

    names: dict[str, Literal["m", "f"]] = {}
    for _, row in read_rows(DATA / "given-names.tsv", ("gender", "names")):
        for name in row["names"].split():
            names[key_of(name)] = "m" if row["gender"] == "m" else "f"
    return names


def gender_of_name(name: str | None) -> Literal["m", "f"] | None:
    """The gender that the first word of a full name tells, None where it does not."""
    if not name or " " not in name:
        return None
    return _given_names().get(key_of(name.split()[0].split("-")[0]))
