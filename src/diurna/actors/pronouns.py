"""The words that point at parties named elsewhere."""

from __future__ import annotations

from typing import Literal

PronounKind = Literal["he", "she", "it", "they", "speaker", "speakers", "relative", "other"]

_KINDS: dict[str, PronounKind] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), "speaker"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), "speakers"),
    **dict.fromkeys(("who", "whom", "whose", "which", "that"), "relative"),
}


def pronoun_kind(word: str) -> PronounKind:
    """What kind of pronoun a word is; "other" for those that no rule follows ("somebody", "many")."""
    return _KINDS.get(word.lower(), "other")
