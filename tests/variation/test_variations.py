"""A sentence said in another way gives the same event."""

from __future__ import annotations

import importlib.util
import sys
from collections import defaultdict
from pathlib import Path

from diurna.coding import Coder
from diurna.ontology import load_ontology

SCRIPT = Path(__file__).parents[2] / "scripts" / "variations.py"
ENOUGH = 0.95
"""Of all variants; no kind of variation may be much worse."""
ENOUGH_OF_A_KIND = 0.90

spec = importlib.util.spec_from_file_location("variations", SCRIPT)
assert spec is not None and spec.loader is not None
variations = importlib.util.module_from_spec(spec)
sys.modules["variations"] = variations
spec.loader.exec_module(variations)


def test_the_acts_are_of_all_types() -> None:
    acts = variations.acts()
    assert len(acts) >= 100
    assert {act["type"] for act in acts} == set(load_ontology().types)
    assert len({variant.sentence for variant in variations.variants()}) >= 500


def test_variants_are_coded_as_expected() -> None:
    tally: defaultdict[str, list[bool]] = defaultdict(list)
    faults = []
    for variant, events in variations.coded(Coder()):
        right = variations.is_right(variant, events)
        tally[variant.kind].append(right)
        if not right:
            got = variations.said(events) or "nothing"
            faults.append(f"{variant.kind}: {variant.sentence} expected {variant.expected}, got {got}")
    marks = [mark for own in tally.values() for mark in own]
    assert sum(marks) / len(marks) >= ENOUGH, "\n".join(faults)
    for kind, own in tally.items():
        assert sum(own) / len(own) >= ENOUGH_OF_A_KIND, f"{kind}:\n" + "\n".join(
            f for f in faults if f.startswith(kind)
        )
