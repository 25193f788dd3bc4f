"""What reading a sentence gives: its mentions of events, and why a trigger gave none."""

from __future__ import annotations

from dataclasses import dataclass

from diurna.acts.frames import Frame, Miss
from diurna.acts.meaning import Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An event of one sentence, its parties still head tokens.

    `frame` is the outermost frame (its trigger is the event's), `inner` those that it took up. `claimed_by`, `denied_by`: the party of a
    stance in whose mouth the event is laid, or who denies it. `by_speaker`: the actor is whoever says it, named in another sentence.
    """

    frame: Frame
    meaning: Meaning
    inner: tuple[Frame, ...] = ()
    claimed_by: tuple[int, ...] = ()
    denied_by: tuple[int, ...] = ()
    by_speaker: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a sentence gave: its mentions, and the triggers that gave none."""

    mentions: tuple[Mention, ...]
    misses: tuple[Miss, ...]


__all__ = ["Mention", "Reading"]
