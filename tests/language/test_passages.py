"""Texts of any length are cut into passages without losing a character that is not whitespace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.language.passages import LONGEST_RUN, PASSAGE, cut_passages, is_headline_line

PIECES = st.sampled_from(["word ", "\n", "\n\n", "x" * (LONGEST_RUN + 7), "many words " * 2_500, "\r\n", "\t", "é. "])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_nothing_is_lost_and_nothing_is_long(text: str) -> None:
    passages = list(cut_passages(text))
    at = 0
    for passage in passages:
        assert text[at : passage.start].strip() == ""
        assert 0 < passage.end - passage.start <= PASSAGE
        at = passage.end
    assert text[at:].strip() == ""


def test_paragraphs_are_the_lines_that_are_not_empty() -> None:
    text = "Headline\n\nFirst line.\n   \nSecond line."
    (passage,) = cut_passages(text)
    assert [passage.paragraph_at(text.index(word)) for word in ("Headline", "First", "Second")] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels take town\n\nThe rebels took it.", True),
        ("\nRebels take town\n \nThe rebels took it.", True),
        ("Rebels take town\nThe rebels took it.", False),
        ("Rebels take town\n\n", False),
        ("", False),
    ],
)
def test_headline_is_a_line_before_a_blank_line(text: str, expected: bool) -> None:
    assert is_headline_line(text) is expected
