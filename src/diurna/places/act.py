"""Where an act took place: the toponym that the act's own clause attaches to it, never a party's name.

The rules in order, each a function; the first that finds a place ends the search:

1. `_own`        a place under the act with a locative preposition: "killed in Aleppo", "an attack near Kabul"; the host place of a
   visit, the place taken, left, reached or struck: "visited Kyiv", "captured Mosul", "left Kherson", "the attack on Camp Ashraf in Iraq"
2. `_opened`     what access is given or refused to: "was denied entry to Homs"
3. `_below`      a place further down among the act's nouns: "carried out an attack in Mogadishu", "killed the owner of a bar in Homs"
   `_held`       where those are held, stationed or found that it falls on: "destroyed tanks captured near Palmyra"
4. `_opening`    a place adverbial of the clause, at its start: "In Basra, gunmen killed …"
5. `_relative`   for a noun what its relative clause says: "the attack, which took place in Homs"
   `_asserted`   for the event of which a sentence says what it was: "the bombing was an attack on pilgrims in Samarra"
6. `_where`      a place before "where": "in Homs, where protesters were killed"; for harm where that is which did it: "killed when a shell hit Homs"
7. `_above`      for a noun or a subordinate act the place of the verb that governs it: "protests erupted in Lagos"
8. `_possessor`  for a noun the place that possesses or modifies it: "the Aleppo bombing", "Baghdad blast"
9. `_of_subject` where the actor or the event that does it is: "police in Minneapolis shot a man"
   `_of_event`   for a verb that says of an event that it is held the place of the event: "the Paris conference, which France will host"
10. `_spoken_of` for a noun that a verb of saying is about, a place that the analysis gave that verb: "condemned in the strongest terms the attack at a market in Taji"

Of several places the first named counts, of nested ones ("in Aleppo, Syria") the inner, which is named first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from diurna.language.happening import happenings
from diurna.language.sentence import Sentence
from diurna.places.attached import attached, case_of, container, is_beyond, is_country, locative_case
from diurna.places.values import Place
from diurna.places.words import act_words, words

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
        _own, _opened, _below, _held, _opening, _relative, _asserted, _where, _by_what, _above, _possessor, _of_subject, _of_event, _spoken_of,
    )  # fmt: skip
    for rule in rules:
        found = rule(sentence, act, here)
        if found:
            return found
    return None


def _own(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    found = (_governed(sentence, act, places), _visited(sentence, act, places))
    return _first(sentence, [p for p in found if p is not None])


def _governed(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    return _first(sentence, [p for p in places if attached(sentence, p, act)])


def _opened(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """The town or area that access is given or refused to; of a country it is the state that decides, and no scene."""
    for noun in sentence.dependents(act, "obj", "xcomp", "nsubj:pass", "nmod"):
        if sentence.tokens[noun].lemma.lower() in act_words()["opening"]:
            return _governed(sentence, noun, [p for p in places if not is_country(p)])
    return None


def _visited(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    aims = [i for i in sentence.dependents(act, "obj") if sentence.tokens[i].lemma.lower() in act_words()["aimed"]]
    purposes = [
        i
        for noun in (act, *aims)
        for i in sentence.dependents(noun, "acl", "xcomp", *(("advcl",) if aims else ()))
        if sentence.tokens[i].lemma.lower() in act_words()["reaching"]
    ]
    return _first(sentence, [p for p in places if any(_reached(sentence, p, at) for at in (act, *purposes))])


def _reached(sentence: Sentence, place: Place, act: int) -> bool:
    """Whether the place is what the act reaches, takes or strikes; a country only where it is gone into."""
    head, lemma = sentence.tokens[place.toponym.head], sentence.tokens[act].lemma.lower()
    while head.head != act and head.dep in {"compound", "nmod", "conj", "nmod:desc"} and head.head != head.i:
        above = sentence.tokens[head.head]
        if head.dep == "nmod" and (case_of(sentence, head.i) != "of" or not container(above.lemma)):
            return False
        head = above
    if head.head != act or head.i == act:
        return False
    if is_country(place) and lemma not in act_words()["country-wide"]:
        return False
    if lemma in act_words()["reaching"] and head.dep in {"obj", "nsubj:pass"}:
        return True
    case = case_of(sentence, head.i)
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
        if i < act or not case_of(sentence, i) or is_beyond(sentence, i, place):
            continue
        at, path = i, []
        while at != act and sentence.tokens[at].head != at and sentence.tokens[at].dep.split(":")[0] in _NOMINAL:
            at = sentence.tokens[at].head
            path.append(at)
            if at != act and sentence.tokens[at].upos in {"VERB", "AUX"}:
                break
        subject = [j for j in (i, *path) if sentence.tokens[j].head == act and sentence.tokens[j].dep == "nsubj"]
        if at == act and not subject and any(locative_case(sentence, i, j) for j in (sentence.tokens[i].head, act)):
            found.append(place)
    return _first(sentence, found)


def _held(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """Where those are that an act falls on, by a participle behind them: "killed guards stationed in Tikrit", "freed men held in Sebha"."""
    if sentence.tokens[act].lemma.lower() in act_words()["spoken"]:
        return None
    reached = [i for i in sentence.dependents(act, "obl") if case_of(sentence, i) in {"to", "on", "against", "for"}]
    for noun in (*sentence.dependents(act, "obj", "nsubj:pass"), *reached):
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
        if not container(above.lemma) or case_of(sentence, i) not in {"", "of"}:
            break
        i = above.i
    return i


def _opening(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """An adverbial before the subject of the clause that the act is in, or of a clause above it in the same statement."""
    for verb in _chain(sentence, act):
        found = [
            p
            for p in places
            if attached(sentence, p, verb)
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


def _asserted(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """For an event noun what its sentence says that it was: "the bombing was a cowardly act against worshippers in Samarra"."""
    token = sentence.tokens[act]
    if token.upos != "NOUN" or token.dep != "nsubj" or not sentence.dependents(token.head, "cop"):
        return None
    if sentence.tokens[token.head].lemma.lower() in act_words()["spoken"]:
        return None
    return _governed(sentence, token.head, places) or _below(sentence, token.head, places)


def _by_what(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """Where that happened which did the harm: "were killed when a bomb went off outside a bank in Kano"."""
    if sentence.tokens[act].lemma.lower() not in act_words()["harming"]:
        return None
    for verb in sentence.dependents(act, "advcl"):
        opened = {sentence.tokens[i].text.lower() for i in sentence.children[verb] if i < verb}
        if verb > act and opened & {"when", "as", "after"}:
            return _own(sentence, verb, places) or _below(sentence, verb, places)
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
    if token.dep in {"obl", "nmod"} and case_of(sentence, act) == "for":
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
        if sentence.tokens[i].head in heads and (case_of(sentence, i) in {"to", "in", "at", "into"}):
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
            event = _possessor(sentence, subject, places) or _own(sentence, subject, places)
            found += [event] if event else []
        spoken = sentence.tokens[act].lemma.lower() in act_words()["spoken"]
        if spoken and token.name != "PERSON":
            continue
        found += [p for p in places if not is_country(p) and attached(sentence, p, subject)]
    return _first(sentence, found)


def _of_event(sentence: Sentence, act: int, places: list[Place]) -> Place | None:
    """The place of the event that a relative clause says is held, or does harm: "the Paris conference, which will be hosted by France",
    "the attack on Camp Ashraf that killed six"."""
    token = sentence.tokens[act]
    if token.dep != "acl:relcl":
        return None
    event, said = sentence.tokens[token.head].lemma.lower(), token.lemma.lower()
    blows = act_words()["striking"] | act_words()["bursting"]
    is_event = said in act_words()["holding"] and event in words()["gathering"]
    is_event = is_event or (said in act_words()["harming"] | act_words()["reaching"] and event in blows)
    return _own(sentence, token.head, places) or _possessor(sentence, token.head, places) if is_event else None


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
            if is_country(p)
            and sentence.tokens[p.toponym.head].head == act
            and sentence.tokens[p.toponym.head].dep == "compound"
            and not sentence.tokens[p.toponym.head].text.isupper()
        ),
        None,
    )


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
