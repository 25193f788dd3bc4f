"""docs/composition.md is what the ontology says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from diurna.acts.meaning import compose, meaning_of_act
from diurna.ontology import load_ontology

ROOT = Path(__file__).parents[2]


def test_the_page_is_up_to_date() -> None:
    run = subprocess.run([sys.executable, "scripts/composition_table.py", "--check"], cwd=ROOT, check=False)
    assert run.returncode == 0, "run python scripts/composition_table.py"


def test_every_act_fires_under_at_least_three_stances() -> None:
    """Whatever can be done can be planned, asked for, refused …: each act comes to an event under three stances or more."""
    ontology = load_ontology()
    for act in ontology.acts.values():
        meaning = meaning_of_act(act, (1,), (2,))
        composed = [compose(ontology, rule, meaning, (3,), (4,)) for rule in ontology.stances.values()]
        events = [c for c in composed if c is not None and c.type]
        assert len(events) >= 3, act.name
        assert all(e.type in ontology.types or e.type == "STATEMENT" for e in events), act.name
        assert all(e.cameo in ontology.cameo for e in events), act.name
