"""Somebody's word: the value that the files of this folder find."""

from __future__ import annotations

from dataclasses import dataclass

from diurna.record import Stance


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody's word.

    `sentence` is the number of the sentence where the voice is named, `head` the head token of its phrase there; where nobody is named
    ("reportedly", `impersonal`) the token that vouches. `verb` is the token of the reporting verb in that sentence, -1 for none.
    `direct` is true of words given as the speaker's own: in quotation marks, or after "The minister said:".
    """

    sentence: int
    head: int
    stance: Stance
    impersonal: bool = False
    verb: int = -1
    direct: bool = False
