"""Who and what stands around a trigger: the arguments of verbs, event nouns and predicate adjectives.

Labels are Universal Dependencies. Each function takes a sentence and the number of a token and gives numbers of tokens: the heads of the
phrases that fill a place. Voice, relative clauses, participles, conjunction and control are undone here, so that a frame sees one shape.
"""

from __future__ import annotations

from dataclasses import dataclass

from diurna.acts.subjects import antecedent, case_of, has_copula, is_infinitive, is_passive, raised, surface_subject
from diurna.language.sentence import Sentence

# Stands for the preposition of an indirect object ("gave Kyiv tanks").
INDIRECT = "(to)"
# Nouns of phrases whose "of" names for whom something is done: "in support of", "to the aid of".
FOR_WHOM = frozenset(
    "behalf favour favor support aid defence defense sake side help rescue honour honor memory assistance".split()
)
STRAY_CASES = frozenset({"on", "for", "upon", "against", "about", "toward", "towards"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """The phrases around a trigger, as head tokens. `subject` acts, `object` is acted upon, whatever the voice.

    `prepositions`: (preposition, head of its phrase), INDIRECT for an indirect object. `infinitives`, `clauses`, `gerunds`: heads of complements; a gerund comes with its
    preposition ("" for none).
    """

    subject: int | None = None
    object: int | None = None
    prepositions: tuple[tuple[str, int], ...] = ()
    infinitives: tuple[int, ...] = ()
    clauses: tuple[int, ...] = ()
    gerunds: tuple[tuple[str, int], ...] = ()
    possessors: tuple[int, ...] = ()
    predicates: tuple[int, ...] = ()
    passive: bool = False


def verb_arguments(s: Sentence, v: int) -> Arguments:
    """The arguments of a verb."""
    token = s.tokens[v]
    passive = is_passive(s, v)
    subject = surface_subject(s, v)
    direct = indirect = agent = wanted = None
    prepositions: list[tuple[str, int]] = []
    infinitives: list[int] = []
    clauses: list[int] = []
    gerunds: list[tuple[str, int]] = []
    predicates: list[int] = []
    for child in s.children[v]:
        t = s.tokens[child]
        if t.dep in ("xcomp", "advmod") and t.upos in ("ADJ", "NOUN", "ADV"):
            predicates.append(child)
        if t.dep == "obj" and (case := case_of(s, child)) in STRAY_CASES:  # "insists on equal rights", however labelled
            prepositions.append((case, antecedent(s, child)))
        elif t.dep == "obj" or (direct is None and _is_late_object(s, v, child)):
            if direct is not None and t.lemma in ("hostage", "captive", "prisoner"):  # "whom they had taken hostage"
                predicates.append(child)
                continue
            if direct is not None and direct < child:  # "denied the envoy a visa", both parsed alike
                indirect = direct
            direct = antecedent(s, child)
        elif t.dep == "iobj":
            indirect = antecedent(s, child) if child > v or passive else None
        elif t.dep == "obl:agent" and case_of(s, child) in ("by", "from", ""):
            agent = antecedent(s, child)
        elif t.dep in ("obl", "obl:arg", "obl:agent", "nmod"):
            case = case_of(s, child)
            if passive and case == "by" and agent is None:
                agent = antecedent(s, child)
            elif t.upos == "VERB":
                gerunds.append((case, child))
            else:
                prepositions.append((case, antecedent(s, child)))
                if t.lemma.lower() in FOR_WHOM:  # "lobbied on behalf of Chad"
                    prepositions += [("of", c) for c in s.children[child] if case_of(s, c) == "of"]
                if passive and agent is None:  # "was given to Kenya by Sudan"
                    agent = next((h for below, h in _phrases_below(s, child) if below == "by"), None)
                infinitives += [
                    c for c in s.children[child] if s.tokens[c].dep == "acl" and case == "in" and is_infinitive(s, c)
                ]
        elif t.dep in ("xcomp", "ccomp", "advcl", "csubj"):
            if t.dep in ("xcomp", "ccomp") and t.upos == "ADJ" and not has_copula(s, child):  # "found Russia liable"
                own = next((c for c in s.children[child] if s.tokens[c].dep == "nsubj"), None)
                direct = own if direct is None else direct
                if t.dep == "ccomp" and own is not None:
                    predicates.append(child)
            if is_infinitive(s, child):
                infinitives.append(child)
                wanted = raised(s, child)
            elif t.dep == "advcl":
                if case := case_of(s, child):  # a bare participle tells what follows, not what the verb is about
                    gerunds.append((case, child))
            elif t.tag == "VBG" and not any(s.tokens[c].dep == "aux" for c in s.children[child]):
                gerunds.append((case_of(s, child), child))
            elif t.dep == "xcomp" and t.upos in ("NOUN", "PROPN", "ADJ"):
                case = case_of(s, child)
                if case:
                    prepositions.append((case, child))
                elif t.upos != "ADJ" and direct is None:
                    direct = child
            else:
                clauses.append(child)
    if direct is None and indirect is None and not passive:
        direct = wanted
    if direct is None and indirect is not None and not passive:  # "asked Oslo for help"
        direct, indirect = indirect, None
    if passive and agent is None:  # "were seized and jailed by police"
        joined = [c for c in s.dependents(v, "conj") if s.tokens[c].tag == "VBN"]
        agent = next((antecedent(s, a) for c in joined for a in s.dependents(c, "obl:agent")), None)
    if passive:
        acted_upon = None if token.dep == "acl:relcl" and subject is None else subject
        if token.dep in ("acl:relcl", "acl", "amod") and acted_upon is None:
            acted_upon = antecedent(s, token.head)
        doer = agent
        if direct is not None and acted_upon is not None:  # "Kyiv was given tanks"
            indirect, acted_upon = acted_upon, direct
    else:
        doer, acted_upon = subject, direct
        if token.dep == "acl:relcl" and acted_upon is None and doer is not None and doer != token.head:
            acted_upon = _gap(s, v)
        if token.dep == "conj" and acted_upon is None and _shares_object(s, v):
            acted_upon = verb_arguments(s, token.head).object
        if acted_upon is None and not infinitives and not clauses:
            acted_upon = _object_of_next(s, v)
    if acted_upon is not None:
        joined = [c for c in s.children[acted_upon] if s.tokens[c].dep == "conj"]  # "stripped him and his sons of …"
        for child in (*s.children[acted_upon], *(c for j in joined for c in s.children[j])):
            t = s.tokens[child]
            if t.dep in ("nmod", "obl") and child > acted_upon:
                prepositions.append((case_of(s, child), antecedent(s, child)))
                prepositions += _phrases_below(s, child)
            elif t.dep == "acl" and t.tag == "VBN" and child > acted_upon:  # "fired shells filled with gas at the town"
                prepositions += [(p, h) for p, h in _phrases_below(s, child, "obl") if p in ("at", "on", "into", "to")]
            elif t.dep == "acl" and child > acted_upon:
                if is_infinitive(s, child):
                    infinitives.append(child)
                elif t.tag == "VBG" and case_of(s, child):
                    gerunds.append((case_of(s, child), child))
                elif case_of(s, child) == "that":  # "gave notice that it would …"
                    clauses.append(child)
                elif t.upos == "ADJ":  # "found the general guilty"
                    predicates.append(child)
            elif t.dep == "amod" and t.upos == "ADJ" and child > acted_upon:
                predicates.append(child)
    for predicate in predicates:
        for child in s.children[predicate]:
            t = s.tokens[child]
            if t.dep in ("obl", "nmod", "advcl") and t.tag != "VBG":
                prepositions.append((case_of(s, child), antecedent(s, child)))
            elif t.dep in ("advcl", "acl"):
                gerunds.append((case_of(s, child), child))
    if indirect is not None:
        prepositions.append((INDIRECT, indirect))
    return Arguments(
        subject=doer,
        object=acted_upon,
        prepositions=tuple(prepositions),
        infinitives=tuple(infinitives),
        clauses=tuple(clauses),
        gerunds=tuple(gerunds),
        predicates=tuple(predicates),
        passive=passive,
    )


def noun_arguments(s: Sentence, n: int) -> Arguments:
    """The arguments of an event noun: possessors (with national adjectives and compounded names), prepositions, complements."""
    possessors: list[int] = []
    prepositions: list[tuple[str, int]] = []
    infinitives: list[int] = []
    clauses: list[int] = []
    gerunds: list[tuple[str, int]] = []
    for child in s.children[n]:
        t = s.tokens[child]
        if t.dep in ("nmod:poss", "compound", "amod", "nmod:unmarked", "nmod:desc") and child < n:
            if t.dep == "nmod:poss" or t.upos == "PROPN" or t.name in ("NORP", "GPE", "ORG"):
                possessors.append(antecedent(s, child))
            elif t.dep == "compound" and t.upos == "NOUN":
                possessors.append(child)
        elif t.dep in ("nmod", "obl", "nmod:agent", "obl:agent"):
            if t.upos == "VERB":
                gerunds.append((case_of(s, child), child))
            else:
                case = case_of(s, child)
                prepositions.append((case, child))
                if case in ("by", "from", "of"):  # "calls by the rulers for aid": the last phrase is the first noun's
                    prepositions += _phrases_below(s, child)
        elif t.dep in ("acl", "advcl") and child > n:
            if is_infinitive(s, child):
                infinitives.append(child)
            elif t.tag == "VBG":
                gerunds.append((case_of(s, child), child))
            elif case_of(s, child) == "that" or t.dep == "ccomp":
                clauses.append(child)
        elif t.dep == "ccomp":
            clauses.append(child)
    return Arguments(
        possessors=tuple(possessors),
        prepositions=tuple(prepositions),
        infinitives=tuple(infinitives),
        clauses=tuple(clauses),
        gerunds=tuple(gerunds),
    )


# Prepositions whose phrase may hang on the noun of another phrase though it belongs to the act.
LOOSE = frozenset("for on to against over with by from into onto at toward towards through across off".split()) | {
    "out of"
}


def _phrases_below(s: Sentence, n: int, dep: str = "nmod") -> list[tuple[str, int]]:
    found = []
    for child in s.children[n]:
        if s.tokens[child].dep == dep and child > n and (case := case_of(s, child)) in LOOSE:
            found.append((case, child))
    return found


def _is_late_object(s: Sentence, v: int, child: int) -> bool:
    """An object that the parse labels otherwise: a second subject behind the verb, a noun of place ("Police search home of …")."""
    t = s.tokens[child]
    if child < v or t.upos not in ("NOUN", "PROPN"):
        return False
    if t.dep == "nsubj":
        return any(s.tokens[c].dep == "nsubj" and c < v for c in s.children[v])
    return t.dep == "advmod" and any(s.tokens[c].dep == "nmod" for c in s.children[child])


def adjective_arguments(s: Sentence, a: int) -> Arguments:
    """The arguments of a predicate adjective; its subject is the grammatical one."""
    verbal = verb_arguments(s, a)
    return Arguments(
        subject=surface_subject(s, a),
        prepositions=verbal.prepositions,
        infinitives=verbal.infinitives,
        clauses=verbal.clauses,
        gerunds=verbal.gerunds,
    )


def _gap(s: Sentence, v: int) -> int | None:
    """The antecedent, where a relative clause leaves its object out or marks it by a pronoun."""
    if any(s.tokens[c].dep in ("obj", "ccomp") for c in s.children[v]):
        return None
    return s.tokens[v].head


def _object_of_next(s: Sentence, v: int) -> int | None:
    """The object that stands after a second verb joined directly: "shot and wounded a judge"."""
    for child in s.children[v]:
        t = s.tokens[child]
        if t.dep == "conj" and t.upos == "VERB" and child - v <= 2 and t.tag == s.tokens[v].tag:
            return next((antecedent(s, c) for c in s.children[child] if s.tokens[c].dep == "obj"), None)
    return None


def _shares_object(s: Sentence, v: int) -> bool:
    """A verb joined before its object ("condemned and rejected the plan") has it on the first verb, to the right of both."""
    head = s.tokens[v].head
    if s.tokens[head].upos != "VERB" or any(s.tokens[c].dep in ("obj", "xcomp", "ccomp") for c in s.children[v]):
        return False
    return any(s.tokens[c].dep == "obj" and c > v for c in s.children[head])
