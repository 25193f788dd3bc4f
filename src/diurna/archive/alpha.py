"""Krippendorff's alpha: how far coders agree beyond chance, for any number of them, with values missing.

    alpha = 1 - D_observed / D_expected

D_observed is the mean difference of values within units, D_expected that of values drawn from all units (Klaus Krippendorff, Content Analysis,
ch. 12; the worked examples of "Computing Krippendorff's Alpha-Reliability", 2011, are the test). A unit is what was judged: its values are those
of the coders who judged it; units with fewer than two values say nothing and are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

Metric = Literal["nominal", "interval"]
Unit = Mapping[str, Hashable]
"""The value that each coder, by name, gave it."""
FEW_UNITS = 30
"""Below so many units the interval of alpha is too wide to tell reliable from unreliable coding."""
DRAWS = 1_000
AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha:
    """`value` is None where all values are the same, or none can be compared: then there is nothing to agree on beyond chance. `low` and `high` hold
    95 % of the alphas of units drawn again. `units`: those with two values or more; `same`: those on which all coders agree."""

    metric: Metric
    value: float | None
    low: float | None
    high: float | None
    units: int
    same: int
    coders: int

    @property
    def is_few(self) -> bool:
        return self.units < FEW_UNITS


def alpha(units: Sequence[Unit], metric: Metric = "nominal") -> Alpha:
    """The agreement over these units; interval values are numbers."""
    compared = [unit for unit in units if len(unit) > 1]
    told = [_differences(list(unit.values()), metric) for unit in compared]
    value = _alpha(compared, told, metric)
    low, high = _interval(compared, told, metric) if value is not None else (None, None)
    return Alpha(
        metric=metric,
        value=value,
        low=low,
        high=high,
        units=len(compared),
        same=sum(one == 0 for one in told),
        coders=len({coder for unit in compared for coder in unit}),
    )


def _alpha(units: Sequence[Unit], told: Sequence[float], metric: Metric) -> float | None:
    values = [value for unit in units for value in unit.values()]
    if len(values) < 2:
        return None
    expected = _differences(values, metric) / (len(values) * (len(values) - 1))
    if expected == 0:
        return None
    observed = sum(one / (len(unit) - 1) for unit, one in zip(units, told, strict=True)) / len(values)
    return 1 - observed / expected


def _differences(values: Sequence[Hashable], metric: Metric) -> float:
    """The sum of the differences of all ordered pairs of values."""
    if metric == "interval":
        numbers = np.array(values, dtype=float)
        numbers -= numbers.mean()  # so that days since year 1 keep their digits when squared
        return float(2 * len(numbers) * (numbers**2).sum())
    counts = Counter(values)
    return float(len(values) ** 2 - sum(n * n for n in counts.values()))


def _interval(units: Sequence[Unit], told: Sequence[float], metric: Metric) -> tuple[float | None, float | None]:
    """Ends of the middle 95 % of the alphas of units drawn again with replacement, the same in every run."""
    sizes = np.array([len(unit) for unit in units], dtype=float)
    within = np.array(told) / (sizes - 1)
    if metric == "interval":
        mean = np.array([value for unit in units for value in unit.values()], dtype=float).mean()
        centred = [np.array(list(unit.values()), dtype=float) - mean for unit in units]
        sums = np.array([[one.sum(), (one**2).sum()] for one in centred])
    else:
        values = {value: n for n, value in enumerate(dict.fromkeys(v for unit in units for v in unit.values()))}
        sums = np.zeros((len(units), len(values)))
        for n, unit in enumerate(units):
            for value in unit.values():
                sums[n, values[value]] += 1
    chance = np.random.default_rng(0)
    found: list[float] = []
    for _ in range(DRAWS // AT_ONCE):
        drawn = chance.multinomial(len(units), np.full(len(units), 1 / len(units)), size=AT_ONCE).astype(float)
        of_all, total = drawn @ sizes, drawn @ sums
        if metric == "interval":
            differences = 2 * (of_all * total[:, 1] - total[:, 0] ** 2)
        else:
            differences = of_all**2 - (total**2).sum(axis=1)
        expected = differences / (of_all * (of_all - 1))
        observed = drawn @ within / of_all
        found += [1 - one / other for one, other in zip(observed, expected, strict=True) if other > 1e-12]
    if len(found) < DRAWS // 2:
        return None, None
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high)
