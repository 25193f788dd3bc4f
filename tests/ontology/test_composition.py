"""Every act under every stance: what comes out is an event of PLOVER with its own modes and a code of CAMEO, or knowingly none."""

from __future__ import annotations

import pytest

from diurna.acts.meaning import compose, meaning_of_act, stance_alone
from diurna.ontology import STATEMENT, load_ontology

ONTOLOGY = load_ontology()
ACTOR, ADDRESSEE, TARGET = (0,), (1,), (2,)
MODAL = ("intend", "promise", "ask", "demand", "refuse", "threaten")


@pytest.mark.parametrize("stance", sorted(ONTOLOGY.stances))
def test_every_cell_is_sound(stance: str) -> None:
    rule = ONTOLOGY.stances[stance]
    for act in ONTOLOGY.acts.values():
        composed = compose(ONTOLOGY, rule, meaning_of_act(act, (), TARGET), ACTOR, ADDRESSEE)
        if composed is None or not composed.is_event:
            continue
        assert composed.cameo in ONTOLOGY.cameo
        assert composed.type == STATEMENT or set(composed.modes) <= set(ONTOLOGY.types[composed.type].modes)
        assert composed.actors == ACTOR
        assert composed.status in ("actual", "future", "hypothetical", "negated")
        assert composed.chain == (stance, act.name)


@pytest.mark.parametrize("act", sorted(name for name, a in ONTOLOGY.acts.items() if a.type != STATEMENT))
def test_every_act_fires_under_the_modal_stances(act: str) -> None:
    inner = meaning_of_act(ONTOLOGY.acts[act], (), TARGET)
    fired = [s for s in MODAL if (m := compose(ONTOLOGY, ONTOLOGY.stances[s], inner, ACTOR, ADDRESSEE)) and m.is_event]
    assert len(fired) >= 3


# act, stance, type, modes, CAMEO, status, recipient: the codebook's product structure, cell by cell.
CELLS = [
    ("give-humanitarian-aid", "ask", "REQUEST", ("assist",), "0233", "actual", ADDRESSEE),
    ("give-humanitarian-aid", "intend", "AGREE", (), "0333", "future", TARGET),
    ("give-humanitarian-aid", "demand", "REQUEST", ("assist",), "1033", "actual", ADDRESSEE),
    ("give-humanitarian-aid", "refuse", "REJECT", ("assist",), "1223", "actual", ADDRESSEE),
    ("give-humanitarian-aid", "stop", "SANCTION", ("withdraw",), "1623", "actual", TARGET),
    ("withdraw-troops", "demand", "REQUEST", ("yield",), "1056", "actual", ADDRESSEE),
    ("withdraw-troops", "refuse", "REJECT", ("yield",), "1246", "actual", ADDRESSEE),
    ("withdraw-troops", "announce", "CONCEDE", (), "0874", "actual", TARGET),
    ("impose-sanctions", "threaten", "THREATEN", ("relations",), "1312", "actual", ADDRESSEE),
    ("impose-sanctions", "stop", "CONCEDE", (), "085", "actual", TARGET),
    ("attack", "threaten", "THREATEN", ("violence",), "1384", "actual", ADDRESSEE),
    ("attack", "intend", "ASSAULT", (), "1384", "future", TARGET),
    ("attack", "promise", "THREATEN", ("violence",), "1384", "actual", TARGET),
    ("impose-sanctions", "intend", "THREATEN", ("relations",), "1312", "actual", TARGET),
    ("impose-sanctions", "agree", "SANCTION", ("discontinue",), "163", "future", TARGET),
    ("mobilize-troops", "intend", "MOBILIZE", ("troops",), "154", "future", TARGET),
    ("torture", "accuse", "ACCUSE", ("allege",), "1122", "actual", ADDRESSEE),
    ("massacre", "investigate", "ACCUSE", ("investigate",), "094", "actual", ADDRESSEE),
    ("attack", "accuse", "ACCUSE", ("allege",), "1123", "actual", ADDRESSEE),
    ("attack", "deny", "REJECT", (), "016", "actual", ADDRESSEE),
    ("attack", "fail", "ASSAULT", (), "190", "negated", TARGET),
    ("attack", "stop", "RETREAT", ("ceasefire",), "0871", "actual", TARGET),
    ("negotiate", "refuse", "REJECT", ("meet",), "125", "actual", ADDRESSEE),
    ("negotiate", "stop", "SANCTION", ("discontinue",), "164", "actual", TARGET),
    ("release-prisoners", "ask", "REQUEST", ("yield",), "0253", "actual", ADDRESSEE),
    ("change-institutions", "demand", "REQUEST", ("change",), "1044", "actual", ADDRESSEE),
]


@pytest.mark.parametrize(("act", "stance", "type_", "modes", "cameo", "status", "recipient"), CELLS)
def test_cell(
    act: str, stance: str, type_: str, modes: tuple[str, ...], cameo: str, status: str, recipient: tuple[int, ...]
) -> None:
    found = compose(
        ONTOLOGY, ONTOLOGY.stances[stance], meaning_of_act(ONTOLOGY.acts[act], (), TARGET), ACTOR, ADDRESSEE
    )
    assert found is not None
    assert (found.type, found.modes, found.cameo, found.status) == (type_, modes, cameo, status)
    assert found.recipients == recipient


@pytest.mark.parametrize("stance", sorted(name for name, rule in ONTOLOGY.stances.items() if rule.alone))
def test_stance_alone(stance: str) -> None:
    found = stance_alone(ONTOLOGY.stances[stance], ACTOR, ADDRESSEE)
    assert found is None or (found.type in {*ONTOLOGY.types, STATEMENT} and found.cameo in ONTOLOGY.cameo)


def test_scores() -> None:
    assert ONTOLOGY.goldstein("163") == -8
    assert ONTOLOGY.quad("SANCTION") == 4
    assert ONTOLOGY.scale("CONSULT", ("visit",)) == 4
    assert ONTOLOGY.scale("CONSULT", ()) == 2.5
    assert ONTOLOGY.scale(STATEMENT, ()) is None
