"""Names that no list has: whether they are a person's or a body's, by what the language pipeline saw in them."""

from __future__ import annotations

from dataclasses import replace

from diurna.actors.mention import Mention
from diurna.actors.party import Party
from diurna.language.sentence import Sentence


def as_recognised(party: Party, sentence: Sentence, mention: Mention) -> Party:
    """A name that no list has is believed to be a person's only where the language pipeline saw one."""
    if party.is_listed or party.name is None or party.kind != "person":
        return party
    labels = {sentence.tokens[i].name for i in range(mention.first, mention.last + 1)}
    # The name may stand in an apposition: "the governor of Lagos, Babajide Sanwo-Olu".
    people = [sentence.quote(name.first, name.last) for name in sentence.names if name.label == "PERSON"]
    if any(person in party.name or party.name in person for person in people) or (
        party.role is not None and party.sectors and labels == {""}
    ):
        return party
    if "ORG" in labels or "NORP" in labels:
        return replace(party, kind="organisation")
    return replace(party, name=None, kind=None if party.role is None else party.kind)


def as_named_body(party: Party, sentence: Sentence, mention: Mention) -> Party:
    """A body that no list has, seen as one by the language pipeline and written like one, is called by its words."""
    tokens = sentence.tokens
    is_name = tokens[mention.head].name == "ORG" and mention.last > mention.first
    is_written_so = tokens[mention.first].text[:1].isupper() and tokens[mention.head].text[:1].isupper()
    if (
        party.name is not None
        or party.kind not in (None, "group")
        or party.is_plural
        or not (is_name and is_written_so)
    ):
        return party
    if party.role == mention.text.lower():
        return party  # "International Community": a role in capitals
    return replace(party, name=mention.text, kind="organisation")
