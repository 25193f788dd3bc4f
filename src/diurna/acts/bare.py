"""Stances that auxiliaries alone express over verbs without an act of the lexicon: "X said Y must …", "X will not …"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diurna.acts.arguments import verb_arguments
from diurna.acts.frames import Frame
from diurna.acts.meaning import Meaning, stance_alone
from diurna.acts.modality import CONDITIONAL, FUTURE, REQUIRED, is_obliged, modality_of
from diurna.acts.phrases import NAMES
from diurna.acts.subjects import surface_subject
from diurna.language.sentence import Sentence
from diurna.lexicon import Lexicon
from diurna.ontology import Ontology

SELF = frozenset({"i", "we", "me", "us"})
THINGS = frozenset({"it", "this", "that", "there"})
# Verbs of what befalls one, of states, and of saying: not to do these is no refusal.
UNWILLED = frozenset(
    "be have happen occur work last rain need want know matter help affect change mean seem become get die win lose remain stay fall rise grow "
    "reach come go say tell comment speculate elaborate forget understand think believe expect hope exist survive suffer arrive return see "
    "feel look appear like love hurt end begin start stop run play disappear make find take do hear fear wait hesitate relent rest fail "
    "improve deter surprise solve resolve bring live exceed include apply prevent cause require lead follow cost miss hold face enjoy".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """An auxiliary's stance with its frame; `by_speaker`: the actor is whoever says it, named in another sentence."""

    frame: Frame
    meaning: Meaning
    by_speaker: bool


def is_self(s: Sentence, i: int) -> bool:
    """Whether it is the speaker's own pronoun ("us", not "US")."""
    return s.tokens[i].upos == "PRON" and s.tokens[i].text.lower() in SELF


def told(s: Sentence, speaker: int) -> tuple[int, ...]:
    """Whom the speaker tells it: "Stop bombing, the charity told Riyadh"."""
    if speaker < 0:
        return ()
    return tuple(c for c in s.children[s.tokens[speaker].head] if s.tokens[c].dep in ("iobj", "obj") and c != speaker)[
        :1
    ]


def bare_demands(
    s: Sentence, lexicon: Lexicon, ontology: Ontology, *, taken: frozenset[int], speakers: Mapping[int, int]
) -> list[Bare]:
    """ "X said Y must …" with a verb that the lexicon does not know, or knows as no act: X demands something of Y."""
    found: list[Bare] = []
    for token in s.tokens:
        verb, word = token.head, token.lemma.lower()
        if token.text.lower() not in REQUIRED or token.dep != "aux":  # "has to", "needs to"
            verb, word = next((c for c in s.children[token.i] if is_obliged(s, c)), -1), "must"
        if verb < 0 or verb in taken or token.i in taken:
            continue
        readings = lexicon.index.get(("verb", word), ())
        speaker = speakers.get(verb)
        if not readings or speaker is None or modality_of(s, verb).conditional:
            continue
        subject = surface_subject(s, verb)
        if subject is None or subject == speaker or is_self(s, subject):
            continue
        if s.tokens[subject].upos not in ("PROPN", "NOUN", "PRON") or s.tokens[subject].text.lower() in THINGS:
            continue
        actors = (speaker,) if speaker >= 0 else ()
        meaning = stance_alone(ontology.stances[readings[0].entry.stance or "demand"], actors, (subject,))
        if meaning is not None:
            frame = Frame(trigger=token.i, words=(token.i,), reading=readings[0], actors=actors, recipients=(subject,))
            found.append(Bare(frame=frame, meaning=meaning, by_speaker=speaker < 0))
    return found


def bare_refusals(
    s: Sentence, lexicon: Lexicon, ontology: Ontology, *, taken: frozenset[int], speakers: Mapping[int, int]
) -> list[Bare]:
    """ "X will not …", "X said it would not …" with a verb that the lexicon does not know, or knows as no act: X refuses."""
    found: list[Bare] = []
    for token in s.tokens:
        if token.text.lower() not in FUTURE | CONDITIONAL or token.dep != "aux" or token.head in taken:
            continue
        verb = s.tokens[token.head]
        readings = lexicon.index.get(("verb", "refuse"), ())
        modality = modality_of(s, verb.i)
        if not readings or not modality.negated or modality.conditional or verb.upos != "VERB":
            continue
        arguments = verb_arguments(s, verb.i)
        subject, speaker = arguments.subject, speakers.get(verb.i)
        if subject is None or arguments.passive or verb.lemma.lower() in UNWILLED:
            continue
        own = speaker is not None and (speaker == subject or s.tokens[subject].upos == "PRON")
        if not own and s.tokens[subject].name not in NAMES:
            continue
        phrases = [h for h in (arguments.object, *(h for _, h in arguments.prepositions)) if h is not None]
        if not phrases and not arguments.infinitives:
            continue
        whom = tuple(dict.fromkeys(h for h in phrases if s.tokens[h].name in NAMES and h != subject))
        meaning = stance_alone(ontology.stances["refuse"], (subject,), whom)
        if meaning is not None:
            frame = Frame(trigger=verb.i, words=(verb.i,), reading=readings[0], actors=(subject,), recipients=whom)
            found.append(Bare(frame=frame, meaning=meaning, by_speaker=False))
    return found
