"""Who says "I" and "we": the subject of the verb of saying around, of the sentences before, or the publisher."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from diurna.actors.party import Party
from diurna.language.sentence import Sentence

_SAYING = frozenset(
    "say tell add state announce declare warn note stress comment write tweet argue explain claim reply"
    " insist continue conclude ask"
    " emphasise emphasize describe remark report acknowledge admit confirm deny pledge promise vow urge"
    " accuse respond post".split()
)
_FARTHEST = 12


def speaker_of(
    sentences: Sequence[Sentence],
    at: int,
    i: int,
    party_at: Callable[[int, int], Party],
    publisher: Party,
) -> Party | None:
    """The party in whose mouth token `i` of sentence `at` is laid; the publisher's where no verb of saying is near."""
    subject = _saying_subject(sentences[at], exclude=i)
    if subject is not None:
        party = party_at(at, subject)
        if party.is_known:
            return party
    for before in range(at - 1, max(-1, at - _FARTHEST - 1), -1):
        subject = _saying_subject(sentences[before], exclude=-1)
        if subject is not None and sentences[before].tokens[subject].text.lower() not in ("i", "we"):
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
