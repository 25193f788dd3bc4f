"""The language pipeline: raw text in, sentences as plain values out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from threading import Lock

import spacy
from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from diurna.errors import LanguageModelError
from diurna.language.component import DiurnaParser
from diurna.language.network import GRAPH
from diurna.language.passages import Passage, cut_passages, is_headline_line
from diurna.language.repairs import mend
from diurna.language.sentence import Name, Sentence, Token, build_sentence

REQUIRED_LABELS = ("nsubj", "nsubj:pass", "obj", "obl", "case", "nmod", "ccomp", "xcomp", "aux:pass")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
SHIPPED_NAME = "diurna-en"


@dataclass(frozen=True, slots=True)
class Language:
    """A loaded pipeline; `version` names model and version as a record's `coder` field does."""

    name: str
    version: str
    nlp: SpacyLanguage
    lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def parse(self, text: str) -> tuple[Sentence, ...]:
        """Return the sentences of `text`; all offsets count characters of `text`, which may be of any length.

        A newline always ends a sentence. What comes out depends on `text` alone.
        """
        return tuple(self.read(text))

    def read(self, text: str) -> Iterator[Sentence]:
        """Yield what `parse` returns, one passage at a time: for texts too long to be held as sentences."""
        has_headline = is_headline_line(text)
        index = 0
        for passage in cut_passages(text):
            for tokens, names in self._passage(text, passage):
                paragraph = passage.paragraph_at(tokens[0].start)
                yield build_sentence(
                    index=index,
                    paragraph=paragraph,
                    is_headline=has_headline and paragraph == 0,
                    text=text,
                    tokens=tokens,
                    names=names,
                )
                index += 1

    def _passage(self, text: str, passage: Passage) -> list[tuple[tuple[Token, ...], tuple[Name, ...]]]:
        # The zone frees the words that spaCy would keep for ever; only one may be open at a time, whatever the thread.
        with self.lock, self.nlp.memory_zone():
            doc = self.nlp(_LONE_SURROGATE.sub("\ufffd", text[passage.start : passage.end]))
            return list(_plain_sentences(doc, passage, text))


def load_language(name: str | None = None, *, threads: int = 1) -> Language:
    """Load the shipped pipeline, or any spaCy package or folder whose parser speaks Universal Dependencies.

    `name` may also be a folder that training/export.py wrote. Raises LanguageModelError where `name` cannot be loaded
    or has other labels.
    """
    if name is None or (Path(name) / GRAPH).is_file():
        nlp = spacy.blank("en")
        nlp.add_pipe("diurna_parser", config={"folder": name, "threads": threads})
        return Language(name or SHIPPED_NAME, f"{SHIPPED_NAME} {_parser_of(nlp).version}", nlp)
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise LanguageModelError(
            f"the language pipeline {name!r} cannot be loaded: {error}; "
            "name an installed spaCy package or a folder, or leave the name out to use the shipped pipeline"
        ) from error
    check_labels(nlp, name)
    return Language(name, f"{nlp.meta.get('name', Path(name).name)} {nlp.meta.get('version', '0')}", nlp)


def check_labels(nlp: SpacyLanguage, name: str) -> None:
    """Raise LanguageModelError unless the pipeline's parser gives Universal Dependencies."""
    found = sorted({label for pipe in nlp.pipe_names for label in getattr(nlp.get_pipe(pipe), "labels", ()) or ()})
    missing = [label for label in REQUIRED_LABELS if label not in found]
    if not missing:
        return
    shown = ", ".join(found[:20]) + (", …" if len(found) > 20 else "") if found else "none"
    raise LanguageModelError(
        f"the language pipeline {name!r} is refused: its labels are {shown}; it lacks {', '.join(missing)}, so its "
        "parser does not give Universal Dependencies, which every rule of Diurna reads (English spaCy models "
        "use ClearNLP labels); use the shipped pipeline, or one trained on a UD treebank with subtypes kept"
    )


def _parser_of(nlp: SpacyLanguage) -> DiurnaParser:
    parser = nlp.get_pipe("diurna_parser")
    if not isinstance(parser, DiurnaParser):
        raise LanguageModelError("the component 'diurna_parser' was replaced by another; load the pipeline anew")
    return parser


def _plain_sentences(doc: Doc, passage: Passage, text: str) -> Iterator[tuple[tuple[Token, ...], tuple[Name, ...]]]:
    """Yield tokens and names of each sentence of a Doc; whitespace tokens are left out, heads count the sentence.

    A foreign pipeline may let a sentence run over a newline, or hang a word on a whitespace token: sentences are cut
    at newlines, and a word whose head is not among its sentence's words hangs on the root.
    """
    for words in _sentence_words(doc):
        place = {token.i: k for k, token in enumerate(words)}
        root = next((k for k, token in enumerate(words) if token.head.i == token.i), None)
        if root is None:
            root = next((k for k, token in enumerate(words) if token.head.i not in place), 0)
        tokens = tuple(
            Token(
                i=k,
                start=passage.start + token.idx,
                end=passage.start + token.idx + len(token),
                text=text[passage.start + token.idx : passage.start + token.idx + len(token)],
                lemma=intern(token.lemma_),
                upos=intern(token.pos_),
                tag=intern(token.tag_),
                feats=intern(str(token.morph)),
                dep="root" if k == root else intern(token.dep_),
                head=k if k == root else _head(token, place, root),
                name=intern(token.ent_type_),
            )
            for k, token in enumerate(words)
        )
        yield mend(tokens), _names(words)


def _head(token: SpacyToken, place: dict[int, int], root: int) -> int:
    return root if token.head.i == token.i else place.get(token.head.i, root)


def _sentence_words(doc: Doc) -> Iterator[list[SpacyToken]]:
    words: list[SpacyToken] = []
    for token in doc:
        if token.is_space:
            if ("\n" in token.text or "\r" in token.text) and words:
                yield words
                words = []
            continue
        if token.is_sent_start and words:
            yield words
            words = []
        words.append(token)
    if words:
        yield words


def _names(words: list[SpacyToken]) -> tuple[Name, ...]:
    names: list[Name] = []
    for k, token in enumerate(words):
        if not token.ent_type_:
            continue
        if token.ent_iob_ == "I" and names and names[-1].last == k - 1 and names[-1].label == token.ent_type_:
            names[-1] = Name(names[-1].first, k, token.ent_type_)
        else:
            names.append(Name(k, k, token.ent_type_))
    return tuple(names)
