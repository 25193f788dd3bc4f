"""The style: colours that contrast as WCAG 2.2 AA asks, quad classes as in pictures, small files."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import diurna.web
from diurna.plots.style import COLOURS, NO_QUAD, QUADS
from diurna.web.words import SHAPES, day_span

STATIC = Path(diurna.web.__file__).parent / "static"
CSS = (STATIC / "desk.css").read_text()
LIGHT = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", CSS.split("@media")[0]))
DARK = LIGHT | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", CSS.split("@media")[1]))
MARKS = ("act", "actor", "recipient", "voice", "place", "time", "number", "lit")


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, section 1.4.3."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(colours: dict[str, str]) -> None:
    pairs = [
        (ink, ground)
        for ink in ("ink", "faint", "link", "alert", "act-line", "place-line")
        for ground in ("ground", "card")
    ]
    pairs += [("ink", mark) for mark in MARKS]
    low = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}
    lines = {mark: round(contrast(colours[f"{mark}-line"], colours[mark]), 2) for mark in MARKS[:-1]}
    assert {mark: ratio for mark, ratio in lines.items() if ratio < 3} == {}
    assert contrast(colours["focus"], colours["ground"]) >= 3


def test_quad_classes_have_the_colours_of_pictures_and_a_shape_each() -> None:
    assert [LIGHT[f"quad-{quad}"] for quad in QUADS] == [COLOURS[name] for name in QUADS.values()]
    assert LIGHT["quad-0"] == COLOURS[NO_QUAD]
    assert len(set(SHAPES.values())) == len(SHAPES) == 5
    for quad in range(5):
        ink = "#ffffff" if quad in (2, 4) else "#14181b"
        assert contrast(ink, LIGHT[f"quad-{quad}"]) >= 3  # a sign, not words (WCAG 1.4.11)


def test_nothing_is_fetched_from_elsewhere_and_little_from_here() -> None:
    files = [file for file in STATIC.iterdir() if file.is_file()]
    assert sum(file.stat().st_size for file in files) < 100_000
    for file in files:
        text = file.read_text().replace("http://www.w3.org/2000/svg", "")  # the name of a language, not an address
        assert not re.search(r"https?://|@import|\beval\b|new Function|innerHTML", text), file.name


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2021-09-08", "2021-09-08", "8 September 2021"),
        ("2021-09-08", "2021-09-09", "8 to 9 September 2021"),
        ("2022-02-28", "2022-03-01", "28 February to 1 March 2022"),
        ("2022-12-31", "2023-01-01", "31 December 2022 to 1 January 2023"),
        ("2021-09-08", "2022-09-08", "8 September 2021 to 8 September 2022"),
    ],
)
def test_days_are_told_with_each_part_once(first: str, last: str, told: str) -> None:
    assert day_span(date.fromisoformat(first), date.fromisoformat(last)) == told
