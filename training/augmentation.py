"""Sentences rewritten as headlines and other styles that the treebanks lack.

Headlines drop articles, forms of "be" and the full stop, are often set in Title Case or capitals, and quote with
typewriter or typographic marks. Labels and trees are kept; only leaves are dropped.
"""

from __future__ import annotations

import random
from dataclasses import replace

from corpus import TrainingSentence, Word

HEADLINE_SHARE = 0.10
CASE_SHARE = 0.05
NO_STOP_SHARE = 0.03
QUOTE_SHARE = 0.10

_BE = {"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re"}
_SMALL = {"a", "an", "the", "of", "in", "on", "to", "for", "and", "or", "at", "by", "with", "from", "as", "after"}
_TO_CURLY = {"'": "’", "'s": "’s", "n't": "n’t", "'re": "’re", "'ve": "’ve", "'ll": "’ll", "'m": "’m", "'d": "’d"}
_TO_STRAIGHT = {curly: straight for straight, curly in _TO_CURLY.items()} | {"“": '"', "”": '"', "‘": "'"}


def vary(sentence: TrainingSentence, rng: random.Random) -> TrainingSentence:
    """Return the sentence, or by chance another style of it."""
    draw = rng.random()
    if draw < HEADLINE_SHARE:
        words = _drop(sentence.words, _headline_leaves(sentence.words))
        words = _recase(words, rng.choice(("as it is", "as it is", "title", "title", "capitals")))
    elif draw < HEADLINE_SHARE + CASE_SHARE:
        words = _recase(sentence.words, rng.choice(("title", "capitals")))
    elif draw < HEADLINE_SHARE + CASE_SHARE + NO_STOP_SHARE:
        words = _drop(sentence.words, _final_stop(sentence.words))
    else:
        words = sentence.words
    if rng.random() < QUOTE_SHARE:
        words = _requote(words, rng.random() < 0.5)
    return TrainingSentence(words, sentence.boundary_known) if words else sentence


def _final_stop(words: list[Word]) -> set[int]:
    return {len(words) - 1} if len(words) > 2 and words[-1].text == "." else set()


def _headline_leaves(words: list[Word]) -> set[int]:
    heads = {word.head for word in words}
    leaves = {
        i
        for i, word in enumerate(words)
        if i not in heads
        and (
            (word.dep == "det" and word.text.lower() in ("a", "an", "the"))
            or (word.dep in ("aux", "aux:pass", "cop") and word.text.lower() in _BE)
        )
    }
    return leaves | _final_stop(words)


def _drop(words: list[Word], dropped: set[int]) -> list[Word]:
    if not dropped or len(words) - len(dropped) < 2 or any(word.head in dropped for word in words):
        return words
    if any(words[i].name not in (None, "O") for i in dropped):
        return words
    place, kept = {}, []
    for i, word in enumerate(words):
        if i not in dropped:
            place[i] = len(kept)
            kept.append(word)
    return [replace(word, head=place[word.head]) if word.head >= 0 else word for word in kept]


def _recase(words: list[Word], style: str) -> list[Word]:
    if style == "as it is":
        return words
    if style == "capitals":
        return [replace(word, text=word.text.upper()) for word in words]
    return [
        replace(word, text=word.text[:1].upper() + word.text[1:])
        if i == 0 or (word.text.lower() not in _SMALL and not word.text.startswith(("'", "’", "n't", "n’t")))
        else word
        for i, word in enumerate(words)
    ]


def _requote(words: list[Word], curly: bool) -> list[Word]:
    rewritten, is_open = [], False
    for word in words:
        text = word.text
        if curly and text == '"':
            is_open = not is_open
            text = "“" if is_open else "”"
        else:
            text = (_TO_CURLY if curly else _TO_STRAIGHT).get(text, text)
        if text == word.text:
            rewritten.append(word)
        elif word.lemma == word.text:
            rewritten.append(replace(word, text=text, lemma=text))
        else:
            rewritten.append(replace(word, text=text))
    return rewritten
