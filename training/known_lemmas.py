"""Build src/diurna/language/data/known_lemmas.tsv: the verbs and nouns of WordNet, by which lemmas are checked.

usage: python training/known_lemmas.py      needs `pip install --no-deps spacy-lookups-data` (MIT), which carries them
"""

from __future__ import annotations

import gzip
import importlib.resources
import json
from importlib.metadata import version
from pathlib import Path

TABLE = Path(__file__).parent.parent / "src/diurna/language/data/known_lemmas.tsv"
UPOS = {"verb": "VERB", "noun": "NOUN"}


def main() -> None:
    source = importlib.resources.files("spacy_lookups_data") / "data" / "en_lemma_index.json.gz"
    index = json.loads(gzip.decompress(source.read_bytes()))
    lines = [
        "# Lemmas of English verbs and nouns: single words in lower case of WordNet 3 (Princeton University, WordNet",
        f"# licence), taken from spacy-lookups-data {version('spacy-lookups-data')} (MIT) by training/known_lemmas.py;",
        "# not edited by hand.",
        "upos\tlemma",
    ]
    for kind, upos in UPOS.items():
        words = {word for word in index[kind] if word.isascii() and word.isalpha() and word.islower() and len(word) > 1}
        lines += [f"{upos}\t{word}" for word in sorted(words)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
