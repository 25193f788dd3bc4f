"""The lexicon as values: entries with their frames, word classes, and the index by trigger lemma."""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from diurna.errors import DataError
from diurna.lexicon.own_names import OwnParty, OwnPlace, own_party, own_place
from diurna.lexicon.patterns import Head, Kind, Pattern, parse_pattern
from diurna.ontology import Ontology, load_ontology

PATTERN_KINDS: tuple[Kind, ...] = ("verb", "noun", "adj")
TABLES = ("entry", "party", "place")
CLASS_KEYS = {"words", "include", "gloss"}
ENTRY_KEYS = {"id", "act", "stance", *PATTERN_KINDS, "unless", "political", "yes", "no", "note"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A way of saying an act or a stance.

    `unless`: words that, standing as an argument or modifier of the trigger, make it mean something else. `political`: the trigger is so
    common outside politics that one of the parties must be a political one (a state, an armed group, a party, a crowd …).
    `only_wanted`: the act simply done is no event, only asked for, offered or refused.
    """

    id: str
    file: str
    act: str | None
    stance: str | None
    patterns: tuple[Pattern, ...]
    unless: frozenset[str]
    political: bool
    only_wanted: bool
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a trigger: an entry's pattern with the head that the trigger is."""

    entry: Entry
    pattern: Pattern
    head: Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """`index` finds the readings of a trigger by (kind, lemma), strictest first; `version` is a digest of the data files.

    `parties` and `places` are a user's own, before those of the directory and the gazetteer.
    """

    version: str
    entries: tuple[Entry, ...]
    classes: Mapping[str, frozenset[str]]
    index: Mapping[tuple[Kind, str], tuple[Reading, ...]]
    light_verbs: Mapping[str, str]
    parties: tuple[OwnParty, ...] = ()
    places: tuple[OwnPlace, ...] = ()

    @property
    def containers(self) -> frozenset[str]:
        """Nouns that one looks through ("a package of", "tonnes of")."""
        return self.classes.get("container", frozenset())

    @property
    def bearers(self) -> frozenset[str]:
        """Nouns through which a stance sees the act that they are about ("the ceasefire plan", "the implementation of the accord")."""
        return self.classes.get("bearer", frozenset())

    @property
    def triggers(self) -> int:
        """How many trigger words (or phrases) the lexicon has, each counted once per frame."""
        return sum(len(pattern.heads) for entry in self.entries for pattern in entry.patterns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The TOML texts that a lexicon is made of: `entries` by the name of their file."""

    entries: Mapping[str, str]
    classes: str
    light_verbs: str


@cache
def load_lexicon() -> Lexicon:
    """The shipped lexicon, checked against the shipped ontology. Raises DataError naming file, entry and field."""
    texts = shipped_texts()
    return build_lexicon(
        entries=texts.entries, classes=texts.classes, light_verbs=texts.light_verbs, ontology=load_ontology()
    )


def shipped_texts() -> Texts:
    folder = resources.files("diurna.lexicon") / "data"
    files = {f"{sub}/{f.name}": f for sub in ("acts", "stances") for f in _sorted(folder / sub)}
    return Texts(
        entries={name: f.read_text("utf-8") for name, f in files.items()},
        classes="\n".join(f.read_text("utf-8") for f in _sorted(folder / "classes")),
        light_verbs=(folder / "light-verbs.toml").read_text("utf-8"),
    )


def build_lexicon(
    *,
    entries: Mapping[str, str],
    classes: str,
    light_verbs: str,
    ontology: Ontology,
    own_classes: Mapping[str, str] | None = None,
) -> Lexicon:
    """A lexicon from the TOML texts of its files (name -> text).

    `own_classes` are files of classes, too: they may add to those of `classes`.
    """
    own_classes = own_classes or {}
    class_words = _classes(classes, own_classes)
    light = _light_verbs(light_verbs)
    found: list[Entry] = []
    parties: list[OwnParty] = []
    places: list[OwnPlace] = []
    seen: dict[str, str] = {}
    for file, text in entries.items():
        tables = _tables(text, file)
        parties += [own_party(one, f"{file}: party {n}") for n, one in enumerate(tables["party"], start=1)]
        places += [own_place(one, f"{file}: place {n}") for n, one in enumerate(tables["place"], start=1)]
        for number, table in enumerate(tables["entry"], start=1):
            entry = _entry(table, file, number, class_words, ontology)
            if entry.id in seen:
                raise DataError(f"{file}: entry {entry.id!r} stands in {seen[entry.id]} too")
            seen[entry.id] = file
            found.append(entry)
    index: dict[tuple[Kind, str], list[Reading]] = defaultdict(list)
    for entry in found:
        for pattern in entry.patterns:
            for head in pattern.heads:
                index[pattern.kind, head.lemma].append(Reading(entry, pattern, head))
    version = hashlib.sha256(
        "\0".join([*entries.values(), classes, *own_classes.values(), light_verbs]).encode()
    ).hexdigest()[:8]
    return Lexicon(
        version=version,
        entries=tuple(found),
        classes=class_words,
        index={key: tuple(sorted(readings, key=_strictest_first)) for key, readings in index.items()},
        light_verbs=light,
        parties=tuple(parties),
        places=tuple(places),
    )


def _strictest_first(reading: Reading) -> tuple[int, int, int]:
    return (
        -len(reading.head.before) - bool(reading.head.particle),
        -reading.pattern.strictness,
        -len(reading.pattern.slots),
    )


def _tables(text: str, file: str) -> dict[str, list[dict[str, Any]]]:
    """The entries, parties and places of a file, unread."""
    found = _toml(text, file)
    if strange := set(found) - set(TABLES):
        raise DataError(f"{file}: unknown table {sorted(strange)[0]!r} (an entry opens with [[entry]])")
    for name, tables in found.items():
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            what = "an entry" if name == "entry" else f"a {name}"
            raise DataError(f"{file}: {what} opens with [[{name}]], in two brackets")
    return {name: found.get(name, []) for name in TABLES}


def _entry(
    table: Mapping[str, Any], file: str, number: int, classes: Mapping[str, frozenset[str]], ontology: Ontology
) -> Entry:
    name = table.get("id")
    if not isinstance(name, str) or not name:
        raise DataError(f"{file}: entry {number} has no id")
    where = f"{file}: {name}"
    if strange := set(table) - ENTRY_KEYS:
        raise DataError(f"{where}: unknown key {sorted(strange)[0]!r} (known: {', '.join(sorted(ENTRY_KEYS))})")
    act, stance = table.get("act"), table.get("stance")
    if (act is None) == (stance is None):
        raise DataError(f"{where}: needs an act or a stance, and not both")
    if act is not None and act not in ontology.acts:
        raise DataError(f"{where}: act: no act {act!r} in acts.tsv")
    if stance is not None and stance not in ontology.stances:
        raise DataError(f"{where}: stance: no stance {stance!r} in stances.toml")
    patterns = [
        parse_pattern(kind, text, classes, where) for kind in PATTERN_KINDS for text in _strings(table, kind, where)
    ]
    if not patterns:
        raise DataError(f"{where}: has no pattern")
    if not table.get("yes"):
        raise DataError(f"{where}: yes: an entry needs at least one example sentence")
    if not isinstance(table.get("political", False), bool):
        raise DataError(f"{where}: political: expected true or false")
    return Entry(
        id=name,
        file=file,
        act=act,
        stance=stance,
        patterns=tuple(patterns),
        unless=_words(_strings(table, "unless", where), classes, where),
        political=table.get("political", False),
        only_wanted=act is not None and ontology.acts[act].type == "-",
        yes=tuple(_strings(table, "yes", where)),
        no=tuple(_strings(table, "no", where)),
    )


def _strings(table: Mapping[str, Any], key: str, where: str) -> list[str]:
    """The list of strings at a key, empty where there is none."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise DataError(f'{where}: {key}: expected a list of strings, like {key} = ["…"]')
    return value


def _words(names: list[str], classes: Mapping[str, frozenset[str]], where: str) -> frozenset[str]:
    words: set[str] = set()
    for name in names:
        if name.startswith("@"):
            if name[1:] not in classes:
                raise DataError(f"{where}: unless: no class {name!r}")
            words |= classes[name[1:]]
        else:
            words.add(name)
    return frozenset(words)


def _classes(text: str, own: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Classes by name; a class may take in others: `include = ["weapon"]`. Those of `own` add to shipped ones of their name."""
    tables = _toml(text, "classes")
    for file, own_text in own.items():
        for name, table in _toml(own_text, file).items():
            if not isinstance(table, dict):
                raise DataError(f'{file}: {name}: expected a class, like [{name}] and under it words = ["…"]')
            if strange := set(table) - CLASS_KEYS:
                raise DataError(f"{file}: {name}: unknown key {sorted(strange)[0]!r}")
            earlier = tables.get(name, {})
            tables[name] = {
                key: [*earlier.get(key, []), *_strings(table, key, f"{file}: {name}")] for key in ("words", "include")
            }
    classes: dict[str, frozenset[str]] = {}

    def words(name: str, path: tuple[str, ...]) -> frozenset[str]:
        if name in path:
            raise DataError(f"classes: {name} includes itself")
        if name not in tables:
            raise DataError(f"classes: {path[-1]}: include: no class {name!r}")
        if name not in classes:
            table = tables[name]
            if strange := set(table) - CLASS_KEYS:
                raise DataError(f"classes: {name}: unknown key {sorted(strange)[0]!r}")
            own = frozenset(table["words"])
            classes[name] = own.union(*(words(other, (*path, name)) for other in table.get("include", [])))
        return classes[name]

    for name in tables:
        words(name, ())
    return classes


def _light_verbs(text: str) -> dict[str, str]:
    light: dict[str, str] = {}
    for role, lemmas in _toml(text, "light-verbs.toml").items():
        for lemma in lemmas["verbs"]:
            if lemma in light:
                raise DataError(f"light-verbs.toml: {role}: {lemma!r} stands twice")
            light[lemma] = role
    return light


def _sorted(folder: Traversable) -> list[Traversable]:
    return sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


def _toml(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{file}: {error}") from None
