"""Trees mended where they break a rule of the language that a parser, arc by arc, cannot see."""

from __future__ import annotations

from dataclasses import replace

from diurna.language.sentence import Token

SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
TITLES = frozenset(("nmod:desc", "compound", "amod"))
FINITE = frozenset(("VBD", "VBZ", "VBP"))
CLAUSES = frozenset(("root", "ccomp", "parataxis", "advcl"))
# What a name may hang on by mistake where it is the subject of the verb behind it.
LOOSE = frozenset(("appos", "nmod", "nmod:desc", "dep", "list", "dislocated", "vocative", "obl:unmarked"))
QUOTED = frozenset(("ccomp", "advcl", "parataxis"))
REPORTING = frozenset(
    "say warn tell add insist announce promise vow threaten demand argue complain declare claim note reply urge confirm predict admit"
    " pledge acknowledge charge reveal".split()
)
BETWEEN = frozenset(("ADV", "AUX", "PART"))


def mend(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with each clause given its own subject: of two the first, of crossed ones each its own, of none the name before."""
    tokens = _told_before_that(_marked_phrases(_outside_names(_raised_prepositions(tokens))))
    return _with_loose_subjects(_uncrossed(_first_given_back(_inverted(tokens))))


def _raised_prepositions(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """«met with opposition leader NAME»: the preposition that hangs on the title marks the whole name."""
    mended = list(tokens)
    for token in tokens:
        title = tokens[token.head]
        if token.dep != "case" or token.i > title.i or title.dep not in TITLES or title.head <= title.i:
            continue
        if not any(t.head == title.head and t.dep == "case" for t in tokens):
            mended[token.i] = replace(token, head=title.head)
    return tuple(mended)


def _outside_names(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """«hosted the Committee to Protect Harbours in Oslo»: what follows a name that holds a verb belongs to the verb of the sentence."""
    mended = list(tokens)
    for token in tokens:
        inner = tokens[token.head]
        if token.dep != "obl" or token.i < inner.i or inner.dep != "acl" or inner.name != "ORG" or token.name == "ORG":
            continue
        at = inner.i
        while tokens[at].head != at and (tokens[at].name == "ORG" or tokens[at].upos != "VERB"):
            at = tokens[at].head
        if tokens[at].upos == "VERB" and tokens[at].name != "ORG":
            mended[token.i] = replace(token, head=at)
    return tuple(mended)


def _marked_phrases(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """«rejected a demand by the agency»: no phrase with a preposition is a second subject; it belongs to the noun before it."""
    mended = list(tokens)
    for token in tokens:
        case = next((t for t in tokens if t.head == token.i and t.dep == "case" and t.i < token.i), None)
        if token.dep not in ("nsubj", "nsubj:pass") or case is None or case.text == "'s" or token.i < token.head:
            continue
        before = tokens[case.i - 1]
        if case.i and before.upos in ("NOUN", "PROPN") and before.head < case.i:
            mended[token.i] = replace(token, head=before.i, dep="nmod")
        else:
            mended[token.i] = replace(token, dep="obl")
    return tuple(mended)


def _told_before_that(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """«Brussels warned Tbilisi that it would …»: a second subject before the "that" is whom the verb before it tells."""
    mended = list(tokens)
    for mark in tokens:
        if mark.dep != "mark" or mark.text.lower() != "that":
            continue
        clause = tokens[mark.head]
        told = [t for t in tokens if t.head == clause.i and t.dep in ("nsubj", "nsubj:pass") and t.i < mark.i]
        inside = any(t.head == clause.i and t.dep in SUBJECTS and t.i > mark.i for t in tokens)
        if inside and clause.dep == "ccomp" and told and clause.head < told[0].i:
            mended[told[0].i] = replace(told[0], head=clause.head, dep="iobj")
    return tuple(mended)


def _uncrossed(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """«Chad will lend Mali money, a minister said.»: where the minister hangs on "lend" and Chad on "said", they change places."""
    mended = list(tokens)
    for clause in tokens:
        if clause.dep != "ccomp" or clause.head <= clause.i:
            continue
        own = [t for t in tokens if t.head == clause.i and t.dep in SUBJECTS]
        above = [t for t in tokens if t.head == clause.head and t.dep in SUBJECTS]
        if len(own) == len(above) == 1 and above[0].i < clause.i < own[0].i < clause.head:
            mended[own[0].i] = replace(own[0], head=clause.head)
            mended[above[0].i] = replace(above[0], head=clause.i)
    return tuple(mended)


def _with_loose_subjects(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """«Despite a warning by the bloc, Niamey on Monday released him.»: a finite verb without subject has the bare name before it."""
    mended = list(tokens)
    for verb in tokens:
        if verb.upos != "VERB" or verb.tag not in FINITE or verb.dep not in CLAUSES:
            continue
        if any(t.head == verb.i and t.dep in (*SUBJECTS, "expl", "nsubj:outer", "aux:pass") for t in tokens):
            continue
        name = _reporter_before(tokens, verb.i) if verb.dep == "parataxis" else None
        name = _name_before(tokens, verb.i) if name is None else name
        if name is not None and not _stands_over(tokens, name, verb.i):
            mended[name] = replace(tokens[name], head=verb.i, dep="nsubj")
    return tuple(mended)


def _reporter_before(tokens: tuple[Token, ...], verb: int) -> int | None:
    """The head of the phrase between a comma and the verb of a report: «…, a senior aide to the president confirmed»."""
    if tokens[verb].lemma not in REPORTING:
        return None
    comma = next((i for i in range(verb - 1, -1, -1) if tokens[i].text == ","), -1)
    inside = range(comma + 1, verb)
    heads = [i for i in inside if tokens[i].head not in inside and tokens[i].upos in ("NOUN", "PROPN", "PRON")]
    return heads[0] if comma >= 0 and len(heads) == 1 and tokens[heads[0]].dep in LOOSE else None


def _name_before(tokens: tuple[Token, ...], verb: int) -> int | None:
    """The head of the bare name that ends where the words of the verb begin, None where something else stands there."""
    at = verb - 1
    while at > 0 and (tokens[at].upos in BETWEEN or _is_unmarked_time(tokens, at)):
        at -= 1
    if at < 0 or tokens[at].upos != "PROPN" or tokens[at].name not in ("GPE", "PERSON", "ORG"):
        return None
    while tokens[at].dep in ("flat", "compound") and tokens[at].head < verb:
        at = tokens[at].head
    marked = any(t.head == at and t.dep in ("case", "mark", "cc") for t in tokens)
    return at if tokens[at].dep in LOOSE and not marked else None


def _is_unmarked_time(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a token belongs to "this week", "last year" standing between subject and verb."""
    token = tokens[i]
    return token.dep == "obl:unmarked" or (token.head == i + 1 and tokens[i + 1].dep == "obl:unmarked")


def _stands_over(tokens: tuple[Token, ...], name: int, verb: int) -> bool:
    """Whether the verb hangs somewhere below the name."""
    at = verb
    while tokens[at].head != at:
        at = tokens[at].head
        if at == name:
            return True
    return False


def _first_given_back(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with each verb's second subject given back to the clause that lacks one.

    «Gunmen freed the hostages, officials said.»: where both nouns hang on "said", the first is the subject of the quoted
    clause, which stands between them and has none; where both hang on "freed", the second is that of "said".
    """
    subjects: dict[int, list[int]] = {}
    for token in tokens:
        if token.dep in SUBJECTS and token.head != token.i:
            subjects.setdefault(token.head, []).append(token.i)
    mended = list(tokens)
    for verb, found in subjects.items():
        if len(found) < 2:
            continue
        first, second = found[0], found[-1]
        above = tokens[tokens[verb].head]
        if tokens[verb].dep == "ccomp" and first < verb < second < above.i and above.i not in subjects:
            mended[second] = replace(tokens[second], head=above.i)
            continue
        for clause in tokens:
            between = clause.dep in QUOTED and clause.head == verb and first < clause.i < second
            if between and clause.i not in subjects and not _is_marked(tokens, clause.i):
                mended[first] = replace(tokens[first], head=clause.i)
                mended[clause.i] = replace(clause, dep="ccomp")
                break
        else:
            has_object = any(t.head == verb and t.dep in ("obj", "iobj") for t in tokens)
            if (
                first < verb < second and not has_object and tokens[verb].upos == "VERB"
            ):  # «Fiji on Tuesday asked Samoa to …»
                mended[second] = replace(tokens[second], dep="obj")
    return tuple(mended)


def _is_marked(tokens: tuple[Token, ...], clause: int) -> bool:
    """Whether a clause is opened by "when", "to", "after", or has no finite verb."""
    below = [t for t in tokens if t.head == clause]
    finite = tokens[clause].tag in (*FINITE, "") or any(
        t.tag in (*FINITE, "MD") for t in below if t.dep.startswith("aux")
    )
    return not finite or any(t.dep == "mark" for t in below)


def _inverted(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """«Chad faces war, warned a minister.»: who stands behind the verb of a report is its subject, not its object."""
    mended = list(tokens)
    for verb in tokens:
        is_report = verb.dep == "parataxis" and verb.tag in ("VBD", "VBZ") and verb.lemma in REPORTING
        if not is_report or verb.i == 0 or tokens[verb.i - 1].text not in (",", '"', "”", "''"):
            continue
        if any(t.head == verb.i and t.dep in SUBJECTS for t in tokens):
            continue
        spoken = [t for t in tokens if t.head == verb.i and t.dep in ("iobj", "obj") and t.i > verb.i]
        if spoken and spoken[0].upos in ("PROPN", "NOUN"):
            mended[spoken[0].i] = replace(spoken[0], dep="nsubj")
    return tuple(mended)
