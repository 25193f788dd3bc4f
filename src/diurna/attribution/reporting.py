"""The words of reporting, read from `lexicon/data/reporting.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, cast, get_args

from diurna.errors import DataError
from diurna.record import Stance

FILE = "reporting.toml"
STANCED = ("verbs", "nouns", "adverbs", "adjectives")
PLAIN = (
    "beside",
    "objects",
    "passive",
    "citing",
    "silence",
    "of",
    "voucher",
    "publisher",
    "ends",
    "presupposing",
    "sequel",
    "dismissing",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """What each table of the file says; the file's comments tell what each is for. Words are lemmas in lower case."""

    verbs: Mapping[str, Stance]
    nouns: Mapping[str, Stance]
    adverbs: Mapping[str, Stance]
    adjectives: Mapping[str, Stance]
    beside: frozenset[str]
    objects: frozenset[str]
    passive: frozenset[str]
    citing: frozenset[str]
    silence: frozenset[str]
    of: frozenset[str]
    voucher: frozenset[str]
    publisher: frozenset[str]
    ends: frozenset[str]
    presupposing: frozenset[str]
    sequel: frozenset[str]
    dismissing: frozenset[str]


@cache
def load_reporting() -> Reporting:
    """The shipped words. Raises DataError naming file, table and word."""
    return build_reporting((resources.files("diurna.lexicon") / "data" / FILE).read_text("utf-8"))


def build_reporting(text: str) -> Reporting:
    """The words of a TOML text. Raises DataError where a table is missing or unknown, a stance unknown, a word doubled."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{FILE}: {error}") from None
    if odd := set(tables) ^ {*STANCED, *PLAIN}:
        raise DataError(f"{FILE}: table {sorted(odd)[0]!r} is unknown or missing")
    return Reporting(
        **{name: _stances(name, tables[name]) for name in STANCED},  # type: ignore[arg-type]
        **{name: _words(name, tables[name]) for name in PLAIN},  # type: ignore[arg-type]
    )


def _stances(name: str, table: Mapping[str, Any]) -> dict[str, Stance]:
    found: dict[str, Stance] = {}
    for stance, words in table.items():
        if stance not in get_args(Stance):
            raise DataError(f"{FILE}: {name}: no stance {stance!r} (known: {', '.join(get_args(Stance))})")
        for word in words:
            if word in found:
                raise DataError(f"{FILE}: {name}: {word!r} stands twice")
            found[word] = cast(Stance, stance)
    return found


def _words(name: str, table: Mapping[str, Any]) -> frozenset[str]:
    if set(table) != {"words"}:
        raise DataError(f"{FILE}: {name}: has one key, words")
    words = table["words"]
    for word in words:
        if words.count(word) > 1:
            raise DataError(f"{FILE}: {name}: {word!r} stands twice")
    return frozenset(words)
