"""Lemmas as edits of the word: "armies" -> "army" is the edit ``lower, -ies, +y``.

The network chooses among the edits seen in training; an edit names the ending it takes away, so only edits that fit
the word can be chosen. The same code derives edits for training and applies them in the pipeline.

    "lower|ies|y"     armies  -> army      lower-case, take "ies" away, add "y"
    "keep||"          Putin   -> Putin     the word as it stands
    "capital||"       PUTIN   -> Putin     first letter upper case, the rest lower
    "whole|went|go"   went    -> go        the whole word, lower-cased, is replaced
"""

from __future__ import annotations

SEPARATOR = "|"


def _cased(word: str, case: str) -> str:
    if case == "lower":
        return word.lower()
    if case == "capital":
        return word[:1].upper() + word[1:].lower()
    return word


def _common_start(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    common = 0
    while common < min(len(one), len(other)) and one[common] == other[common]:
        common += 1
    return common


def derive_edit(word: str, lemma: str) -> str | None:
    """Return the edit that turns `word` into `lemma`, or None where the two cannot be written as one."""
    if SEPARATOR in word or SEPARATOR in lemma or not lemma:
        return None
    if lemma == lemma.lower():
        case = "lower"
    else:
        case = max(("keep", "capital"), key=lambda kind: _common_start(_cased(word, kind), lemma))
    start = _cased(word, case)
    common = _common_start(start, lemma)
    if common == 0:
        return SEPARATOR.join(("whole", start.lower(), lemma))
    return SEPARATOR.join((case, start[common:], lemma[common:]))


def fits(edit: str, word: str) -> bool:
    """Tell whether `edit` can be applied to `word`."""
    case, old, _ = edit.split(SEPARATOR)
    if case == "whole":
        return word.lower() == old
    if case == "capital" and word[:1].islower():
        return False
    return len(word) > len(old) and _cased(word, case).endswith(old)


def apply_edit(edit: str, word: str) -> str:
    """Return what `edit` makes of `word`; the edit must fit it."""
    case, old, new = edit.split(SEPARATOR)
    if case == "whole":
        return new
    start = _cased(word, case)
    return start[: len(start) - len(old)] + new
