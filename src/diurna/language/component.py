"""The spaCy component that writes the network's analysis to a Doc."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language as SpacyLanguage
from spacy.parts_of_speech import IDS as UPOS_NUMBERS
from spacy.tokens import Doc

from diurna.language.analysis import Analyser, Analysis
from diurna.language.features import direct_quotes
from diurna.language.lemmas import load_lemma_tables
from diurna.language.network import Network

SHIPPED_MODEL = Path(__file__).parent / "model"
TABLES = Path(__file__).parent / "data"
_INSIDE, _OUTSIDE, _BEGIN = 1, 2, 3


class DiurnaParser:
    """Tags, lemmas, trees, sentence starts and names for a Doc; a newline ends a sentence."""

    def __init__(self, folder: Path, *, threads: int = 1):
        network = Network(folder, threads=threads)
        self.version = network.version
        self.labels = tuple(network.labels["dep"])
        self._analyse = Analyser(network, load_lemma_tables(TABLES))

    def __call__(self, doc: Doc) -> Doc:
        words = [token.i for token in doc if not token.is_space]
        if not words:
            return doc
        analysis = self._analyse(_paragraphs(doc))
        _write(doc, words, analysis)
        return doc


@SpacyLanguage.factory("diurna_parser", default_config={"folder": None, "threads": 1})
def make_diurna_parser(nlp: SpacyLanguage, name: str, folder: str | None, threads: int) -> DiurnaParser:
    """Return the component over the model in `folder`; None is the shipped one."""
    return DiurnaParser(Path(folder) if folder else SHIPPED_MODEL, threads=threads)


def _paragraphs(doc: Doc) -> list[list[str]]:
    paragraphs: list[tuple[list[str], list[bool]]] = [([], [])]
    for token in doc:
        words, spaces = paragraphs[-1]
        if not token.is_space:
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
        elif words:
            spaces[-1] = True
            if "\n" in token.text or "\r" in token.text:
                paragraphs.append(([], []))
    return [direct_quotes(words, spaces) for words, spaces in paragraphs if words]


def _write(doc: Doc, words: list[int], analysis: Analysis) -> None:
    strings, morphology = doc.vocab.strings, doc.vocab.morphology
    rows = np.zeros((len(doc), 8), np.uint64)
    rows[:, 6] = _OUTSIDE
    position = np.array(words)
    rows[position, 0] = [strings.add(tag) for tag in analysis.xpos]
    rows[position, 1] = [UPOS_NUMBERS[upos] for upos in analysis.upos]
    rows[position, 2] = [strings.add(lemma) for lemma in analysis.lemmas]
    morphs = {feats: morphology.add(feats) for feats in set(analysis.feats)}
    rows[position, 3] = [morphs[feats] for feats in analysis.feats]
    offsets = position[analysis.heads] - position
    rows[position, 4] = offsets.astype(np.int64).view(np.uint64)
    rows[position, 5] = [strings.add(dep) for dep in analysis.deps]
    for first, last, label in analysis.names:
        rows[words[first], 6] = _BEGIN
        rows[words[first] + 1 : words[last] + 1, 6] = _INSIDE
        rows[words[first] : words[last] + 1, 7] = strings.add(label)
    _attach_spaces(rows, words, strings.add("dep"))
    for token, lemma in zip(range(len(doc)), rows[:, 2], strict=True):
        if not lemma:
            rows[token, 2] = strings.add(doc[token].text)
    doc.from_array([TAG, POS, LEMMA, MORPH, HEAD, DEP, ENT_IOB, ENT_TYPE], rows)  # type: ignore[arg-type]


def _attach_spaces(rows: np.ndarray, words: list[int], dep: int) -> None:
    """Hang whitespace tokens on the word before them, those at the start of the text on the first word."""
    for space in range(words[0]):
        rows[space, 4:6] = words[0] - space, dep
    for before, after in pairwise([*words, len(rows)]):
        for space in range(before + 1, after):
            rows[space, 4] = np.array(before - space, np.int64).view(np.uint64)
            rows[space, 5] = dep
