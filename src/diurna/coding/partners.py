"""The other side of an act in which all take part, where its own words name but one.

"Denmark wants an end to the dispute with its partners"                          below the act: the partners
"The minister announced the aid at a meeting with the UN coordinator"            above it: who was at the meeting, the minister
"Iraq must meet its obligations under the agreement with the United Nations"     above it: whose obligations they are, Iraq's
"""

from __future__ import annotations

from diurna.acts import Mention
from diurna.acts.subjects import case_of, surface_subject
from diurna.coding.clause import phrases_below
from diurna.coding.parties_of import Parties, entities_at
from diurna.coding.setting import Setting
from diurna.language.sentence import Sentence
from diurna.record import Entity

TOGETHER = frozenset({"with", "between", "among"})
# Prepositions by which a meeting or an accord stands beside what somebody does there, or is bound to by it.
BESIDE = frozenset("during at after before following in under for upon ahead of amid since through within".split()) | {
    "ahead of",
    "on the sidelines of",
    "prior to",
    "as part of",
}
HIGHEST = 5
"""How many steps above the act its clause may be."""


def with_partners(setting: Setting, s: Sentence, mention: Mention, parties: Parties) -> Parties:
    """The parties of an act in which all take part, with the partner of its one party as the clause below or above tells it."""
    own = {e.code for e in parties.actors}
    if len(own) != 1 or len(parties.actors) > 1:
        return parties
    for head in phrases_below(s, mention):
        if case_of(s, head) not in TOGETHER:
            continue
        found = _strangers(setting, s, head, own)
        if found:
            return Parties(actors=(*parties.actors, *found), recipients=())
    found = _above(setting, s, mention, own)
    return Parties(actors=(*found, *parties.actors), recipients=()) if found else parties


def _above(setting: Setting, s: Sentence, mention: Mention, own: set[str | None]) -> tuple[Entity, ...]:
    """Who does what the act stands beside, or whose the thing is that it stands under."""
    at = mention.frame.trigger
    if s.tokens[at].upos != "NOUN" or case_of(s, at) not in BESIDE or not _is_with(s, mention):
        return ()
    for _ in range(HIGHEST):
        above = s.tokens[at].head
        if above == at:
            return ()
        at = above
        t = s.tokens[at]
        if t.upos == "NOUN":
            owners = s.dependents(at, "nmod:poss")
            if owners:
                return _strangers(setting, s, owners[0], own)
        elif t.upos in ("VERB", "AUX"):
            subject = surface_subject(s, at)
            return () if subject is None else _strangers(setting, s, subject, own)
    return ()


def _is_with(s: Sentence, mention: Mention) -> bool:
    """Whether the act's one party is whom it was with: "at a meeting with the coordinator", not "at the coordinator's meeting"."""
    return all(case_of(s, head) in ("with", "between") for head in mention.meaning.actors)


def _strangers(setting: Setting, s: Sentence, head: int, own: set[str | None]) -> tuple[Entity, ...]:
    found = entities_at(setting, s, head, acting=True)
    return tuple(e for e in found if e.code is not None and e.code not in own)


__all__ = ["with_partners"]
