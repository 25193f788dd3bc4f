"""Bases, camps, hospitals, prisons, squares named in full, which no gazetteer holds: "Abu Duhur Military Airbase", "Camp Ashraf"."""

from __future__ import annotations

from collections.abc import Iterator

from diurna.language.sentence import Sentence
from diurna.places.surroundings import Range, capitalised, is_located
from diurna.places.words import act_words, words

_BETWEEN = frozenset(
    {
        "military",
        "air",
        "international",
        "refugee",
        "central",
        "general",
        "nuclear",
        "power",
        "forward",
        "operating",
        "combat",
        "naval",
        "joint",
    }
)
_LONGEST = 5
"""Words in the longest such name."""


def find_sites(sentence: Sentence) -> Iterator[Range]:
    """The names of sites that a preposition or an act sets in place; not in a line where most words have capitals."""
    if _is_title_case(sentence):
        return
    last_words, first_words = words()["site_name"], words()["site_first"]
    for token in sentence.tokens:
        if not token.text[:1].isupper() or token.text.isupper():
            continue
        word = token.text.lower()
        run = None
        if word in last_words:
            run = _before(sentence, token.i)
        if run is None and word in first_words:
            run = _behind(sentence, token.i)
        if run is not None and (_is_on(sentence, run) or is_located(sentence, run) or _is_fallen_upon(sentence, run)):
            yield run


def _before(sentence: Sentence, last: int) -> Range | None:
    """The proper nouns that end with the word for the kind."""
    first = last
    while first and last - first < _LONGEST and _is_part(sentence, first - 1):
        first -= 1
    proper = [i for i in range(first, last) if sentence.tokens[i].text.lower() not in _BETWEEN]
    return (first, last) if proper and first > 0 else None


def _behind(sentence: Sentence, first: int) -> Range | None:
    """The proper nouns behind the word for the kind ("Forward Operating Base Delaram")."""
    last = first
    while last + 1 < len(sentence.tokens) and last - first < _LONGEST and _is_part(sentence, last + 1):
        last += 1
    if last == first:
        return None
    while first and _is_part(sentence, first - 1):
        first -= 1
    return (first, last) if first > 0 else None


def _is_part(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    if token.text in {"-", "’", "'"}:
        return 0 < i < len(sentence.tokens) - 1 and sentence.tokens[i - 1].end == token.start
    if token.text[:1].isupper() and token.text.lower() in _BETWEEN:
        return True
    return capitalised(sentence, i) and token.upos == "PROPN"


def _is_on(sentence: Sentence, run: Range) -> bool:
    return sentence.tokens[run[0] - 1].text.lower() == "on"


def _is_fallen_upon(sentence: Sentence, run: Range) -> bool:
    """Whether something is done to the site that is done to places: "retook Menagh Air Base", "shells hit Nasser Hospital"."""
    heads = [i for i in range(run[0], run[1] + 1) if not run[0] <= sentence.tokens[i].head <= run[1]]
    return any(
        sentence.tokens[i].dep in {"obj", "nsubj:pass"}
        and sentence.tokens[sentence.tokens[i].head].lemma.lower() in act_words()["reaching"]
        for i in heads
    )


def _is_title_case(sentence: Sentence) -> bool:
    """Whether capitals tell nothing of names: no verb, noun or adjective of the line is written small."""
    return not any(t.text[:1].islower() and t.upos in {"VERB", "NOUN", "ADJ"} for t in sentence.tokens)
