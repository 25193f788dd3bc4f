"""What stands open around a trigger, so that most of the lexicon's patterns are laid aside unread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diurna.acts.arguments import INDIRECT, Arguments, noun_arguments
from diurna.acts.phrases import Phrases
from diurna.lexicon import Pattern, Reading, Slot

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """By what names each place around a trigger may be called; more than a pattern may use, never less.

    `before`: the words before the trigger. `under`: by preposition. `under_subject`: the same with what hangs on the subject.
    """

    before: frozenset[str]
    names: Mapping[str, frozenset[str]]
    under: Mapping[str, frozenset[str]]
    under_subject: Mapping[str, frozenset[str]]
    has_object: bool

    @classmethod
    def of(cls, phrases: Phrases, i: int, arguments: Arguments, lent: Arguments) -> Places:
        """The places of trigger `i`; `lent`: its arguments with those of its light verb."""
        s = phrases.s

        def named(*heads: int | None) -> frozenset[str]:
            return NOTHING.union(*(phrases.names_of(h) for h in heads if h is not None))

        gerunds = tuple(head for _, head in arguments.gerunds)
        complements = named(*arguments.infinitives, *arguments.clauses, *gerunds)
        under: dict[str, frozenset[str]] = {}
        for case, head in (*lent.prepositions, *arguments.prepositions, *arguments.gerunds):
            under[case] = under.get(case, NOTHING) | phrases.names_of(head)
        parts = () if arguments.object is None else tuple(s.children[arguments.object])
        under["to"] = under.get("to", NOTHING) | under.get(INDIRECT, NOTHING) | complements | named(*parts)
        under_subject = dict(under)
        if arguments.subject is not None:
            for case, head in noun_arguments(s, arguments.subject).prepositions:
                under_subject[case] = under_subject.get(case, NOTHING) | phrases.names_of(head)
        around = [s.tokens[n] for n in range(max(i - 2, 0), i)]
        return cls(
            before=frozenset(word for t in around for word in (t.lemma.lower(), t.text.lower())),
            names={
                "subject": named(arguments.subject),
                "object": named(arguments.object) | complements,
                "clause": named(*arguments.clauses),
                "complement": complements,
                "predicate": named(*arguments.predicates),
                "possessor": named(*lent.possessors),
            },
            under={case: names for case, names in under.items() if names},
            under_subject=under_subject,
            has_object=arguments.object is not None,
        )

    def open_to(self, needs: Sequence[Need]) -> list[Reading]:
        """The readings whose requirements may be there, in the order of `needs`."""
        found = []
        names, before, has_object = self.names, self.before, self.has_object
        for need in needs:
            reading, last_before, has_particle, required = need
            if last_before and last_before not in before:
                continue
            is_loose = has_particle and not has_object  # the particle may be the object's preposition
            for position, words, cases, with_subject in required:
                if cases is not None:
                    if not is_loose and not _stands_under(
                        self.under_subject if with_subject else self.under, cases, words
                    ):
                        break
                elif not (is_loose and position == "object"):
                    present = names[position]
                    if not present or (words and words.isdisjoint(present)):
                        break
            else:
                found.append(reading)
        return found


def _stands_under(under: Mapping[str, frozenset[str]], cases: Sequence[str], words: frozenset[str]) -> bool:
    for case in cases:
        present = under.get(case)
        if present is not None and not (words and words.isdisjoint(present)):
            return True
    return False


Required = tuple[str, frozenset[str], tuple[str, ...] | None, bool]
"""Position, words, prepositions (None for other positions), and whether what hangs on the subject counts too."""
Need = tuple[Reading, str, bool, tuple[Required, ...]]
"""A reading, the last word of its first part, whether it has a particle, and what it requires: laid out flat, as it is asked most of all."""


def needs_of(readings: Sequence[Reading]) -> tuple[Need, ...]:
    """What each reading requires around its trigger."""
    return tuple(
        (
            reading,
            reading.head.before[-1] if reading.head.before else "",
            bool(reading.head.particle),
            tuple(
                _required(slot, reading.pattern) for slot in reading.pattern.required if _asks(slot, reading.pattern)
            ),
        )
        for reading in readings
    )


def _asks(slot: Slot, pattern: Pattern) -> bool:
    """Whether the place must be there: an act beside a noun may be compounded ("ceasefire offer")."""
    return not (slot.position == "preposition" and pattern.kind == "noun" and slot.role == "ACT")


def _required(slot: Slot, pattern: Pattern) -> Required:
    cases = tuple(slot.prepositions) if slot.position == "preposition" else None
    return slot.position, frozenset(slot.words), cases, pattern.has_thing_as_subject
