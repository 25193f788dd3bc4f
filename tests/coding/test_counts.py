"""Counts: how many an act harmed, arrested, displaced or gathered (`counts.tsv`), and the numbers they rest on."""

from __future__ import annotations

from pathlib import Path

import pytest

from diurna.acts import Composer, Matcher
from diurna.coding.count_words import build_count_words
from diurna.coding.counts import counts_of
from diurna.coding.merging import merge_mentions
from diurna.coding.numbers import numbers_of
from diurna.errors import DataError
from diurna.language import Language, load_language
from diurna.lexicon import load_lexicon
from diurna.ontology import load_ontology

ROWS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("counts.tsv").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.fixture(scope="module")
def language() -> Language:
    return load_language()


@pytest.fixture(scope="module")
def composer() -> Composer:
    return Composer(Matcher(load_lexicon()), load_ontology())


@pytest.mark.parametrize(("text", "trigger", "expected"), ROWS)
def test_counts(language: Language, composer: Composer, text: str, trigger: str, expected: str) -> None:
    found: dict[str, str] = {}
    triggers = []
    for s in language.parse(text):
        for mention in merge_mentions(s, list(composer.read(s, speakers={}).mentions), composer.ontology):
            triggers.append(s.tokens[mention.frame.trigger].text)
            if trigger in ("*", triggers[-1]):
                counts = counts_of(s, mention)
                assert all(text[c.span.start : c.span.end] == c.span.text for c in counts.values())
                found = {
                    k: f"{'' if c.low is None else c.low}-{'' if c.high is None else c.high}" for k, c in counts.items()
                }
    assert len(triggers) == 1 if trigger == "*" else trigger in triggers
    assert found == ({} if expected == "-" else dict(part.split("=") for part in expected.split()))


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("7", 7, 7),
        ("43", 43, 43),
        ("1,250", 1250, 1250),
        ("12,500,000", 12_500_000, 12_500_000),
        ("two", 2, 2),
        ("nineteen", 19, 19),
        ("forty", 40, 40),
        ("forty-three", 43, 43),
        ("ninety-nine", 99, 99),
        ("one hundred", 100, 100),
        ("a hundred", 100, 100),
        ("a thousand", 1000, 1000),
        ("two hundred", 200, 200),
        ("two hundred and six", 206, 206),
        ("six hundred fifty", 650, 650),
        ("five thousand", 5000, 5000),
        ("three million", 3_000_000, 3_000_000),
        ("1.2 million", 1_200_000, 1_200_000),
        ("12 thousand", 12_000, 12_000),
        ("two dozen", 24, 24),
        ("a dozen", 12, 12),
        ("dozens of", 24, None),
        ("scores of", 40, None),
        ("hundreds of", 200, None),
        ("thousands of", 2000, None),
        ("tens of thousands of", 20_000, None),
        ("hundreds of thousands of", 200_000, None),
        ("millions of", 2_000_000, None),
        ("several hundred", 200, None),
        ("several thousand", 2000, None),
        ("several dozen", 24, None),
        ("a couple of", 2, 2),
        ("several", 3, None),
        ("a handful of", 3, None),
        ("at least 20", 20, None),
        ("at least twenty", 20, None),
        ("more than 500", 500, None),
        ("more than a hundred", 100, None),
        ("over 60", 60, None),
        ("no fewer than nine", 9, None),
        ("no less than 15", 15, None),
        ("upwards of 300", 300, None),
        ("in excess of 1,000", 1000, None),
        ("up to 30", None, 30),
        ("as many as 70", None, 70),
        ("fewer than 12", None, 12),
        ("less than 50", None, 50),
        ("no more than 10", None, 10),
        ("nearly 90", 90, 90),
        ("almost 200", 200, 200),
        ("about 6,000", 6000, 6000),
        ("around 25", 25, 25),
        ("some 14,000", 14_000, 14_000),
        ("roughly 80", 80, 80),
        ("approximately 35", 35, 35),
        ("an estimated 450", 450, 450),
        ("exactly 11", 11, 11),
        ("between 30 and 40", 30, 40),
        ("from 10 to 12", 10, 12),
        ("20 to 25", 20, 25),
        ("three or four", 3, 4),
        ("two to three thousand", 2000, 3000),
        ("30-35", 30, 35),
        ("30–35", 30, 35),
    ],
)
def test_numbers(language: Language, words: str, low: int | None, high: int | None) -> None:
    (s,) = language.parse(f"Rebels killed {words} soldiers.")
    assert [(n.low, n.high) for n in numbers_of(s)] == [(low, high)]


@pytest.mark.parametrize(
    ("text", "message"), [("verbs = [", "counts.toml"), ("[verbs]\ndead = ['kill']", "is unknown or missing")]
)
def test_a_faulty_file_is_named(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        build_count_words(text)
