"""Confidence: the same words tell of politics or of everyday life by who acts and by the words around."""

from __future__ import annotations

import pytest

from diurna.coding import Coder
from diurna.coding.confidence import WEIGHTS, Evidence, confidence_of, features
from diurna.record import Report

PLAIN = Evidence(
    type="REQUEST",
    actor=None,
    recipient=None,
    both=False,
    of_states=False,
    strictness=1.0,
    is_everyday=True,
    is_noun=False,
    hypothetical=False,
    located=False,
    politics=0,
    everyday=0,
    common=0,
    plain_part=False,
    personal=False,
    of_oneself=False,
    order=False,
    country=False,
)

# (of politics, of everyday life): one act, told of either.
PAIRS = [
    ("The senate rejected the reform bill.", "The publisher rejected the poem."),
    ("The opposition accused the government of fraud.", "The tenant accused the plumber of fraud."),
    ("Peace talks between the junta and the rebels collapsed on Friday.", "The kitchen shelf collapsed on Friday."),
    ("Rebels and the army clashed near the border.", "The two tenors clashed at the opera."),
    ("The union threatened to strike in Dakar over fuel prices.", "The singer threatened to leave the band."),
    ("The rebels released a hostage.", "The band released a single."),
    ("The two presidents met in Astana.", "The two cyclists met at a cafe."),
    ("Farmers blocked the border crossing in protest at the tariffs.", "My uncle blocked the garden gate with his bicycle."),
    ("The UN refugee agency appealed for food aid.", "The chef appealed for more pepper."),
    ("The Congolese bishop condemned the massacre of civilians.", "The bishop condemned the soup."),
    ("Tanzania beat back an attack by militants from Mozambique.", "Tanzania beat Mozambique 2-1 in the semifinal."),
    ("France and Italy agreed to share intelligence on militants.", "The two bakeries agreed to share an oven."),
    ("Aid workers delivered food aid to the refugees.", "The pizzeria delivered two pizzas."),
    ("The foreign minister apologised for the remark.", "The waitress apologised for the soup."),
]  # fmt: skip


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize("sentence", [political for political, _ in PAIRS])
def test_politics_is_recorded(coder: Coder, sentence: str) -> None:
    assert coder.code(Report.from_text(sentence))


@pytest.mark.parametrize("sentence", [everyday for _, everyday in PAIRS])
def test_everyday_life_is_not(coder: Coder, sentence: str) -> None:
    assert coder.code(Report.from_text(sentence)) == []


def test_every_weight_has_its_evidence() -> None:
    assert set(WEIGHTS) == set(features(PLAIN))


def test_evidence_without_a_weight_says_nothing() -> None:
    assert confidence_of(PLAIN, {"bias": 0.0}) == 0.5
