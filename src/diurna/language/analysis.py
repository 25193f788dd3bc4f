"""From the network's scores to sentences, trees, tags, lemmas and names of a text's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from diurna.language.lemmas import LemmaTables, Lemmatizer
from diurna.language.names import NameDecoder
from diurna.language.network import ArcWeights, Network
from diurna.language.trees import best_heads

# Marks that belong to the sentence behind them.
OPENING = frozenset({"“", "‘", "(", "["})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SURE = 3.0
"""The network's margin for a start (log-odds) that holds even after a word: a headline run together with the text behind it."""


@dataclass(slots=True)
class Analysis:
    """What is known of a text's words, each list as long as the text has words; heads count the text's words."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]
    sentences: list[tuple[int, int]]
    names: list[tuple[int, int, str]]


class Analyser:
    """Reads the words of a text; paragraphs are apart."""

    def __init__(self, network: Network, tables: LemmaTables):
        self._network = network
        self._lemmatizer = Lemmatizer(network.labels["lemma"], tables)
        self._names = NameDecoder(network.labels["name"])
        self._root_label = network.labels["dep"].index("ROOT")

    def __call__(self, paragraphs: Sequence[Sequence[str]]) -> Analysis:
        """Return the analysis of the words of all paragraphs, joined."""
        words = [word for paragraph in paragraphs for word in paragraph]
        if not words:
            return Analysis([], [], [], [], [], [], [], [])
        windows = self._network.windows(paragraphs)
        scores = self._network.scores(windows)
        labels = self._network.labels
        upos = _choose(labels["upos"], scores["upos"])
        xpos = _choose(labels["xpos"], scores["xpos"])
        sentences = _sentences(scores["start"], [window.begin for window in windows], words, xpos)
        heads = np.zeros(len(words), np.int64)
        for begin, end in sentences:
            heads[begin:end] = self._heads(scores, begin, end)
        names = [
            (begin + first, begin + last, label)
            for begin, end in sentences
            for first, last, label in self._names.names(scores["name"][begin:end])
        ]
        return Analysis(
            upos=upos,
            xpos=xpos,
            feats=_choose(labels["feats"], scores["feats"]),
            lemmas=[self._lemmatizer.lemma(w, p, s) for w, p, s in zip(words, upos, scores["lemma"], strict=True)],
            heads=heads.tolist(),
            deps=[labels["dep"][i] for i in self._arc_labels(scores, heads)],
            sentences=sentences,
            names=names,
        )

    def _heads(self, scores: dict[str, np.ndarray], begin: int, end: int) -> np.ndarray:
        candidates = np.vstack([self._network.arcs.root, scores["arc_head"][begin:end]])
        heads = best_heads(scores["arc_child"][begin:end] @ candidates.T)
        return np.where(heads < 0, np.arange(end - begin), heads) + begin

    def _arc_labels(self, scores: dict[str, np.ndarray], heads: np.ndarray) -> list[int]:
        weights: ArcWeights = self._network.arcs
        is_root = heads == np.arange(len(heads))
        head_vectors = np.where(is_root[:, None], weights.label_root, scores["label_head"][heads])
        hidden = np.maximum(scores["label_child"] + head_vectors, 0.0)
        label_scores = hidden @ weights.label_weight + weights.label_bias
        label_scores[:, self._root_label] = np.where(is_root, np.inf, -np.inf)
        chosen: list[int] = label_scores.argmax(axis=1).tolist()
        return chosen


def _choose(labels: list[str], scores: np.ndarray) -> list[str]:
    return [labels[i] for i in scores.argmax(axis=1).tolist()]


def _sentences(
    scores: np.ndarray, window_begins: list[int], words: Sequence[str], xpos: Sequence[str]
) -> list[tuple[int, int]]:
    """First and last word (exclusive) of each sentence; where the network starts one in mid-sentence, none starts."""
    margins = scores[:, 1] - scores[:, 0]
    begins: list[int] = sorted(set(window_begins))
    opened = frozenset(begins)
    last = 0
    for i in np.flatnonzero(margins > 0).tolist():
        if i in opened:
            last = i
            continue
        start = _start_at(i, words, xpos[last:i], float(margins[i]))
        if start is not None and start > last:
            begins.append(start)
            last = start
    begins.sort()
    return list(zip(begins, [*begins[1:], len(words)], strict=True))


def _start_at(i: int, words: Sequence[str], before: Sequence[str], margin: float) -> int | None:
    """Where the sentence starts whose start the network sees at word `i`: at the quotation mark before it, or nowhere after a comma
    or a word that ends no sentence («Deputy Prime Minister | Ana Sousa said»). `before` are the tags of the sentence before."""
    previous = words[i - 1]
    if previous in OPENING:
        return i - 1 if i < 2 or not _goes_on(words[i - 2]) else None
    if not _goes_on(previous):
        return i
    return i if previous != "," and margin > SURE and not FINITE.isdisjoint(before) else None


def _goes_on(word: str) -> bool:
    """Whether no sentence ends with the word: it closes with a letter or a figure, or is a comma."""
    return word[-1].isalnum() or word == ","
