"""Who and what stands around a trigger: the arguments of verbs, event nouns and predicate adjectives.

Labels are Universal Dependencies. Each function takes a sentence and the number of a token and gives numbers of tokens: the heads of the
phrases that fill a place. Voice, relative clauses, participles, conjunction and control are undone here, so that a frame sees one shape.
"""

from __future__ import annotations

from dataclasses import dataclass

from diurna.language.sentence import Sentence

# Verbs whose infinitive is done by their subject though an object stands between ("promised Kyiv to …").
SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "swear", "use", "need", "take", "deploy", "spend"})
# Verbs whose simple past without an object is never a passive.
NEVER_PASSIVE = frozenset(
    "call fire appeal insist agree vote clash complain march rally vow apologise apologize refuse decline reply meet protest lash walk".split()
)
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
# Stands for the preposition of an indirect object ("gave Kyiv tanks").
INDIRECT = "(to)"
# Nouns of phrases whose "of" names for whom something is done: "in support of", "to the aid of".
FOR_WHOM = frozenset(
    "behalf favour favor support aid defence defense sake side help rescue honour honor memory assistance".split()
)
STRAY_CASES = frozenset({"on", "for", "upon", "against", "about", "toward", "towards"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET"})


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


NEVER_ALONE = frozenset(
    "abduct arrest assassinate behead capture deport detain dismiss displace evict execute expel extradite hospitalise hospitalize hurt "
    "indict injure jail kidnap kill lynch murder oust poison rape rescue sentence slay stab suspend torture wound".split()
)
"""Verbs that one does not do without saying to whom: where nobody follows them, the subject is whom it was done to."""
WITH_OBJECT = frozenset({"obj", "iobj", "ccomp", "xcomp", "aux"})


def is_passive(s: Sentence, v: int) -> bool:
    """Whether the verb is passive: by its auxiliary, its subject's label, or as a bare participle."""
    token = s.tokens[v]
    labels = {s.tokens[c].dep for c in s.children[v]}
    if (
        "obj" in labels and "aux" in labels and not labels & {"aux:pass", "obl:agent"}
    ):  # "have deported them", however labelled
        return False
    is_main = token.dep in ("root", "ccomp", "parataxis") and not labels & {"aux:pass", "obl:agent", "obj"}
    if is_main and token.lemma in NEVER_PASSIVE and labels & {"nsubj", "nsubj:pass"}:
        return False  # "Oxfam called on Paris to …", whatever label its subject got
    if "nsubj:pass" in labels or "aux:pass" in labels or "obl:agent" in labels:
        return True
    if token.tag == "VBD" and token.lemma in NEVER_ALONE and token.dep != "acl:relcl" and not labels & WITH_OBJECT:
        return True  # a headline without its "was", read as a past: "Soldier killed in shooting"
    if token.tag != "VBN" or "aux" in labels:
        return False
    if token.dep in ("acl", "amod", "advcl"):
        return "obj" not in labels
    if token.dep == "conj" and s.tokens[token.head].upos == "VERB" and "nsubj" not in labels:
        return is_passive(s, token.head)
    return token.head == v and "obj" not in labels  # headline: "Ten killed in blast"


def case_of(s: Sentence, i: int) -> str:
    """The preposition that marks a phrase or a clause ("out of" in one piece), "" where there is none."""
    for child in s.children[i]:
        token = s.tokens[child]
        if child > i or token.dep not in ("case", "mark"):
            continue
        if token.dep == "mark" and token.upos not in ("ADP", "SCONJ") and not _is_plain_noun(s, i):
            continue
        words = [
            token.text.lower(),
            *(s.tokens[c].text.lower() for c in s.children[child] if s.tokens[c].dep == "fixed"),
        ]
        return " ".join(words)
    return ""


def _is_plain_noun(s: Sentence, i: int) -> bool:
    """A noun that is no predicate: before it a "to" is a preposition, however the parse labels it."""
    return s.tokens[i].tag in ("NN", "NNS") and not has_copula(s, i)


def is_infinitive(s: Sentence, v: int) -> bool:
    """Whether a "to" stands with the verb (or with the copula of a predicate)."""
    return not _is_plain_noun(s, v) and any(
        s.tokens[c].text.lower() == "to" and s.tokens[c].dep in ("mark", "aux") and c < v for c in s.children[v]
    )


def surface_subject(s: Sentence, v: int, depth: int = 0) -> int | None:
    """The grammatical subject of a predicate, found through control where it is not said ("agreed to withdraw")."""
    own = [c for c in s.children[v] if s.tokens[c].dep in ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")]
    if own:  # of two, the first is a relative pronoun that stands for the object: "the village that Sudan bombed"
        is_gap = len(own) > 1 and antecedent(s, own[0]) != own[0]
        return antecedent(s, own[-1] if is_gap else own[0])
    if depth > 6:
        return None
    if (one := raised(s, v)) is not None:
        return one
    token = s.tokens[v]
    head = token.head
    if head == v:
        return None
    governor = s.tokens[head]
    if token.dep == "conj":
        return surface_subject(s, head, depth + 1) if governor.upos in VERBAL or has_copula(s, head) else None
    if token.dep in ("xcomp", "ccomp", "advcl", "parataxis"):
        if governor.upos in NOMINAL and not has_copula(s, head):
            return None
        own_object = _object_like(s, head)
        prepositional = token.dep == "advcl" and case_of(s, v) in ("of", "for", "from", "over", "against")
        if (
            own_object is not None
            and governor.lemma not in SUBJECT_CONTROL
            and (token.dep in ("xcomp", "ccomp") or prepositional)
            and not (token.tag == "VBG" and s.tokens[v - 1].text == ",")  # "told parliament, offering help"
        ):
            return own_object
        if token.dep == "advcl" and token.tag == "VBG" and governor.upos == "VERB" and is_passive(s, head):
            return _agent(s, head)  # "was attacked by militiamen, killing …": the doer goes on doing
        if token.dep == "advcl" and is_infinitive(s, v):
            addressee = _addressee(s, head)
            if addressee is not None:
                return addressee
        return surface_subject(s, head, depth + 1)
    if token.dep == "acl":
        if is_infinitive(s, v) or token.upos == "NOUN":
            return _doer_of_noun(s, head, depth)
        if token.tag == "VBG" and v > 0 and s.tokens[v - 1].text == "," and governor.dep in ("obj", "iobj", "obl"):
            above = governor.head  # "told parliament, offering help": who told it offers
            if s.tokens[above].upos == "VERB" and not is_passive(s, above):
                return surface_subject(s, above, depth + 1)
        return antecedent(s, head)
    if token.dep == "acl:relcl":
        return None if is_passive(s, v) else head
    return None


def raised(s: Sentence, v: int) -> int | None:
    """Who is to do what an infinitive says, where a parse hangs him on the infinitive: "wants India to send …"."""
    if s.tokens[v].dep not in ("xcomp", "ccomp"):
        return None
    to = next((c for c in s.children[v] if s.tokens[c].text.lower() == "to" and s.tokens[c].dep in ("mark", "aux")), v)
    if to == v:
        return None
    return next(
        (
            antecedent(s, c)
            for c in s.children[v]
            if c < to and s.tokens[c].dep in ("nsubj", "nsubj:pass", "iobj", "obj")
        ),
        None,
    )


def antecedent(s: Sentence, i: int) -> int:
    """The noun that a relative pronoun stands for; any other token itself."""
    token = s.tokens[i]
    if token.upos != "PRON" or token.text.lower() not in RELATIVE_PRONOUNS:
        return i
    clause = token.head
    for _ in range(4):
        if s.tokens[clause].dep == "acl:relcl":
            return s.tokens[clause].head
        if s.tokens[clause].head == clause:
            break
        clause = s.tokens[clause].head
    return i


def has_copula(s: Sentence, i: int) -> bool:
    return any(s.tokens[c].dep == "cop" for c in s.children[i])


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


def _object_like(s: Sentence, v: int) -> int | None:
    """The object of a governing verb, or its subject where it is passive ("was urged to …")."""
    for child in s.children[v]:
        if s.tokens[child].dep in ("obj", "iobj"):
            return antecedent(s, child)
    if s.tokens[v].upos == "VERB" and is_passive(s, v):
        return surface_subject(s, v)
    return None


def _agent(s: Sentence, v: int) -> int | None:
    return next((c for c in s.children[v] if s.tokens[c].dep == "obl:agent" or case_of(s, c) == "by"), None)


def _addressee(s: Sentence, v: int) -> int | None:
    """The one called on or appealed to, who does what the infinitive says."""
    if s.tokens[v].lemma not in ("call", "appeal", "prevail", "urge", "plead"):
        return None
    for child in s.children[v]:
        if s.tokens[child].dep == "obl" and case_of(s, child) in ("on", "upon", "to", "with"):
            return child
    return _object_like(s, v)


def _doer_of_noun(s: Sentence, n: int, depth: int) -> int | None:
    """Who does what an infinitive after a noun says ("Iran's decision to …", "made a promise to …")."""
    for child in s.children[n]:
        t = s.tokens[child]
        if t.dep == "nmod:poss" or (t.dep in ("amod", "compound") and t.name in ("NORP", "GPE", "ORG")):
            return child
    for child in s.children[n]:
        if s.tokens[child].dep == "nmod" and case_of(s, child) in ("by", "on", "from", "to"):
            return child
    t = s.tokens[n]
    if t.upos == "PROPN":
        return n
    if t.head != n and s.tokens[t.head].upos == "VERB" and t.dep in ("obj", "obl", "xcomp"):
        return surface_subject(s, t.head, depth + 1)
    return None


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
