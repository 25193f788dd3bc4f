"""Sentences with their trees, written by hand: no language model is needed.

A tree is one word a blank: `form/TAG/dep/head`, with `form=lemma` where the lemma is not the form in small letters. Heads count from 1,
0 is the root; a word that opens with `+` joins the one before it without a blank.
"""

from __future__ import annotations

from diurna.language.sentence import Sentence, Token, build_sentence

_UPOS = {
    "V": "VERB",
    "N": "NOUN",
    "M": "AUX",
    "I": "ADP",
    "T": "PART",
    "D": "DET",
    "C": "NUM",
    "J": "ADJ",
    "P": "PRON",
    "R": "ADV",
    ".": "PUNCT",
}
_FEATS = {
    "VBD": "Tense=Past|VerbForm=Fin", "VBZ": "Tense=Pres|VerbForm=Fin", "VBP": "Tense=Pres|VerbForm=Fin", "VB": "VerbForm=Inf",
    "VBN": "Tense=Past|VerbForm=Part", "VBG": "VerbForm=Ger",
}  # fmt: skip


def tree(words: str, *, is_headline: bool = False) -> Sentence:
    """The sentence of a tree."""
    text, tokens = "", []
    for i, word in enumerate(words.split()):
        form, tag, dep, head = word.lstrip("+").rsplit("/", 3)
        form, _, lemma = form.partition("=")
        text += "" if not text or word.startswith("+") else " "
        upos = "AUX" if dep.startswith(("aux", "cop")) else _UPOS[tag[0]]
        at = int(head) - 1 if head != "0" else i
        tokens.append(
            Token(
                i=i,
                start=len(text),
                end=len(text) + len(form),
                text=form,
                lemma=lemma or form.lower(),
                upos=upos,
                tag=tag,
                feats=_FEATS.get(tag, ""),
                dep=dep,
                head=at,
            )
        )
        text += form
    return build_sentence(index=0, paragraph=0, is_headline=is_headline, text=text, tokens=tuple(tokens), names=())
