"""The best tree: compared with trying all trees of small sentences."""

from itertools import product

import numpy as np
import pytest

from diurna.language.trees import best_heads


def _is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(-1) != 1:
        return False
    for start in range(len(heads)):
        node, steps = start, 0
        while node != -1:
            node, steps = heads[node], steps + 1
            if steps > len(heads):
                return False
    return True


def _total(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[i, head + 1] for i, head in enumerate(heads)))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_best_tree_is_the_best_of_all(count: int) -> None:
    random = np.random.default_rng(count)
    trees = [heads for heads in product(range(-1, count), repeat=count) if _is_tree(heads)]
    for _ in range(20):
        scores = random.normal(size=(count, count + 1))
        found = tuple(best_heads(scores).tolist())
        assert _is_tree(found)
        assert _total(scores, found) == pytest.approx(max(_total(scores, heads) for heads in trees))


def test_cycle_is_broken() -> None:
    scores = np.array([[0.0, -9.0, 5.0, 0.0], [0.0, 5.0, -9.0, 0.0], [1.0, 0.0, 0.0, -9.0]])
    assert _is_tree(tuple(best_heads(scores).tolist()))
