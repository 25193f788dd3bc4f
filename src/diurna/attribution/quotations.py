"""Which tokens of a report stand in quotation marks, also where a quotation runs over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from diurna.language.sentence import Sentence

OPENING = frozenset("“«„")
CLOSING = frozenset("”»")
STRAIGHT = '"'


def quotations(sentences: Sequence[Sentence]) -> list[list[tuple[int, int]]]:
    """The quotations of a report, each as its (sentence, token) pairs in order.

    A paragraph that opens with a mark while a quotation is open goes on with it, as newspapers print quotations of several paragraphs;
    one that does not ends it, as a mark was forgotten.
    """
    found: list[list[tuple[int, int]]] = []
    current: list[tuple[int, int]] | None = None
    paragraph = -1
    for number, s in enumerate(sentences):
        new_paragraph = s.paragraph != paragraph
        paragraph = s.paragraph
        if new_paragraph and current is not None and not _opens(s):
            current = None
        resumed = new_paragraph and current is not None
        for token in s.tokens:
            for character in token.text if token.upos == "PUNCT" or _has_mark(token.text) else "":
                if resumed and token.i == 0:
                    break
                if character in OPENING or (character == STRAIGHT and current is None):
                    current = []
                    found.append(current)
                elif character in CLOSING or character == STRAIGHT:
                    current = None
            if current is not None and token.upos != "PUNCT":
                current.append((number, token.i))
    return [q for q in found if q]


def _opens(s: Sentence) -> bool:
    return s.text[:1] in OPENING or s.text[:1] == STRAIGHT


def _has_mark(text: str) -> bool:
    return any(c in OPENING or c in CLOSING or c == STRAIGHT for c in text)
