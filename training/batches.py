"""Windows of sentences, and batches of windows as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from corpus import TrainingSentence
from labels import MISSING
from torch import Tensor

from diurna.language.edits import derive_edit
from diurna.language.features import WordPieces, case_features, suffix_feature

WINDOW_PIECES = 160
BATCH_PIECES = 1600


@dataclass(slots=True)
class Batch:
    """Inputs of the network and its targets, one row a word; sentences are rows of `grid` (-1 pads)."""

    inputs: tuple[Tensor, ...]
    targets: dict[str, Tensor]
    grid: Tensor
    words: int


def cut_windows(
    documents: list[list[TrainingSentence]], pieces: WordPieces, rng: random.Random | None = None
) -> list[list[TrainingSentence]]:
    """Return runs of consecutive sentences of at most `WINDOW_PIECES` pieces; by chance shorter with an `rng`."""
    windows = []
    for document in documents:
        window: list[TrainingSentence] = []
        size = 0
        for sentence in document:
            length = sum(len(cut) for cut in pieces([word.text for word in sentence.words]))
            if window and (size + length > WINDOW_PIECES or (rng and rng.random() < 0.15)):
                windows.append(window)
                window, size = [], 0
            window.append(sentence)
            size += length
        if window:
            windows.append(window)
    return windows


def batch_windows(
    windows: list[list[TrainingSentence]],
    pieces: WordPieces,
    indices,
    rng: random.Random | None = None,
    *,
    batch_pieces: int = BATCH_PIECES,
) -> Iterator[Batch]:
    """Yield batches of windows of about the same length, in random order where `rng` is given."""
    sized = [(sum(len(cut) for s in w for cut in pieces([x.text for x in s.words])), w) for w in windows]
    sized = [(size, window) for size, window in sized if size <= 400]
    if rng:
        sized = [(size + rng.random() * 8, window) for size, window in sized]
    sized.sort(key=lambda pair: pair[0])
    groups: list[list] = []
    for size, window in sized:
        if groups and (len(groups[-1]) + 1) * (size + 2) <= batch_pieces:
            groups[-1].append(window)
        else:
            groups.append([window])
    if rng:
        rng.shuffle(groups)
    for group in groups:
        yield make_batch(group, pieces, indices)


def make_batch(windows: list[list[TrainingSentence]], pieces: WordPieces, indices) -> Batch:
    """Return the tensors of one batch."""
    texts = [[word.text for sentence in window for word in sentence.words] for window in windows]
    cuts = [pieces(text) for text in texts]
    length = max(sum(map(len, cut)) for cut in cuts) + 2
    ids = np.zeros((len(windows), length), "i8")
    mask = np.zeros((len(windows), length), "i8")
    case = np.zeros((len(windows), length), "i8")
    first, last, word_case, suffix = [], [], [], []
    for row, (text, cut) in enumerate(zip(texts, cuts, strict=True)):
        ids[row, 0] = pieces.begin
        at = 1
        cases = case_features(text)
        for word, c, parts in zip(text, cases, cut, strict=True):
            ids[row, at : at + len(parts)] = parts
            case[row, at : at + len(parts)] = c
            first.append(row * length + at)
            at += len(parts)
            last.append(row * length + at - 1)
            suffix.append(suffix_feature(word))
        word_case += cases
        ids[row, at] = pieces.end
        mask[row, : at + 1] = 1
    sentences = [sentence for window in windows for sentence in window]
    targets, grid = _targets(windows, sentences, indices)
    arrays = (ids, mask, case, *(np.array(values, "i8") for values in (first, last, word_case, suffix)))
    return Batch(tuple(torch.from_numpy(a) for a in arrays), targets, grid, len(first))


def _targets(windows, sentences: list[TrainingSentence], indices) -> tuple[dict[str, Tensor], Tensor]:
    rows: dict[str, list[int]] = {kind: [] for kind in (*indices, "start", "head")}
    width = max(len(sentence.words) for sentence in sentences)
    grid = np.full((len(sentences), width), -1, "i8")
    offset = 0
    for number, sentence in enumerate(sentences):
        grid[number, : len(sentence.words)] = range(offset, offset + len(sentence.words))
        offset += len(sentence.words)
        for i, word in enumerate(sentence.words):
            edit = derive_edit(word.text, word.lemma) if word.lemma else None
            for kind, value in (
                ("upos", word.upos),
                ("xpos", word.xpos),
                ("feats", word.feats),
                ("lemma", edit),
                ("dep", word.dep),
                ("name", word.name),
            ):
                rows[kind].append(indices[kind].get(value, MISSING) if value is not None else MISSING)
            rows["start"].append(int(i == 0) if sentence.boundary_known else MISSING)
            # Column 0 of the arc scores is the root, column k + 1 the sentence's k-th word.
            rows["head"].append(word.head + 1 if word.head >= -1 else MISSING)
    return {kind: torch.tensor(values) for kind, values in rows.items()}, torch.from_numpy(grid)
