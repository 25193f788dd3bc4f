"""Names read off label scores are always well formed."""

import numpy as np

from diurna.language.names import NameDecoder

LABELS = ["O", "B-ORG", "I-ORG", "L-ORG", "U-ORG", "B-GPE", "I-GPE", "L-GPE", "U-GPE"]


def _scores(*rows: dict[str, float]) -> np.ndarray:
    return np.array([[row.get(label, 0.0) for label in LABELS] for row in rows])


def test_well_formed_labels_are_read_as_they_are() -> None:
    scores = _scores({"B-ORG": 5}, {"I-ORG": 5}, {"L-ORG": 5}, {"O": 5}, {"U-GPE": 5})
    assert NameDecoder(LABELS).names(scores) == [(0, 2, "ORG"), (4, 4, "GPE")]


def test_ill_formed_labels_are_mended() -> None:
    """The last word is best read as "inside", but no name may end there: the best whole reading wins."""
    scores = _scores({"B-ORG": 5}, {"I-ORG": 3, "L-ORG": 2.5})
    assert NameDecoder(LABELS).names(scores) == [(0, 1, "ORG")]


def test_no_names() -> None:
    assert NameDecoder(LABELS).names(_scores({"O": 1}, {"O": 1})) == []
