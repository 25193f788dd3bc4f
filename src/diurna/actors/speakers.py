"""Who says "I" and "we": the voice in which the words stand, the subject of a verb of saying near by, or the publisher."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from diurna.actors.directory import Directory
from diurna.actors.party import Party
from diurna.language.sentence import Sentence

Speakers = Sequence[Mapping[int, tuple[int, int]]]
"""For each sentence the tokens that are somebody's words, with the sentence and the head token of whose."""

_SAYING = frozenset(
    "say tell add state announce declare warn note stress comment write tweet argue explain claim reply"
    " insist continue conclude ask"
    " emphasise emphasize describe remark report acknowledge admit confirm deny pledge promise vow urge"
    " accuse respond post".split()
)
_FARTHEST = 12
_UNIONS = {"EUR": "European Union", "UNO": "United Nations"}
_FIRST_PERSON = frozenset(("i", "we"))


def speaker_of(
    sentences: Sequence[Sentence],
    at: int,
    i: int,
    party_at: Callable[[int, int], Party],
    publisher: Party,
    speakers: Speakers | None = None,
) -> Party | None:
    """The party in whose mouth token `i` of sentence `at` is laid; in what an office publishes, the office where the words are nobody's else.

    Without `speakers` the nearest verb of saying decides.
    """
    if speakers is not None:
        voice = speakers[at].get(i)
        if voice is not None and voice != (at, i):
            party = party_at(*voice)
            if party.is_known or party.sectors:
                return party
        elif voice is None and publisher.code is not None and "JRN" not in publisher.sectors:
            return publisher
    subject = _saying_subject(sentences[at], exclude=i)
    if subject is not None:
        party = party_at(at, subject)
        if party.is_known:
            return party
    for before in range(at - 1, max(-1, at - _FARTHEST - 1), -1):
        subject = _saying_subject(sentences[before], exclude=-1)
        if subject is not None and sentences[before].tokens[subject].text.lower() not in _FIRST_PERSON:
            party = party_at(before, subject)
            if party.is_known:
                return party
    return publisher if publisher.code else None


def _saying_subject(sentence: Sentence, *, exclude: int) -> int | None:
    """The subject of the sentence's verb of saying, if it is not in the first person."""
    for token in sentence.tokens:
        if token.upos == "VERB" and token.lemma.lower() in _SAYING:
            for child in sentence.dependents(token.i, "nsubj"):
                if child != exclude and sentence.tokens[child].text.lower() not in ("i", "we", "which", "that", "who"):
                    return child
    return None


def spoken_for(speaker: Party, directory: Directory) -> Party:
    """For whom somebody says "we": an officer of a state for the country, one of the Union or of the United Nations for these, others for
    their own kind.
    """
    if speaker.code in directory.countries and speaker.sectors[:1] in (("GOV",), ("MIL",)):
        country = directory.countries[speaker.code]
        return Party(name=country.name, code=country.code, sectors=("GOV",), wikidata=country.wikidata, kind="country")
    is_officer = speaker.kind == "person" or speaker.name is None or "GOV" in speaker.sectors
    if speaker.code in _UNIONS and is_officer:
        return Party(name=_UNIONS[speaker.code], code=speaker.code, kind="organisation", is_listed=True)
    return speaker


def is_foreign_ministry(name: str) -> bool:
    """Whether an office of this name is its country's ministry of foreign affairs."""
    words = name.lower()
    return "foreign" in words or "department of state" in words


__all__ = ["Speakers", "is_foreign_ministry", "speaker_of", "spoken_for"]
