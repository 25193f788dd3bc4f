"""Trees mended: a verb has one subject."""

from __future__ import annotations

import pytest

from diurna.language import Language
from diurna.language.repairs import mend
from diurna.language.sentence import Token


def tree(*words: tuple[str, str, int]) -> tuple[Token, ...]:
    return tuple(
        Token(i=i, start=0, end=0, text=text, lemma=text, upos="X", tag="", feats="", dep=dep, head=head)
        for i, (text, dep, head) in enumerate(words)
    )


def test_the_first_of_two_subjects_goes_to_the_quoted_clause() -> None:
    parsed = tree(("Gunmen", "nsubj", 3), ("fled", "ccomp", 3), ("police", "nsubj", 3), ("said", "root", 3))
    assert [t.head for t in mend(parsed)] == [1, 3, 3, 3]


def test_a_name_before_that_is_whom_the_verb_tells() -> None:
    parsed = tree(
        ("Brussels", "nsubj", 1),
        ("warned", "root", 1),
        ("Tbilisi", "nsubj", 6),
        ("that", "mark", 6),
        ("it", "nsubj", 6),
        ("would", "aux", 6),
        ("act", "ccomp", 1),
    )
    assert [(t.dep, t.head) for t in mend(parsed)][2] == ("iobj", 1)


def test_a_clause_with_a_subject_of_its_own_is_left() -> None:
    parsed = tree(("He", "nsubj", 1), ("said", "root", 1), ("they", "nsubj", 3), ("fled", "ccomp", 1))
    assert mend(parsed) == parsed


@pytest.mark.parametrize(
    "text",
    [
        "Nigerian gunmen freed 20 hostages after a ransom was paid, local officials said.",
        "Rebels shelled the town, a minister said.",
    ],
)
def test_no_verb_has_two_subjects(language: Language, text: str) -> None:
    for sentence in language.parse(text):
        for token in sentence.tokens:
            assert len(sentence.dependents(token.i, "nsubj", "nsubj:pass")) <= 1


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Despite a warning by the bloc, Niamey on Monday formally recognised the new rulers.", "recognised", "Niamey"),
        ("Norway will lend Chad 40 million dollars, a statement issued by its ministry said.", "lend", "Norway"),
        (
            "Peru has dropped the plan put forward by Quito, a senior aide to President Toledo confirmed.",
            "confirmed",
            "aide",
        ),
        ("Kyiv must withdraw, the speaker of the assembly insisted.", "insisted", "speaker"),
    ],
)
def test_a_clause_has_the_subject_that_stands_before_it(language: Language, text: str, verb: str, subject: str) -> None:
    found = [
        sentence.tokens[child].text
        for sentence in language.parse(text)
        for token in sentence.tokens
        if token.text == verb
        for child in sentence.dependents(token.i, "nsubj")
    ]
    assert found == [subject]


def test_crossed_subjects_change_places() -> None:
    parsed = tree(("Chad", "nsubj", 3), ("paid", "ccomp", 3), ("ministers", "nsubj", 1), ("said", "root", 3))
    assert [t.head for t in mend(parsed)] == [1, 3, 3, 3]


def test_a_preposition_on_a_title_marks_the_name() -> None:
    parsed = tree(("met", "root", 0), ("with", "case", 2), ("leader", "nmod:desc", 3), ("Okoye", "obl", 0))
    assert mend(parsed)[1].head == 3


def test_what_follows_a_name_with_a_verb_in_it_belongs_to_the_verb_of_the_sentence(language: Language) -> None:
    (sentence,) = language.parse("Ministers will host the Global Coalition to Counter ISIL in Oslo on 3 May.")
    oslo = next(t for t in sentence.tokens if t.text == "Oslo")
    assert sentence.tokens[oslo.head].text == "host"
