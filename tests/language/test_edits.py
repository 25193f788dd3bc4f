"""Lemmas as edits: derived from a pair of form and lemma, applied to any form that they fit."""

import pytest

from diurna.language.edits import apply_edit, derive_edit, fits

PAIRS = [
    ("armies", "army", "lower|ies|y"),
    ("Talks", "talk", "lower|s|"),
    ("said", "say", "lower|id|y"),
    ("went", "go", "whole|went|go"),
    ("Went", "go", "whole|went|go"),
    ("Putin", "Putin", "keep||"),
    ("PUTIN", "Putin", "capital||"),
    ("NATO", "NATO", "keep||"),
    ("the", "the", "lower||"),
]


@pytest.mark.parametrize(("word", "lemma", "edit"), PAIRS)
def test_edit_of_a_pair_and_back(word: str, lemma: str, edit: str) -> None:
    assert derive_edit(word, lemma) == edit
    assert fits(edit, word)
    assert apply_edit(edit, word) == lemma


@pytest.mark.parametrize(
    ("edit", "word", "why"),
    [
        ("lower|ies|y", "army", "the word has another ending"),
        ("whole|went|go", "bent", "a whole word is replaced only where it is that word"),
        ("lower|s|", "s", "nothing would be left"),
        ("capital||", "putin", "a word in lower case is not made a name"),
    ],
)
def test_edit_that_does_not_fit(edit: str, word: str, why: str) -> None:
    assert not fits(edit, word), why


def test_a_word_with_the_separator_has_no_edit() -> None:
    assert derive_edit("a|b", "a|b") is None
