"""Where an act took place: the toponym that the act's own clause attaches to it, never a party's name.

The rules in order, each a function; the first that finds a place ends the search:

1. `_governed`   a place under the act with a locative preposition: "killed in Aleppo", "an attack near Kabul"
2. `_visited`    the host place of a visit, the place taken, left or reached: "visited Kyiv", "captured Mosul", "left Kherson"
3. `_through`    a place under the act's own object, subject or light verb: "carried out an attack in Mogadishu"
4. `_opening`    a place adverbial of the clause, at its start: "In Basra, gunmen killed …"
5. `_above`      for a noun or a subordinate act the place of the verb that governs it: "protests erupted in Lagos"
6. `_possessor`  for a noun the place that possesses or modifies it: "the Aleppo bombing", "Baghdad blast"

Of several places the first named counts, of nested ones ("in Aleppo, Syria") the inner, which is named first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from diurna.language.sentence import Sentence
from diurna.places.values import Place

_LOCATIVE = {
    "in", "at", "near", "outside", "around", "across", "inside", "along", "off", "on", "within", "throughout", "over", "above",
    "below", "behind", "between", "amid", "into", "onto", "by", "beside", "opposite", "through", "toward", "towards", "beyond",
}  # fmt: skip
_SOURCE = {"from", "out"}
_GOAL = {"to", "toward", "towards", "into", "for"}
_LEAVING = {
    "withdraw", "retreat", "evacuate", "flee", "pull", "leave", "depart", "withdrawal", "retreat", "evacuation", "pullout", "pull-out",
    "escape", "redeploy", "exit", "drive", "oust", "expel", "abduct", "kidnap", "deport",
}  # fmt: skip
_GOING = {
    "visit", "travel", "fly", "arrive", "go", "come", "deploy", "send", "trip", "return", "deployment", "dispatch", "move", "march",
    "advance", "enter", "head", "journey", "deliver", "delivery", "convoy",
}  # fmt: skip
_REACHING = {
    "visit", "enter", "reach", "leave", "capture", "seize", "take", "retake", "recapture", "occupy", "invade", "storm", "raid", "besiege",
    "bomb", "shell", "bombard", "strike", "attack", "hit", "target", "liberate", "overrun", "tour", "rock", "shake", "pound", "evacuate",
    "annex", "cross", "blockade", "encircle", "surround", "devastate", "destroy", "flee", "patrol", "control",
}  # fmt: skip
_TAKING_NOUNS = {
    "capture", "seizure", "occupation", "invasion", "siege", "bombing", "bombardment", "shelling", "annexation", "liberation", "fall",
    "storming", "recapture", "blockade", "evacuation", "takeover", "battle", "visit", "tour",
}  # fmt: skip
_ADVERBIAL = {"obl", "nmod", "obl:unmarked", "nmod:unmarked", "advmod", "obl:tmod", "appos", "list", "dislocated"}
_CLAUSES = {"ccomp", "parataxis", "advcl", "acl:relcl", "csubj", "root"}
_UP = {"xcomp", "obj", "nsubj", "nsubj:pass", "conj", "advcl", "acl", "obl", "nmod", "appos", "compound"}


def place_of_act(sentence: Sentence, act: int, places: Sequence[Place]) -> Place | None:
    """The place where the act at token `act` took place, or None where the clause does not say.

    `places` are the report's; those of other sentences are passed over.
    """
    here = [place for place in places if place.toponym.sentence == sentence.index]
    if not here:
        return None
    rules: tuple[Callable[[Sentence, int, list[Place]], Place | None], ...] = (
        _governed, _visited, _through, _opening, _above, _possessor,
    )  # fmt: skip
    for rule in rules:
        found = rule(sentence, act, here)
        if found:
            return found
    return None


def _governed(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    return _first(sentence, [p for p in places if _attached(sentence, p, act)])


def _visited(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    token = sentence.tokens[act]
    lemma = token.lemma.lower()
    found = []
    for place in places:
        head = sentence.tokens[place.toponym.head]
        if (
            head.head != act
            or place.where.resolution == "country"
            and lemma not in {"visit", "invade", "enter", "leave", "tour", "flee"}
        ):
            continue
        if lemma in _REACHING and head.dep in {"obj", "nsubj:pass"}:
            found.append(place)
        elif lemma in _TAKING_NOUNS and head.dep == "nmod" and _case(sentence, head.i) in {"of", "to", "for"}:
            found.append(place)
    return _first(sentence, found)


def _through(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """A place one noun below the act: its object's ("carried out an attack in Mogadishu"), its victims' ("killed people in Homs")."""
    found = []
    for child in sentence.children[act]:
        if sentence.tokens[child].dep in {"obj", "nsubj:pass", "obl", "obl:agent", "nmod", "nsubj", "xcomp"}:
            if sentence.tokens[child].dep == "nsubj" and _names_party(sentence, child):
                continue
            found += [p for p in places if _attached(sentence, p, child) and p.toponym.first > child]
    return _first(sentence, found)


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


def _above(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """The place of the light verb or the verb above: "protests erupted in Lagos", "gunmen opened fire, killing two, in Kano"."""
    token = sentence.tokens[act]
    if token.head == act or token.dep.split(":")[0] not in {"xcomp", "obj", "nsubj", "conj", "advcl", "acl"}:
        return None
    above = sentence.tokens[token.head]
    if token.dep == "advcl" and above.i > act:
        return None
    if above.upos not in {"VERB", "AUX", "NOUN"} or above.lemma in {
        "say",
        "tell",
        "announce",
        "report",
        "add",
        "state",
        "claim",
    }:
        return None
    found = _governed(sentence, above.i, places)
    if found and token.dep == "conj" and found.toponym.first > act:
        return found
    return found


def _possessor(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """ "the Aleppo bombing", "Kabul's attack" — of towns and sites only: a country before a noun is a party."""
    if sentence.tokens[act].upos not in {"NOUN", "PROPN"}:
        return None
    found = [
        p
        for p in places
        if sentence.tokens[p.toponym.head].head == act
        and sentence.tokens[p.toponym.head].dep in {"compound", "nmod:poss", "nmod:desc"}
        and p.where.resolution not in {"country", "admin1", None}
        and not (p.entry and p.entry.capital and sentence.tokens[p.toponym.head].dep == "nmod:poss")
    ]
    return _first(sentence, found)


def _attached(sentence: Sentence, place: Place, governor: int) -> bool:
    """Whether the place hangs on the governor with a preposition that says where."""
    i = place.toponym.head
    token = sentence.tokens[i]
    steps = 0
    while token.head != governor and steps < 3:
        # "in the city of Homs", "in a village near Kunduz", "outside a hotel in Kabul": the place hangs on a locative noun.
        above = sentence.tokens[token.head]
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
        return lemma in _LEAVING
    if case in _GOAL:
        return lemma in _GOING or case == "into"
    if case == "on":
        return not _names_party(sentence, i) and _is_line(sentence, i)
    return case in _LOCATIVE


def _is_line(sentence: Sentence, i: int) -> bool:
    """Whether "on" before token `i` says where: a border, a coast, an island, a road; not "sanctions on Iran"."""
    words = {sentence.tokens[j].lemma.lower() for j in sentence.subtree(i)}
    return bool(
        words
        & {
            "border", "frontier", "coast", "island", "isle", "road", "highway", "street", "square", "outskirt", "outskirts", "bridge", "river",
            "side", "peninsula", "edge", "front", "line", "bank", "base", "heights", "campus", "soil", "territory", "shore", "mount", "mountain",
        }
    )  # fmt: skip


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
