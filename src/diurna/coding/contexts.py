"""PLOVER contexts: what an act is about, by the words of its paragraph."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from diurna.coding.phrases import LONGEST, openers_of, phrases_in
from diurna.errors import DataError
from diurna.language.sentence import Sentence
from diurna.ontology import load_ontology


@cache
def load_context_words() -> Mapping[str, tuple[str, ...]]:
    """Lemma, or words of a phrase joined by blanks -> contexts. Raises DataError for a context that PLOVER has not, or a faulty word."""
    table = tomllib.loads((resources.files("diurna.lexicon") / "data" / "contexts.toml").read_text("utf-8"))
    known = set(load_ontology().contexts)
    words: dict[str, tuple[str, ...]] = {}
    for context, listed in table.items():
        if context not in known:
            raise DataError(f"contexts.toml: no context {context!r} in PLOVER")
        for word in listed["words"]:
            if len(word.split()) > LONGEST or word != word.lower():
                raise DataError(f"contexts.toml: {context}: words: {word!r} must be at most {LONGEST} lower-case words")
            words[word] = (*words.get(word, ()), context)
    return words


def contexts_of_report(sentences: Sequence[Sentence]) -> list[tuple[str, ...]]:
    """For each sentence the contexts that its paragraph names, in PLOVER's order; its own words count, its neighbours' if twice named."""
    words, order = load_context_words(), load_ontology().contexts
    own = [_contexts_in(s, words) for s in sentences]
    named: dict[int, Counter[str]] = {}
    for s, found in zip(sentences, own, strict=True):
        named.setdefault(s.paragraph, Counter()).update(found)
    return [
        tuple(c for c in order if c in found or named[s.paragraph][c] >= 2)
        for s, found in zip(sentences, own, strict=True)
    ]


def _contexts_in(s: Sentence, words: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The contexts of the phrases of a sentence, as they stand and as lemmas ("Human Rights Watch", "human right")."""
    return {context for phrase in phrases_in(s, words, _openers()) for context in words[phrase.words]}


@cache
def _openers() -> frozenset[str]:
    return openers_of(load_context_words())
