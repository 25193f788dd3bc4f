"""The form in which names of places are compared: without case, accents, apostrophes and hyphens.

"Port-au-Prince", "Port-Au-Prince" and "port au prince" are one key; so are "St. Marc" and "Saint-Marc".
The prepared gazetteer is keyed by `key_hash` of these forms: a change here needs the gazetteer built anew.
"""

from __future__ import annotations

import hashlib
import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʿʾʻʼ′″"))
_BREAKS = dict.fromkeys(map(ord, "-–—_./,()\u00a0"), " ")
_LETTERS = {ord(a): b for a, b in zip("łøıđßæœþð", ["l", "o", "i", "d", "ss", "ae", "oe", "th", "d"], strict=True)}
_TABLE = _APOSTROPHES | _BREAKS | _LETTERS
_SHORT_FIRST = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def fold(name: str) -> str:
    """`name` as it is compared: "Al-Ḩasakah" → "al hasakah", "St. Marc" → "saint marc"."""
    lowered = name.lower().translate(_TABLE)
    if not lowered.isascii():
        decomposed = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_TABLE)
    words = lowered.split()
    if len(words) > 1 and words[0] in _SHORT_FIRST:
        words[0] = _SHORT_FIRST[words[0]]
    return " ".join(words)


def key_hash(folded: str) -> tuple[int, int]:
    """A folded name's place in the prepared gazetteer: 32 bits to sort by, 16 bits to check by."""
    digest = hashlib.blake2b(folded.encode(), digest_size=6).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little")
