"""The verb over an event noun, and what it lends the noun: "launch an attack on", "come under fire", "talks took place"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from diurna.acts.arguments import Arguments, verb_arguments
from diurna.acts.subjects import case_of, has_copula, surface_subject
from diurna.language.sentence import Sentence
from diurna.lexicon import Lexicon

# Prepositions of a noun that a parse may hang on the verb above it.
SAID_OF_ACCORDS = frozenset({"announce", "declare", "conclude", "reach", "broker", "implement", "adopt"})
STRAY = frozenset({"for", "against", "between", "over", "with", "to", "on", "from", "by"})
# Prepositions by which a copula joins an event noun to who does it ("are on strike") or has it done to him ("is under siege").
STATES = {"on": "actor", "at": "actor", "under": "recipient"}


@dataclass(frozen=True, slots=True)
class Support:
    """The verb over an event noun: light ("actor", "recipient", "occur") or "" for any other."""

    verb: int
    light: str
    subject: int | None
    prepositions: tuple[tuple[str, int], ...]

    def lend(self, arguments: Arguments) -> Arguments:
        """The noun's arguments with those that stand by its light verb ("imposed sanctions on …" parsed either way)."""
        if not self.light:  # "rejected an offer from Kabul for talks" may be parsed with the talks beside the rejecting
            return replace(
                arguments, prepositions=arguments.prepositions + tuple(p for p in self.prepositions if p[0] in STRAY)
            )
        return Arguments(
            possessors=arguments.possessors,
            prepositions=arguments.prepositions + self.prepositions,
            infinitives=arguments.infinitives,
            clauses=arguments.clauses,
            gerunds=arguments.gerunds,
        )


def support_of(s: Sentence, n: int, lexicon: Lexicon) -> Support | None:
    """The verb that an event noun is object or subject of."""
    if has_copula(s, n) and (light := STATES.get(case_of(s, n))) and (subject := surface_subject(s, n)) is not None:
        return Support(n, light, subject, (("by" if light == "actor" else "of", subject),))
    first = n
    while s.tokens[first].dep == "conj" and s.tokens[s.tokens[first].head].upos in ("NOUN", "PROPN"):
        first = s.tokens[first].head
    token = s.tokens[first]
    # "hold a round of talks": the noun sits under a container
    if token.dep == "nmod" and s.tokens[token.head].lemma.lower() in lexicon.containers and case_of(s, first) == "of":
        first = token.head
        token = s.tokens[first]
    verb = token.head
    own = _own_clause(s, n, lexicon)
    if own is not None or verb == first or s.tokens[verb].upos != "VERB":
        return own
    light = _light(s, verb, lexicon)
    if token.dep in ("obl", "nmod"):
        name = f"{s.tokens[verb].lemma.lower()}_{case_of(s, first)}"
        light = lexicon.light_verbs.get(name, "")
        if not light:
            return None
    elif token.dep not in ("obj", "nsubj", "nsubj:pass"):
        return None
    arguments = verb_arguments(s, verb)
    if token.dep == "nsubj" and light != "occur":
        return Support(verb, "", None, ())
    if not light and token.dep == "obj":
        return Support(
            verb,
            "",
            None,
            tuple((p, h) for p, h in verb_arguments(s, verb).prepositions if s.tokens[h].head == verb),
        )
    if light == "occur" and token.dep == "obj":
        return Support(verb, "", None, ())
    subject = None if light == "occur" else arguments.subject
    if token.dep == "obl" and arguments.subject is None and arguments.passive:
        subject = arguments.object
    prepositions = tuple(
        (p, h) for p, h in arguments.prepositions if h != first and h != n and s.tokens[h].head == verb
    )
    return Support(verb, light, subject, prepositions)


def _own_clause(s: Sentence, n: int, lexicon: Lexicon) -> Support | None:
    """A light verb below the noun: "the attack carried out by …", "talks held in …"."""
    for child in s.children[n]:
        t = s.tokens[child]
        if t.lemma in SAID_OF_ACCORDS and any(s.tokens[i].upos in ("NOUN", "PROPN") for i in range(n + 1, child)):
            continue  # "violations of the ceasefire announced by Oslo": the ceasefire was announced
        if t.dep in ("acl", "acl:relcl") and t.upos == "VERB" and _light(s, child, lexicon) == "actor":
            arguments = verb_arguments(s, child)
            if arguments.passive or arguments.object == n:
                return Support(child, "actor", arguments.subject, arguments.prepositions)
    return None


def _light(s: Sentence, verb: int, lexicon: Lexicon) -> str:
    """What kind of light verb it is: actor, recipient, occur, or "" for none."""
    lemma = s.tokens[verb].lemma.lower()
    for child in s.children[verb]:
        if s.tokens[child].dep == "compound:prt":
            light = lexicon.light_verbs.get(f"{lemma}_{s.tokens[child].text.lower()}")
            if light:
                return light
    for child in s.children[verb]:
        if s.tokens[child].dep == "obj" and (f"{lemma}_{s.tokens[child].text.lower()}") in lexicon.light_verbs:
            return lexicon.light_verbs[f"{lemma}_{s.tokens[child].text.lower()}"]
    return lexicon.light_verbs.get(lemma, "")
