"""Krippendorff's alpha, on the worked examples of "Computing Krippendorff's Alpha-Reliability" (2011): A and B two observers, C four with values missing."""

from __future__ import annotations

import pytest

from diurna.archive.alpha import Metric, alpha

A = ("0100000010", "1110010000")
B = ("aabbdcccedda", "babbbccceddd")
C = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def units(*observers: str) -> list[dict[str, str]]:
    return [{str(n): value for n, value in enumerate(unit) if value != "."} for unit in zip(*observers, strict=True)]


@pytest.mark.parametrize(
    ("observers", "metric", "expected", "compared"),
    [(A, "nominal", 0.095, 10), (B, "nominal", 0.692, 12), (C, "nominal", 0.743, 11), (C, "interval", 0.849, 11)],
)
def test_published_examples(observers: tuple[str, ...], metric: Metric, expected: float, compared: int) -> None:
    found = alpha(units(*observers), metric)
    assert found.value == pytest.approx(expected, abs=0.0005)
    assert (found.units, found.coders) == (compared, len(observers))
    assert found.is_few
    assert found.low is not None and found.high is not None
    assert found.low < expected < found.high


def test_agreement_in_all_is_one_and_chance_is_none() -> None:
    assert alpha([{"a": n % 3, "b": n % 3} for n in range(40)]).value == 1
    opposite = alpha([{"a": n % 2, "b": (n + 1) % 2} for n in range(40)])
    assert opposite.value is not None and opposite.value < -0.9
    assert not opposite.is_few


@pytest.mark.parametrize("given", [[], [{"a": 1}], [{"a": 1, "b": 1}] * 5], ids=["nothing", "one coder", "one value"])
def test_where_nothing_can_differ_there_is_no_alpha(given: list[dict[str, int]]) -> None:
    found = alpha(given)
    assert (found.value, found.low, found.high) == (None, None, None)


def test_far_days_keep_their_distance() -> None:
    """Days since the year 1 are large numbers, their differences small."""
    near = [{"a": 738_000 + n, "b": 738_000 + n + n % 2} for n in range(30)]
    far = [{"a": 738_000 + n, "b": 738_000 + 29 - n} for n in range(30)]
    assert (alpha(near, "interval").value or 0) > 0.99 > 0 > (alpha(far, "interval").value or 0)
