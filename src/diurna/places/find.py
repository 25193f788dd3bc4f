"""The places that a sentence names: the pipeline's names first, then what the gazetteer knows among capitalised words.

A name of a place inside the name of a person or of an organisation is none ("Jordan Henderson", "Bank of England"), nor is an
adjective or demonym ("Aleppan"). The direction before it ("eastern Ukraine") and the word for its kind beside it ("Hebei province",
"the town of Tyler") belong to the toponym.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from diurna.language.sentence import Sentence
from diurna.places.borders import find_borders
from diurna.places.gazetteer import Gazetteer
from diurna.places.names import fold
from diurna.places.sites import find_sites
from diurna.places.surroundings import (
    PLACE_LABELS,
    Range,
    articled,
    capitalised,
    core_of,
    direction_of,
    enumerated,
    eponym,
    is_located,
    joins,
    known_as_place,
    look_up,
    plausible,
    short_form,
    supported,
    trimmed,
    with_direction,
    with_tail,
)
from diurna.places.values import Entry, Toponym
from diurna.places.words import act_words, compass, designations, institutions, words
from diurna.record import Span

_LONGEST = 7
"""Tokens in the longest name that is looked for without a label ("Rabaa al-Adawiya Square" has five)."""
_LARGE = 100_000
"""Inhabitants from which a place is believed without a label or a preposition."""

_PARTIES = {"EU", "E.U.", "European Union"}
"""Names of regions that are parties unless the pipeline takes them for places."""


def find_toponyms(sentence: Sentence, gazetteer: Gazetteer) -> list[Toponym]:
    """The toponyms of a sentence, in order, none overlapping another."""
    found = find_borders(sentence, gazetteer)
    taken = {i for toponym in found for i in range(toponym.first, toponym.last + 1)}
    for name in sentence.names:
        if taken.isdisjoint(range(name.first, name.last + 1)):
            for toponym in _of_name(sentence, (name.first, name.last), name.label, gazetteer):
                if taken.isdisjoint(range(toponym.first, toponym.last + 1)):
                    found.append(toponym)
                    taken.update(range(toponym.first, toponym.last + 1))
    for first, last in find_sites(sentence):
        if taken.isdisjoint(range(first, last + 1)):
            core, _ = core_of(sentence, (first, last))
            found.append(_toponym(sentence, (first, last), sentence.quote(*core), ()))
            taken.update(range(first, last + 1))
    named = taken | {i for name in sentence.names for i in range(name.first, name.last + 1)}
    for run in _unnamed_runs(sentence, named):
        for toponym in _of_run(sentence, run, gazetteer):
            if taken.isdisjoint(range(toponym.first, toponym.last + 1)):
                found.append(toponym)
                taken.update(range(toponym.first, toponym.last + 1))
    return sorted(found, key=lambda toponym: toponym.first)


def find_again(sentence: Sentence, names: Mapping[str, tuple[Entry, ...]], found: Sequence[Toponym]) -> list[Toponym]:
    """The toponyms of a sentence with those whose names (as written) are places elsewhere in the report, and that stand alone:
    "Toruń" once taken for a person's name is a town where the report says "in Toruń"."""
    taken = {i for toponym in found for i in range(toponym.first, toponym.last + 1)}
    inside = {i for name in sentence.names if name.last > name.first for i in range(name.first, name.last + 1)}
    more = []
    for token in sentence.tokens:
        i = token.i
        if i in taken or i in inside or token.text not in names or token.upos not in {"PROPN", "NOUN", "ADJ"}:
            continue
        beside = [j for j in (i - 1, i + 1) if 0 <= j < len(sentence.tokens)]
        alone = not any(sentence.tokens[j].text[:1].isupper() and sentence.tokens[j].upos == "PROPN" for j in beside)
        if alone and not eponym(sentence, (i, i)):
            more.append(_toponym(sentence, (i, i), token.text, names[token.text]))
            taken.update(range(more[-1].first, more[-1].last + 1))
    return sorted((*found, *more), key=lambda toponym: toponym.first)


def _of_name(sentence: Sentence, name: Range, label: str, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """The toponyms that a name of the pipeline is, or holds."""
    name = trimmed(sentence, name)
    first, last = name
    if first > last:
        return
    text = sentence.quote(first, last)
    if label in PLACE_LABELS:
        if not any(sentence.tokens[i].text[:1].isupper() for i in range(first, last + 1)) or compass(text) is not None:
            return
        if text.lower() in gazetteer.adjectives and not known_as_place(text, gazetteer):
            return
        yield from _of_place_name(sentence, name, gazetteer)
        return
    entries = gazetteer.find(text)
    own = [e for e in entries if e.table != "gazetteer" and fold(text) not in institutions()]
    if label == "PERSON":
        located = is_located(sentence, name) or _struck(sentence, name, entries)
        country = first == last and any(e.table == "countries" for e in entries)
        listed = any(e.table == "own" for e in entries)  # whoever lists a place says that the name is one
        if entries and (located or country or listed) and sentence.tokens[first].upos == "PROPN":
            yield _toponym(sentence, name, text, entries)
    elif label in {"ORG", "EVENT", "NORP"}:
        if text in _PARTIES or text.lower() in gazetteer.adjectives:
            return
        body = words()["organisation"] & {sentence.tokens[first].text.lower(), sentence.tokens[last].text.lower()}
        believed = own or (label != "NORP" and is_located(sentence, name) and entries and not body)
        if believed and (label != "NORP" or any(e.table == "countries" for e in own)):
            yield _toponym(sentence, name, text, entries)
        elif is_located(sentence, name) and any(e.table == "sites" for e in entries):
            yield _toponym(sentence, name, text, entries)
        elif last > first and label != "NORP":
            yield from _of_government(sentence, name, gazetteer)
            yield from _of_site(sentence, name, gazetteer)


def _struck(sentence: Sentence, name: Range, entries: tuple[Entry, ...]) -> bool:
    """Whether a great town's name follows what is done to towns: "the assault on Raqqa", "the siege of Kharkov", "stormed Goma"."""
    token = sentence.tokens[name[0]]
    head = sentence.tokens[token.head].lemma.lower()
    acts = act_words()
    done = acts["striking"] | acts["taking"] | (acts["besetting"] if token.dep in {"obj", "nsubj:pass"} else set())
    return any(e.population >= _LARGE for e in entries) and head in done


def _enumerated_town(sentence: Sentence, name: Range) -> bool:
    """Whether a common word is a town all the same: "in Reading, England"."""
    return is_located(sentence, name) and enumerated(sentence, name)


def _of_government(sentence: Sentence, name: Range, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """The country in the name of its government's body: "U.S. Department of Agriculture", "Ministry of Health of Ukraine"."""
    first, last = name
    government = words()["government"]
    if sentence.tokens[first].text.lower() in government:
        for at in range(first + 2, last + 1):
            if sentence.tokens[at - 1].text.lower() == "of" or sentence.tokens[at - 2].text.lower() == "of":
                entries = _countries(sentence, (at, last), gazetteer)
                if entries:
                    yield _toponym(sentence, (at, last), sentence.quote(at, last), entries)
                    return
        return
    for end in range(min(first + 3, last - 1), first - 1, -1):
        if sentence.tokens[end + 1].text.lower() in government:
            entries = _countries(sentence, (first, end), gazetteer)
            if entries:
                yield _toponym(sentence, (first, end), sentence.quote(first, end), entries)
                return


def _of_site(sentence: Sentence, name: Range, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """A base, camp or airfield that the pipeline takes for an organisation, where a preposition says that something is there; and the
    town in the name of a conference or an attack ("Brussels Conference")."""
    first, last = name
    begins, ends = sentence.tokens[first].text.lower(), sentence.tokens[last].text.lower()
    if begins in {"camp", "fort"} or ends in {
        "airfield",
        "airbase",
        "airport",
        "base",
        "camp",
        "square",
        "crossing",
        "checkpoint",
    }:
        if sentence.tokens[first - 1].text.lower() in words()["locative"] if first else False:
            core, _ = core_of(sentence, name)
            yield _toponym(sentence, name, sentence.quote(*core), look_up(sentence.quote(*core), gazetteer))
    elif sentence.tokens[last - 1].text.lower() == "of":
        yield from _of_happening(sentence, last, gazetteer)
    elif sentence.tokens[first + 1].text.lower() in words()["gathering"]:
        entries = look_up(sentence.quote(first, first), gazetteer)
        if any(e.population >= _LARGE and e.usual for e in entries):
            yield _toponym(sentence, (first, first), sentence.quote(first, first), entries)


def _of_happening(sentence: Sentence, at: int, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """The country or great town at token `at` that ends the name of what happened to it: "the invasion of Iraq", "the siege of Aleppo"."""
    acts = act_words()
    entries = _countries(sentence, (at, at), gazetteer) or look_up(sentence.quote(at, at), gazetteer)
    is_known = any(e.table == "countries" or (e.population >= _LARGE and e.usual) for e in entries)
    if is_known and sentence.tokens[at - 2].lemma.lower() in acts["striking"] | acts["taking"]:
        yield _toponym(sentence, (at, at), sentence.quote(at, at), entries)


def _countries(sentence: Sentence, name: Range, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    text = sentence.quote(*name)
    if sentence.tokens[name[1]].upos == "PUNCT" or not text[:1].isupper() or text.lower() in gazetteer.adjectives:
        return ()
    entries = gazetteer.find(text)
    return entries if any(e.table == "countries" or e.resolution == "admin1" and e.usual for e in entries) else ()


def _of_place_name(sentence: Sentence, name: Range, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """A name that the pipeline takes for a place: whole, without its designation or direction, or several in one."""
    name = with_tail(sentence, with_direction(sentence, name, gazetteer), gazetteer)
    first, last = name
    if eponym(sentence, name):
        return
    whole = sentence.quote(first, last)
    if whole in _PARTIES and sentence.tokens[last].dep.startswith("nsubj"):
        return
    entries = look_up(whole, gazetteer) or short_form(sentence, name, gazetteer)
    if fold(whole) in institutions() and not is_located(sentence, name):
        return
    towns = all(e.resolution in {"place", "admin2"} for e in entries)
    if entries and towns and articled(sentence, name) and not look_up(f"the {whole}", gazetteer):
        return
    if entries:
        yield _toponym(sentence, name, whole, entries)
        return
    core, designation = core_of(sentence, name)
    if core != name:
        text = sentence.quote(*core)
        entries = look_up(text, gazetteer)
        natural = designation in {"water", "land"}
        if entries or natural or designation not in {"", "site"} and supported(sentence, name):
            yield _toponym(sentence, name, text, entries)
            return
    parts = list(_parts(sentence, name, gazetteer))
    if parts:
        yield from parts
    elif (
        designation != "site"
        and plausible(sentence, name)
        and supported(sentence, name)
        and not articled(sentence, name)
    ):
        yield _toponym(sentence, name, sentence.quote(*core), ())


def _parts(sentence: Sentence, name: Range, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Known places that a longer name joins by a comma, "and" or a slash ("Dallas , Texas" taken for one name)."""
    first, last = name
    at = first
    for end in range(first, last + 2):
        if end <= last and sentence.tokens[end].text not in {",", "and", "/", "–", "("}:
            continue
        if (at, end - 1) != name and at < end:
            text = sentence.quote(at, end - 1)
            entries = look_up(text, gazetteer)
            if entries and text.lower() not in words()["common"] and text.lower() not in designations():
                yield _toponym(sentence, (at, end - 1), text, entries)
        at = end + 1


def _of_run(sentence: Sentence, run: Range, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Places among capitalised words that the pipeline has given no name: only what covers the whole run, and is well known."""
    first, last = run
    while first < last and (sentence.tokens[first].text.lower() in {"the", "a", "an"} or direction_of(sentence, first)):
        if look_up(sentence.quote(first, last), gazetteer):
            break
        first += 1
    first, last = with_tail(sentence, (first, last), gazetteer)
    if last - first >= _LONGEST:
        return
    text = sentence.quote(first, last)
    entries = look_up(text, gazetteer) or short_form(sentence, (first, last), gazetteer)
    if not entries:
        core, designation = core_of(sentence, (first, last))
        entries = look_up(sentence.quote(*core), gazetteer) if designation and core != (first, last) else ()
        text = sentence.quote(*core)
        if (
            not entries
            and sentence.tokens[first].text in {"Camp", "Fort"}
            and last > first
            and sentence.tokens[first - 1].upos == "ADP"
        ):
            yield _toponym(sentence, (first, last), text, ())
        if not entries or designation == "site" and not is_located(sentence, (first, last)):
            return
    common = first == last and text.lower() in words()["common"]
    if text.lower() in designations() or common and not _enumerated_town(sentence, (first, last)):
        return
    if text.lower() in gazetteer.adjectives and not known_as_place(text, gazetteer):
        return
    if eponym(sentence, (first, last)):
        return
    located = is_located(sentence, (first, last))
    if fold(text) in institutions() and not located:
        return
    known = any(e.table != "gazetteer" for e in entries)
    large = any(e.population >= _LARGE and e.usual for e in entries)
    start = first == 0 or sentence.tokens[first].start == sentence.start
    huge = len(text) > 4 and any(e.population >= 5 * _LARGE for e in entries)
    if known or located or huge or (large and not start) or enumerated(sentence, (first, last)):
        yield _toponym(sentence, (first, last), text, entries)


def _unnamed_runs(sentence: Sentence, named: set[int]) -> Iterator[Range]:
    """Runs of proper nouns outside the names, with the small words and hyphens inside them; a run that touches a person's or an
    organisation's name is left out."""
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        if at in named or not capitalised(sentence, at):
            at += 1
            continue
        end = at
        while end + 1 < len(tokens) and end + 1 not in named:
            if capitalised(sentence, end + 1):
                end += 1
            elif end + 2 < len(tokens) and end + 2 not in named and joins(sentence, end + 1):
                end += 2
            else:
                break
        touches = (at - 1 in named and tokens[at - 1].name == "ORG") or (
            end + 1 in named and tokens[end + 1].name in {"PERSON", "ORG"} and tokens[end].end < tokens[end + 1].start
        )
        if not touches:
            yield at, end
        at = end + 1


def _toponym(sentence: Sentence, name: Range, text: str, entries: tuple[Entry, ...]) -> Toponym:
    """The toponym of a name, grown by the direction before it and the designation beside it."""
    first, last = name
    tokens, levels = sentence.tokens, designations()
    designation, direction = "", None
    core, level = (name, "") if text == sentence.quote(first, last) else core_of(sentence, name)
    if level:
        designation = tokens[last].text.lower() if core[1] < last else tokens[first].text.lower()
    elif (
        last + 1 < len(tokens)
        and tokens[last + 1].text.lower() in levels
        and levels[tokens[last + 1].text.lower()] != "site"
    ):
        after = tokens[last + 1]
        if tokens[last].end < after.start and (
            after.i == tokens[last].head or after.text[0].isupper() or after.upos == "NOUN"
        ):
            designation = after.text.lower()
            if not after.name or after.name in PLACE_LABELS:
                last += 1
    elif first > 1 and tokens[first - 1].text == "of" and tokens[first - 2].text.lower() in levels:
        designation = tokens[first - 2].text.lower()
    if core[0] > first:
        direction = direction_of(sentence, first)
    before = first - 1
    if direction is None and before >= 0 and not entries_have(entries, "sites"):
        direction = direction_of(sentence, before)
        if direction is not None:
            first = before
            if before >= 2 and tokens[before - 1].text == "-" and compass(tokens[before - 2].text) is not None:
                first = before - 2
                joined = compass(f"{tokens[first].text}-{tokens[before].text}")
                direction = direction if joined is None else joined
    inside = set(range(first, last + 1))
    heads = [i for i in range(first, last + 1) if tokens[i].head not in inside or tokens[i].head == i]
    marked = [i for i in heads if sentence.dependents(i, "case")]
    nominal = [i for i in heads if tokens[i].upos in {"PROPN", "NOUN"}]
    head = next(iter((*marked, *nominal, *heads)), first)
    return Toponym(
        span=Span(tokens[first].start, tokens[last].end, sentence.quote(first, last)),
        sentence=sentence.index,
        first=first,
        last=last,
        head=head,
        name=text,
        entries=entries,
        form="name" if direction is None else "compass",
        designation=designation,
        compass=direction,
    )


def entries_have(entries: tuple[Entry, ...], table: str) -> bool:
    return any(e.table == table for e in entries)
