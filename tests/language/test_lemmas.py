"""How a lemma is chosen, with a few edits and words of our own."""

from pathlib import Path

import numpy as np
import pytest

from diurna.errors import DataError
from diurna.language.component import TABLES
from diurna.language.lemmas import LemmaTables, Lemmatizer, load_lemma_tables

EDITS = ["lower||", "lower|d|", "lower|ed|", "lower|s|", "keep||"]
LEMMATIZER = Lemmatizer(EDITS, LemmaTables({("fled", "VERB"): "flee"}, {"VERB": frozenset(["refuse", "walk"])}))

CASES = [
    ("walked", "VERB", [0, 1, 5, 0, 0], "walk", "the best edit gives a known verb"),
    ("refused", "VERB", [0, 2, 5, 0, 0], "refuse", "the best edit gives no verb, the next one does"),
    ("refused", "VERB", [0, -9, 5, 0, 0], "refus", "the one that does is far too unlikely"),
    ("zorbed", "VERB", [0, 1, 5, 0, 0], "zorb", "no edit gives a known verb: the best stands"),
    ("refused", "ADJ", [5, 2, 3, 0, 0], "refused", "only verbs and nouns are checked"),
    ("fled", "VERB", [5, 0, 0, 0, 0], "flee", "an irregular form"),
    ("Wars", "NOUN", [0, 9, 8, 5, 0], "war", "edits that do not fit are passed over"),
    ("”", "PUNCT", [0, 0, 0, 0, 5], '"', "marks have their typewriter form"),
]


@pytest.mark.parametrize(("word", "upos", "scores", "lemma", "why"), CASES)
def test_choice(word: str, upos: str, scores: list[float], lemma: str, why: str) -> None:
    assert LEMMATIZER.lemma(word, upos, np.array(scores, np.float32)) == lemma, why


@pytest.mark.parametrize(("upos", "lemma"), [("NOUN", "qi"), ("PROPN", "QI")])
def test_where_no_edit_fits_the_word_stands(upos: str, lemma: str) -> None:
    lemmatizer = Lemmatizer(["lower|s|"], LemmaTables({}, {}))
    assert lemmatizer.lemma("QI", upos, np.array([1.0], np.float32)) == lemma


def test_shipped_tables_are_read() -> None:
    tables = load_lemma_tables(TABLES)
    assert tables.irregular["sought", "VERB"] == "seek"
    assert {"attack", "negotiate"} <= tables.known["VERB"]


def test_conflicting_forms_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "irregular_forms.tsv").write_text("upos\tlemma\tforms\nVERB\tlie\tlay\nVERB\tlay\tlay\n")
    with pytest.raises(DataError, match="line 3: 'lay' already has the lemma 'lie'"):
        load_lemma_tables(tmp_path)
