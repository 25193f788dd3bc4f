"""What a number of a sentence counts: people that something befell, or who take part in something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diurna.acts import Mention
from diurna.coding.count_words import CountWords, load_count_words
from diurna.coding.numbers import PLURALS, Number, is_money_or_share, numbers_of
from diurna.language.sentence import Sentence
from diurna.record.event import CountKey

PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ee", "ant", "ent", "eer")
# Where a number stands alone, it stands for people in these places ("killing 12", "12 died", "the toll rose to 43").
ALONE = frozenset(
    {
        "obj",
        "nsubj",
        "nsubj:pass",
        "obl",
        "conj",
        "root",
        "appos",
        "dep",
        "parataxis",
        "nmod",
        "obl:unmarked",
        "xcomp",
        "ccomp",
        "advmod",
    }
)
STEPS = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of people with what befell them: `governor` is the token that says so, `noun` the noun counted."""

    key: CountKey
    governor: int
    noun: int
    low: int | None
    high: int | None
    first: int
    last: int


def counted_in(s: Sentence, mention: Mention) -> list[Counted]:
    """All that a sentence counts, and the single victims of the mention ("killed a soldier": 1)."""
    words = load_count_words()
    found = [c for n in numbers_of(s) if (c := _counted(s, n, mention, words)) is not None]
    return found + _single_victims(s, mention, words, found)


def _counted(s: Sentence, number: Number, mention: Mention, words: CountWords) -> Counted | None:
    """What a number counts; None where it counts no people, or is part of another number."""
    if is_money_or_share(s, number) or _is_year(s, number):
        return None
    noun = _counted_noun(s, number)
    if _text(s, number.first - 1) == "of" and _text(s, number.first - 2) == "one":  # "one of two brothers"
        return None
    if _is_part(s, noun, words) or _is_part(s, number.first, words):
        return None
    harm = _right_beside(s, number, words)
    if noun == number.last:
        if harm is None and s.tokens[noun].dep not in ALONE:
            return None
    elif not _is_people(s, noun, words):
        return None
    harm = harm or _harm(s, noun, words, mention)
    if harm is None:
        return None
    key, governor = harm
    return Counted(key, governor, noun, number.low, number.high, min(number.bound, number.first), number.last)


def _counted_noun(s: Sentence, number: Number) -> int:
    """The noun whose things the number counts; the number's own token where it stands alone."""
    for i in range(number.last, number.first - 1, -1):
        token = s.tokens[i]
        if (
            token.head > number.last
            and _stands_before(s, number.last, token.head)
            and token.dep
            in (
                "nummod",
                "det",
                "amod",
                "compound",
                "nmod",
                "advmod",
                "nmod:unmarked",
                "dep",
            )
        ):
            return token.head
    for i in (number.last + 1, number.last + 2):  # an analysis that parts "between 30 and 40" from its people
        if (
            i < len(s.tokens)
            and s.tokens[i].tag == "NNS"
            and s.tokens[i - 1].upos in ("NUM", "ADJ")
            and s.tokens[number.last].upos == "NUM"
        ):
            return i
    if _text(s, number.last + 1) == "of":
        for child in s.dependents(number.last, "nmod") or s.dependents(number.first, "nmod"):
            if child > number.last and _text(s, number.last + 2) not in ("them", "whom"):
                return child
    token = s.tokens[number.last]
    if (
        token.dep in ("nmod", "nummod", "appos")
        and token.head < number.first
        and s.tokens[token.head].lemma.lower() in ("family", "group", "crew", "team", "couple")
    ):
        return token.head  # "a family of five"
    return number.last


def _stands_before(s: Sentence, last: int, noun: int) -> bool:
    """Whether a number can belong to a noun behind it: no verb, no "and", no other number word stands between."""
    between = s.tokens[last + 1 : noun]
    return not any(
        t.upos in ("VERB", "AUX", "SCONJ") and t.tag not in ("VBN", "VBG") or t.upos == "CCONJ" for t in between
    ) and (s.tokens[noun].text.lower() not in PLURALS)


def _right_beside(s: Sentence, number: Number, words: CountWords) -> tuple[CountKey, int] | None:
    """The word of harm right before or behind a number, whatever the analysis makes of it ("killing at least six", "30 injured")."""
    before, after = number.bound - 1, number.last + 1
    if before >= 0 and s.tokens[before].upos == "VERB" and s.tokens[before].lemma.lower() in words.verbs:
        token = s.tokens[before]
        key = words.verbs[token.lemma.lower()]
        is_passive = token.tag == "VBN" and not any(s.tokens[c].lemma.lower() == "have" for c in s.children[before])
        if key != "participants" and not is_passive and _text(s, after) not in words.things:
            return key, before
    if (
        after < len(s.tokens)
        and s.tokens[after].tag not in ("VBG", "NN", "NNS")
        and (told := words.verbs.get(_text(s, after))) is not None
    ):
        if told != "participants" and not s.dependents(after, "obj"):
            return told, after
    return None


def _is_people(s: Sentence, noun: int, words: CountWords) -> bool:
    token = s.tokens[noun]
    lemma = token.lemma.lower()
    if lemma in words.things or token.upos not in ("NOUN", "PROPN", "ADJ", "NUM", "VERB"):
        return False
    if lemma in words.people or lemma in words.nouns or token.text.lower() in words.verbs or token.name == "NORP":
        return True
    return lemma.endswith(PERSON_ENDINGS) or token.text.lower() in words.people


def _harm(s: Sentence, noun: int, words: CountWords, mention: Mention) -> tuple[CountKey, int] | None:
    """What befell those counted, or what they do, with the token that says so."""
    token = s.tokens[noun]
    lemma = token.lemma.lower()
    if (
        lemma in words.nouns and token.upos in ("NOUN", "PROPN", "ADJ") and lemma not in ("toll",)
    ):  # "40 deaths", "30 wounded"
        if words.nouns[lemma] != "participants":
            return words.nouns[lemma], noun
        return _role(s, noun, words) or _as_party(s, noun, mention) or (words.nouns[lemma], noun)
    for beside in _beside(s, noun):  # "12 dead", "12 people killed", "left 12 people dead"
        word = s.tokens[beside]
        if (
            (key := words.verbs.get(word.text.lower()) or words.verbs.get(word.lemma.lower()))
            and key != "participants"
            and word.tag != "VBG"
        ):
            return key, beside
    return _role(s, noun, words) or _joined_harm(s, noun, mention, words) or _as_party(s, noun, mention)


def _joined_harm(s: Sentence, noun: int, mention: Mention, words: CountWords) -> tuple[CountKey, int] | None:
    """The harm told by the second of two joined verbs: "four were shot and wounded"."""
    if noun not in mention.meaning.recipients:
        return None
    for frame in mention.inner:
        token = s.tokens[frame.trigger]
        if token.dep == "conj" and (key := words.verbs.get(token.lemma.lower())) in ("dead", "injured"):
            return key, frame.trigger
    return None


def _noun_of_harm(s: Sentence, noun: int, words: CountWords) -> CountKey | None:
    token = s.tokens[noun]
    if token.lemma.lower() == "toll":
        return None
    return words.nouns.get(token.text.lower()) if token.upos == "VERB" else words.nouns.get(token.lemma.lower())


def _beside(s: Sentence, noun: int) -> list[int]:
    """Adjectives and participles that say what befell a noun."""
    found = list(s.dependents(noun, "acl", "amod", "xcomp", "advmod", "dep", "parataxis"))
    token = s.tokens[noun]
    governor = s.tokens[token.head]
    if governor.i != noun and token.dep in ("obj", "nsubj", "nummod", "obl", "conj", "dep", "advmod"):
        if governor.lemma.lower() in ("leave", "see", "make"):
            found += s.dependents(governor.i, "xcomp", "acl", "ccomp", "advcl", "conj", "advmod")
            found = [i for i in found if i > noun][:1] or found
        elif (
            governor.upos in ("ADJ", "VERB") and governor.i > noun and token.dep in ("nsubj", "nummod", "dep", "advmod")
        ):
            found.append(governor.i)
    return found


def _role(s: Sentence, noun: int, words: CountWords) -> tuple[CountKey, int] | None:
    """The verb or noun of harm that governs a noun, through what it is joined to and through "of"."""
    i = noun
    for _ in range(STEPS):
        token = s.tokens[i]
        if token.head == i:
            return None
        above = s.tokens[token.head]
        lemma = above.lemma.lower()
        if token.dep in ("obj", "nsubj:pass", "iobj") or (token.dep == "nsubj" and _is_bare_passive(s, above.i)):
            if any(s.tokens[c].text.lower() == "dead" for c in s.children[above.i]):  # "shot dead two"
                return "dead", above.i
            return (words.verbs[lemma], above.i) if lemma in words.verbs else _by_toll(s, above.i, words)
        if token.dep == "nsubj":
            if lemma in words.subjects and (
                lemma not in ("take", "turn", "walk") or s.dependents(above.i, "obj", "compound:prt", "obl")
            ):
                return words.subjects[lemma], above.i
            return None
        if token.dep in ("obl", "xcomp", "obl:unmarked", "root", "ccomp"):
            return _by_toll(s, above.i, words)
        if above.upos == "NOUN" and lemma in words.nouns and token.dep in ("nmod", "compound", "appos", "nummod"):
            return words.nouns[lemma], above.i
        if token.dep in ("conj", "appos", "nummod", "flat", "dep", "list") or (
            token.dep == "nmod" and _case(s, i) == "of"
        ):
            i = token.head
            continue
        return None
    return None


def _is_bare_passive(s: Sentence, v: int) -> bool:
    """A participle without "was", as headlines have it ("12 killed in raid")."""
    return s.tokens[v].tag == "VBN" and not s.dependents(v, "aux", "obj")


def _by_toll(s: Sentence, verb: int, words: CountWords) -> tuple[CountKey, int] | None:
    """ "The death toll rose to 43": the subject of a linking verb is the noun of harm."""
    if s.tokens[verb].lemma.lower() not in words.linking:
        return None
    for subject in s.dependents(verb, "nsubj", "nsubj:pass", "obj"):
        if s.tokens[subject].lemma.lower() == "number":  # "the number of people killed climbed to 19"
            told = [
                i
                for i in s.subtree(subject)
                if words.verbs.get(s.tokens[i].text.lower(), "participants") != "participants"
            ]
            if told:
                return words.verbs[s.tokens[told[0]].text.lower()], told[0]
        key = words.nouns.get(s.tokens[subject].lemma.lower())
        if key is not None and key != "participants":
            return key, subject
    return None


def _as_party(s: Sentence, noun: int, mention: Mention) -> tuple[CountKey, int] | None:
    """The counts of those who are parties of an act that harms or gathers them."""
    meaning, trigger = mention.meaning, mention.frame.anchor
    if s.tokens[noun].dep == "nmod" and _case(s, noun) == "of":  # "thousands of workers"
        noun = s.tokens[noun].head if noun not in (*meaning.actors, *meaning.recipients) else noun
    if meaning.type == "COERCE" and noun in meaning.recipients:
        for mode, key in (("arrest", "arrested"), ("deport", "displaced")):
            if mode in meaning.modes:
                return key, trigger  # type: ignore[return-value]
    if meaning.type == "PROTEST" and noun in meaning.actors:
        return "participants", trigger
    if meaning.type == "MOBILIZE" and noun in (*meaning.actors, *meaning.recipients):
        return "participants", trigger
    return None


def _single_victims(s: Sentence, mention: Mention, words: CountWords, counted: Sequence[Counted]) -> list[Counted]:
    """One each for "a soldier" and for persons named, where the act is to kill them."""
    numbered = {c.noun for c in counted}
    found: list[Counted] = []
    if mention.meaning.type != "ASSAULT" or mention.meaning.status != "actual":
        return found
    for head in mention.meaning.recipients:
        for i in (head, *s.dependents(head, "conj")):
            token = s.tokens[i]
            if i in numbered or not (_is_a_person(s, i, words)):
                continue
            harm = _role(s, i, words) or _of_mention(mention, s, words)
            if harm is not None and harm[0] == "dead":
                first, last = i, i
                if token.name == "PERSON":
                    last = max([i, *(c for c in s.dependents(i, "flat") if c > i)])
                found.append(Counted("dead", harm[1], i, 1, 1, first, last))
    return found


def _of_mention(mention: Mention, s: Sentence, words: CountWords) -> tuple[CountKey, int] | None:
    """The harm that one of the joined verbs of a mention does: "was struck and killed"."""
    triggers = [f.trigger for f in (mention.frame, *mention.inner)]
    return next((("dead", t) for t in triggers if words.verbs.get(s.tokens[t].lemma.lower()) == "dead"), None)


def _is_a_person(s: Sentence, i: int, words: CountWords) -> bool:
    token = s.tokens[i]
    if token.name == "PERSON" and token.upos == "PROPN":
        return True
    if (
        token.upos != "NOUN"
        or "Number=Plur" in token.feats
        or token.tag == "NNS"
        or token.lemma.lower() in ("family", "crew", "people", "police")
    ):
        return False
    single = any(s.tokens[c].text.lower() in ("a", "an", "another") for c in s.dependents(i, "det"))
    single = single or any(s.tokens[c].tag == "PRP$" for c in s.dependents(i, "nmod:poss"))  # "and his wife"
    return (single or bool(s.dependents(i, "appos", "flat"))) and _is_people(s, i, words)


def _is_part(s: Sentence, i: int, words: CountWords) -> bool:
    """Whether a number is part of another: "including three children", "among them two monks", "of whom three"."""
    for _ in range(3):
        token = s.tokens[i]
        if any(
            s.tokens[c].text.lower() in words.part and s.tokens[c].dep in ("case", "mark", "cc", "fixed", "advmod")
            for c in s.children[i]
        ):
            return True
        if any(
            s.tokens[c].text.lower() in ("whom", "which", "them") and _case(s, c) in ("of", "among")
            for c in (*s.children[i], *s.children[token.head])
        ):
            return True
        if token.head == i or token.dep not in ("conj", "nummod", "appos", "nmod", "flat"):
            return False
        i = token.head
    return False


def _is_year(s: Sentence, number: Number) -> bool:
    """Whether a number is a year, a day of a month, an age or the like, not a quantity."""
    token = s.tokens[number.first]
    is_year = (
        number.first == number.last
        and len(token.text) == 4
        and token.text.isdigit()
        and token.text[:2] in ("18", "19", "20")
    )
    around = {_text(s, number.first - 1), _text(s, number.last + 1)}
    months = {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    }
    return (
        (is_year and token.dep != "nummod")
        or bool(around & months)
        or "aged" in around
        or _text(s, number.last + 1) in ("-", "a.m.", "p.m.", "o'clock")
    )


def _case(s: Sentence, i: int) -> str:
    return next((s.tokens[c].text.lower() for c in s.children[i] if s.tokens[c].dep == "case"), "")


def _text(s: Sentence, i: int) -> str:
    return s.tokens[i].text.lower() if 0 <= i < len(s.tokens) else ""
