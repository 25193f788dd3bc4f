"""What stands in and around a name: its article, direction and designation, the preposition before it, the list it is in."""

from __future__ import annotations

from diurna.language.sentence import Sentence
from diurna.places.gazetteer import Gazetteer
from diurna.places.values import Entry
from diurna.places.words import abbreviations, compass, designations, words

PLACE_LABELS = {"GPE", "LOC"}

Range = tuple[int, int]
"""First and last token of a name, both inclusive."""


def capitalised(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    return token.text[:1].isupper() and token.upos in {"PROPN", "NOUN", "ADJ", "X"}


def joins(sentence: Sentence, i: int) -> bool:
    """Whether token `i` stands inside a name: a hyphen or apostrophe without spaces, "of", "de", "al", "-"."""
    token, after = sentence.tokens[i], sentence.tokens[i + 1]
    if token.text in {"-", "–", "'", "’"}:
        return sentence.tokens[i - 1].end == token.start and token.end == after.start
    return token.text in {"de", "del", "la", "al", "el", "of"} and capitalised(sentence, i + 1)


def trimmed(sentence: Sentence, name: Range) -> Range:
    """The name without an article, a possessive or punctuation at its ends."""
    first, last = name
    while first <= last and (
        sentence.tokens[first].text.lower() in {"the", "a", "an"} or sentence.tokens[first].upos in {"PUNCT", "ADP"}
    ):
        first += 1
    while last >= first and sentence.tokens[last].text in {"'s", "’s", "'", "’", ",", ".", "-", "–", '"', "("}:
        last -= 1
    return first, last


def core_of(sentence: Sentence, name: Range) -> tuple[Range, str]:
    """The proper name within a name, without direction, designation and "city of", and the designation's level ("" for none)."""
    first, last = name
    levels = designations()
    level = ""
    while first < last and direction_of(sentence, first) is not None:
        first += 2 if sentence.tokens[first + 1].text == "-" and first + 2 <= last else 1
    while first < last and sentence.tokens[last].text.lower() in levels:
        level = levels[sentence.tokens[last].text.lower()]
        last -= 1
        while last > first and sentence.tokens[last].text.lower() in {
            "international",
            "air",
            "refugee",
            "nuclear",
            "power",
            "military",
        }:
            last -= 1
    kind = levels.get(sentence.tokens[first].text.lower(), "site")
    if first + 1 < last and sentence.tokens[first + 1].text == "of" and kind != "site":
        level = levels[sentence.tokens[first].text.lower()]
        first += 2
        if first < last and sentence.tokens[first].text.lower() == "the":
            first += 1
    return (first, last), level


def direction_of(sentence: Sentence, i: int) -> int | None:
    """The direction that token `i` gives the name after it; a noun ("the north Syria") does not."""
    token = sentence.tokens[i]
    if token.upos not in {"ADJ", "PROPN", "NOUN", "ADV"} or token.text.isupper() and len(token.text) > 1:
        return None
    return compass(token.text)


def with_direction(sentence: Sentence, name: Range, gazetteer: Gazetteer) -> Range:
    """The name with the direction before it, where both together are a place's name ("Western Kasai", "South Asia")."""
    first, last = name
    if first and sentence.tokens[first - 1].text[:1].isupper() and direction_of(sentence, first - 1) is not None:
        if look_up(sentence.quote(first - 1, last), gazetteer):
            return first - 1, last
    return name


def with_tail(sentence: Sentence, name: Range, gazetteer: Gazetteer) -> Range:
    """The longest run with more words before or after it that is in the tables: "Horn of Africa", "Hashemite Kingdom of Jordan",
    "Zaporizhzhia Nuclear Power Plant"."""
    first, last = name
    tokens = sentence.tokens
    for start in range(max(first - 3, 0), first + 1):
        for end in range(min(last + 4, len(tokens) - 1), last - 1, -1):
            more = (*range(start, first), *range(last + 1, end + 1))
            ends = tokens[start].text[:1].isupper() and tokens[end].upos in {"PROPN", "NOUN"}
            if more and ends and all(_within_name(sentence, i) for i in more):
                if known_as_place(sentence.quote(start, end), gazetteer):
                    return start, end
    return name


def _within_name(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    return token.text[:1].isupper() or token.text in {"of", "the", "-"} or token.text in words()["tail"]


def eponym(sentence: Sentence, name: Range) -> bool:
    """Whether the name is part of another thing's: "West Nile virus", "Melbourne Cup"."""
    after = name[1] + 1
    return after < len(sentence.tokens) and sentence.tokens[after].text.lower() in words()["eponym"]


def supported(sentence: Sentence, name: Range) -> bool:
    """Whether the words beside an unknown name make it a place: a preposition, a kind of place, a list or container."""
    before = sentence.tokens[name[0] - 1].text.lower() if name[0] else ""
    return is_located(sentence, name) or before in {"to", "of", "on", "against"} or enumerated(sentence, name)


def articled(sentence: Sentence, name: Range) -> bool:
    """Whether "the" stands before the name and no word for a kind of place after it: "the Taliban", not "the Wadi Barada area"."""
    before, after = name[0] - 1, name[1] + 1
    if before < 0 or sentence.tokens[before].text.lower() != "the" or after >= len(sentence.tokens):
        return before >= 0 and sentence.tokens[before].text.lower() == "the"
    following = sentence.tokens[after].text.lower()
    return following not in designations() and following not in words()["beside"]


def plausible(sentence: Sentence, name: Range) -> bool:
    """Whether a name that nothing is known of is a place all the same: proper nouns that a preposition locates, or after a comma."""
    first, last = name
    tokens = sentence.tokens
    if not all(tokens[i].upos in {"PROPN", "PUNCT", "ADP", "DET", "PART"} for i in range(first, last + 1)):
        return False
    if all(
        tokens[i].text.lower() in designations() or compass(tokens[i].text) is not None for i in range(first, last + 1)
    ):
        return False
    return len(sentence.quote(first, last)) > 2


def is_located(sentence: Sentence, name: Range) -> bool:
    """Whether a preposition that says where stands before the name (an article or a direction may stand between)."""
    i = name[0] - 1
    while i >= 0 and (sentence.tokens[i].text.lower() in {"the", "-"} or compass(sentence.tokens[i].text) is not None):
        i -= 1
    if i < 0:
        return False
    before = sentence.tokens[i].text.lower()
    if before == "of":
        # "most of Omdurman", "the department of Arauca", "the mayor of Gao"
        return i > 0 and sentence.tokens[i - 1].lemma.lower() in words()["of_place"] | designations().keys()
    return before in words()["locative"] and before not in {"to", "on"}


def enumerated(sentence: Sentence, name: Range) -> bool:
    """Whether the name stands beside a place: "…, Luton and Dover", "Tyler, Texas"."""
    first, last = name
    tokens = sentence.tokens
    before = first > 1 and tokens[first - 1].text in {",", "and", "or"} and tokens[first - 2].name in PLACE_LABELS
    after = last + 2 < len(tokens) and tokens[last + 1].text in {",", "and"} and tokens[last + 2].name in PLACE_LABELS
    return before or after


def look_up(text: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    if len(text) < 2 or text.isdigit():
        return ()
    return gazetteer.find(text)


def short_form(sentence: Sentence, name: Range, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The area that a short form stands for ("Tex." after a place and a comma; "NSW" anywhere)."""
    first, last = name
    text = sentence.quote(first, last)
    short = abbreviations().get(text) or abbreviations().get(text + ".")
    if short is None:
        return ()
    country, area, alone = short
    after_comma = first > 1 and sentence.tokens[first - 1].text == "," and sentence.tokens[first - 2].text[:1].isupper()
    if not (alone or after_comma):
        return ()
    return tuple(e for e in gazetteer.find(area) if e.country == country and e.resolution == "admin1")


def known_as_place(text: str, gazetteer: Gazetteer) -> bool:
    return any(e.table != "gazetteer" for e in gazetteer.find(text))
