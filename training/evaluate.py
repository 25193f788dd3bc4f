"""Measure the shipped pipeline, or another: ``python training/evaluate.py --treebanks FOLDER [--model NAME]``.

Syntax is scored as in the CoNLL 2018 shared task, from raw text: a predicted word counts where its characters are
exactly those of a gold word; heads count where the heads' characters agree; LAS compares whole labels with their
subtypes. Names are scored by exact characters and label, GPE and LOC merged, NORP left out (see the treebanks' README).
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from diurna.language import Language, Sentence, load_language

SYNTAX = ("pud-test", "pud-news-test", "gum-test", "gum-news-devtest", "ewt-test")
NAMES = {
    "politics-test": ("PERSON", "ORG", "PLACE", "EVENT"),
    "uner-test": ("PERSON", "ORG", "PLACE"),
    "gum-test": ("PERSON", "ORG", "PLACE", "EVENT"),
}
TRAINED_ON = ("politics-train", "crossner-other-train", "re3d-train", "uner-dev", "gum-train")
SPEED = ("pud-news-test", "gum-news-devtest")
REQUIRED = {
    "pud-test LAS": 84.5,
    "pud-test UPOS": 96.0,
    "pud-test lemma": 95.0,
    "names politics-test": 78.0,
    "names uner-test": 70.0,
    "words per second": 3500,
}


def read_gold(folder: Path, name: str) -> list[Doc]:
    """Return the documents of one gold file."""
    return list(DocBin().from_disk(folder / f"{name}.spacy").get_docs(spacy.blank("en").vocab))


def f1(right: float, gold: float, found: float) -> float:
    """Return F1 in percent."""
    return round(200 * right / max(1, gold + found), 2)


def _gold_words(doc: Doc) -> dict[tuple[int, int], dict]:
    span = {token.i: (token.idx, token.idx + len(token)) for token in doc}
    return {
        span[token.i]: {
            "UPOS": token.pos_,
            "XPOS": token.tag_,
            "feats": str(token.morph),
            "lemma": token.lemma_,
            "head": None if token.head.i == token.i else span[token.head.i],
            "dep": token.dep_.lower() if token.dep_ == "ROOT" else token.dep_,
        }
        for token in doc
        if not token.is_space
    }


def _found_words(sentences: Iterable[Sentence]) -> dict[tuple[int, int], dict]:
    words = {}
    for sentence in sentences:
        for token in sentence.tokens:
            head = sentence.tokens[token.head]
            words[token.start, token.end] = {
                "UPOS": token.upos,
                "XPOS": token.tag,
                "feats": token.feats,
                "lemma": token.lemma,
                "head": None if head.i == token.i else (head.start, head.end),
                "dep": token.dep,
            }
    return words


def score_syntax(language: Language, docs: list[Doc]) -> dict[str, float]:
    """Return F1 of each layer."""
    right: Counter[str] = Counter()
    gold_count = found_count = gold_sentences = found_sentences = 0
    for doc in docs:
        sentences = language.parse(doc.text)
        gold, found = _gold_words(doc), _found_words(sentences)
        gold_count += len(gold)
        found_count += len(found)
        for span, word in found.items():
            if (other := gold.get(span)) is None:
                continue
            right["words"] += 1
            for layer in ("UPOS", "XPOS", "feats", "lemma"):
                right[layer] += word[layer] == other[layer]
            attached = word["head"] == other["head"]
            right["UAS"] += attached
            right["LAS"] += attached and word["dep"] == other["dep"]
        ends = {(s[0].idx, max(t.idx + len(t) for t in s if not t.is_space)) for s in doc.sents}
        ours = {(s.start, s.end) for s in sentences}
        gold_sentences += len(ends)
        found_sentences += len(ours)
        right["sentences"] += len(ends & ours)
    scores = {layer: f1(count, gold_count, found_count) for layer, count in right.items() if layer != "sentences"}
    return scores | {"sentences": f1(right["sentences"], gold_sentences, found_sentences)}


def _merged(label: str) -> str:
    return "PLACE" if label in ("GPE", "LOC") else label


def score_names(language: Language, docs: list[Doc], labels: tuple[str, ...]) -> dict[str, float]:
    """Return F1 of all names and of each label; names over words that the corpus leaves open do not count."""
    right, gold_count, found_count = Counter(), Counter(), Counter()
    for doc in docs:
        open_words = [token.idx for token in doc if token.ent_iob == 0]
        gold = {(e.start_char, e.end_char, _merged(e.label_)) for e in doc.ents}
        found = {
            (s.tokens[name.first].start, s.tokens[name.last].end, _merged(name.label))
            for s in language.parse(doc.text)
            for name in s.names
        }
        found = {name for name in found if not any(name[0] <= word < name[1] for word in open_words)}
        for group, counter in ((gold, gold_count), (found, found_count), (gold & found, right)):
            counter.update(label for _, _, label in group if label in labels)
    scores = {"all": f1(right.total(), gold_count.total(), found_count.total())}
    return scores | {label: f1(right[label], gold_count[label], found_count[label]) for label in labels}


def measure_speed(language: Language, docs: list[Doc]) -> int:
    """Return words per second of processor time over paragraphs of news, the best of two rounds."""
    texts = []
    for doc in docs:
        sentences = [sentence.text for sentence in doc.sents]
        texts += [" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
    reports = ["\n\n".join(texts[i : i + 6]) for i in range(0, len(texts), 6)]
    words = sum(len(s.tokens) for report in reports[:3] for s in language.parse(report))
    best = 0.0
    for _ in range(2):
        begin = time.process_time()
        words = sum(len(s.tokens) for report in reports for s in language.parse(report))
        best = max(best, words / (time.process_time() - begin))
    return round(best)


def without_training_sentences(docs: list[Doc], folder: Path) -> list[Doc]:
    """Return the documents whose text is in no training file."""
    seen = {"".join(s.text.split()) for name in TRAINED_ON for doc in read_gold(folder, name) for s in _parts(doc)}
    return [doc for doc in docs if "".join(doc.text.split()) not in seen]


def _parts(doc: Doc) -> list:
    return list(doc.sents) if doc.has_annotation("SENT_START") else [doc]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--model", default=None, help="a spaCy package or folder; the shipped pipeline if left out")
    parser.add_argument("--out", type=Path, default=None, help="write the figures here as JSON")
    parser.add_argument("--only", nargs="*", default=None, help="only these gold files")
    arguments = parser.parse_args()
    language = load_language(arguments.model)
    print(language.version)
    results: dict[str, dict] = {"syntax": {}, "names": {}}
    for name in SYNTAX:
        if not arguments.only or name in arguments.only:
            results["syntax"][name] = score_syntax(language, read_gold(arguments.treebanks, name))
            print(f"{name:17}", results["syntax"][name], flush=True)
    for name, labels in NAMES.items():
        if not arguments.only or name in arguments.only:
            docs = without_training_sentences(read_gold(arguments.treebanks, name), arguments.treebanks)
            results["names"][name] = score_names(language, docs, labels)
            print(f"names {name:14}", results["names"][name], f"({len(docs)} documents)", flush=True)
    speed_docs = [doc for name in SPEED for doc in read_gold(arguments.treebanks, name)]
    results["words_per_second"] = measure_speed(language, speed_docs)
    print("words per second, one thread:", results["words_per_second"])
    results["version"] = language.version
    if arguments.out:
        arguments.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf8")
    if not arguments.only:
        report_required(results)


def report_required(results: dict) -> None:
    """Print which of the required figures are met."""
    pud = results["syntax"]["pud-test"]
    measured = {
        "pud-test LAS": pud["LAS"],
        "pud-test UPOS": pud["UPOS"],
        "pud-test lemma": pud["lemma"],
        "names politics-test": results["names"]["politics-test"]["all"],
        "names uner-test": results["names"]["uner-test"]["all"],
        "words per second": results["words_per_second"],
    }
    for name, least in REQUIRED.items():
        print(f"{'met' if measured[name] >= least else 'MISSED':7}{name:22}{measured[name]:>8} (required {least})")


if __name__ == "__main__":
    main()
