"""The text of a report and its title."""

from __future__ import annotations

import pytest

from diurna.record import Report


@pytest.mark.parametrize(
    ("title", "text", "whole"),
    [
        ("Arnor helps Gondor", "The king sent grain.", "Arnor helps Gondor\n\nThe king sent grain."),
        (
            "Arnor helps Gondor",
            "Arnor helps Gondor\n\nThe king sent grain.",
            "Arnor helps Gondor\n\nThe king sent grain.",
        ),
        (
            "Arnor helps Gondor ",
            "\nArnor helps Gondor: the king sent grain.",
            "\nArnor helps Gondor: the king sent grain.",
        ),
        ("Iran", "Iranian ministers met.", "Iran\n\nIranian ministers met."),
        (None, "The king sent grain.", "The king sent grain."),
    ],
)
def test_a_title_that_the_text_does_not_open_with_is_set_before_it(title: str | None, text: str, whole: str) -> None:
    assert Report.from_text(text, title=title).text == whole


def test_the_same_text_has_the_same_id() -> None:
    assert Report.from_text("The king sent grain.").doc_id == Report.from_text("The king sent grain.").doc_id
    assert Report.from_text("The king sent grain.", doc_id="a").doc_id == "a"
