"""What fills the places of a frame: the heads that a slot of a pattern finds among a trigger's arguments."""

from __future__ import annotations

from diurna.acts.arguments import INDIRECT, Arguments
from diurna.acts.phrases import Phrases
from diurna.acts.support import Support
from diurna.acts.triggers import given_to, is_time
from diurna.language.sentence import Sentence
from diurna.lexicon import Lexicon, Pattern, Slot


def fill(phrases: Phrases, slot: Slot, arguments: Arguments) -> list[int]:
    """The head tokens that fill a slot, none where nothing fits."""
    s = phrases.s
    fits: list[int] = []
    if slot.position == "subject":
        fits = [] if arguments.subject is None else [arguments.subject]
    elif slot.position == "object":
        fits = [] if arguments.object is None else [arguments.object]
        own = [v for case, v in arguments.gerunds if case == ""]
        if slot.role == "ACT":
            fits = [*arguments.infinitives, *arguments.clauses, *own] or fits
        elif slot.words:  # "stopped eating"
            fits = fits + own
    elif slot.position == "possessor":
        fits = list(arguments.possessors)
    elif slot.position == "clause":
        fits = list(arguments.clauses)
    elif slot.position == "predicate":
        fits = list(arguments.predicates)
    elif slot.position == "complement":
        own = [v for case, v in arguments.gerunds if case == ""]
        fits = [*arguments.infinitives, *arguments.clauses, *own]
    else:
        fits = [h for case, h in arguments.prepositions if case in slot.prepositions]
        if slot.role != "ACT" and "to" in slot.prepositions:
            fits += [h for case, h in arguments.prepositions if case == INDIRECT]
            fits = fits or given_to(s, slot, arguments)
        if slot.role == "ACT":
            fits = [v for case, v in arguments.gerunds if case in slot.prepositions] + fits
            if "to" in slot.prepositions:
                fits = [*arguments.infinitives, *fits]
        elif slot.words:  # "barred her from leaving", "cleared him to stand"
            fits = fits + [v for case, v in arguments.gerunds if case in slot.prepositions]
            if "to" in slot.prepositions:
                fits += arguments.infinitives
    if slot.role in ("ACTOR", "RECIPIENT"):  # "targeted families out shopping": the verb is no party
        fits = [h for h in fits if s.tokens[h].upos != "VERB"]
    if slot.words:
        return [h for h in fits if phrases.is_of(h, slot.words)]
    if slot.role:  # "assured the king on Monday that …"
        return [h for h in fits if not is_time(s, h)]
    return fits


def compounded(s: Sentence, arguments: Arguments, lexicon: Lexicon) -> list[int]:
    """The event nouns compounded before a noun."""
    return [
        h
        for h in arguments.possessors
        if s.tokens[h].dep == "compound"
        and s.tokens[h].upos == "NOUN"
        and ("noun", s.tokens[h].lemma.lower()) in lexicon.index
    ]


def add_possessors(
    s: Sentence, pattern: Pattern, arguments: Arguments, support: Support | None, roles: dict[str, list[int]]
) -> None:
    """Possessors and the subject of a light verb are the actor, unless the frame gives the possessor another role."""
    named = [slot for slot in pattern.slots if slot.position == "possessor"]
    if not named:
        roles["ACTOR"].extend(h for h in arguments.possessors if not is_time(s, h))
    if support is None or support.subject is None or not support.light:
        return
    if support.light == "actor":
        roles["ACTOR"].insert(0, support.subject)
    elif support.light == "recipient":
        roles["RECIPIENT"].insert(0, support.subject)
