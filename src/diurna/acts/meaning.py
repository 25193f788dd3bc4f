"""What a frame comes to in the ontology: an act, or what a stance makes of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from diurna.ontology import Act, Ontology, Outcome, StanceRule

# The family by which what a stance gave composes further: praise that is promised is AGREE, an apology demanded asks to yield.
FAMILY_OF_TYPE = {"SUPPORT": "diplomatic-cooperation", "CONCEDE": "yield"}
# Families whose parties all take part alike also when the act is only agreed or planned; help and cooperation have a giver.
TOGETHER = frozenset({"meet", "settle", "cooperation", "military-cooperation", "relations"})
COOPERATION = frozenset({"cooperation", "military-cooperation"})
# Stances by which one side says what it would do with another.
ONE_SIDED = frozenset({"promise", "offer", "vow", "intend", "want"})
ASKING = frozenset({"ask", "demand"})
# Stances under which not doing harm is a concession.
FORBEARING = ASKING | {"intend", "promise", "agree", "announce", "vow", "offer"}
# Kinds of acts against somebody (families.tsv).
ADVERSE = frozenset({"hostile", "force", "measure"})
# Kinds of acts that somebody would have of one: not to do them is to refuse.
GIVING = frozenset({"friendly", "yield", "reform", "good"})
# To call on all the world for these is to rally opposition against whom they would strike.
RALLYING = frozenset({"sanctions", "reduce-relations", "expel"})
# Stances under which a threat stays the threat that it is.
THREATENING = frozenset({"warn", "forewarn", "threaten", "vow", "promise", "announce"})
# Stances toward another's act: where nobody is said to take them, the other does not ("was told to withdraw").
TOWARD_OTHERS = frozenset({"ask", "demand", "accuse", "condemn", "praise", "warn"})
VERBAL_CONFLICT = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """An event type with its modes, CAMEO code, status and parties (head tokens); `family` says how it composes further.

    `type` is "" where the composition comes to no event. `chain` names the stances and the act, outermost first, for the explanation.
    """

    type: str
    modes: tuple[str, ...]
    cameo: str
    family: str
    status: str
    mutual: bool
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    chain: tuple[str, ...]
    about: str = ""
    """The family of what is asked for or offered, so that rejecting the request is refusing that."""

    @property
    def is_event(self) -> bool:
        return bool(self.type)


def meaning_of_act(act: Act, actors: tuple[int, ...], recipients: tuple[int, ...]) -> Meaning:
    """The act simply done."""
    return Meaning(
        type="" if act.type == "-" else act.type,
        modes=act.modes,
        cameo=act.cameo,
        family=act.family,
        status="actual",
        mutual=act.mutual,
        actors=actors,
        recipients=recipients,
        chain=(act.name,),
    )


def stance_alone(rule: StanceRule, actors: tuple[int, ...], recipients: tuple[int, ...]) -> Meaning | None:
    """The stance with nothing the lexicon knows in its complement; None where that is no event."""
    if rule.alone is None or rule.alone.type == "none":
        return None
    modes = () if rule.alone.modes == "none" else (rule.alone.modes,)
    return Meaning(
        type=rule.alone.type,
        modes=modes,
        cameo=rule.alone.cameo,
        family=FAMILY_OF_TYPE.get(rule.alone.type, "verbal"),
        status=rule.alone.status,
        mutual=False,
        actors=actors,
        recipients=recipients,
        chain=(rule.name,),
    )


def compose(
    ontology: Ontology, rule: StanceRule, inner: Meaning, actors: tuple[int, ...], recipients: tuple[int, ...]
) -> Meaning | None:
    """What the stance of `actors` toward `recipients` makes of `inner`; None where the two come to no event."""
    chain = (rule.name, *inner.chain)
    if rule.transform:
        return _transform(ontology, rule, inner, actors, recipients, chain)
    mine = actors if rule.name in TOWARD_OTHERS else actors or inner.actors
    if rule.name in ASKING and inner.type == "REQUEST" and not (set(inner.actors) - set(mine)):
        # "insisted on its demand for talks": asking for what one asks is asking
        return replace(inner, actors=mine, recipients=recipients or inner.recipients, chain=chain)
    if rule.name in THREATENING and inner.type == "THREATEN":  # "warned that it would bomb": the threat is what is said
        return replace(inner, actors=mine, recipients=recipients or inner.recipients, chain=chain)
    about = inner.about if rule.name == "refuse" or (rule.name in ASKING and inner.type == "REQUEST") else ""
    family = ontology.families[about or inner.family]  # "urged Chad to order its troops out"
    negated = inner.status == "negated"
    if negated and family.kind in ADVERSE and family.stop and rule.name in FORBEARING:
        # "urged them not to attack", "promised not to expel": what is wanted or promised is the end of it
        family = ontology.families[ontology.acts[family.stop].family]
        negated = False
    if rule.name in ASKING and inner.family in RALLYING and inner.recipients and not recipients and not inner.actors:
        # "called for sanctions against Chad": to rally others against it
        return meaning_of_act(ontology.acts["rally-opposition"], mine, inner.recipients)
    if negated and rule.name in FORBEARING - ASKING and family.kind in GIVING:  # "vowed not to withdraw"
        rule, negated = ontology.stances["refuse"], False
    outcome = rule.outcomes.get(family.kind)
    if outcome is None or outcome.type == "none":
        return None
    if outcome.type == "same":
        return replace(
            inner,
            actors=mine,
            status=inner.status if outcome.status == "same" else outcome.status,
            cameo=_code(outcome, inner, family.codes),
            recipients=inner.recipients or recipients,
            chain=chain,
        )
    whom = _recipients(rule, inner, mine, recipients)
    meeting = inner.mutual or inner.chain[-1] == "host"
    is_offered = rule.name in ONE_SIDED and inner.family in COOPERATION  # "remains committed to working with Kyiv"
    together = meeting and outcome.type == "AGREE" and inner.family in TOGETHER and not is_offered
    if not together and inner.mutual and not whom:
        whom = tuple(h for h in inner.actors if h not in mine)
    return Meaning(
        type=outcome.type,
        modes=_modes(outcome, inner, family.modes),
        cameo=_code(outcome, inner, {} if negated else family.codes),
        family=FAMILY_OF_TYPE.get(outcome.type, "verbal" if outcome.type in VERBAL_CONFLICT else inner.family),
        status=outcome.status,
        mutual=together,
        actors=tuple(dict.fromkeys((*mine, *inner.actors))) if together else mine,
        recipients=whom,
        chain=chain,
        about=inner.family if outcome.type in ("REQUEST", "AGREE", "CONCEDE") else "",
    )


def _transform(
    ontology: Ontology,
    rule: StanceRule,
    inner: Meaning,
    actors: tuple[int, ...],
    recipients: tuple[int, ...],
    chain: tuple[str, ...],
) -> Meaning | None:
    """Stopping, letting, preventing, trying: another act, or the same with another status."""
    mine = actors or inner.actors
    if rule.transform == "same":
        return replace(inner, actors=inner.actors or actors, recipients=inner.recipients or recipients, chain=chain)
    if rule.transform == "negate":
        return replace(inner, actors=mine, status="negated", chain=chain)
    if rule.transform == "try" and (tried := ontology.transforms["try"].get(inner.family)):
        return replace(meaning_of_act(ontology.acts[tried], mine, inner.recipients), chain=chain)
    if rule.transform == "try":
        hostile = ontology.families[inner.family].kind in ADVERSE
        return replace(inner, actors=mine, status=inner.status if hostile else "hypothetical", chain=chain)
    if rule.transform == "stop" or rule.transform is None:
        name = ontology.families[inner.family].stop
    else:
        name = ontology.transforms[rule.transform].get(inner.family, "")
    if not name:
        return None
    act = ontology.acts[name]
    whom = inner.recipients or recipients if rule.transform == "stop" else _recipients(rule, inner, mine, recipients)
    others = tuple(a for a in inner.actors if a not in mine and a not in whom)
    return replace(meaning_of_act(act, mine, whom or others), chain=chain)


def _recipients(rule: StanceRule, inner: Meaning, mine: tuple[int, ...], stance: tuple[int, ...]) -> tuple[int, ...]:
    """The first of the rule's sources that names somebody other than the one who takes the stance."""
    sources = {"stance": stance, "inner-actor": inner.actors, "inner-recipient": inner.recipients}
    for name in rule.recipient:
        found = tuple(h for h in sources[name] if h not in mine)
        if found:
            return found
    return ()


def _modes(outcome: Outcome, inner: Meaning, columns: Mapping[str, str]) -> tuple[str, ...]:
    if outcome.modes == "none":
        return ()
    if outcome.modes == "same":
        return inner.modes
    mode = columns.get(outcome.modes, outcome.modes)
    return (mode,) if mode else ()


GENERAL = {
    "appeal": "020",
    "intend": "030",
    "demand": "100",
    "refuse": "120",
    "threaten": "130",
    "accuse": "112",
    "investigate": "090",
}


def _code(outcome: Outcome, inner: Meaning, columns: Mapping[str, str]) -> str:
    if outcome.cameo == "same":
        return inner.cameo
    if outcome.cameo in GENERAL:
        return columns.get(outcome.cameo) or GENERAL[outcome.cameo]
    return outcome.cameo
