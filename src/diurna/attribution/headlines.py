"""Voices of headlines: "UN: troops killed 40", "Troops killed 40 - ministry", "Reports: …"."""

from __future__ import annotations

from diurna.attribution.reporting import Reporting
from diurna.attribution.voice import Voice
from diurna.language.sentence import Sentence

LONGEST = 6
"""A voucher of a headline has no more tokens than this."""
DASHES = frozenset({"-", "–", "—", "--", "|"})


def headline_voice(s: Sentence, reporting: Reporting) -> tuple[Voice, list[int]] | None:
    """The voice that a headline names before a colon, or after a colon or dash at its end, with the tokens it vouches for."""
    last = len(s.tokens) - 1
    colon = next((t.i for t in s.tokens if t.text == ":"), None)
    if colon is not None and 0 < colon <= LONGEST and last - colon >= 3:
        if (head := _head(s, 0, colon - 1)) is not None and _speaks(
            s, head, 0, colon - 1, reporting, with_country=False
        ):
            return _voice(s, head, reporting), list(range(colon + 1, last + 1))
    mark = next((t.i for t in reversed(s.tokens) if t.text in DASHES or t.text == ":"), None)
    if mark is not None and mark >= 3 and 0 < last - mark <= LONGEST:
        end = last - 1 if s.tokens[last].upos == "PUNCT" else last
        if (head := _head(s, mark + 1, end)) is not None and _speaks(
            s, head, mark + 1, end, reporting, with_country=True
        ):
            return _voice(s, head, reporting), list(range(mark))
    return None


def label_voice(s: Sentence, reporting: Reporting) -> Voice | None:
    """The voice of a headline's label that was taken for a sentence of its own ("Police:")."""
    last = len(s.tokens) - 1
    if not 0 < last <= LONGEST or s.tokens[last].text != ":":
        return None
    head = _head(s, 0, last - 1)
    speaks = head is not None and _speaks(s, head, 0, last - 1, reporting, with_country=False)
    return _voice(s, head, reporting) if head is not None and speaks else None


def _head(s: Sentence, first: int, last: int) -> int | None:
    """The head noun of a stretch that is one noun phrase; None where it holds a verb, or nothing."""
    stretch = range(first, last + 1)
    if not stretch or any(s.tokens[i].upos in ("VERB", "AUX", "SCONJ") for i in stretch):
        return None
    tops = [i for i in stretch if s.tokens[i].head not in stretch or s.tokens[i].head == i]
    nouns = [i for i in tops if s.tokens[i].upos in ("NOUN", "PROPN")]
    return nouns[0] if len(nouns) == 1 else None


def _speaks(s: Sentence, head: int, first: int, last: int, reporting: Reporting, *, with_country: bool) -> bool:
    """Whether the phrase vouches. A country before a colon is as often the topic ("Syria: …"), a name after a dash may be the publisher's."""
    words = {s.tokens[i].text.lower() for i in range(first, last + 1)}
    if words & reporting.publisher:
        return False
    token = s.tokens[head]
    if (
        token.lemma.lower() in reporting.voucher | {"claim", "rumour", "rumor"}
        or token.text.lower() in reporting.voucher
    ):
        return True
    named = {"PERSON", "ORG"} | ({"GPE"} if with_country else set())
    return token.upos == "PROPN" and (
        token.name in named or (token.text.isupper() and len(token.text) in (2, 3, 4) and not token.name)
    )


def _voice(s: Sentence, head: int, reporting: Reporting) -> Voice:
    lemma = s.tokens[head].lemma.lower()
    if lemma in ("report", "claim", "rumour", "rumor"):
        owner = next(
            (c for c in s.children[head] if s.tokens[c].dep in ("compound", "nmod:poss", "amod") and s.tokens[c].name),
            None,
        )
        stance = reporting.nouns[lemma]
        return Voice(s.index, owner if owner is not None else head, stance, impersonal=owner is None)
    return Voice(s.index, head, "says")
