"""The lexicon as data: acts, stances, word classes, light verbs; see `docs/lexicon.md` for the notation.

`patterns.py` reads the notation of a frame, `lexicon.py` the files, and builds the index by lemma; `own.py` adds a user's files,
`own_names.py` the parties and places in them.
"""

from diurna.lexicon.lexicon import Entry, Lexicon, Reading, build_lexicon, load_lexicon
from diurna.lexicon.own import load_own_lexicon
from diurna.lexicon.own_names import OwnParty, OwnPlace
from diurna.lexicon.patterns import Head, Kind, Pattern, Slot, parse_pattern

__all__ = [
    "Entry",
    "Head",
    "Kind",
    "Lexicon",
    "OwnParty",
    "OwnPlace",
    "Pattern",
    "Reading",
    "Slot",
    "build_lexicon",
    "load_lexicon",
    "load_own_lexicon",
    "parse_pattern",
]
