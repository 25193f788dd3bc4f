"""Where an act took place: the toponym that the act's own clause attaches to it, never a party's name.

The rules in order, each a function; the first that finds a place ends the search:

1. `_governed`   a place under the act with a locative preposition: "killed in Aleppo", "an attack near Kabul"
2. `_visited`    the host place of a visit, the place taken, left or reached: "visited Kyiv", "captured Mosul", "left Kherson"
3. `_below`      a place further down among the act's nouns: "carried out an attack in Mogadishu", "killed the owner of a bar in Homs"
   `_held`       where those are held, stationed or found that it falls on: "destroyed tanks captured near Palmyra"
4. `_opening`    a place adverbial of the clause, at its start: "In Basra, gunmen killed …"
5. `_relative`   for a noun what its relative clause says: "the attack, which took place in Homs"
6. `_where`      a place before "where": "in Homs, where protesters were killed"
7. `_above`      for a noun or a subordinate act the place of the verb that governs it: "protests erupted in Lagos"
8. `_possessor`  for a noun the place that possesses or modifies it: "the Aleppo bombing", "Baghdad blast"
9. `_of_subject` where the actor or the event that does it is: "police in Minneapolis shot a man"
10. `_spoken_of` for a noun that a verb of saying is about, a place that the analysis gave that verb: "condemned in the strongest terms the attack at a market in Taji"

Of several places the first named counts, of nested ones ("in Aleppo, Syria") the inner, which is named first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from diurna.language.happening import happenings
from diurna.language.sentence import Sentence
from diurna.places.values import Place
from diurna.places.words import act_words

_LOCATIVE = frozenset(
    "in at near outside around across inside along off on within throughout over above below behind between amid into onto beside opposite"
    " through toward towards beyond".split()
)
_SOURCE = {"from", "out"}
_GOAL = {"to", "toward", "towards", "into", "for"}
_HOLDING = {"", "in", "of", "near", "at", "outside", "on", "inside", "around", "along", "off", "between", "'s", "’s"}
"""Prepositions by which a place holds the noun before it: "a village near Kunduz", not "a march toward Raqqa"."""
_NOMINAL = {"obj", "obl", "nmod", "nsubj", "appos", "conj", "compound", "flat", "nummod", "list", "iobj"}
_UP = {"xcomp", "obj", "nsubj", "nsubj:pass", "conj", "advcl", "acl", "obl", "nmod", "appos", "compound"}


def place_of_act(sentence: Sentence, act: int, places: Sequence[Place]) -> Place | None:
    """The place where the act at token `act` took place, or None where the clause does not say.

    `places` are the report's; those of other sentences are passed over.
    """
    here = [place for place in places if place.toponym.sentence == sentence.index]
    if not here:
        return None
    rules: tuple[Callable[[Sentence, int, list[Place]], Place | None], ...] = (
        _governed, _visited, _below, _held, _opening, _relative, _where, _above, _possessor, _of_subject, _spoken_of,
    )  # fmt: skip
    for rule in rules:
        found = rule(sentence, act, here)
        if found:
            return found
    return None


def _governed(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    return _first(sentence, [p for p in places if _attached(sentence, p, act)])


def _visited(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    aims = [i for i in sentence.dependents(act, "obj") if sentence.tokens[i].lemma.lower() in act_words()["aimed"]]
    purposes = [
        i
        for noun in (act, *aims)
        for i in sentence.dependents(noun, "acl", "xcomp")
        if sentence.tokens[i].lemma.lower() in act_words()["reaching"]
    ]
    return _first(sentence, [p for p in places if any(_reached(sentence, p, at) for at in (act, *purposes))])


def _reached(sentence: Sentence, place: Place, act: int) -> bool:
    """Whether the place is what the act reaches, takes or strikes; a country only where it is gone into."""
    head, lemma = sentence.tokens[place.toponym.head], sentence.tokens[act].lemma.lower()
    while head.head != act and head.dep in {"compound", "nmod", "conj", "nmod:desc"} and head.head != head.i:
        above = sentence.tokens[head.head]
        if head.dep == "nmod" and (_case(sentence, head.i) != "of" or not _container(above.lemma)):
            return False
        head = above
    if head.head != act or head.i == act:
        return False
    if _is_country(place) and lemma not in act_words()["country-wide"]:
        return False
    if lemma in act_words()["reaching"] and head.dep in {"obj", "nsubj:pass"}:
        return True
    case = _case(sentence, head.i)
    if lemma in act_words()["striking"] and head.dep in {"nmod", "obl"} and case in {"on", "against", "at", "upon"}:
        return True
    return lemma in act_words()["taking"] and head.dep == "nmod" and case in {"of", "to", "for"}


def _below(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """A place among the nouns under the act with no verb between, after it: attachment to the nearest noun says little in English."""
    if sentence.tokens[act].lemma.lower() in act_words()["spoken"]:
        return None
    found = []
    for place in places:
        i = _outer(sentence, place.toponym.head)
        if i < act or not _case(sentence, i):
            continue
        at, path = i, []
        while at != act and sentence.tokens[at].head != at and sentence.tokens[at].dep.split(":")[0] in _NOMINAL:
            at = sentence.tokens[at].head
            path.append(at)
            if at != act and sentence.tokens[at].upos in {"VERB", "AUX"}:
                break
        subject = [j for j in (i, *path) if sentence.tokens[j].head == act and sentence.tokens[j].dep == "nsubj"]
        if at == act and not subject and any(_locative_case(sentence, i, j) for j in (sentence.tokens[i].head, act)):
            found.append(place)
    return _first(sentence, found)


def _held(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """Where those are that an act falls on, by a participle behind them: "killed guards stationed in Tikrit", "freed men held in Sebha"."""
    if sentence.tokens[act].lemma.lower() in act_words()["spoken"]:
        return None
    for noun in sentence.dependents(act, "obj", "nsubj:pass"):
        for one in (noun, *sentence.dependents(noun, "conj")):
            for verb in sentence.dependents(one, "acl"):
                if (
                    sentence.tokens[verb].tag in ("VBN", "VBG")
                    and sentence.tokens[verb].lemma.lower() in act_words()["held"]
                ):
                    if (found := _governed(sentence, verb, places)) is not None:
                        return found
    return None


def _spoken_of(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    if sentence.tokens[act].upos != "NOUN":
        return None
    verb = sentence.tokens[act].head
    for _ in range(3):
        if sentence.tokens[verb].lemma.lower() in act_words()["spoken"] or sentence.tokens[verb].head == verb:
            break
        verb = sentence.tokens[verb].head
    if (
        sentence.tokens[verb].lemma.lower() not in act_words()["spoken"]
        or sentence.tokens[verb].upos != "VERB"
        or verb > act
    ):
        return None
    behind = [i for i in sentence.dependents(verb, "obl") if i > act]
    return next(
        (
            p
            for i in behind[:1]
            for p in places
            if p.toponym.first > act and i in (p.toponym.head, sentence.tokens[p.toponym.head].head)
        ),
        None,
    )


def _outer(sentence: Sentence, i: int) -> int:
    """The noun that token `i` names the place of: "capital" in "the capital of Kyiv", "regions" in "the Donetsk regions"."""
    while sentence.tokens[i].head != i:
        above = sentence.tokens[sentence.tokens[i].head]
        if not _container(above.lemma) or _case(sentence, i) not in {"", "of"}:
            break
        i = above.i
    return i


def _opening(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """An adverbial before the subject of the clause that the act is in, or of a clause above it in the same statement."""
    for verb in _chain(sentence, act):
        found = [
            p
            for p in places
            if _attached(sentence, p, verb)
            and all(p.toponym.first < s for s in sentence.dependents(verb, "nsubj", "nsubj:pass"))
        ]
        if found and verb != act:
            return _first(sentence, found)
    return None


def _relative(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    for verb in happenings(sentence, act):
        found = _governed(sentence, verb, places)
        if found:
            return found
    return None


def _where(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """The place before "where": "in Homs, where protesters were facing tear gas"."""
    for verb in _chain(sentence, act):
        adverbs = [
            i for i in sentence.dependents(verb, "advmod", "obl", "mark") if sentence.tokens[i].text.lower() == "where"
        ]
        if adverbs and sentence.tokens[verb].dep in {"acl:relcl", "advcl"}:
            noun, before = sentence.tokens[verb].head, {adverbs[0] - 1, adverbs[0] - 2}
            return _first(
                sentence,
                [
                    p
                    for p in places
                    if noun in (p.toponym.head, _outer(sentence, p.toponym.head)) or p.toponym.last in before
                ],
            )
    return None


def _above(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """The place of the light verb or the verb above: "protests erupted in Lagos", "gunmen opened fire, killing two, in Kano"."""
    token = sentence.tokens[act]
    if token.dep in {"obl", "nmod"} and _case(sentence, act) == "for":
        return _met(sentence, token.head, places)
    if token.head == act or token.dep.split(":")[0] not in {"xcomp", "obj", "nsubj", "conj", "advcl", "acl"}:
        return None
    above = sentence.tokens[token.head]
    if token.dep == "advcl" and (above.i > act or sentence.dependents(act, "mark")):
        return None
    if above.upos not in {"VERB", "AUX", "NOUN"} or above.lemma.lower() in act_words()["spoken"]:
        return None
    found = _governed(sentence, above.i, places)
    return _below(sentence, above.i, places) if found is None and token.dep == "advcl" else found


def _met(sentence: Sentence, above: int, places: list[Place]) -> Place | None:
    """Where somebody goes or is for the act: "arrived in Doha for talks", "led a delegation to Berlin for a meeting"."""
    heads = {above, *sentence.dependents(above, "obj")}
    found = []
    for place in places:
        i = _outer(sentence, place.toponym.head)
        if sentence.tokens[i].head in heads and (_case(sentence, i) in {"to", "in", "at", "into"}):
            found.append(place)
    return _first(sentence, found)


def _of_subject(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """Where those are who do it, or the event is that does it: "police in Minneapolis shot", "Merkel, in Beijing, urged", "the
    Aleppo bombing killed" — no country, which would name the party; of those who speak only persons."""
    found = []
    for subject in sentence.dependents(act, "nsubj", "nsubj:pass"):
        token = sentence.tokens[subject]
        if (
            token.upos == "NOUN"
            and token.lemma.lower() in act_words()["striking"] | act_words()["taking"] | act_words()["bursting"]
        ):
            event = _possessor(sentence, subject, places)
            found += [event] if event else []
        spoken = sentence.tokens[act].lemma.lower() in act_words()["spoken"]
        if spoken and token.name != "PERSON":
            continue
        found += [p for p in places if not _is_country(p) and _attached(sentence, p, subject)]
    return _first(sentence, found)


def _possessor(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """ "the Aleppo bombing", "Kabul's attack" — of towns and sites only: a country before a noun is a party."""
    if sentence.tokens[act].upos not in {"NOUN", "PROPN"}:
        return None
    if (scene := _scene(sentence, act, places)) is not None:
        return scene
    found = [
        p
        for p in places
        if sentence.tokens[p.toponym.head].head == act
        and sentence.tokens[p.toponym.head].dep in {"compound", "nmod:poss", "nmod:desc"}
        and p.where.resolution not in {"country", "admin1", None}
        and not (p.entry and p.entry.capital and sentence.tokens[p.toponym.head].dep == "nmod:poss")
    ]
    return _first(sentence, found)


def _scene(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """The country by whose name violence goes: "Syria ceasefire violations", "the Yemen fighting"; one in capitals acts ("US airstrikes")."""
    if sentence.tokens[act].lemma.lower() not in act_words()["bursting"]:
        return None
    return next(
        (
            p
            for p in places
            if _is_country(p)
            and sentence.tokens[p.toponym.head].head == act
            and sentence.tokens[p.toponym.head].dep == "compound"
            and not sentence.tokens[p.toponym.head].text.isupper()
        ),
        None,
    )


def _attached(sentence: Sentence, place: Place, governor: int) -> bool:
    """Whether the place hangs on the governor with a preposition that says where."""
    i = place.toponym.head
    token = sentence.tokens[i]
    steps = 0
    while token.head != governor and steps < 3:
        # "in the city of Homs", "in a village near Kunduz", "outside a hotel in Kabul": the place hangs on a locative noun.
        above = sentence.tokens[token.head]
        if token.dep in {"compound", "nmod:poss"} and _is_country(place) and not _container(above.lemma):
            return False
        if token.dep == "nmod:poss" and above.name in {"GPE", "LOC"}:
            return False
        if token.dep.startswith("nmod") and _case(sentence, token.i) not in _HOLDING:
            return False
        if (
            token.head == i
            or above.i == token.i
            or token.dep not in {"nmod", "appos", "conj", "compound", "nmod:poss", "nmod:unmarked", "flat", "nmod:desc"}
        ):
            return False
        if above.dep.split(":")[0] not in {"obl", "nmod", "appos"} or not _locative_case(sentence, above.i, governor):
            return False
        token, steps = above, steps + 1
    if token.head != governor or token.i == governor:
        return False
    return token.dep.split(":")[0] in {"obl", "nmod", "advmod", "dislocated"} and _locative_case(
        sentence, token.i, governor
    )


def _locative_case(sentence: Sentence, i: int, governor: int) -> bool:
    case = _case(sentence, i)
    lemma = sentence.tokens[governor].lemma.lower()
    if case in _SOURCE:
        return lemma in act_words()["leaving"]
    if case in _GOAL:
        return lemma in act_words()["going"] or case == "into"
    if case == "on":
        return not _names_party(sentence, i) and _is_line(sentence, i)
    return case in _LOCATIVE


def _container(lemma: str) -> bool:
    return lemma.lower().rstrip("s") in act_words()["container"]


def _is_line(sentence: Sentence, i: int) -> bool:
    """Whether "on" before token `i` says where: a border, a coast, an island, a road; not "sanctions on Iran"."""
    return any(sentence.tokens[j].lemma.lower().rstrip("s") in act_words()["line"] for j in sentence.subtree(i))


def _is_country(place: Place) -> bool:
    return place.entry is not None and place.where.resolution == "country"


def _case(sentence: Sentence, i: int) -> str:
    cases = sentence.dependents(i, "case")
    return sentence.tokens[cases[0]].text.lower() if cases else ""


def _names_party(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].name in {"GPE", "ORG", "PERSON"}


def _chain(sentence: Sentence, act: int) -> list[int]:
    """The act and the heads above it, up to a clause that is somebody's statement."""
    chain, at = [act], act
    while sentence.tokens[at].head != at and len(chain) < 6:
        dep = sentence.tokens[at].dep
        if dep not in _UP and dep not in {"ccomp", "parataxis"}:
            break
        at = sentence.tokens[at].head
        chain.append(at)
    return chain


def _first(sentence: Sentence, found: list[Place]) -> Place | None:
    return min(found, key=lambda place: place.toponym.first) if found else None
