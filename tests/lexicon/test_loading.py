"""The strict loader: a fault in a lexicon file is named with file, entry and field."""

from __future__ import annotations

import pytest

from diurna.errors import DataError
from diurna.lexicon import Lexicon, build_lexicon, load_lexicon
from diurna.ontology import load_ontology

CLASSES = '[aid]\nwords = ["food", "grain"]\n'
LIGHT = '[actor]\nverbs = ["launch"]\n'
GOOD = """
[[entry]]
id = "give-food"
act = "give-humanitarian-aid"
verb = ["ACTOR send @aid to RECIPIENT"]
yes = ["Norway sent food to Chad."]
"""


def built(entries: str, classes: str = CLASSES, light: str = LIGHT) -> Lexicon:
    return build_lexicon(entries={"own.toml": entries}, classes=classes, light_verbs=light, ontology=load_ontology())


def test_a_good_entry_loads_and_is_found_by_its_lemma() -> None:
    lexicon = built(GOOD)
    assert lexicon.triggers == 1
    (reading,) = lexicon.index["verb", "send"]
    assert reading.entry.id == "give-food"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "give-food"', "", "own.toml: entry 1 has no id"),
        ('verb = ["ACTOR', 'verbs = []\nverb = ["ACTOR', "own.toml: give-food: unknown key 'verbs'"),
        ("give-humanitarian-aid", "give-alms", "own.toml: give-food: act: no act 'give-alms'"),
        ('act = "give-humanitarian-aid"', 'stance = "hope"', "own.toml: give-food: stance: no stance 'hope'"),
        ('act = "give-humanitarian-aid"', "", "own.toml: give-food: needs an act or a stance, and not both"),
        ('act = "', 'stance = "ask"\nact = "', "own.toml: give-food: needs an act or a stance, and not both"),
        ("@aid", "@help", "own.toml: give-food: 'ACTOR send @help to RECIPIENT': no class '@help'"),
        ("yes =", 'unless = ["@sport"]\nyes =', "own.toml: give-food: unless: no class '@sport'"),
        (
            'yes = ["Norway sent food to Chad."]',
            "",
            "own.toml: give-food: yes: an entry needs at least one example sentence",
        ),
        ('verb = ["ACTOR send @aid to RECIPIENT"]', "", "own.toml: give-food: has no pattern"),
        (
            "ACTOR send @aid to RECIPIENT",
            "ACTOR SEND RECIPIENT",
            "own.toml: give-food: 'ACTOR SEND RECIPIENT' has no trigger word",
        ),
        (
            "ACTOR send @aid to RECIPIENT",
            "ACTOR send @aid to",
            "own.toml: give-food: 'ACTOR send @aid to': nothing stands after 'to'",
        ),
        (
            'verb = ["ACTOR send',
            'noun = ["gift',
            "own.toml: give-food: 'gift @aid to RECIPIENT': '@aid' has no place here",
        ),
        ("[[entry]]", "[[entry]", "own.toml: "),
    ],
)
def test_a_fault_is_named_with_file_entry_and_field(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(DataError) as fault:
        built(GOOD.replace(old, new))
    assert str(fault.value).startswith(message)


def test_an_id_stands_once_over_all_files() -> None:
    with pytest.raises(DataError, match=r"second\.toml: entry 'give-food' stands in own\.toml too"):
        build_lexicon(
            entries={"own.toml": GOOD, "second.toml": GOOD},
            classes=CLASSES,
            light_verbs=LIGHT,
            ontology=load_ontology(),
        )


@pytest.mark.parametrize(
    ("classes", "message"),
    [
        ('[a]\nwords = []\ninclude = ["b"]\n', "classes: a: include: no class 'b'"),
        ('[a]\nwords = []\ninclude = ["a"]\n', "classes: a includes itself"),
        ('[a]\nwords = []\nnote = "x"\n', "classes: a: unknown key 'note'"),
    ],
)
def test_a_faulty_class_is_named(classes: str, message: str) -> None:
    with pytest.raises(DataError) as fault:
        built(GOOD, classes=CLASSES + classes)
    assert str(fault.value) == message


def test_a_light_verb_has_one_role() -> None:
    with pytest.raises(DataError, match=r"light-verbs\.toml: recipient: 'launch' stands twice"):
        built(GOOD, light=LIGHT + '[recipient]\nverbs = ["launch"]\n')


def test_the_shipped_lexicon_loads_with_examples_for_every_entry() -> None:
    lexicon = load_lexicon()
    assert lexicon is load_lexicon()
    assert all(entry.yes for entry in lexicon.entries)
    assert len(lexicon.version) == 8
