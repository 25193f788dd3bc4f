"""A sentence as everything above the language pipeline sees it: plain values, no spaCy.

Syntax is Universal Dependencies. Tokens are numbered within their sentence; characters are those of the whole report.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Token:
    """A word. `start` and `end` count characters of the report, end exclusive.

    `upos` is the universal part of speech, `tag` the Penn one, `feats` the morphology ("Tense=Past|VerbForm=Fin", "" for
    none). `head` is the number of the governing token in the same sentence, the token's own number at the root.
    `name` is the label of the named entity that the token belongs to (PERSON, ORG, GPE, LOC, EVENT, NORP), "" for none.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    tag: str
    feats: str
    dep: str
    head: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity: tokens from `first` to `last`, both inclusive."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report.

    `index` counts the report's sentences, `paragraph` its non-empty lines, both from 0; paragraph 0 of a report that opens with
    a line followed by a blank line is its headline (`is_headline`). `text` is the report's text from `start` to `end`.
    """

    index: int
    paragraph: int
    is_headline: bool
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    children: tuple[tuple[int, ...], ...] = field(repr=False)
    """For each token the numbers of its dependents, in order."""
    edges: tuple[tuple[int, int], ...] = field(repr=False)
    """For each token the first and last token (inclusive) of its subtree's extent."""

    @property
    def root(self) -> int:
        """The number of the root token."""
        return next(token.i for token in self.tokens if token.head == token.i)

    def dependents(self, i: int, *deps: str) -> list[int]:
        """The dependents of token `i`, those with one of the labels `deps` if any is given."""
        if not deps:
            return list(self.children[i])
        return [child for child in self.children[i] if self.tokens[child].dep in deps]

    def quote(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, inclusive."""
        return self.text[self.tokens[first].start - self.start : self.tokens[last].end - self.start]

    def subtree(self, i: int) -> list[int]:
        """Token `i` and all below it, in the order of the sentence."""
        found, open_ = [], [i]
        while open_:
            at = open_.pop()
            found.append(at)
            open_.extend(self.children[at])
        return sorted(found)


def build_sentence(
    *, index: int, paragraph: int, is_headline: bool, text: str, tokens: tuple[Token, ...], names: tuple[Name, ...]
) -> Sentence:
    """A sentence from its tokens; `text` is the whole report's. Raises ValueError where the heads are no tree."""
    children: list[list[int]] = [[] for _ in tokens]
    roots = []
    for token in tokens:
        if token.head == token.i:
            roots.append(token.i)
        else:
            children[token.head].append(token.i)
    if len(roots) != 1:
        raise ValueError(f"sentence {index} has {len(roots)} roots, not one")
    order, open_ = [], [roots[0]]
    while open_:
        at = open_.pop()
        order.append(at)
        open_.extend(children[at])
    if len(order) != len(tokens):
        raise ValueError(f"sentence {index}: the heads are no tree")
    first, last = list(range(len(tokens))), list(range(len(tokens)))
    for at in reversed(order):
        for child in children[at]:
            first[at], last[at] = min(first[at], first[child]), max(last[at], last[child])
    start, end = tokens[0].start, tokens[-1].end
    return Sentence(
        index=index,
        paragraph=paragraph,
        is_headline=is_headline,
        start=start,
        end=end,
        text=text[start:end],
        tokens=tokens,
        names=names,
        children=tuple(tuple(c) for c in children),
        edges=tuple(zip(first, last, strict=True)),
    )
