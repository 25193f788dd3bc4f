"""One record for one act of a sentence: mentions that name the same act twice become one."""

from __future__ import annotations

from dataclasses import replace

from diurna.acts import Mention
from diurna.language.sentence import Sentence
from diurna.ontology import Ontology

# What an attack does, told beside it: "shelled the town, killing twelve".
OUTCOMES = frozenset({"kill", "wound", "injure", "hurt", "maim"})
FORCE = frozenset({"ASSAULT"})
# What a sentence says beside the act that it tells ("met for talks", "killed in an attack").
UNDER = frozenset(
    {
        "obl",
        "obl:agent",
        "nmod",
        "advcl",
        "xcomp",
        "obj",
        "conj",
        "acl",
        "nsubj",
        "compound",
        "obl:arg",
        "ccomp",
        "nsubj:pass",
        "appos",
    }
)


def merge_mentions(s: Sentence, mentions: list[Mention], ontology: Ontology) -> list[Mention]:
    """The mentions with doubles joined: the one higher in the tree keeps its trigger, and takes parties and modes from the other."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (_depth(s, m.frame.anchor), m.frame.trigger)):
        twin = next((k for k in kept if _same_act(s, k, mention)), None)
        if twin is None:
            kept.append(mention)
        else:
            kept[kept.index(twin)] = _joined(s, twin, mention)
    kept = _with_demands(kept, ontology)
    if any(m.meaning.type in FORCE for m in kept):
        kept = [
            m
            for m in kept
            if m.meaning.type != "MOBILIZE" or not _close(s, m, [k for k in kept if k.meaning.type in FORCE])
        ]
    return sorted(kept, key=lambda m: m.frame.trigger)


# A fourth digit of CAMEO's 14x by what the protest demands.
DEMANDED = {"leadership": "1", "policy": "2", "rights": "3", "institutions": "4"}


def _with_demands(kept: list[Mention], ontology: Ontology) -> list[Mention]:
    """A demand made by demonstrating is the protest's (PLOVER); what is demanded gives CAMEO's fourth digit."""
    protests = [m for m in kept if m.meaning.type == "PROTEST" and len(m.meaning.cameo) == 3]
    for protest in protests:
        for demand in [m for m in kept if m.meaning.type == "REQUEST"]:
            mine, theirs = set(protest.meaning.actors), set(demand.meaning.actors)
            if theirs and not mine & theirs:
                continue
            family = next((ontology.acts[name].family for name in demand.meaning.chain if name in ontology.acts), "")
            code = protest.meaning.cameo + DEMANDED.get(family, "")
            joined = replace(
                protest.meaning,
                cameo=code if code in ontology.cameo else protest.meaning.cameo,
                recipients=protest.meaning.recipients or demand.meaning.recipients,
            )
            kept = [
                replace(m, meaning=joined, inner=(*m.inner, demand.frame)) if m is protest else m
                for m in kept
                if m is not demand
            ]
            break
    return kept


def _same_act(s: Sentence, upper: Mention, lower: Mention) -> bool:
    if upper.meaning.type != lower.meaning.type or upper.meaning.status != lower.meaning.status:
        return False
    mine, theirs = set(upper.meaning.actors), set(lower.meaning.actors)
    if mine and theirs and not mine & theirs:
        return False
    if _is_other_demand(s, upper, lower):
        return False
    whom, others = set(upper.meaning.recipients), set(lower.meaning.recipients)
    is_outcome = _is_outcome(s, lower) and (s.tokens[lower.frame.trigger].tag == "VBG" or _is_outcome(s, upper))
    if whom and others and not whom & others and s.tokens[lower.frame.trigger].upos == "VERB" and not is_outcome:
        return False
    anchor = lower.frame.anchor
    if _is_outcome(s, lower) and s.tokens[anchor].dep == "acl:relcl":  # "the attack that killed twelve"
        anchor = s.tokens[anchor].head
    return _reaches(s, anchor, upper)


def _is_other_demand(s: Sentence, upper: Mention, lower: Mention) -> bool:
    """ "demanded access and asked for aid": of joined verbs that ask for different things each is a request of its own."""
    token = s.tokens[lower.frame.trigger]
    joined = token.upos == "VERB" and token.dep == "conj" and upper.meaning.type in ("REQUEST", "REJECT")
    codes = (upper.meaning.cameo[:3], lower.meaning.cameo[:3])
    return joined and codes[0] != codes[1] and not set(codes) & {"020", "100", "120"}


def _reaches(s: Sentence, i: int, upper: Mention) -> bool:
    """Whether token `i` stands below the upper mention's words by few and plain steps."""
    own = {upper.frame.trigger, upper.frame.anchor, *(f.trigger for f in upper.inner)}
    if i in own:
        return True
    for _ in range(3):
        token = s.tokens[i]
        if token.head == i or token.dep not in UNDER:
            return False
        if token.dep == "advcl" and token.upos == "VERB" and token.tag not in ("VBG", "VBN", "VB"):
            return False
        i = token.head
        if i in own:
            return True
    return False


def _close(s: Sentence, mention: Mention, others: list[Mention]) -> bool:
    return any(set(mention.meaning.actors) & set(o.meaning.actors) for o in others)


def _is_outcome(s: Sentence, mention: Mention) -> bool:
    return mention.meaning.type in FORCE and s.tokens[mention.frame.trigger].lemma.lower() in OUTCOMES


def _joined(s: Sentence, upper: Mention, lower: Mention) -> Mention:
    a, b = upper.meaning, lower.meaning
    finer = (
        b
        if len(b.cameo) > len(a.cameo) or (a.cameo in ("190", "040", "020") and b.cameo not in ("190", "040", "020"))
        else a
    )
    meaning = replace(
        a,
        modes=tuple(dict.fromkeys((*a.modes, *b.modes))),
        cameo=finer.cameo,
        actors=a.actors or b.actors,
        recipients=tuple(
            dict.fromkeys(r for r in (*a.recipients, *b.recipients) if r not in a.actors)
            if _is_outcome(s, lower)
            else a.recipients or (r for r in b.recipients if r not in a.actors)
        ),
        mutual=a.mutual and b.mutual if a.recipients else a.mutual or b.mutual,
    )
    if lower.frame.trigger in upper.frame.fillers and not upper.inner:  # "held talks": the noun says more
        return replace(
            lower, meaning=meaning, inner=(*lower.inner, upper.frame), claimed_by=upper.claimed_by or lower.claimed_by
        )
    return replace(
        upper,
        meaning=meaning,
        inner=(*upper.inner, lower.frame, *lower.inner),
        claimed_by=upper.claimed_by or lower.claimed_by,
    )


def _depth(s: Sentence, i: int) -> int:
    depth = 0
    while s.tokens[i].head != i and depth < 60:
        i, depth = s.tokens[i].head, depth + 1
    return depth
