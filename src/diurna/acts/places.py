"""What stands open around a trigger, so that most of the lexicon's patterns are laid aside unread."""

from __future__ import annotations

from collections.abc import Mapping
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

    def may_hold(self, reading: Reading) -> bool:
        """Whether what a pattern requires may be there."""
        head, pattern = reading.head, reading.pattern
        if head.before and head.before[-1] not in self.before:
            return False
        is_loose = bool(head.particle) and not self.has_object  # the particle may be the object's preposition
        for slot in pattern.required:
            if slot.position == "preposition":
                if not is_loose and not self._is_under(slot, pattern):
                    return False
            elif slot.position == "object" and is_loose:
                continue
            else:
                names = self.names[slot.position]
                if not names or (slot.words and slot.words.isdisjoint(names)):
                    return False
        return True

    def _is_under(self, slot: Slot, pattern: Pattern) -> bool:
        if pattern.kind == "noun" and slot.role == "ACT":  # it may be compounded: "ceasefire offer"
            return True
        under = self.under_subject if pattern.has_thing_as_subject else self.under
        for case in slot.prepositions:
            if case in under and not (slot.words and slot.words.isdisjoint(under[case])):
                return True
        return False
