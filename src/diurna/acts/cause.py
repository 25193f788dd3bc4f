"""What a protest or a concession is for: new leaders, another policy, rights or institutions, which CAMEO's fourth digit tells apart.

The cause stands in the phrase after `over`, `against`, `for` …, in a purpose ("to demand the resignation of …"), beside the trigger
("anti-austerity protest") or by those who act ("demonstrators demanding freedom"). Its words are the classes `cause-…` of the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from diurna.acts.meaning import Meaning
from diurna.acts.mention import Mention
from diurna.acts.subjects import case_of, is_infinitive
from diurna.acts.triggers import is_time
from diurna.language.sentence import Sentence

Cause = Literal["leadership", "policy", "rights", "institutions"]
DIGITS: Mapping[Cause, str] = {"leadership": "1", "policy": "2", "rights": "3", "institutions": "4"}
# Whose CAMEO code takes the cause as its fourth digit, and what it is written upon.
STEMS: Mapping[str, str] = {
    "141": "141",
    "142": "142",
    "143": "143",
    "144": "144",
    "145": "145",
    "080": "083",
    "083": "083",
}

CASES = frozenset({"for", "over", "against", "about", "because of", "due to", "amid", "to", "following", "after"})
# Nouns of feeling and aim that only lead to the cause: "in protest at …", "in support of …", "amid anger over …", "gave in to calls for …".
LEADING = frozenset(
    "protest anger outrage response opposition support solidarity pursuit favour favor bid defiance fury dispute row push campaign "
    "demand call pressure reaction objection campaign claim condition request outcry backlash discontent frustration grievance "
    "complaint effort struggle fight insistence desire refusal decision plan proposal move attempt announcement introduction".split()
)
# Verbs whose object is what is wanted or opposed.
WANTING = frozenset(
    "demand call urge press seek protest oppose denounce insist ask force want push condemn back support decry defend chant shout "
    "appeal win secure achieve compel pressure agitate reject clamour clamor petition campaign lobby fight object complain voice "
    "express show cry bay vow claim insist rage call_for back".split()
)
# What feeling leads to, but no demand: "after talks" is no cause of a strike.
LOOSE = frozenset({"amid", "to", "following", "after"})
DEPTH = 5


def with_cause(
    s: Sentence, meaning: Meaning, heads: Iterable[int], actors: Iterable[int], classes: Mapping[str, frozenset[str]]
) -> Meaning:
    """The meaning with the fourth digit of its cause, where its code has one and the words tell it.

    `heads` are the trigger and its light verb, `actors` the heads of those who act.
    """
    stem = STEMS.get(meaning.cameo)
    if stem is None:
        return meaning
    cause = _cause_around(s, dict.fromkeys(heads), tuple(actors), classes, any_phrase=stem == "083")
    return meaning if cause is None else replace(meaning, cameo=stem + DIGITS[cause])


def cause_of(s: Sentence, head: int, classes: Mapping[str, frozenset[str]]) -> Cause | None:
    """The cause that a phrase or clause names: the nearest word to its head that tells it.

    A vague one ("a plan", "reforms") stands for policy where nothing below it says more ("the plan to change the constitution").
    """
    level, vague = [head], False
    for _ in range(DEPTH):
        for i in level:
            single, paired = _names_of(s, i)
            for names in (paired, single):  # "constitutional reform" before "reform"
                for cause in DIGITS:
                    if any(name in classes[f"cause-{cause}"] for name in names):
                        return cause
            vague = vague or any(name in classes["cause-vague"] for name in single)
        level = [
            c for i in level for c in s.children[i] if s.tokens[c].dep not in ("punct", "cc", "det", "case", "mark")
        ]
    return "policy" if vague else None


def aimed(s: Sentence, mention: Mention, found: Iterable[Mention]) -> Mention:
    """A protest without a target, aimed at those of whom it demands something ("marched to demand that he resign")."""
    if mention.meaning.type != "PROTEST" or mention.meaning.recipients:
        return mention
    anchors = (mention.frame.anchor, mention.frame.trigger)
    for other in found:
        if other.meaning.type == "REQUEST" and s.tokens[other.frame.anchor].head in anchors:
            whom = tuple(h for h in other.meaning.recipients if h not in mention.meaning.actors)
            return replace(mention, meaning=replace(mention.meaning, recipients=whom))
    return mention


def _cause_around(
    s: Sentence,
    heads: Iterable[int],
    actors: tuple[int, ...],
    classes: Mapping[str, frozenset[str]],
    *,
    any_phrase: bool,
) -> Cause | None:
    heads = tuple(heads)
    phrases: list[int] = []
    for head in heads:
        phrases += _causes_below(s, head, any_phrase=any_phrase)
        above = s.tokens[head].head
        if above != head and s.tokens[above].lemma.lower() in WANTING:  # "demanded his resignation at a rally"
            phrases.append(above)
    for actor in actors:  # "demonstrators demanding …", "pro-democracy protesters"
        phrases += [c for c in s.children[actor] if _sides(s, c)]
    phrases = [p for p in phrases if not _measures_time(s, p)]
    found = next((cause for p in phrases if (cause := cause_of(s, p, classes)) is not None), None)
    if found is not None:
        return found
    loose = [t.i for t in s.tokens if t.i not in heads and t.upos != "PROPN" and _tells(s, t.i)]
    return next((cause for p in loose if (cause := cause_of(s, p, classes)) is not None), None)


def _sides(s: Sentence, i: int) -> bool:
    """Whether a modifier of those who act tells what they are for or against."""
    t = s.tokens[i]
    if t.dep in ("acl", "acl:relcl") or case_of(s, i) == "against":
        return True
    return t.dep in ("amod", "compound") and t.lemma.lower().startswith(("pro", "anti", "independence", "democracy"))


def _tells(s: Sentence, i: int) -> bool:
    """Whether a phrase anywhere in the sentence reads like a cause, wherever the parse hung it."""
    t = s.tokens[i]
    if t.upos == "VERB" and t.lemma.lower() in WANTING:
        return True
    return case_of(s, i) in ("for", "over", "against", "until") and not _measures_time(s, i)


def _measures_time(s: Sentence, i: int) -> bool:
    return is_time(s, i) or s.tokens[i].lemma.lower() in ("day", "hour", "week", "month", "year", "time")


def _causes_below(s: Sentence, head: int, *, any_phrase: bool) -> list[int]:
    """The phrases under a trigger that may tell its cause, purposes first."""
    purposes: list[int] = []
    phrases: list[int] = []
    for child in s.children[head]:
        t = s.tokens[child]
        lemma = t.lemma.lower()
        if t.upos == "VERB" and t.dep in ("advcl", "xcomp", "acl", "conj", "ccomp", "parataxis", "acl:relcl"):
            if is_infinitive(s, child) or lemma in WANTING or any_phrase or case_of(s, child) in ("until", "unless"):
                purposes.append(child)
        elif t.dep in ("obl", "nmod", "obj", "obl:arg", "advcl"):
            case = case_of(s, child)
            if lemma in LEADING or (case in CASES and case not in LOOSE) or (any_phrase and case in ("to", "on")):
                phrases.append(child)
            elif t.dep == "obj" and not any_phrase:
                # "staged a protest over …", "chanted slogans demanding …", "protested the law"
                phrases += [c for c in s.children[child] if _leads(s, c)]
                if s.tokens[head].lemma.lower() in WANTING:
                    phrases.append(child)
        elif t.dep in ("compound", "amod", "nmod:poss") and child < head and s.tokens[head].upos == "NOUN":
            phrases.append(child)
    return purposes + phrases


def _leads(s: Sentence, i: int) -> bool:
    t = s.tokens[i]
    if t.dep in ("acl", "acl:relcl"):
        return t.lemma.lower() in WANTING or is_infinitive(s, i)
    return t.dep == "nmod" and case_of(s, i) in CASES - LOOSE


def _names_of(s: Sentence, i: int) -> tuple[list[str], list[str]]:
    """What a word may be called in a class: by itself, and with a modifier or a particle ("military rule", "step down")."""
    t = s.tokens[i]
    lemma, text = t.lemma.lower(), t.text.lower()
    names, paired = [lemma, text], []
    for c in s.children[i]:
        if s.tokens[c].dep in ("amod", "compound"):
            paired += [f"{s.tokens[c].lemma.lower()} {name}" for name in names]
        elif s.tokens[c].dep in ("compound:prt", "advmod"):
            paired.append(f"{lemma} {s.tokens[c].text.lower()}")
    return names, paired


__all__ = ["Cause", "aimed", "cause_of", "with_cause"]
