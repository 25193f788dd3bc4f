"""Who takes part in an act: the parties of a mention's phrases, owners of things, doers named by "by", people at home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from diurna.actors import shipped_directory
from diurna.acts import Mention
from diurna.acts.subjects import case_of, surface_subject
from diurna.coding.clause import ADVERSE, FOR_WHOM, place_at
from diurna.coding.setting import Setting
from diurna.coding.venues import ACCORDS, is_accord_of, is_venue
from diurna.language.sentence import Sentence
from diurna.record import Entity, Span

# Prepositions after which the party of a thing stands ("action against Russia", "the positions of the rebels").
OWNING = frozenset({"of", "for", "by", "from", "against", "on", "toward", "towards", "with", "to"})
PARTY_LINKS = ("nmod:poss", "compound", "amod", "nmod", "appos", "flat", "nmod:unmarked", "nmod:desc")
# Acts done by saying to somebody, who is a party that acts: a bare country is its government.
ADDRESSING = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
# Acts that fall on a place without its being a party ("captured Bunia", "withdrew from Kherson").
GROUND = frozenset({"ASSAULT", "MOBILIZE", "RETREAT", "COERCE"})
GROUND_NOUNS = frozenset(
    "airfield airport airstrip area border bridge capital checkpoint city crossing dam district farmland foothold front ground headland hill hilltop island"
    " junction land locality neighbourhood neighborhood outskirts oilfield port position province quarter refinery region river road ridge street stronghold"
    " suburb terrain territory town valley village".split()
)
# Prepositions by which the ground stands beside a fight.
FOUGHT_OVER = frozenset("near in at around outside inside over for across along on within".split())
# What is said of a deed or of words.
OF_THINGS = frozenset(
    "condemn condone decry denounce deny deplore dismiss endorse hail refute regret reject veto welcome".split()
)
FIGHTING = frozenset({"GOV", "MIL", "COP", "SPY", "PRM", "REB", "UAF", "CRM", "OPP", "PTY", "CVL"})
HOLDING = frozenset({"held", "controlled", "occupied", "run"})
AGENT_REACH = 14
"""How many tokens after an event noun its "by" may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]


# Acts that crowds do: "thousands marched", "some 2,000 people accused the president".
CROWDED = frozenset({"PROTEST", "ACCUSE", "REQUEST"})
CROWDS = frozenset(
    {
        "thousand",
        "hundred",
        "dozen",
        "score",
        "ten",
        "million",
        "people",
        "person",
        "crowd",
        "thousands",
        "hundreds",
        "many",
        "few",
        "several",
        "some",
        "other",
        "others",
    }
)


# Acts that are done to people of whom nothing but their number or age is told: "17 people were arrested", "freed three women".
SUFFERED = frozenset({"ASSAULT", "COERCE", "AID", "RETREAT", "SANCTION", "CONCEDE", "SUPPORT"})
# What is written to have something done: its maker does it.
WRITS = frozenset(
    "amendment bill decree directive draft edict law legislation motion order ordinance resolution ruling".split()
)
PEOPLE = frozenset(
    "adult adolescent baby bather boy bystander child commuter couple crowd customer detainee family girl individual infant inhabitant local man"
    " motorist onlooker other passenger passer-by passerby pedestrian people person pilgrim pupil relative resident shopper survivor teenager toddler"
    " traveller victim villager visitor woman worshipper youngster youth".split()
)


def parties_of(setting: Setting, s: Sentence, mention: Mention) -> Parties:
    """Who acts and who is acted upon; in acts where all take part alike, all are actors."""
    meaning = mention.meaning
    who = tuple(dict.fromkeys(_chief_subject(s, head) for head in meaning.actors))
    if meaning.type in GROUND:  # "the Baghdad attack", but "the attack by Baghdad"
        who = tuple(head for head in who if not _is_scene(setting, s, head))
    if meaning.type in GROUND and meaning.mutual:  # "the army and rebels clashed near Goma", "fought for a village"
        who = tuple(h for h in who if case_of(s, h) not in FOUGHT_OVER or not _is_some_ground(setting, s, h))
    actors = _entities(setting, s, who, acting=True)
    if not actors and (subject := _subject_of_active(s, mention.frame.anchor)) is not None:
        actors = _entities(setting, s, (subject,), acting=True)
    if not actors and (agent := agent_after(s, mention.frame.trigger)) is not None:
        actors = _entities(setting, s, (agent,), acting=True)
    if not actors and mention.frame.passive and (agent := _agent_below(s, mention.frame.trigger)) is not None:
        actors = _entities(setting, s, (agent,), acting=True)
    if not actors and (maker := _maker(s, meaning.actors)) is not None:
        actors = _entities(setting, s, (maker,), acting=True)
    if not actors and meaning.type in CROWDED:
        heads = [head for head in who if s.tokens[head].lemma.lower() in CROWDS]
        actors = [_crowd(s, head) for head in heads if meaning.type == "PROTEST" or s.dependents(head, "nummod")]
    whom = meaning.recipients
    if meaning.type in ADVERSE:
        whom = tuple(head for head in whom if not _is_for_whom(s, head))
    grounds = tuple(
        head
        for head in whom
        if _is_ground(setting, s, head)
        or (meaning.type in GROUND - {"COERCE"} and _is_ground_by_noun(s, head))
        or (meaning.type in GROUND and _is_where(setting, s, head))
    )
    if meaning.type == "AID":  # "trained the soldiers in the detection of mines"
        whom = tuple(head for head in whom if case_of(s, head) != "in" or place_at(setting, s, head) is not None)
    if meaning.type in GROUND or len(grounds) < len(whom):
        whom = tuple(head for head in whom if head not in grounds)
    acting = meaning.mutual or meaning.type in ADDRESSING or (meaning.type == "SUPPORT" and _is_of_accord(s, mention))
    whom = tuple(head for head in whom if not _is_a_thing_told(s, mention, head))
    else_acting = {h for f in mention.inner for h in f.actors}  # "praised Kenya's withdrawal": Kenya acts
    recipients: list[Entity] = []
    for head in whom:
        held = _holders(setting, s, (head,)) if meaning.type in GROUND else []
        found = held or _entities(setting, s, (head,), acting=acting or head in else_acting)
        if not found and meaning.type in SUFFERED and not meaning.mutual:  # "clashes left three people dead"
            found = _people(setting, s, head)
        recipients += [e for e in found if not _among(e, actors) and not _among(e, recipients)]
    if not recipients and meaning.type in GROUND:
        recipients = _holders(setting, s, meaning.recipients)
    if meaning.chain[-1] == "host" and not actors and len(meaning.chain) == 1:  # "Ecuador has hosted the talks"
        return Parties(actors=tuple(_entities(setting, s, meaning.recipients, acting=True)), recipients=())
    if meaning.mutual:
        return Parties(actors=tuple(actors + recipients), recipients=())
    return Parties(actors=tuple(actors), recipients=tuple(recipients))


def _is_some_ground(setting: Setting, s: Sentence, head: int) -> bool:
    """Whether a phrase is ground, by its name or by its noun."""
    return _is_ground(setting, s, head) or _is_ground_by_noun(s, head)


def _is_of_accord(s: Sentence, mention: Mention) -> bool:
    """Whether what is hailed is an accord, to which its parties came by acting: "welcomes the Iraq/Kurdistan budget deal"."""
    return any(s.tokens[i].lemma.lower() in ACCORDS for i in s.dependents(mention.frame.anchor, "obj"))


def _is_a_thing_told(s: Sentence, mention: Mention, head: int) -> bool:
    """Whether "it" or "this" is what was done or said, no party: "condemned it", "denied this"."""
    is_pointer = s.tokens[head].text.lower() in ("it", "this", "that") and s.tokens[head].upos == "PRON"
    return is_pointer and s.tokens[mention.frame.trigger].lemma.lower() in OF_THINGS


def _is_for_whom(s: Sentence, head: int) -> bool:
    """Whether an act is done for a party, not to it: "carried out strikes in support of the army"."""
    return any(
        s.tokens[i].lemma.lower() in FOR_WHOM and case_of(s, i) in ("in", "on", "to")
        for i in (head, s.tokens[head].head)
    )


def _crowd(s: Sentence, head: int) -> Entity:
    """Those who protest where only their number is told: "thousands took to the streets"."""
    t = s.tokens[head]
    return Entity(span=Span(t.start, t.end, s.quote(head, head)), sector=("CVL",))


def _maker(s: Sentence, heads: Sequence[int]) -> int | None:
    """Who makes a bill or an order that would do it: "senators prepared a bill that would impose sanctions"."""
    for head in heads:
        t = s.tokens[head]
        if t.lemma.lower() not in WRITS:
            continue
        if t.dep in ("obj", "obl") and s.tokens[t.head].upos == "VERB":
            return surface_subject(s, t.head)
        owners = s.dependents(head, "nmod:poss") or [
            c for c in s.dependents(head, "nmod") if case_of(s, c) in ("by", "of")
        ]
        if owners:
            return owners[0]
    return None


def _people(setting: Setting, s: Sentence, head: int) -> list[Entity]:
    """People of whom no more is told than that they are people, to whom something is done: civilians."""
    if s.tokens[head].upos not in ("NOUN", "ADJ") or s.tokens[head].lemma.lower() not in PEOPLE:
        return []
    found = setting.parties.entity(s.index, head)
    return [replace(e, sector=("CVL",)) for e in found if e.span is not None and e.code is None and e.name is None]


def _chief_subject(s: Sentence, head: int) -> int:
    """Of two subjects that the analysis gave one verb, the one that stands before it."""
    t = s.tokens[head]
    if t.dep != "nsubj" or head < t.head or s.tokens[t.head].upos != "VERB":
        return head
    return next((c for c in s.dependents(t.head, "nsubj") if c < t.head), head)


def _subject_of_active(s: Sentence, verb: int) -> int | None:
    """The subject that the analysis took for a passive's although the verb has an object and no "be"."""
    if s.dependents(verb, "aux:pass") or not s.dependents(verb, "obj"):
        return None
    return next(iter(s.dependents(verb, "nsubj:pass")), None)


def agent_after(s: Sentence, trigger: int) -> int | None:
    """The head of the "by" phrase after an event noun or a participle, wherever the analysis hung it."""
    if s.tokens[trigger].upos not in ("NOUN", "PROPN") and s.tokens[trigger].tag != "VBN":
        return None
    for i in range(trigger + 1, min(len(s.tokens), trigger + AGENT_REACH)):
        t = s.tokens[i]
        if t.upos in ("VERB", "AUX", "PUNCT") or t.dep == "mark":
            return None
        if t.text.lower() == "by" and t.dep == "case" and t.head > i and s.tokens[t.head].upos in ("NOUN", "PROPN"):
            return t.head
    return None


def _agent_below(s: Sentence, verb: int) -> int | None:
    """The "by" phrase of a passive that the analysis hung on its gerund: "was banned from marching by the ministry"."""
    for child in s.children[verb]:
        if child > verb and s.tokens[child].tag == "VBG" and case_of(s, child) in ("from", "of", "for", ""):
            agents = (c for c in s.subtree(child) if c > child and case_of(s, c) == "by")
            return next((c for c in agents if s.tokens[c].upos in ("NOUN", "PROPN")), None)
    return None


def _is_scene(setting: Setting, s: Sentence, head: int) -> bool:
    """Whether a compound before an event noun is where it was: "the Baghdad attack", "the Syria convoy attack".

    A country in capitals acts ("US airstrikes").
    """
    t = s.tokens[head]
    if t.dep != "compound":
        return False
    if _is_ground(setting, s, head):
        return True
    if t.name == "GPE" and t.upos == "PROPN" and not t.text.isupper():
        return True
    if not t.text.islower():
        return False
    # "the convoy attack", "the mosque bombing": what cannot attack was attacked, or was the means.
    found = setting.parties.entity(s.index, head)
    return all(e.name is None and (is_equipment(e) or not set(e.sector) & FIGHTING) for e in found)


def _is_ground(setting: Setting, s: Sentence, head: int) -> bool:
    """Whether a phrase is a place below the level of a country."""
    return any(
        p.toponym.first <= head <= p.toponym.last and p.where.resolution not in (None, "country")
        for p in setting.places[s.index]
    )


def _is_ground_by_noun(s: Sentence, head: int) -> bool:
    """Whether a phrase is ground by its noun: "two districts of Ramadi", "the regional capital"."""
    t = s.tokens[head]
    return t.upos == "NOUN" and t.text.islower() and t.lemma.lower() in GROUND_NOUNS


def _is_where(setting: Setting, s: Sentence, head: int) -> bool:
    """Whether a phrase only tells where an act was: "attacks in Iraq" fall on its people."""
    named = any(p.toponym.first <= head <= p.toponym.last for p in setting.places[s.index])
    return named and case_of(s, head) in ("in", "at", "near", "across", "inside", "around", "throughout")


def _holders(setting: Setting, s: Sentence, heads: Sequence[int]) -> list[Entity]:
    """Who held the ground that an act took: "ISIL-held terrain"."""
    found: list[Entity] = []
    for head in heads:
        for i in range(s.edges[head][0] + 2, s.edges[head][1] + 1):
            if s.tokens[i].text.lower() in HOLDING and s.tokens[i - 1].text in ("-", "–"):
                found += _entities(setting, s, (i - 2,), acting=False)
    return found


def _entities(setting: Setting, s: Sentence, heads: Sequence[int], *, acting: bool) -> list[Entity]:
    found: list[Entity] = []
    for head in heads:
        for entity in entities_at(setting, s, head, acting=acting):
            if not _among(entity, found):
                found.append(entity)
    return found


def entities_at(setting: Setting, s: Sentence, head: int, *, acting: bool, depth: int = 0) -> list[Entity]:
    """The parties of a noun phrase; where its head is a thing, the party that owns it ("ISIL tanks": ISIL)."""
    if is_venue(setting, s, head) or _is_exercise(s, head):
        return []
    found = [e for e in setting.parties.entity(s.index, head, acting=acting) if e.code or e.sector or e.name]
    if found and is_accord_of(setting, s, head):  # "the Minsk agreements": no party by the town's name
        found = [e for e in found if e.name is not None and e.role is not None]
    if any(e.code for e in found):  # "ISIL tanks and armoured vehicles": the vehicles are no party of their own
        found = [e for e in found if e.code or not is_equipment(e)]
    if depth > 2 or not all(_is_thing(s, head, e) or is_equipment(e) for e in found):
        return found
    for child in s.children[head]:
        t = s.tokens[child]
        if t.dep not in PARTY_LINKS or t.upos in ("VERB", "NUM"):
            continue
        if t.dep == "amod" and t.text.islower():
            continue  # "humanitarian assistance", "military aid": a quality
        if t.dep == "nmod" and not any(s.tokens[c].text.lower() in OWNING for c in s.children[child]):
            continue
        below = entities_at(setting, s, child, acting=acting, depth=depth + 1)
        if any(map(is_equipment, found)):  # "Syrian warplanes" are Syria's forces, not its government
            below = [e for e in below if e.name is not None and e.code not in shipped_directory().countries]
        if below:
            return below
    owner = _possessor_beside(s, head) if not found else None
    return entities_at(setting, s, owner, acting=acting, depth=depth + 1) if owner is not None else found


def _is_exercise(s: Sentence, head: int) -> bool:
    """Whether a phrase is the name of an exercise: "Exercise Saif Sareea 3"."""
    first = s.edges[head][0]
    around = s.tokens[max(0, first - 1) : head + 1]
    return s.tokens[head].upos in ("PROPN", "NUM") and any(t.text == "Exercise" for t in around)


def _possessor_beside(s: Sentence, head: int) -> int | None:
    """The possessor whose 's stands before a noun's own words, wherever the analysis hung it."""
    for i in range(head - 1, max(-1, head - 4), -1):
        t = s.tokens[i]
        if t.tag == "POS":
            return t.head if t.head < i and t.head not in s.children[head] else None
        if t.upos not in ("ADJ", "NOUN", "NUM", "PROPN"):
            return None
    return None


def _is_thing(s: Sentence, head: int, entity: Entity) -> bool:
    """Whether a phrase names no party by itself: it has a code only by what stands before its noun."""
    t = s.tokens[head]
    if entity.name is not None or t.upos != "NOUN":
        return False
    return entity.role is None or not {t.text.lower(), t.lemma.lower()} & set(entity.role.split())


def is_equipment(entity: Entity) -> bool:
    """Whether a party is named by what it uses: tanks, aircraft, convoys."""
    if entity.role is None or entity.name is not None:
        return False
    role = shipped_directory().role(entity.role)
    return role is not None and role.kind == "thing"


def _among(entity: Entity, others: Sequence[Entity]) -> bool:
    """Whether the same party is there already; "both governments" names two with the same words."""
    return any(
        (entity.name if entity.name is not None else entity.span, entity.code)
        == (o.name if entity.name is not None else o.span, o.code)
        for o in others
    )


__all__ = ["Parties", "agent_after", "entities_at", "is_equipment", "parties_of"]
