"""The shipped network under onnxruntime: windows of words in, scores and vectors per word out.

Quantization scales activations over the batch, so a batch holds windows of one text only: what a report gives never
depends on the reports coded beside it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from diurna.errors import LanguageModelError
from diurna.language.features import WordPieces, case_features, suffix_feature
from diurna.language.windows import cut_windows

GRAPH, TOKENIZER, META, LABELLER = "network.onnx", "tokenizer.json", "meta.json", "arcs.npz"
BATCH_PIECES = 1024


@dataclass(frozen=True, slots=True)
class Window:
    """Words read together, numbered through the text from `begin` to before `end`; no sentence goes beyond them."""

    begin: int
    end: int
    words: list[str]
    pieces: list[tuple[int, ...]]

    @property
    def size(self) -> int:
        return sum(map(len, self.pieces))


@dataclass(frozen=True, slots=True)
class ArcWeights:
    """What is left to do per sentence: the vectors of the root and the last layer of the arc labels."""

    root: np.ndarray
    label_root: np.ndarray
    label_weight: np.ndarray
    label_bias: np.ndarray


class Network:
    """The model of one folder; holds no state between texts but remembered word pieces."""

    def __init__(self, folder: Path, *, threads: int = 1):
        for name in (GRAPH, TOKENIZER, META, LABELLER):
            if not (folder / name).is_file():
                raise LanguageModelError(
                    f"the language model in {folder} is incomplete: {name} is missing; "
                    "install diurna again, or export a trained model with training/export.py"
                )
        meta = json.loads((folder / META).read_text(encoding="utf8"))
        self.version: str = meta["version"]
        self.labels: dict[str, list[str]] = meta["labels"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(folder / GRAPH), options, providers=["CPUExecutionProvider"])
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._pieces = WordPieces(Tokenizer.from_file(str(folder / TOKENIZER)))
        with np.load(folder / LABELLER) as stored:
            self.arcs = ArcWeights(**{name: stored[name].astype(np.float32) for name in stored.files})

    def windows(self, paragraphs: Sequence[Sequence[str]]) -> list[Window]:
        """Return the windows of a text's paragraphs; words are counted through the whole text."""
        windows, offset = [], 0
        for words in paragraphs:
            pieces = self._pieces(words)
            for begin, end in cut_windows(words, [len(cut) for cut in pieces]):
                windows.append(Window(offset + begin, offset + end, list(words[begin:end]), pieces[begin:end]))
            offset += len(words)
        return windows

    def scores(self, windows: Sequence[Window]) -> dict[str, np.ndarray]:
        """Return each output of the graph, a row per word of the text; `windows` are all of one text, in order."""
        total = windows[-1].end if windows else 0
        gathered: dict[str, np.ndarray] = {}
        for group in _groups(windows):
            results = self._session.run(self._outputs, self._inputs(group))
            rows = np.concatenate([np.arange(window.begin, window.end) for window in group])
            for name, result in zip(self._outputs, results, strict=True):
                if name not in gathered:
                    gathered[name] = np.zeros((total, result.shape[1]), np.float32)
                gathered[name][rows] = result
        return gathered

    def _inputs(self, group: Sequence[Window]) -> dict[str, np.ndarray]:
        length = max(window.size for window in group) + 2
        ids = np.zeros((len(group), length), np.int64)
        case = np.zeros_like(ids)
        mask = np.zeros_like(ids)
        first: list[int] = []
        last: list[int] = []
        word_case: list[int] = []
        suffix: list[int] = []
        for row, window in enumerate(group):
            flat = [piece for cut in window.pieces for piece in cut]
            ids[row, 0] = self._pieces.begin
            ids[row, 1 : len(flat) + 1] = flat
            ids[row, len(flat) + 1] = self._pieces.end
            mask[row, : len(flat) + 2] = 1
            lengths = np.array([len(cut) for cut in window.pieces])
            cases = case_features(window.words)
            case[row, 1 : len(flat) + 1] = np.repeat(cases, lengths)
            ends = np.cumsum(lengths) + row * length
            last += ends.tolist()
            first += (ends - lengths + 1).tolist()
            word_case += cases
            suffix += [suffix_feature(word) for word in window.words]
        return {
            "ids": ids,
            "mask": mask,
            "case": case,
            "first": np.array(first, np.int64),
            "last": np.array(last, np.int64),
            "word_case": np.array(word_case, np.int64),
            "suffix": np.array(suffix, np.int64),
        }


def _groups(windows: Sequence[Window]) -> list[list[Window]]:
    """Return windows of like length together, so that little is padded."""
    groups: list[list[Window]] = []
    for window in sorted(windows, key=lambda window: (window.size, window.begin)):
        if groups and (len(groups[-1]) + 1) * (window.size + 2) <= BATCH_PIECES:
            groups[-1].append(window)
        else:
            groups.append([window])
    return groups
