"""Trees mended where they break a rule of the language that a parser, arc by arc, cannot see."""

from __future__ import annotations

from dataclasses import replace

from diurna.language.sentence import Token

SUBJECTS = ("nsubj", "nsubj:pass", "csubj")


def mend(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with each verb's second subject given back to the clause that lacks one.

    «Gunmen freed the hostages, officials said.»: where both nouns hang on "said", the first is the subject of the quoted
    clause, which stands between them and has none.
    """
    subjects: dict[int, list[int]] = {}
    for token in tokens:
        if token.dep in SUBJECTS and token.head != token.i:
            subjects.setdefault(token.head, []).append(token.i)
    mended = list(tokens)
    for verb, found in subjects.items():
        if len(found) < 2:
            continue
        first, second = found[0], found[-1]
        for clause in tokens:
            between = clause.dep == "ccomp" and clause.head == verb and first < clause.i < second
            if between and clause.i not in subjects:
                mended[first] = replace(tokens[first], head=clause.i)
                break
    return tuple(mended)
