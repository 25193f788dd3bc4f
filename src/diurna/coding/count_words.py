"""The words that tell what a number counts, read from `lexicon/data/counts.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, cast, get_args

from diurna.errors import DataError
from diurna.record.event import CountKey

FILE = "counts.toml"
KEYED = ("verbs", "subjects", "nouns")
PLAIN = ("linking", "part", "people", "things")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountWords:
    """What each table of the file says; the file's comments tell what each is for. Words are lemmas in lower case."""

    verbs: Mapping[str, CountKey]
    subjects: Mapping[str, CountKey]
    nouns: Mapping[str, CountKey]
    linking: frozenset[str]
    part: frozenset[str]
    people: frozenset[str]
    things: frozenset[str]


@cache
def load_count_words() -> CountWords:
    """The shipped words. Raises DataError naming file, table and word."""
    return build_count_words((resources.files("diurna.lexicon") / "data" / FILE).read_text("utf-8"))


def build_count_words(text: str) -> CountWords:
    """The words of a TOML text. Raises DataError where a table or key is missing or unknown, or a word stands under two keys."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{FILE}: {error}") from None
    if odd := set(tables) ^ {*KEYED, *PLAIN}:
        raise DataError(f"{FILE}: table {sorted(odd)[0]!r} is unknown or missing")
    keyed = {name: _keyed(name, tables[name]) for name in KEYED}
    plain = {name: _plain(name, tables[name]) for name in PLAIN}
    return CountWords(**keyed, **plain)  # type: ignore[arg-type]


def _keyed(name: str, table: Mapping[str, Any]) -> dict[str, CountKey]:
    if odd := set(table) ^ set(get_args(CountKey)):
        raise DataError(f"{FILE}: {name}: key {sorted(odd)[0]!r} is unknown or missing")
    found: dict[str, CountKey] = {}
    for key, words in table.items():
        for word in words:
            if word in found:
                raise DataError(f"{FILE}: {name}: {word!r} stands twice")
            found[word] = cast(CountKey, key)
    return found


def _plain(name: str, table: Mapping[str, Any]) -> frozenset[str]:
    if set(table) != {"words"}:
        raise DataError(f"{FILE}: {name}: has one key, words")
    return frozenset(word.lower() for word in table["words"])
