"""Frames of the lexicon matched in a sentence: which trigger stands where, and what fills its places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from diurna.acts.arguments import Arguments, adjective_arguments, noun_arguments, verb_arguments
from diurna.acts.filling import add_possessors, compounded, fill
from diurna.acts.phrases import ATTRIBUTIVE, NAMES, Phrases, is_denied, is_phrase, words_around
from diurna.acts.places import Need, Places, needs_of
from diurna.acts.subjects import antecedent, case_of, has_copula
from diurna.acts.support import STATES, Support, support_of
from diurna.acts.triggers import (
    TIME_NOUNS,
    asked_for,
    gerund_lemma,
    head_words,
    is_statal,
    is_time,
    with_object_after_particle,
)
from diurna.language.sentence import Sentence
from diurna.lexicon import Entry, Kind, Lexicon, Reading, Slot

KIND_OF_POS: Mapping[str, tuple[Kind, ...]] = {
    "VERB": ("verb", "adj"),
    "NOUN": ("noun", "verb"),
    "ADJ": ("adj", "verb"),
    "PROPN": ("noun",),
    "AUX": (),
}
# Prepositions that name the doer of an event noun that is itself a subject ("a truce between A and B took effect").
DOERS = frozenset({"between", "among", "by"})
# By how much what is only wanted (`type -` in acts.tsv) must fit better than what is done.
ONLY_WANTED = 1.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A trigger with what fills its roles, as head tokens.

    `words` are the tokens of the trigger (verb and particle). `complements` are heads of what a stance is about. `support` is the light
    verb of an event noun, `anchor` the token by which a governing clause sees the frame (the light verb, else the trigger).
    `fillers` are the heads that a slot asks for by their words: they are part of this act, whatever they name by themselves.
    `denies`: a "no" before one of them is part of what the entry says ("have no intention of").
    `tacit`: what the stance is about is only compounded with its noun ("ceasefire offer"): it holds where that is an act.
    `alternatives` are the other entries that fit, best first, for a stance that finds no act to be about.
    """

    trigger: int
    words: tuple[int, ...]
    reading: Reading
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    complements: tuple[int, ...] = ()
    support: int | None = None
    fillers: tuple[int, ...] = ()
    passive: bool = False
    denies: bool = False
    tacit: bool = False
    score: float = 0.0
    alternatives: tuple[Frame, ...] = ()

    @property
    def entry(self) -> Entry:
        return self.reading.entry

    @property
    def anchor(self) -> int:
        return self.trigger if self.support is None else self.support


@dataclass(frozen=True, slots=True)
class Miss:
    """A trigger that gave no frame, with the reason of the reading that came nearest."""

    trigger: int
    entry: str
    reason: str


@dataclass(slots=True)
class Matcher:
    """Matches the readings of a lexicon in sentences; holds nothing but the lexicon."""

    lexicon: Lexicon
    _prepared: dict[tuple[Kind, str], tuple[Need, ...]] = field(default_factory=dict, repr=False, compare=False)

    def _needs(self, known: tuple[Kind, str]) -> tuple[Need, ...]:
        """The readings of a word with what they require; laid out when the word first stands in a text."""
        needs = self._prepared.get(known)
        if needs is None:
            needs = self._prepared[known] = needs_of(self.lexicon.index[known])
        return needs

    def frames(self, s: Sentence, misses: list[Miss] | None = None) -> dict[int, Frame]:
        """The best frame of each trigger of the sentence, by token; reasons of failure are put into `misses`."""
        found: dict[int, Frame] = {}
        containers, bearers = self.lexicon.containers, self.lexicon.bearers
        phrases = Phrases(s, containers)
        for token in s.tokens:
            if token.name in NAMES and token.upos in ("PROPN", "NOUN", "ADJ"):
                continue
            if token.upos == "PROPN" and token.text.lower() in TIME_NOUNS:  # the month of March
                continue
            if is_bare_part(s, token.i, containers) and s.tokens[token.head].lemma.lower() not in bearers:
                continue
            # "is a threat" is a state; "is out of the question" is said as an adjective is
            kinds = KIND_OF_POS.get(token.upos, ())
            if token.upos == "NOUN" and has_copula(s, token.i):
                kinds = ("adj", *kinds) if case_of(s, token.i) in ("in", *STATES) else ("adj",)
            if token.tag == "VBN" and is_statal(s, token.i):  # "is committed to": what one is, not what is done to one
                kinds = kinds[::-1]
            for kind in kinds:
                if kind == "verb" and token.upos == "NOUN" and not token.text.lower().endswith("ing"):
                    continue
                if kind == "verb" and token.upos == "ADJ" and token.tag not in ("VBN", "VBG"):
                    if not any(s.tokens[c].dep == "obj" for c in s.children[token.i]):  # "would free the sailors"
                        continue
                lemma = gerund_lemma(token.text) if kind == "verb" and token.upos == "NOUN" else (token.lemma.lower(),)
                if kind == "noun" and token.text.lower().endswith("ing"):  # "the lifting": its lemma may be the verb's
                    lemma = (*lemma, token.text.lower())
                if kind == "adj" and token.upos == "VERB":
                    lemma = (token.text.lower(),)
                known = next(((kind, name) for name in lemma if (kind, name) in self.lexicon.index), None)
                if known is None:
                    continue
                frame = self._best(phrases, token.i, kind, self._needs(known), misses)
                if frame is not None:
                    found[token.i] = frame
                    break
        return found

    def _best(
        self, phrases: Phrases, i: int, kind: Kind, needs: tuple[Need, ...], misses: list[Miss] | None
    ) -> Frame | None:
        s = phrases.s
        fits: list[Frame] = []
        support: Support | None = None
        as_noun = kind == "noun" or (s.tokens[i].upos == "NOUN" and kind != "adj")
        if as_noun:
            arguments = self._under_container(s, i, noun_arguments(s, i))
            support = support_of(s, i, self.lexicon)
        elif kind == "verb":
            if (
                s.tokens[i].dep in ATTRIBUTIVE
            ):  # "captured tanks", "Russian-backed forces": what is so, not what happened
                return None
            arguments = verb_arguments(s, i)
        else:
            arguments = adjective_arguments(s, i)
        around = words_around(s, i, arguments)
        lent = arguments if support is None else support.lend(arguments)
        places = Places.of(phrases, i, arguments, lent)
        is_gerund = (
            as_noun and needs[0][0].pattern.kind == "verb"
        )  # what a verb requires stands elsewhere beside its noun
        readings = [n[0] for n in needs] if misses is not None or is_gerund else places.open_to(needs)
        for reading in readings:
            given = lent if as_noun and reading.pattern.kind == "noun" else arguments
            result = self._match(phrases, i, reading, given, support, around, as_noun)
            if isinstance(result, str):
                if misses is not None:
                    misses.append(Miss(i, f"{reading.entry.file}: {reading.entry.id}", result))
            else:
                fits.append(result)
        if not fits:
            return None
        # Stable: of equals, the lexicon's order decides; what is only wanted must fit by a word more than what is done.
        fits.sort(key=lambda frame: ONLY_WANTED * frame.entry.only_wanted - frame.score)
        entry = fits[0].entry  # of the ways in which one entry fits, the one that finds most parties
        best = max(
            (f for f in fits if f.entry is entry), key=lambda f: len(f.actors) + len(f.recipients) + len(f.complements)
        )
        return replace(best, alternatives=tuple(f for f in fits if f.entry is not entry))

    def _under_container(self, s: Sentence, n: int, arguments: Arguments) -> Arguments:
        """An event noun's arguments with those of the container that it stands under: "a series of strikes on targets"."""
        token = s.tokens[n]
        if (
            token.dep != "nmod"
            or s.tokens[token.head].lemma.lower() not in self.lexicon.containers
            or case_of(s, n) != "of"
        ):
            return arguments
        above = noun_arguments(s, token.head)
        return replace(
            arguments,
            possessors=arguments.possessors + above.possessors,
            prepositions=arguments.prepositions + tuple((p, h) for p, h in above.prepositions if h != n),
        )

    def _match(
        self,
        phrases: Phrases,
        i: int,
        reading: Reading,
        arguments: Arguments,
        support: Support | None,
        around: frozenset[str],
        as_noun: bool,
    ) -> Frame | str:
        s = phrases.s
        words = head_words(s, i, reading.head, reading.pattern.kind)
        if words is None:
            return "its particle or first part is absent"
        clash = reading.entry.unless & around
        if clash:
            clash -= set(reading.head.particle.split())  # "gave way": the way is its own
        if clash:
            clash -= asked_for(s, reading.pattern, arguments)
        if clash:
            return f"beside {sorted(clash)[0]!r} it means something else"
        pattern = reading.pattern
        if as_noun and pattern.kind == "verb":
            return self._nominal(phrases, i, reading, arguments, support)
        roles: dict[str, list[int]] = {"ACTOR": [], "RECIPIENT": [], "ACT": [], "TOPIC": []}
        score = 3.0 * bool(reading.head.particle or reading.head.before or reading.head.negated)
        if pattern.kind == "verb" and reading.head.particle and arguments.object is None and not as_noun:
            arguments = with_object_after_particle(s, i, reading.head.particle, arguments)
        first = pattern.slots[0] if pattern.slots else None
        if first is not None and first.position == "subject" and not first.role and arguments.subject is not None:
            below = noun_arguments(s, arguments.subject).prepositions  # "access for relief workers has improved"
            arguments = replace(arguments, prepositions=arguments.prepositions + below)
        fillers: list[int] = []
        moved: list[int] = []
        tacit = False
        denies = reading.head.negated or bool({"no", "not"} & set(reading.head.before))
        for slot in pattern.slots:
            if slot.position == "no object":
                if arguments.object is not None:
                    return "it has an object"
                continue
            filled = fill(phrases, slot, arguments)
            if not filled and slot.role == "ACT" and pattern.kind == "noun" and slot.position == "preposition":
                filled = compounded(s, arguments, self.lexicon)  # "ceasefire offer"
                tacit = bool(filled)
            if slot.role == "ACT" and reading.entry.stance == "ask":  # "asked whether", "asked if": a question
                filled = [h for h in filled if case_of(s, h) not in ("if", "whether")]
            if not filled:
                if slot.required:
                    return f"nothing fits {_name(slot)}"
                continue
            score += 1 + 1.5 * bool(slot.words) + 0.25 * slot.required
            score += 0.5 * any(is_phrase(s, h, slot.words) for h in filled if slot.words)
            if slot.words and slot.role != "ACT":
                fillers += filled
            if any(is_denied(s, h, slot.words) for h in filled):
                denies = True
                score += 1
            if slot.owner:
                whose = noun_arguments(s, filled[0])
                owners = (*whose.possessors, *(h for p, h in whose.prepositions if p in ("of", "by", "from")))
                roles[slot.owner].extend(h for h in owners if not is_time(s, h) and h not in roles["ACT"])
            if slot.role:
                roles[slot.role].extend(filled)
            elif slot.position == "object":
                moved += [h for h in filled if phrases.is_of(h, self.lexicon.classes.get("forces", frozenset()))]
            elif slot.position == "subject":  # "Iranian missiles hit …": whose the thing is, is who did it
                around_it = noun_arguments(s, filled[0])
                roles["ACTOR"].extend(around_it.possessors)
                roles["ACTOR"].extend(h for p, h in around_it.prepositions if p in DOERS and not is_time(s, h))
        if pattern.kind == "noun":
            if reading.head.before:
                arguments = replace(arguments, possessors=tuple(h for h in arguments.possessors if h not in words))
            add_possessors(s, pattern, arguments, support, roles)
        if not roles["ACTOR"]:  # "Indonesian police were put on alert": nobody else is told to have acted
            roles["ACTOR"] = moved
        return Frame(
            trigger=i,
            words=words,
            reading=reading,
            actors=_unique(roles["ACTOR"]),
            recipients=_unique(roles["RECIPIENT"]),
            complements=_unique(roles["ACT"]),
            support=support.verb if support is not None and support.light else None,
            fillers=_unique(fillers),
            passive=arguments.passive,
            denies=denies,
            tacit=tacit,
            score=score - 2 * tacit,
        )

    def _nominal(
        self, phrases: Phrases, i: int, reading: Reading, arguments: Arguments, support: Support | None
    ) -> Frame | str:
        """A gerund used as a noun ("the bombing of Aleppo"): the verb's object is its `of`, its subject the possessor or `by`."""
        s = phrases.s
        if any(slot.required and slot.position != "object" for slot in reading.pattern.slots):
            return "as a noun it lacks a required place"
        actors = [h for p, h in arguments.prepositions if p == "by"] + [
            h for h in arguments.possessors if s.tokens[h].dep != "compound" or s.tokens[h].name
        ]
        recipients = []
        for slot in reading.pattern.slots:
            if slot.position == "object":
                fits = [
                    h
                    for p, h in arguments.prepositions
                    if p == "of" and (not slot.words or phrases.is_of(h, slot.words))
                ]
                if slot.required and not fits:
                    return f"nothing fits {_name(slot)}"
                if slot.role == "RECIPIENT":
                    recipients += fits
        if not (recipients or actors or reading.entry.only_wanted):
            return "as a noun it has no party"
        if support is not None and support.light == "actor" and support.subject is not None:
            actors.append(support.subject)
        return Frame(
            trigger=i,
            words=(i,),
            reading=reading,
            actors=_unique(actors),
            recipients=_unique(recipients),
            support=support.verb if support is not None and support.light else None,
            score=1.0,
        )


def is_bare_part(s: Sentence, i: int, containers: frozenset[str]) -> bool:
    """Whether a noun only describes another: in "aid workers", "ceasefire talks" the head names the thing or the act."""
    token = s.tokens[i]
    return token.dep == "compound" and token.upos == "NOUN" and s.tokens[token.head].lemma.lower() not in containers


def _name(slot: Slot) -> str:
    place = "/".join(sorted(slot.prepositions)) if slot.prepositions else slot.position
    return f"the place of {slot.role or 'its word'} ({place})"


def _unique(heads: list[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(heads))


__all__ = ["Frame", "Matcher", "Miss", "antecedent", "is_bare_part"]
