"""The lemma of a word from the network's scores of edits, checked by tables of irregular forms and of known lemmas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from diurna.errors import DataError
from diurna.language.edits import apply_edit, fits

MOST_TRIED = 16
MARGIN = 8.0
"""How much worse, in logits, an edit may be that gives a known lemma where the best one does not."""

_MARKS = {"“": '"', "”": '"', "‘": "'", "’": "'", "--": "-", "–": "-"}


@dataclass(frozen=True, slots=True)
class LemmaTables:
    """`irregular`: {(form, UPOS): lemma}; `known`: the lemmas of each UPOS by which the network is checked."""

    irregular: dict[tuple[str, str], str]
    known: dict[str, frozenset[str]]


def load_lemma_tables(folder: Path) -> LemmaTables:
    """Read irregular_forms.tsv (upos, lemma, forms separated by blanks) and known_lemmas.tsv (upos, lemma)."""
    irregular: dict[tuple[str, str], str] = {}
    for place, (upos, lemma, forms) in _rows(folder / "irregular_forms.tsv", ("upos", "lemma", "forms")):
        for form in forms.split():
            if irregular.setdefault((form, upos), lemma) != lemma:
                raise DataError(f"{place}: {form!r} already has the lemma {irregular[form, upos]!r}")
    known: dict[str, set[str]] = {}
    for _, (upos, lemma) in _rows(folder / "known_lemmas.tsv", ("upos", "lemma")):
        known.setdefault(upos, set()).add(lemma)
    return LemmaTables(irregular, {upos: frozenset(lemmas) for upos, lemmas in known.items()})


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Yield (place, cells) of each line under the header; lines that open with # are comments."""
    header = "\t".join(columns)
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        if not line or line.startswith("#") or line == header:
            continue
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise DataError(f"{path}, line {number}: expected {len(columns)} cells, found {len(cells)}")
        yield f"{path}, line {number}", cells


class Lemmatizer:
    """Chooses lemmas; `edits` are the labels of the network's lemma scores."""

    def __init__(self, edits: Sequence[str], tables: LemmaTables) -> None:
        self._edits = list(edits)
        self._tables = tables

    def lemma(self, word: str, upos: str, scores: NDArray[np.float32]) -> str:
        """Return the lemma of an irregular form, else that of the best edit that fits, else the word itself.

        Of a verb or noun, the best edit that gives a known lemma comes first where there is one of nearly equal score:
        the network is sometimes wrong about the silent e ("refused" -> "refus").
        """
        if upos == "PUNCT":
            return _MARKS.get(word, word)
        irregular = self._tables.irregular.get((word.lower(), upos))
        if irregular is not None:
            return irregular
        known = self._tables.known.get(upos)
        best = self._edits[int(scores.argmax())]
        if fits(best, word):
            lemma = apply_edit(best, word)
            if lemma and (known is None or lemma in known):
                return lemma
        candidates = self._candidates(word, scores)
        if not candidates:
            return word if upos in ("PROPN", "X", "SYM", "NUM") else word.lower()
        if known is not None:
            return next((lemma for lemma in candidates if lemma in known), candidates[0])
        return candidates[0]

    def _candidates(self, word: str, scores: NDArray[np.float32]) -> list[str]:
        order = np.argsort(-scores, kind="stable")[:MOST_TRIED].tolist()
        least = scores[order[0]] - MARGIN
        fitting = [i for i in order if fits(self._edits[i], word)]
        lemmas = [apply_edit(self._edits[i], word) for k, i in enumerate(fitting) if k == 0 or scores[i] >= least]
        return [lemma for lemma in lemmas if lemma]
