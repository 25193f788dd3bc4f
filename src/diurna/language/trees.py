"""The best tree over a sentence's arc scores: Chu-Liu-Edmonds with one root.

Scores are an (n, n + 1) array: row = word, column 0 = the root, column k + 1 = word k as head. Heads come out as -1
for the root word, else the number of the head.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32] | NDArray[np.float64]
Ints = NDArray[np.int64]

_NEVER = -1e9


def best_heads(scores: Floats) -> Ints:
    """Return the head of each word in the highest-scoring tree that has exactly one root."""
    count = len(scores)
    if count == 1:
        return np.array([-1])
    scores = scores.copy()
    scores[np.arange(count), np.arange(1, count + 1)] = _NEVER
    heads: Ints = scores.argmax(axis=1)
    if (heads == 0).sum() == 1 and _find_cycle(_with_root(heads)) is None:
        return heads - 1
    return _single_root_tree(scores)


def _with_root(heads: Ints) -> list[int]:
    return [0, *heads.tolist()]


def _single_root_tree(scores: Floats) -> Ints:
    """Try the free tree first; where it has several roots, the best tree under each of the likeliest roots."""
    free = _tree(scores)
    roots = np.flatnonzero(free == 0)
    if len(roots) == 1:
        return free - 1
    likely = set(roots.tolist()) | set(np.argsort(-scores[:, 0], kind="stable")[:3].tolist())
    best, best_score = free, -np.inf
    for root in sorted(likely):
        bound = scores.copy()
        bound[:, 0] = _NEVER
        bound[root] = _NEVER
        bound[root, 0] = 0.0
        heads = _tree(bound)
        total = scores[np.arange(len(scores)), heads].sum()
        if total > best_score:
            best, best_score = heads, total
    return best - 1


def _tree(scores: Floats) -> Ints:
    """Return the best head of each word (0 = root) in a tree, any number of words under the root."""
    count = len(scores)
    square = np.full((count + 1, count + 1), _NEVER * 10)
    square[1:] = scores
    square[np.arange(count + 1), np.arange(count + 1)] = _NEVER * 10
    return np.array(_chu_liu_edmonds(square))[1:]


def _chu_liu_edmonds(scores: Floats) -> list[int]:
    heads: list[int] = scores.argmax(axis=1).tolist()
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    members = np.array(cycle)
    outside = np.flatnonzero(~inside)
    size = len(outside)
    # The cycle becomes one node, the last; entering it at a word costs the arc that the word had within it.
    smaller = np.full((size + 1, size + 1), _NEVER * 100)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    from_cycle = scores[np.ix_(outside, members)]
    smaller[:size, size] = from_cycle.max(axis=1)
    kept = scores[cycle, [heads[i] for i in cycle]]
    entering = scores[np.ix_(members, outside)] - kept[:, None]
    smaller[size, :size] = entering.max(axis=0)
    reduced = _chu_liu_edmonds(smaller)
    result = list(heads)
    for place, word in enumerate(outside.tolist()):
        if word == 0:
            continue
        head = reduced[place]
        result[word] = cycle[int(from_cycle[place].argmax())] if head == size else int(outside[head])
    head = reduced[size]
    result[cycle[int(entering[:, head].argmax())]] = int(outside[head])
    return result


def _find_cycle(heads: list[int]) -> list[int] | None:
    """Return the nodes of a cycle; node 0 is the root and ends every walk."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        node = start
        walk = []
        while state[node] == 0:
            state[node] = 1
            walk.append(node)
            node = heads[node]
        if state[node] == 1:
            return walk[walk.index(node) :]
        for seen in walk:
            state[seen] = 2
    return None
