"""The company of a record: where a report tells of politics throughout, a sentence that by itself might be of everyday life is of politics too."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.coding.confidence import Evidence, chance_of, odds_of

SURE = 0.6
"""The confidence from which a record, by its own sentence, makes that sentence political."""
MANY = 3
"""How many other such sentences are all the company that counts."""
SPARSE, DENSE = 0.1, 0.3
"""The share of a report's other sentences that are political, below which they say nothing and from which they say all."""
LOG_ODDS = 2.0
"""What full company adds to the log-odds: of records at 0.1 to 0.2 by themselves, half are right in such reports."""


def confidences_of(evidence: Sequence[tuple[int, Evidence]], sentences: int) -> list[float]:
    """The confidence of each record of a report in the light of the others.

    `evidence` has the number of each record's sentence with what its own sentence says for it; `sentences` is how many the report has.
    """
    odds = [odds_of(e) for _, e in evidence]
    political = {at for (at, _), o in zip(evidence, odds, strict=True) if chance_of(o) >= SURE}
    return [
        chance_of(o + LOG_ODDS * company_of(len(political) - (at in political), sentences - 1))
        for (at, _), o in zip(evidence, odds, strict=True)
    ]


def company_of(political: int, sentences: int) -> float:
    """How far other sentences of a report stand for a sentence, 0 to 1: by how many of them, and how many in a hundred, are political."""
    if sentences <= 0:
        return 0.0
    dense = (political / sentences - SPARSE) / (DENSE - SPARSE)
    return min(1.0, political / MANY) * min(1.0, max(0.0, dense))
