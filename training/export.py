"""Write a trained network as the package ships it: ``python training/export.py --checkpoints FILE … --out FOLDER``.

The encoder and all layers over words become one ONNX graph with weights of 7 bits (8-bit products of processors
without VNNI would saturate, and give other parses, with the full range). Several checkpoints are averaged.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
from pathlib import Path

import numpy as np
import torch
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from train import plain_tokenizer

from diurna.language.network import GRAPH, LABELLER, META, TOKENIZER

OUTPUTS = ("upos", "xpos", "feats", "lemma", "start", "name", "arc_child", "arc_head", "label_child", "label_head")
INPUTS = ("ids", "mask", "case", "first", "last", "word_case", "suffix")


class QuantizedTable(nn.Module):
    """An embedding stored as 8-bit rows, each with its own scale."""

    def __init__(self, weight: Tensor):
        super().__init__()
        scale = weight.abs().amax(1).clamp(min=1e-8) / 127
        self.register_buffer("rows", torch.round(weight / scale[:, None]).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, index: Tensor) -> Tensor:
        return self.rows[index].float() * self.scale[index].unsqueeze(-1)


class Graph(nn.Module):
    """The network with its outputs in a fixed order."""

    def __init__(self, network: Network):
        super().__init__()
        self.network = network
        network.encoder.words = QuantizedTable(network.encoder.words.weight.data)
        network.suffix = QuantizedTable(network.suffix.weight.data)

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        scores = self.network(*inputs)
        return tuple(scores[name] for name in OUTPUTS)


def load_run(checkpoints: list[Path]) -> tuple[Network, dict[str, list[str]], dict]:
    """Return the network whose weights are the mean of the checkpoints', its labels and its facts."""
    loaded = [torch.load(path, weights_only=True) for path in checkpoints]
    labels = loaded[-1]["labels"]
    network = Network({kind: len(values) for kind, values in labels.items()})
    states = [checkpoint["state"] for checkpoint in loaded]
    network.load_state_dict({key: torch.stack([s[key] for s in states]).mean(0) for key in states[0]})
    return network.eval(), labels, loaded[-1]["facts"]


def export_graph(network: Network, path: Path) -> None:
    """Write the quantized graph."""
    ids = torch.randint(1000, 2000, (3, 20))
    words = (torch.tensor([1, 3, 25, 44]), torch.tensor([2, 5, 25, 46]))
    kinds = (torch.tensor([0, 1, 2, 9]), torch.tensor([5, 6, 7, 8]))
    full = path.with_suffix(".full.onnx")
    axes = {name: {0: "words"} for name in (*INPUTS[3:], *OUTPUTS)}
    axes |= {name: {0: "windows", 1: "pieces"} for name in INPUTS[:3]}
    torch.onnx.export(
        Graph(network),
        (ids, torch.ones_like(ids), torch.zeros_like(ids), *words, *kinds),
        str(full),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        str(full),
        str(path),
        op_types_to_quantize=["MatMul"],
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options={"MatMulConstBOnly": True},
    )
    full.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoints", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True, help="the model's folder; replaced as a whole")
    parser.add_argument("--version", default="0.1.0")
    arguments = parser.parse_args()
    network, labels, facts = load_run(arguments.checkpoints)
    out = arguments.out.with_name(arguments.out.name + ".new")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    np.savez(
        out / LABELLER,
        root=network.arc_root.detach().numpy(),
        label_root=network.label_root.detach().numpy(),
        label_weight=network.label.weight.detach().numpy().T,
        label_bias=network.label.bias.detach().numpy(),
    )
    export_graph(network, out / GRAPH)
    plain_tokenizer().save(str(out / TOKENIZER), pretty=False)
    meta = {
        "name": "diurna-en",
        "version": arguments.version,
        "licence": "CC-BY-SA-4.0",
        "words_seen_in_training": facts.get("words"),
        "labels": labels,
    }
    (out / META).write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf8")
    old = arguments.out.with_name(arguments.out.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if arguments.out.exists():
        os.rename(arguments.out, old)
    os.rename(out, arguments.out)
    shutil.rmtree(old, ignore_errors=True)
    for file in sorted(arguments.out.iterdir()):
        print(f"{file.name:16} {file.stat().st_size / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()
