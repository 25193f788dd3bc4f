"""Names from the scores of begin, inside, last, unit and outside labels: the best sequence that is well formed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


class NameDecoder:
    """Reads names off label scores; `labels` are "O", "B-PERSON", "I-PERSON", "L-PERSON", "U-PERSON", …"""

    def __init__(self, labels: Sequence[str]):
        self._labels = list(labels)
        place = [label[0] for label in labels]
        kind = [label[2:] for label in labels]
        count = len(labels)
        follows = np.zeros((count, count), bool)
        for i in range(count):
            for j in range(count):
                if place[i] in "BI":
                    follows[i, j] = place[j] in "IL" and kind[i] == kind[j]
                else:
                    follows[i, j] = place[j] in "OBU"
        self._follows = follows
        self._step = np.where(follows, 0.0, -np.inf)
        self._begins = np.array([p in "OBU" for p in place])
        self._ends = np.array([p in "OLU" for p in place])

    def names(self, scores: np.ndarray) -> list[tuple[int, int, str]]:
        """Return (first word, last word, label) of each name of one sentence."""
        best = scores.argmax(axis=1)
        if not best.any():
            return []
        well_formed = self._begins[best[0]] and self._ends[best[-1]] and bool(self._follows[best[:-1], best[1:]].all())
        path = best.tolist() if well_formed else self._viterbi(scores)
        names, begin = [], 0
        for i, number in enumerate(path):
            label = self._labels[number]
            if label[0] in "BU":
                begin = i
            if label[0] in "LU":
                names.append((begin, i, label[2:]))
        return names

    def _viterbi(self, scores: np.ndarray) -> list[int]:
        total = np.where(self._begins, scores[0], -np.inf)
        back = np.zeros(scores.shape, int)
        for i in range(1, len(scores)):
            ways = total[:, None] + self._step
            back[i] = ways.argmax(axis=0)
            total = ways.max(axis=0) + scores[i]
        node = int(np.where(self._ends, total, -np.inf).argmax())
        path = [node]
        for i in range(len(scores) - 1, 0, -1):
            node = int(back[i, node])
            path.append(node)
        return path[::-1]
