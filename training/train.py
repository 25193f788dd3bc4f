"""Train the network: ``python training/train.py --treebanks FOLDER --out FOLDER``.

Checkpoints are written every few minutes (``last.pt``); the learning rate falls to zero over ``--words``, or over
``--minutes`` of time, whichever is given.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from pathlib import Path

import torch
from augmentation import vary
from batches import BATCH_PIECES, Batch, batch_windows, cut_windows
from corpus import read_documents
from datelines import dateline
from labels import MISSING, collect_labels
from network import Network, encoder_folder
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from diurna.language.features import WordPieces

PARSED = ("ewt-train", "gum-train")
# Share of each name corpus seen in one epoch: crossner-other is far from news, re3d is noisy.
NAMED = {"politics-train": 0.7, "uner-dev": 0.7, "crossner-other-train": 0.35, "re3d-train": 0.25}
DATELINE_SHARE = 0.12
DEVELOPMENT = ("gum-dev", "ewt-dev")
# Elsewhere bf16 is emulated, and far slower than float32.
BF16_IS_FAST = torch.cpu._is_avx512_bf16_supported()
WEIGHTS = {"upos": 0.5, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "start": 0.5, "name": 1.0}


def losses(network: Network, batch: Batch) -> Tensor:
    """Return the weighted sum of the losses of all heads, missing labels left out."""
    with torch.autocast("cpu", torch.bfloat16, enabled=BF16_IS_FAST):
        x = network.encoder(*batch.inputs[:3])
    scores = network.heads(x.float(), *batch.inputs[3:])
    total = torch.zeros(())
    for kind, weight in WEIGHTS.items():
        target = batch.targets[kind]
        known = int((target != MISSING).sum())
        if known:
            loss = functional.cross_entropy(scores[kind], target, ignore_index=MISSING, reduction="sum")
            total = total + weight * loss / max(known, 300)
    head = batch.targets["head"]
    known = int((head != MISSING).sum())
    if known:
        arcs, labels = tree_scores(network, scores, batch)
        total = total + functional.cross_entropy(arcs, head, ignore_index=MISSING, reduction="sum") / max(known, 300)
        loss = functional.cross_entropy(labels, batch.targets["dep"], ignore_index=MISSING, reduction="sum")
        total = total + loss / max(known, 300)
    return total


def arc_scores(network: Network, scores: dict[str, Tensor], grid: Tensor) -> Tensor:
    """Return (sentences, words, 1 + words): the score of the root and of each word as head."""
    safe = grid.clamp(min=0)
    child, head = scores["arc_child"][safe], scores["arc_head"][safe]
    root = network.arc_root.expand(len(grid), 1, -1)
    arcs = child @ torch.cat([root, head], 1).transpose(1, 2)
    pad = torch.cat([torch.zeros(len(grid), 1, dtype=torch.bool), grid < 0], 1)
    arcs = arcs.masked_fill(pad[:, None, :], -1e9)
    own = torch.eye(grid.shape[1], dtype=torch.bool)
    return arcs.masked_fill(functional.pad(own, (1, 0))[None], -1e9)


def tree_scores(network: Network, scores: dict[str, Tensor], batch: Batch) -> tuple[Tensor, Tensor]:
    """Return arc scores per word and label scores for the gold head of each word."""
    grid = batch.grid
    real = grid >= 0
    arcs = arc_scores(network, scores, grid)[real]
    head = batch.targets["head"].clamp(min=0)
    row = torch.arange(len(grid))[:, None].expand_as(grid)[real]
    target = grid[row, (head - 1).clamp(min=0)].clamp(min=0)
    vectors = torch.where((head == 0)[:, None], network.label_root, scores["label_head"][target])
    return arcs, network.label_scores(scores["label_child"], vectors)


@torch.no_grad()
def measure(network: Network, batches: list[Batch]) -> dict[str, float]:
    """Return accuracies over development batches: gold tokens and sentences, greedy heads."""
    network.eval()
    right: dict[str, float] = {}
    known: dict[str, float] = {}

    def count(kind: str, correct: Tensor, where: Tensor) -> None:
        right[kind] = right.get(kind, 0) + float((correct & where).sum())
        known[kind] = known.get(kind, 0) + float(where.sum())

    for batch in batches:
        with torch.autocast("cpu", torch.bfloat16, enabled=BF16_IS_FAST):
            x = network.encoder(*batch.inputs[:3])
        scores = network.heads(x.float(), *batch.inputs[3:])
        for kind in WEIGHTS:
            target = batch.targets[kind]
            where = target != MISSING
            if kind == "name":
                where = where & (target != 0)
            count(kind, scores[kind].argmax(1) == target, where)
        if (batch.targets["head"] == MISSING).all():
            continue
        real = batch.grid >= 0
        guess = arc_scores(network, scores, batch.grid)[real].argmax(1)
        row = torch.arange(len(batch.grid))[:, None].expand_as(batch.grid)[real]
        target = batch.grid[row, (guess - 1).clamp(min=0)].clamp(min=0)
        vectors = torch.where((guess == 0)[:, None], network.label_root, scores["label_head"][target])
        label = network.label_scores(scores["label_child"], vectors).argmax(1)
        where = (batch.targets["head"] != MISSING) & (batch.targets["dep"] != MISSING)
        count("uas", guess == batch.targets["head"], where)
        count("las", (guess == batch.targets["head"]) & (label == batch.targets["dep"]), where)
    network.train()
    return {kind: round(100 * right[kind] / max(1, known[kind]), 2) for kind in right}


def optimizer_for(network: Network, rate: float) -> torch.optim.Optimizer:
    """Return AdamW: the new layers learn eight times as fast as the encoder."""
    old, new = [], []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            is_old = name.startswith("encoder.") and not name.startswith(("encoder.case", "encoder.mix"))
            (old if is_old else new).append(parameter)
    groups = [{"params": old, "times": 1.0}, {"params": new, "times": 8.0}]
    return torch.optim.AdamW(groups, lr=rate, weight_decay=0.01, betas=(0.9, 0.98))


def save(network: nn.Module, labels, path: Path, **facts) -> None:
    """Write a checkpoint, whole or not at all."""
    temporary = path.with_suffix(".tmp")
    torch.save({"state": network.state_dict(), "labels": labels.as_dict(), "facts": facts}, temporary)
    os.replace(temporary, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=75.0)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--documents", type=int, default=None, help="use only so many documents of each file")
    parser.add_argument("--evaluate-every", type=float, default=15.0, help="minutes")
    parser.add_argument("--batch-pieces", type=int, default=BATCH_PIECES)
    parser.add_argument("--warm-up", type=int, default=60, help="steps over which the learning rate rises")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    rng = random.Random(arguments.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)

    def read(name: str):
        return read_documents(arguments.treebanks / f"{name}.spacy")[: arguments.documents]

    parsed = [document for name in PARSED for document in read(name)]
    named = {name: read(name) for name in NAMED}
    labels = collect_labels(s for documents in (parsed, *named.values()) for document in documents for s in document)
    indices = labels.indices()
    (arguments.out / "labels.json").write_text(json.dumps(labels.as_dict(), ensure_ascii=False))
    pieces = WordPieces(plain_tokenizer())
    development = [
        batch for name in DEVELOPMENT for batch in batch_windows(cut_windows(read(name)[::3], pieces), pieces, indices)
    ]
    network = Network({kind: len(values) for kind, values in labels.as_dict().items()})
    network.encoder.load_minilm()
    network.train()
    optimizer = optimizer_for(network, arguments.rate)
    trained = [p for p in network.parameters() if p.requires_grad]
    print({kind: len(values) for kind, values in labels.as_dict().items()}, flush=True)

    begin = shown = measured = saved = time.monotonic()
    words = step = epoch = 0
    running = 0.0
    progress = 0.0
    while progress < 1.0:
        epoch += 1
        documents = list(parsed)
        for name, share in NAMED.items():
            documents += [d for d in named[name] if rng.random() < share]
        varied = [[vary(sentence, rng) for sentence in document] for document in documents]
        for document in varied:
            if document[0].boundary_known and rng.random() < DATELINE_SHARE:
                document.insert(0, dateline(rng))
        for batch in batch_windows(
            cut_windows(varied, pieces, rng), pieces, indices, rng, batch_pieces=arguments.batch_pieces
        ):
            now = time.monotonic()
            progress = (now - begin) / 60 / arguments.minutes
            if progress >= 1.0:
                break
            step += 1
            factor = min(step / arguments.warm_up, max(0.01, 1.0 - progress))
            for group in optimizer.param_groups:
                group["lr"] = arguments.rate * factor * group["times"]
            loss = losses(network, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            words += batch.words
            running = 0.98 * running + 0.02 * loss.item() if step > 1 else loss.item()
            if now - shown > 30:
                shown = now
                print(
                    f"{(now - begin) / 60:6.1f} min epoch {epoch} step {step} words {words} loss {running:.3f}",
                    flush=True,
                )
            if now - saved > 240:
                saved = now
                save(network, labels, arguments.out / "last.pt", words=words, epoch=epoch)
                if progress > 0.8:
                    save(network, labels, arguments.out / f"late-{step}.pt", words=words, epoch=epoch)
            if now - measured > 60 * arguments.evaluate_every:
                measured = now
                print(f"{(now - begin) / 60:6.1f} min words {words}", measure(network, development), flush=True)
    save(network, labels, arguments.out / "last.pt", words=words, epoch=epoch)
    reached = measure(network, development)
    (arguments.out / "development.json").write_text(json.dumps(reached) + "\n")
    print("done", words, reached, flush=True)


def plain_tokenizer() -> Tokenizer:
    """Return MiniLM's tokenizer without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


if __name__ == "__main__":
    main()
