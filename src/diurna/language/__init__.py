"""The language pipeline: English text -> sentences with Universal Dependencies, lemmas and names.

How the parts work together:

1. `passages` cuts a text of any length into passages; spaCy's English tokenizer cuts those into tokens.
2. `features` and `windows` turn the words of each paragraph into what the network reads; `network` runs it.
3. `analysis` makes sentences, trees (`trees`), lemmas (`lemmas`, `edits`) and names (`names`) of its scores.
4. `component` writes them to a spaCy Doc, `pipeline` reads any UD Doc into the plain values of `sentence`.

This is the only folder that imports spaCy. The network is trained and exported by the scripts in `training/`.
"""

from diurna.language.pipeline import Language, load_language
from diurna.language.sentence import Name, Sentence, Token

__all__ = ["Language", "Name", "Sentence", "Token", "load_language"]
