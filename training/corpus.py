"""Treebanks and name corpora as sentences of spaCy's own tokens.

The pipeline reads raw text with spaCy's tokenizer, so it is trained on the same tokens. A token that covers exactly
one gold token takes all its labels; one that covers several takes those of their head; anything else is left out of
the loss (None).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from diurna.language.features import direct_quotes

NO_HEAD = -2
ROOT = -1
# Their form was changed for the network, so it no longer gives the lemma.
_QUOTES = frozenset("“”‘’")


@dataclass(slots=True)
class Word:
    """One token and what is known of it; None, or NO_HEAD, where the corpus does not say."""

    text: str
    upos: str | None = None
    xpos: str | None = None
    feats: str | None = None
    lemma: str | None = None
    head: int = NO_HEAD
    dep: str | None = None
    name: str | None = None


@dataclass(slots=True)
class TrainingSentence:
    """One sentence; heads count its own words from 0, ROOT marks the root."""

    words: list[Word] = field(default_factory=list)
    boundary_known: bool = True


def read_documents(path: Path) -> list[list[TrainingSentence]]:
    """Return the documents of a DocBin file, each a list of sentences of spaCy's tokens."""
    nlp = spacy.blank("en")
    gold = DocBin().from_disk(path).get_docs(nlp.vocab)
    return [list(_sentences(doc, nlp)) for doc in gold]


def _sentences(gold: Doc, nlp) -> Iterator[TrainingSentence]:
    doc = nlp.make_doc(gold.text)
    has_tree = gold.has_annotation("DEP")
    owner = _owners(gold)
    place: dict[int, int] = {}
    groups: list[list[int]] = []
    for token in doc:
        if token.is_space:
            groups.append([])
            continue
        inside = sorted({owner[i] for i in range(token.idx, token.idx + len(token)) if i in owner})
        whole = [i for i in inside if gold[i].idx >= token.idx and gold[i].idx + len(gold[i]) <= token.idx + len(token)]
        groups.append(whole if len(whole) == len(inside) else [])
        for i in groups[-1]:
            place[i] = token.i
    sentence_of = [0] * len(gold)
    for number, span in enumerate(gold.sents if has_tree else [gold[:]]):
        for token in span:
            sentence_of[token.i] = number
    number = None
    names = _names(gold, doc)
    rows: list[tuple[int, list[int]]] = []
    texts = _texts(doc)
    for token in doc:
        if token.is_space:
            continue
        inside = owner.get(token.idx)
        here = sentence_of[inside] if inside is not None else number
        if number is not None and here != number:
            yield _finish(rows, gold, texts, place, names, has_tree)
            rows = []
        number = here
        rows.append((token.i, groups[token.i]))
    if rows:
        yield _finish(rows, gold, texts, place, names, has_tree)


def _finish(rows, gold, texts, place, names, has_tree) -> TrainingSentence:
    position = {token: k for k, (token, _) in enumerate(rows)}
    words = []
    for token, group in rows:
        word = Word(texts[token], name=names[token])
        if has_tree and group:
            _label(word, gold, group, place, position)
        words.append(word)
    return TrainingSentence(words, boundary_known=has_tree)


def _label(word: Word, gold: Doc, group: list[int], place: dict[int, int], position: dict[int, int]) -> None:
    tops = [i for i in group if gold[i].head.i not in group or gold[i].head.i == i]
    if len(tops) != 1:
        return
    token = gold[tops[0]]
    word.dep = token.dep_
    if token.head.i == token.i:
        word.head = ROOT
    elif token.head.i in place and place[token.head.i] in position:
        word.head = position[place[token.head.i]]
    word.upos = token.pos_ or None
    word.xpos = token.tag_ if token.tag_ not in ("", "-") else None
    word.feats = str(token.morph)
    if len(group) == 1 and word.text not in _QUOTES:
        word.lemma = token.lemma_ or None


def _texts(doc: Doc) -> dict[int, str]:
    """Return the words as the network sees them, by token."""
    tokens = [token for token in doc if not token.is_space]
    directed = direct_quotes([token.text for token in tokens], [bool(token.whitespace_) for token in tokens])
    return dict(zip((token.i for token in tokens), directed, strict=True))


def _owners(gold: Doc) -> dict[int, int]:
    return {i: token.i for token in gold if not token.is_space for i in range(token.idx, token.idx + len(token))}


def _names(gold: Doc, doc: Doc) -> list[str | None]:
    """Return BILUO labels of spaCy's tokens; None where the corpus leaves names out or the ends do not meet."""
    missing = {i for token in gold if token.ent_iob == 0 for i in range(token.idx, token.idx + len(token))}
    labels: list[str | None] = [None if token.idx in missing else "O" for token in doc]
    for span in gold.ents:
        tokens = doc.char_span(span.start_char, span.end_char)
        if tokens is None:
            for token in doc.char_span(span.start_char, span.end_char, alignment_mode="expand"):
                labels[token.i] = None
        elif len(tokens) == 1:
            labels[tokens.start] = "U-" + span.label_
        else:
            for token in tokens:
                labels[token.i] = "I-" + span.label_
            labels[tokens.start] = "B-" + span.label_
            labels[tokens.end - 1] = "L-" + span.label_
    return labels
