"""Towns that only lend their name: to what was agreed or met about there ("the Minsk agreement", "the Astana talks"), to what happened there
("the Ankara bombing"), to what stands there ("Kabul airport"). A seat of government so used is no government that acts or is acted upon.
"""

from __future__ import annotations

from diurna.actors import shipped_directory
from diurna.actors.words import phrase_key
from diurna.acts.subjects import case_of
from diurna.coding.setting import Setting
from diurna.language.sentence import Sentence

ACCORDS = frozenset(
    "accord agreement arrangement armistice ceasefire charter communique communiqué compact conclusion conference congress consensus convention council"
    " deal declaration document dialogue formula forum format framework initiative meeting memorandum negotiation pact peace plan platform principle process"
    " protocol roadmap round session statement summit talk track treaty truce understanding".split()
)
HAPPENINGS = frozenset(
    "ambush assassination atrocity attack blast bomb bombing carnage clash crash demonstration disaster earthquake explosion fire hijacking incident killing"
    " march massacre murder poisoning protest rally riot shooting siege slaughter stabbing stampede standoff strike suicide tragedy unrest uprising victim"
    " violence".split()
)
PREMISES = frozenset(
    "airport area bank base bridge camp cathedral cemetery church city clinic college court courthouse district embassy factory flat gate harbour harbor home"
    " hospital hotel house jail market metro mosque museum neighbourhood neighborhood newspaper office park plant port prison province railway region"
    " resident restaurant road school square stadium station street suburb subway synagogue temple theatre theater train university zoo".split()
)
ON_AIR = frozenset(
    "air airwaves broadcast channel facebook instagram internet media network platform radio station telegram television tv twitter website youtube".split()
)
LENT = ACCORDS | HAPPENINGS | PREMISES


def is_venue(setting: Setting, s: Sentence, head: int) -> bool:
    """Whether a token is a town's name before a noun that is only called by it or stands there, or that by which one speaks to all."""
    t = s.tokens[head]
    if t.lemma.lower() in ON_AIR and case_of(s, head) in ("on", "over", "via", "through"):
        return True  # "appealed for calm on television"
    if t.dep not in ("compound", "nmod:unmarked", "nmod:desc") or t.head <= head or t.name not in ("GPE", ""):
        return False
    if s.tokens[t.head].lemma.lower() not in LENT:
        return False
    place = next((p for p in setting.places[s.index] if p.toponym.first <= head <= p.toponym.last), None)
    if place is not None:
        return place.where.resolution not in (None, "country", "border")
    forms = {listing.form for listing in shipped_directory().listings(phrase_key(t.text))}
    return bool(forms & {"seat", "place"}) and not forms & {"name", "adjective"}


def is_accord_of(setting: Setting, s: Sentence, head: int) -> bool:
    """Whether a noun is what was agreed or met about at a town, whose country has no more to do with it."""
    return s.tokens[head].lemma.lower() in ACCORDS and any(is_venue(setting, s, c) for c in s.children[head])


__all__ = ["is_accord_of", "is_venue"]
