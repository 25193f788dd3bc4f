"""Lexicon files of a user's own, added to the shipped ones: the same notation, the same strictness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from diurna.errors import DataError
from diurna.lexicon.lexicon import Lexicon, build_lexicon, shipped_texts
from diurna.ontology import load_ontology

CLASSES = "classes"
"""The folder whose files hold word classes; those of every other folder hold entries."""


def load_own_lexicon(paths: Sequence[Path]) -> Lexicon:
    """The shipped lexicon with the entries and classes of `paths`, TOML files or folders of them.

    Entries of one's own go before shipped ones that are as strict. A class of a shipped name adds to that one. Raises
    DataError naming file, entry and field.
    """
    entries: dict[str, str] = {}
    classes: dict[str, str] = {}
    for file in dict.fromkeys(file for path in paths for file in _files(path)):
        (classes if file.parent.name == CLASSES else entries)[str(file)] = _text(file)
    shipped = shipped_texts()
    return build_lexicon(
        entries={**entries, **shipped.entries},
        classes=shipped.classes,
        light_verbs=shipped.light_verbs,
        ontology=load_ontology(),
        own_classes=classes,
    )


def _files(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise DataError(f"{path}: no such file or folder")
    if path.is_file():
        yield path
        return
    files = sorted(path.rglob("*.toml"))
    if not files:
        raise DataError(f"{path}: no lexicon files (*.toml) in this folder")
    yield from files


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = "not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error.strerror).lower()
        raise DataError(f"{file}: {reason}") from None
