"""The lemma of a word from the network's scores of edits and a table of irregular forms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from diurna.errors import DataError
from diurna.language.edits import apply_edit, fits

_MOST_TRIED = 12


def load_irregular_forms(path: Path) -> dict[tuple[str, str], str]:
    """Return {(form, UPOS): lemma} from a table with the columns upos, lemma, forms (separated by blanks)."""
    irregular: dict[tuple[str, str], str] = {}
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        if not line.strip() or line.startswith(("#", "upos\t")):
            continue
        cells = line.split("\t")
        if len(cells) != 3:
            raise DataError(f"{path}, line {number}: expected 3 columns (upos, lemma, forms), found {len(cells)}")
        upos, lemma, forms = cells
        for form in forms.split():
            if irregular.setdefault((form, upos), lemma) != lemma:
                raise DataError(f"{path}, line {number}: {form!r} already has the lemma {irregular[form, upos]!r}")
    return irregular


class Lemmatizer:
    """Chooses lemmas; `edits` are the labels of the network's lemma scores."""

    def __init__(self, edits: Sequence[str], irregular: dict[tuple[str, str], str]):
        self._edits = list(edits)
        self._irregular = irregular

    def lemma(self, word: str, upos: str, scores: np.ndarray) -> str:
        """Return the lemma: the irregular form's, else by the best edit that fits, else the word itself."""
        if upos == "PUNCT":
            return word
        known = self._irregular.get((word.lower(), upos))
        if known is not None:
            return known
        best = self._edits[int(scores.argmax())]
        if not fits(best, word):
            order = np.argsort(-scores, kind="stable")[1:_MOST_TRIED]
            best = next((self._edits[i] for i in order if fits(self._edits[i], word)), "")
        lemma = apply_edit(best, word) if best else ""
        if lemma:
            return lemma
        return word if upos in ("PROPN", "X", "SYM", "NUM", "PUNCT") else word.lower()
