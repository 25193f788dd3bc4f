"""The notation of the lexicon: a frame written like a small sentence.

    verb:   ACTOR provide RECIPIENT with @aid        subject, verb, object, prepositions with what they take
            ACTOR lend RECIPIENT! @money             two objects
            ACTOR carry_out strike|raid on|against RECIPIENT      particle verb; alternatives with |
            ACTOR expel RECIPIENT:@diplomat          a role restricted to a class
            ACTOR reject RECIPIENT's offer for ACT   whose the object is
            ACTOR not_tolerate RECIPIENT             a verb that counts only with its "not"
            ACTOR have no_intention of ACT           `no_` and `not_` stand with their noun, and do not negate the frame
            ACTOR call on RECIPIENT to ACT           `to ACT`: an infinitive or a noun after to; `that ACT`: a clause; `ACT`: any of both, or a noun
            ACTOR hold RECIPIENT! =responsible for ACT?      what the object is said to be
            @bomb kill RECIPIENT                     the subject is no party but a thing of a class
            - rain                                   no subject is looked for
            ACTOR march - against RECIPIENT          no object: "farmers marched", not "she marched him out"
    noun:   invasion of RECIPIENT by ACTOR           possessors and national adjectives are ACTOR unless written:
            RECIPIENT's arrest by ACTOR
            air_strike on|against RECIPIENT          compound noun
            @weapon for RECIPIENT from ACTOR         any noun of a class
    adj:    ACTOR critical of RECIPIENT              predicate adjective

A slot with a class, with words or with ACT is required, another role alone is not; `?` makes it optional, `!` required. Roles: ACTOR,
RECIPIENT, ACT (what a stance is about), TOPIC (anything, not recorded).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from diurna.errors import DataError

ROLES = frozenset({"ACTOR", "RECIPIENT", "ACT", "TOPIC"})
PREPOSITIONS = frozenset(
    "to for on upon against with from in into at over about of by between among as after out_of toward towards around off "
    "through under behind across near alongside within without onto before because_of due_to out regarding concerning "
    "amid amongst using following involving including beside besides despite per via during above beyond inside outside along past up down until".split()
)
Position = Literal["subject", "object", "preposition", "clause", "complement", "predicate", "possessor", "no object"]
Kind = Literal["verb", "noun", "adj"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What a frame looks for in one place. `words` empty: anything may stand there."""

    position: Position
    prepositions: frozenset[str] = frozenset()
    role: str | None = None
    words: frozenset[str] = frozenset()
    required: bool = False
    owner: str | None = None
    """The role of whose the thing is ("rejected Kenya's offer": RECIPIENT)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A trigger: its lemma, and the particle (verb) or the words before it (compound noun) that must stand with it.

    `negated`: it counts only with its "not" ("will not tolerate"), which then says no more.
    """

    lemma: str
    particle: str = ""
    before: tuple[str, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    kind: Kind
    heads: tuple[Head, ...]
    slots: tuple[Slot, ...]
    notation: str
    required: tuple[Slot, ...]
    """The slots that something must fill."""
    has_thing_as_subject: bool
    """Whether the subject is a word or a class that is no party ("@bomb kill …")."""

    @property
    def strictness(self) -> int:
        """How much a match says: required slots, and those that take only some words, count."""
        return sum(2 if slot.words else 1 for slot in self.slots if slot.required)


def parse_pattern(kind: Kind, notation: str, classes: Mapping[str, frozenset[str]], where: str) -> Pattern:
    """The pattern that `notation` writes. Raises DataError, opening with `where`, for anything not understood."""
    parts = notation.split()
    slots: list[Slot] = []
    if kind == "noun":
        if parts and parts[0].endswith("'s"):
            slots.append(_slot("possessor", parts.pop(0).removesuffix("'s"), classes, where, notation))
    elif parts and (parts[0] == "-" or parts[0].startswith("@") or parts[0].rstrip("!?").split(":")[0] in ROLES):
        first = parts.pop(0)
        if first != "-":
            slots.append(_slot("subject", first, classes, where, notation))
    elif len(parts) > 1 and kind == "verb":
        slots.append(_slot("subject", parts.pop(0), classes, where, notation))
    if not parts or not re.fullmatch(r"[a-z@][a-z@'|_-]*" if kind == "noun" else r"[a-z][a-z'|_-]*", parts[0]):
        raise DataError(f"{where}: {notation!r} has no trigger word where one must stand")
    heads = tuple(_head(kind, word) for word in _trigger_words(parts.pop(0), classes, where, notation))
    owner: str | None = None
    while parts:
        part = parts.pop(0)
        bare = part.rstrip("?!")
        if kind == "verb" and part.endswith("'s") and part.removesuffix("'s") in ROLES:
            owner = part.removesuffix("'s")
            continue
        if bare == "that" and parts:
            slots.append(_slot("clause", parts.pop(0), classes, where, notation))
        elif all(word in PREPOSITIONS for word in bare.split("|")):
            if not parts:
                raise DataError(f"{where}: {notation!r}: nothing stands after {bare!r}")
            prepositions = frozenset(word.replace("_", " ") for word in bare.split("|"))
            whose = (
                parts.pop(0).removesuffix("'s") if len(parts) > 1 and parts[0] in ("ACTOR's", "RECIPIENT's") else None
            )
            slot = _slot("preposition", parts.pop(0), classes, where, notation, prepositions)
            slots.append(replace(slot, owner=whose))
        elif kind == "verb" and part == "-":
            slots.append(Slot(position="no object"))
        elif kind == "verb" and part.startswith("="):
            slots.append(_slot("predicate", part[1:], classes, where, notation))
        elif kind == "verb" and bare.split(":")[0] == "ACT" and any(slot.position == "object" for slot in slots):
            slots.append(_slot("complement", part, classes, where, notation))
        else:
            earlier = next((slot for slot in slots if slot.position == "object"), None)
            if earlier is not None and kind == "verb":  # two objects: the first is the one given to
                slots[slots.index(earlier)] = replace(earlier, position="preposition", prepositions=frozenset({"to"}))
            elif kind != "verb":
                raise DataError(f"{where}: {notation!r}: {part!r} has no place here (is a preposition missing?)")
            slots.append(replace(_slot("object", part, classes, where, notation), owner=owner))
    return Pattern(
        kind=kind,
        heads=heads,
        slots=tuple(slots),
        notation=notation,
        required=tuple(slot for slot in slots if slot.required and slot.position != "no object"),
        has_thing_as_subject=bool(slots) and slots[0].position == "subject" and not slots[0].role,
    )


def _trigger_words(part: str, classes: Mapping[str, frozenset[str]], where: str, notation: str) -> tuple[str, ...]:
    """The trigger's words, a class (of a noun's) taken apart; labels and signs of a class are no words."""
    words: list[str] = []
    for word in part.split("|"):
        if not word.startswith("@"):
            words.append(word)
        elif word[1:] not in classes:
            raise DataError(f"{where}: {notation!r}: no class {word!r}")
        else:
            words += sorted(
                w.replace(" ", "_") for w in classes[word[1:]] if re.fullmatch(r"[a-z][a-z -]*", w) is not None
            )
    return tuple(dict.fromkeys(words))


def _head(kind: Kind, word: str) -> Head:
    if kind == "verb":
        is_negated = word.startswith("not_")
        lemma, *particle = word.removeprefix("not_").split("_")
        return Head(lemma=lemma, particle=" ".join(particle), negated=is_negated)
    pieces = [piece for piece in re.split("[_-]+", word) if piece]  # the language pipeline parts words at hyphens
    return Head(lemma=pieces[-1], before=tuple(pieces[:-1]))


def _slot(
    position: Position,
    word: str,
    classes: Mapping[str, frozenset[str]],
    where: str,
    notation: str,
    prepositions: frozenset[str] = frozenset(),
) -> Slot:
    optional, forced = word.endswith("?"), word.endswith("!")
    word = word.rstrip("?!")
    role, _, rest = word.partition(":")
    if role not in ROLES:
        role, rest = "", word
    words: set[str] = set()
    for name in filter(None, rest.split("|")):
        if name.startswith("@"):
            if name[1:] not in classes:
                raise DataError(f"{where}: {notation!r}: no class {name!r}")
            words |= classes[name[1:]]
        elif re.fullmatch(r"[a-z][a-z'_-]*", name):
            words.add(name.replace("_", " "))
        else:
            raise DataError(f"{where}: {notation!r}: {name!r} is neither a role, a class nor a word")
    return Slot(
        position=position,
        prepositions=prepositions,
        role=role or None,
        words=frozenset(words),
        required=forced or ((bool(words) or role == "ACT") and not optional),
    )
