"""A made-up treebank of a few hundred simple sentences, for the smoke training: no corpus is needed for it."""

from __future__ import annotations

import random
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span

_ROLES = ["army", "minister", "rebel", "police", "president", "envoy", "court", "union"]
_VERBS = {"attacked": "attack", "met": "meet", "accused": "accuse", "praised": "praise", "freed": "free"}
_PLACES = ["Aleppo", "Kyiv", "Paris", "Nairobi", "Lima"]
_PERSONS = ["Smith", "Merkel", "Okafor", "Chen"]
FILES = {"ewt-train": 240, "gum-train": 120, "ewt-dev": 30, "gum-dev": 30}
NAME_FILES = {"politics-train": 40, "uner-dev": 20, "crossner-other-train": 20, "re3d-train": 20}


def write_made_up_treebanks(folder: Path) -> None:
    """Write every file that train.py reads."""
    folder.mkdir(parents=True, exist_ok=True)
    nlp = spacy.blank("en")
    rng = random.Random(3)
    for name, count in (FILES | NAME_FILES).items():
        docs = [_document(nlp.vocab, rng) for _ in range(count)]
        DocBin(store_user_data=False, docs=docs).to_disk(folder / f"{name}.spacy")


def _document(vocab: spacy.Vocab, rng: random.Random) -> Doc:
    sentences = [_sentence(rng) for _ in range(rng.randint(1, 4))]
    rows = [row for rows in sentences for row in rows]
    heads = []
    for sentence in sentences:
        offset = len(heads)
        heads += [offset + row[5] for row in sentence]
    doc = Doc(
        vocab,
        words=[row[0] for row in rows],
        spaces=[i + 1 < len(rows) and rows[i + 1][0] != "." for i in range(len(rows))],
        pos=[row[1] for row in rows],
        tags=[row[2] for row in rows],
        morphs=[row[3] for row in rows],
        lemmas=[row[4] for row in rows],
        heads=heads,
        deps=[row[6] for row in rows],
    )
    doc.set_ents([Span(doc, i, i + 1, row[7]) for i, row in enumerate(rows) if row[7]])
    return doc


def _sentence(rng: random.Random) -> list[tuple[str, str, str, str, str, int, str, str]]:
    """Return (text, upos, xpos, feats, lemma, head, label, name) of each word of one sentence."""
    verb = rng.choice(list(_VERBS))
    subject, person, place = rng.choice(_ROLES), rng.choice(_PERSONS), rng.choice(_PLACES)
    return [
        ("The", "DET", "DT", "Definite=Def|PronType=Art", "the", 1, "det", ""),
        (subject, "NOUN", "NN", "Number=Sing", subject, 2, "nsubj", ""),
        (verb, "VERB", "VBD", "Tense=Past|VerbForm=Fin", _VERBS[verb], 2, "ROOT", ""),
        (person, "PROPN", "NNP", "Number=Sing", person, 2, "obj", "PERSON"),
        ("in", "ADP", "IN", "", "in", 5, "case", ""),
        (place, "PROPN", "NNP", "Number=Sing", place, 2, "obl", "GPE"),
        (".", "PUNCT", ".", "", ".", 2, "punct", ""),
    ]
