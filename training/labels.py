"""The inventories of labels, counted over the training files and stored with the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from corpus import TrainingSentence

from diurna.language.edits import derive_edit

MISSING = -100
FEWEST = {"upos": 1, "xpos": 2, "feats": 2, "lemma": 2, "dep": 3, "name": 1}


@dataclass(frozen=True, slots=True)
class Labels:
    """The classes of each head, in the order of the network's outputs."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma: list[str]
    dep: list[str]
    name: list[str]

    def as_dict(self) -> dict[str, list[str]]:
        return asdict(self)

    def indices(self) -> dict[str, dict[str, int]]:
        return {kind: {label: i for i, label in enumerate(values)} for kind, values in asdict(self).items()}


def collect_labels(sentences: Iterable[TrainingSentence]) -> Labels:
    """Return the labels seen often enough to be learned; rarer ones are left out of the loss."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in FEWEST}
    for sentence in sentences:
        for word in sentence.words:
            edit = derive_edit(word.text, word.lemma) if word.lemma else None
            for kind, value in (
                ("upos", word.upos),
                ("xpos", word.xpos),
                ("feats", word.feats),
                ("lemma", edit),
                ("dep", word.dep),
                ("name", word.name),
            ):
                if value is not None:
                    counts[kind][value] += 1
    kept = {
        kind: sorted(value for value, count in counter.items() if count >= FEWEST[kind])
        for kind, counter in counts.items()
    }
    names = {value.split("-", 1)[1] for value in kept["name"] if value != "O"}
    kept["name"] = ["O", *(f"{place}-{name}" for name in sorted(names) for place in "BILU")]
    return Labels(**kept)
