"""The language pipeline: English text -> sentences with Universal Dependencies, lemmas and names.

How the parts work together:

1. `passages` cuts a text of any length into passages; spaCy's English tokenizer cuts those into tokens.
2. `features` and `windows` turn the words of each paragraph into what the network reads; `network` runs it.
3. `analysis` makes sentences, trees (`trees`), lemmas (`lemmas`, `edits`) and names (`names`) of its scores.
4. `component` writes them to a spaCy Doc, `pipeline` reads any UD Doc into the plain values of `sentence`.

This is the only folder that imports spaCy, and only once `Language` or `load_language` is asked for: whoever needs no more
than the values of `sentence` waits for nothing. The network is trained and exported by the scripts in `training/`.
"""

from typing import TYPE_CHECKING, Any

from diurna.language.sentence import Name, Sentence, Token

if TYPE_CHECKING:
    from diurna.language.pipeline import Language, load_language

__all__ = ["Language", "Name", "Sentence", "Token", "load_language"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from diurna.language import pipeline

    return getattr(pipeline, name)
