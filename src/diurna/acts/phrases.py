"""Of what class a phrase is, and what stands around a trigger."""

from __future__ import annotations

from collections.abc import Iterator

from diurna.acts.arguments import Arguments
from diurna.acts.subjects import case_of
from diurna.language.sentence import Sentence

ATTRIBUTIVE = frozenset({"amod", "compound"})
# A word inside such a name is no trigger ("Amnesty International").
NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP"})


def is_phrase(s: Sentence, i: int, words: frozenset[str]) -> bool:
    """Whether a phrase is of a class by two words: "trade deal" says more than "deal"."""
    lemma = s.tokens[i].lemma.lower()
    return any(
        f"{s.tokens[c].lemma.lower()} {lemma}" in words
        for c in s.children[i]
        if s.tokens[c].dep in ("amod", "compound") and c < i
    )


class Phrases:
    """The phrases of a sentence as lexicon classes see them; what a phrase may be called is found once."""

    def __init__(self, s: Sentence, containers: frozenset[str]) -> None:
        self.s = s
        self.containers = containers
        """The nouns that one looks through ("tonnes of")."""
        self._names: dict[int, frozenset[str]] = {}

    def is_of(self, i: int, words: frozenset[str]) -> bool:
        """Whether a phrase is of a class: by its head or its label (<GPE>), its head with a modifier, a name's title, through a container,
        or in a conjunct."""
        return not words.isdisjoint(self.names_of(i))

    def names_of(self, i: int) -> frozenset[str]:
        """All the words by which a class may name a phrase."""
        if i not in self._names:
            self._names[i] = frozenset(self._named(i))
        return self._names[i]

    def _named(self, i: int) -> Iterator[str]:
        s, token = self.s, self.s.tokens[i]
        lemma, text = token.lemma.lower(), token.text.lower()
        yield from (lemma, text, f"<{token.name}>")
        looks_through = lemma in self.containers or text in self.containers or token.upos in ("NUM", "PRON", "SYM")
        for child in s.children[i]:
            t = s.tokens[child]
            if t.dep in ("amod", "compound", "nmod:poss", "det") and child < i:
                modifier = t.lemma.lower()
                yield from (
                    f"{modifier}-{lemma}",
                    f"{modifier} {lemma}",
                    f"{t.text.lower()} {lemma}",
                    f"{modifier} {text}",
                )
            if looks_through and (t.dep == "compound" or (t.dep == "nmod" and case_of(s, child) in ("of", "in"))):
                yield from self.names_of(child)
            if t.dep == "nmod" and child > i:  # "crimes against humanity"
                yield f"{lemma} {case_of(s, child)} {t.lemma.lower()}"
            if t.dep == "conj":
                yield from self.names_of(child)
        if token.upos == "PROPN":
            yield from self._titles(i)

    def _titles(self, i: int) -> Iterator[str]:
        """The titles with which a name comes: "Prime Minister Robert Fico", "activist Salwa Bugaighis"."""
        for child in self.s.children[i]:
            t = self.s.tokens[child]
            if child < i and t.dep in ("nmod:desc", "compound", "nmod", "appos") and t.upos in ("NOUN", "PROPN"):
                title = t.lemma.lower()
                before = self.s.tokens[child - 1].lemma.lower() if child else ""
                yield from (title, f"{before} {title}")


def is_denied(s: Sentence, i: int, words: frozenset[str]) -> bool:
    """Whether an entry asks for the noun with its "no"."""
    return (
        bool(words)
        and f"no {s.tokens[i].lemma.lower()}" in words
        and any(s.tokens[c].dep == "det" and s.tokens[c].text.lower() == "no" for c in s.children[i])
    )


def words_around(s: Sentence, i: int, arguments: Arguments) -> frozenset[str]:
    """The lemmas of a trigger's arguments and modifiers, for the `unless` of an entry.

    Of what a preposition governs the head alone may change the meaning ("killed in a stampede", not "attacked in a market square").
    """
    heads = [h for h in (arguments.subject, arguments.object) if h is not None]
    heads += [
        c
        for c in s.children[i]
        if s.tokens[c].dep in ("amod", "compound", "nmod:poss", "advmod", "nmod", "obj", "conj")
    ]
    if s.tokens[i].dep in ATTRIBUTIVE:
        heads.append(s.tokens[i].head)
    words: set[str] = set()
    for head in heads:
        if not _is_named(s, head):
            words.add(s.tokens[head].lemma.lower())
        words.update(
            s.tokens[c].lemma.lower()
            for c in s.children[head]
            if s.tokens[c].dep in ("amod", "compound") and not s.tokens[c].name
        )
    words.update(s.tokens[h].lemma.lower() for _, h in arguments.prepositions if not _is_named(s, h))
    return frozenset(words)


def _is_named(s: Sentence, i: int) -> bool:
    """Whether a word is the last of a name: "the Arab League" is no league of sport."""
    return i > 0 and s.tokens[i].name in NAMES and s.tokens[i - 1].name in NAMES
