"""The lexicon as data: acts, stances, word classes, light verbs; see `docs/lexicon.md` for the notation.

`patterns.py` reads the notation of a frame, `lexicon.py` the files, and builds the index by lemma.
"""

from diurna.lexicon.lexicon import Entry, Lexicon, Reading, build_lexicon, load_lexicon
from diurna.lexicon.patterns import Head, Kind, Pattern, Slot, parse_pattern

__all__ = [
    "Entry",
    "Head",
    "Kind",
    "Lexicon",
    "Pattern",
    "Reading",
    "Slot",
    "build_lexicon",
    "load_lexicon",
    "parse_pattern",
]
