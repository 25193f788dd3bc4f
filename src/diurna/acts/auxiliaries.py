"""What the auxiliaries of a clause, and who says it, make of the act that it tells."""

from __future__ import annotations

from dataclasses import replace

from diurna.acts.bare import is_self, told
from diurna.acts.frames import Frame
from diurna.acts.meaning import Meaning, compose
from diurna.acts.modality import Modality, is_imperative
from diurna.acts.threats import is_own_threat, stance_ahead
from diurna.language.sentence import Sentence
from diurna.ontology import Ontology


def under_auxiliaries(
    s: Sentence, o: Ontology, frame: Frame, meaning: Meaning, modality: Modality, *, speaker: int | None
) -> Meaning | None:
    """The meaning of a frame in its clause; None where the two come to no event.

    `speaker`: the token of who says the clause, -1 where another sentence names him, None where nobody is said to say it.
    """
    sayer = () if speaker is None or speaker < 0 else (speaker,)
    if modality.required and speaker is not None:
        asked = replace(meaning, status="negated") if modality.negated else meaning
        return _demanded(s, o, asked, speaker, "ask" if modality.advised else "demand")
    if speaker is not None and is_imperative(s, frame.anchor):
        status = "negated" if modality.negated else meaning.status
        return _demanded(s, o, replace(meaning, actors=told(s, speaker), status=status), speaker, "demand")
    if modality.required:  # a duty, not a deed
        return replace(meaning, status="hypothetical")
    if meaning.type == "THREATEN" and frame.entry.act and not modality.negated and not modality.conditional:
        # "will pay a price": the idiom has its future in it, and who says it is who threatens
        return replace(meaning, actors=meaning.actors or sayer)
    if (modality.future or modality.would) and modality.negated:
        return _refused(o, meaning, sayer)
    if modality.future or (modality.would and speaker is not None and not modality.conditional):
        stance = stance_ahead(s, meaning, o, speaker=speaker, reported=modality.would)
        actors = meaning.actors or (sayer if stance == "threaten" else ())
        return compose(o, o.stances[stance], meaning, actors, meaning.recipients)
    plainly_possible = modality.possible and not modality.negated and not modality.conditional
    if plainly_possible and is_own_threat(s, meaning, o, speaker=speaker):
        return compose(o, o.stances["threaten"], meaning, meaning.actors or sayer, meaning.recipients)
    if modality.negated and frame.support is None and _is_verbless(s, frame.trigger) and speaker is not None:
        return _refused(o, meaning, sayer)  # "no talks with the rebels, says Kabul"
    if modality.negated:
        return replace(meaning, status="negated")
    if modality.conditional or modality.possible or modality.would:
        return replace(meaning, status="hypothetical")
    return meaning


def _refused(o: Ontology, meaning: Meaning, sayer: tuple[int, ...]) -> Meaning | None:
    """What one says that one will not do; the speaker's refusal, where nobody else is to do it."""
    mine = (meaning.actors[:1] if meaning.mutual else meaning.actors) or sayer
    return compose(o, o.stances["refuse"], meaning, mine, meaning.recipients or meaning.actors)


def _demanded(s: Sentence, o: Ontology, meaning: Meaning, speaker: int, stance: str) -> Meaning | None:
    """ "X said Y must withdraw": X demands it of Y; what one must do oneself is open."""
    if speaker in meaning.actors or any(is_self(s, a) for a in meaning.actors):
        return replace(meaning, status="hypothetical")
    actors = (speaker,) if speaker >= 0 else ()
    whom = meaning.actors[:1] if meaning.mutual else meaning.actors  # who must: the first, with whom is the rest
    demand = compose(o, o.stances[stance], replace(meaning, actors=()), actors, whom)
    return None if demand is None else replace(demand, actors=actors)


def _is_verbless(s: Sentence, i: int) -> bool:
    """Whether a noun heads a clause without a verb, as headlines do."""
    token = s.tokens[i]
    return token.upos == "NOUN" and (token.head == i or token.dep in ("ccomp", "parataxis"))
