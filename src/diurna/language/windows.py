"""Cuts the words of a paragraph into the windows that the network reads at once.

A window holds as many whole sentences as fit, by a guess at where sentences end; context across sentences helps. Only
a sentence too long for the network is cut in its middle.
"""

from __future__ import annotations

from collections.abc import Sequence

USUAL_PIECES = 160
MOST_PIECES = 320

_ENDERS = frozenset((".", "!", "?", "…", "...", ".”", '."'))
_CLOSERS = frozenset("\"'”’)]»")


def likely_sentence_ends(words: Sequence[str]) -> list[int]:
    """Return the positions after which a new sentence likely begins, the end of the paragraph among them."""
    ends = []
    for i in range(1, len(words)):
        before = i - 1
        while before > 0 and words[before] in _CLOSERS:
            before -= 1
        if words[before] in _ENDERS and words[i] not in _CLOSERS and not words[i][:1].islower():
            ends.append(i)
    ends.append(len(words))
    return ends


def cut_windows(words: Sequence[str], sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Return windows (first word, word after the last) over a paragraph; `sizes` counts the pieces of each word."""
    windows = []
    begin, total = 0, 0
    previous = 0
    for end in likely_sentence_ends(words):
        size = sum(sizes[previous:end])
        if begin < previous and total + size > USUAL_PIECES:
            windows.append((begin, previous))
            begin, total = previous, 0
        total += size
        previous = end
        if total > MOST_PIECES:
            windows += _cut_anywhere(begin, end, sizes)
            begin, total = end, 0
    if begin < previous:
        windows.append((begin, previous))
    return windows


def _cut_anywhere(begin: int, end: int, sizes: Sequence[int]) -> list[tuple[int, int]]:
    windows, total = [], 0
    for i in range(begin, end):
        if total + sizes[i] > MOST_PIECES:
            windows.append((begin, i))
            begin, total = i, 0
        total += sizes[i]
    windows.append((begin, end))
    return windows
