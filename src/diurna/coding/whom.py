"""Parties that an act's own clause names where its frame does not ask for them: whose the thing is, against whom the purpose goes.

    "Denmark accepted a formula for ending a dispute with its European partners"      the partners
    "Serbia opened an investigation into crimes committed by Croatian soldiers"      the soldiers
    "Ethiopian troops were withdrawn from Somalia"                                   the troops withdraw

Only words below the act are read, the nearest first; what tells time, manner or means names nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from diurna.actors import shipped_directory
from diurna.acts import Mention
from diurna.acts.arguments import case_of, is_infinitive, is_passive, surface_subject
from diurna.acts.triggers import is_time
from diurna.coding.home import BODIES, LOCAL, tells_country
from diurna.coding.parties_of import Parties, entities_at
from diurna.coding.setting import Setting
from diurna.language.sentence import Sentence
from diurna.places import Place
from diurna.record import Entity

SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
# Phrases that tell when, how, by what means, or on whose word.
ASIDE = frozenset(
    "by like under since during after before because despite amid according following through via per than until within without"
    " including except unlike besides given".split()
)
TOPIC = frozenset({"over", "about", "concerning", "regarding"})
MATERIAL = frozenset({"COERCE", "ASSAULT", "SANCTION", "RETREAT", "AID", "MOBILIZE"})
SCENE = frozenset({"in", "at", "near", "across", "outside", "inside", "around", "throughout", "within", "along", "off"})
SUBORDINATE = frozenset({"for", "of", "against", "to", "from", "at", "on", "over", "into"})
"""Prepositions before a gerund that tells what an act is about."""
NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
# Acts done with words, which may be about anything that is told below them: a place there is whose affair it is.
SPOKEN = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "REJECT", "THREATEN"})
# Acts whose doer is named by what is moved: troops that are withdrawn withdraw.
MOVING = frozenset(
    "withdraw-troops stand-down mobilize-troops mobilize-weapons mobilize-police mobilize-militia show-force withdraw-peacekeepers"
    " withdraw-observers withdraw-aid-workers give-military-aid give-aid give-humanitarian-aid give-economic-aid keep-peace".split()
)
# Acts that one does with oneself: who is demobilised lays down his arms.
OF_ONESELF = frozenset({"disarm", "stand-down", "surrender"})
# Acts by which relief, observers or people are let in.
OPENING = frozenset({"admit-relief", "admit-inspectors", "admit-peacekeepers", "lift-blockade", "access"})
DOING = frozenset(
    {"cause", "commit", "perpetrate", "inflict", "conduct", "launch", "stage", "unleash", "carry", "mount"}
)
CLAIMS = frozenset({"claim", "allegation", "accusation", "charge", "assertion", "report", "suggestion"})
# Types of acts of which one is the answer to what another has done.
ANSWERS = frozenset({"REJECT", "SUPPORT", "ACCUSE"})
# Acts of calling back what is one's own from another.
GROUND = frozenset({"ASSAULT", "COERCE"})
REMOVING = frozenset({"SANCTION", "RETREAT", "MOBILIZE"})
# Sectors of the state, before which its own people protest.
STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "ELI"})
# Where a state stands among others: to be before them is to address it.
MISSIONS = frozenset({"embassy", "consulate", "mission", "legation", "ambassador", "residence"})
# Whom an act is addressed to without its being told who they are: nobody else is meant.
ANYBODY = frozenset(
    "party side everybody everyone community nation country state world member all those people".split()
)
# Words that point back at a party: whom they mean is for the report to say.
POINTING = frozenset({"country", "nation", "state", "group", "government"})
DEEPEST = 6
"""How many steps below the act a party may stand."""


def with_clause_parties(setting: Setting, s: Sentence, mention: Mention, parties: Parties) -> Parties:
    """The parties of an act, with those of its clause where an actor or a recipient is wanting."""
    meaning = mention.meaning
    if not parties.actors and meaning.chain[-1] in MOVING:
        parties = _moved(setting, s, mention, parties)
    if not parties.actors and meaning.chain[-1] in OF_ONESELF and mention.frame.passive:
        parties = Parties(actors=parties.recipients, recipients=parties.recipients)
    if not parties.actors:
        found = _of_what_it_follows(setting, s, mention) or _from_where(setting, s, mention)
        parties = Parties(actors=found, recipients=parties.recipients)
    if not parties.actors or meaning.type == "CONSULT":
        return parties
    if meaning.mutual:
        return _with_partners(setting, s, mention, parties)
    if meaning.type == "REQUEST" and meaning.chain[-1] in OPENING:
        parties = _holder_of_access(setting, s, mention, parties)
    if parties.recipients and all(_is_own(s, h, parties) for h in meaning.recipients):
        others = tuple(
            e for e in _below(setting, s, mention, parties.actors) if e.code not in {a.code for a in parties.actors}
        )
        if others or meaning.type in REMOVING:  # "called its ambassador home": whom it leaves is meant
            return Parties(actors=parties.actors, recipients=others)
    if (
        meaning.type == "ACCUSE"
        and all(e.code in ("UNO", "IGO", "EUR") for e in parties.recipients)
        and parties.recipients
    ):
        return _complained_of(setting, s, mention, parties)
    if parties.recipients:
        return _told_better(setting, s, mention, parties)
    if any(s.tokens[h].lemma.lower() in ANYBODY for h in meaning.recipients):
        return parties
    if any(f.entry.stance == "condemn" for f in (mention.frame, *mention.inner)) and mention.inner:
        return parties  # the doer of what is condemned, whoever that is
    if any(s.tokens[h].upos == "PRON" and s.tokens[h].dep != "nmod:poss" for h in meaning.recipients):
        return Parties(actors=parties.actors, recipients=_told_to(setting, s, mention, parties.actors))
    if meaning.type in GROUND and any(_is_ground(setting, s, h) for h in meaning.recipients):
        return parties  # a town taken: whose, its country tells
    found = (
        _claimants(setting, s, mention) or _below(setting, s, mention, parties.actors) or _of_upper(setting, s, mention)
    )
    return Parties(actors=parties.actors, recipients=found)


def _with_partners(setting: Setting, s: Sentence, mention: Mention, parties: Parties) -> Parties:
    """The parties of an act in which all take part, with the partner whom its one party's own clause tells further down."""
    own = {e.code for e in parties.actors}
    if len(own) != 1 or len(parties.actors) > 1:
        return parties
    for head in _phrases(s, mention):
        if case_of(s, head) not in ("with", "between", "among"):
            continue
        found = tuple(e for e in entities_at(setting, s, head, acting=True) if e.code is not None and e.code not in own)
        if found:
            return Parties(actors=(*parties.actors, *found), recipients=())
    return parties


def _of_what_it_follows(setting: Setting, s: Sentence, mention: Mention) -> tuple[Entity, ...]:
    """Who does what comes next: "Moscow recognised the two, followed by the start of a military operation"."""
    at = mention.frame.trigger
    for _ in range(3):
        above = s.tokens[at].head
        if above == at:
            return ()
        if s.tokens[above].lemma == "follow" and s.tokens[above].tag == "VBN" and case_of(s, at) == "by":
            subjects = s.dependents(s.tokens[above].head, "nsubj") if s.tokens[above].dep in ("advcl", "acl") else []
            return tuple(e for h in subjects[:1] for e in entities_at(setting, s, h, acting=True) if e.code)
        if (
            case_of(s, at) == "including"
            and s.tokens[above].dep == "obj"
            and s.tokens[s.tokens[above].head].lemma in DOING
        ):
            subject = surface_subject(s, s.tokens[above].head)
            return () if subject is None else tuple(e for e in entities_at(setting, s, subject, acting=True) if e.code)
        if s.tokens[above].upos != "NOUN":
            return ()
        at = above
    return ()


def _from_where(setting: Setting, s: Sentence, mention: Mention) -> tuple[Entity, ...]:
    """The country from which rockets came that nobody is said to have fired: "rockets fired from Gaza hit a farm"."""
    if mention.meaning.type != "ASSAULT":
        return ()
    below = {i for act in (mention.frame.trigger, mention.frame.anchor) for i in s.subtree(act)}
    for token in s.tokens:
        if token.i not in below or token.lemma not in ("fire", "launch", "shoot") or token.tag not in ("VBN", "VBD"):
            continue
        for place in setting.places[s.index]:
            if s.tokens[place.toponym.head].head == token.i and case_of(s, place.toponym.head) == "from":
                return tuple(replace(e, name=None, wikidata=None) for e in _country_of(place, acting=False))
    return ()


def _claimants(setting: Setting, s: Sentence, mention: Mention) -> tuple[Entity, ...]:
    """Who makes the claims that are rejected: "they said he had fled, a claim denied by the army"."""
    noun = s.tokens[mention.frame.anchor].head
    if mention.meaning.type != "REJECT" or s.tokens[noun].lemma.lower() not in CLAIMS:
        return ()
    above = s.tokens[noun].head
    subjects = s.dependents(above, "nsubj") if s.tokens[above].upos == "VERB" and above < noun else []
    return tuple(e for h in subjects for e in entities_at(setting, s, h, acting=True) if e.code)


def _holder_of_access(setting: Setting, s: Sentence, mention: Mention, parties: Parties) -> Parties:
    """Whose land access is demanded to, where only those are told who are to be let in: "access for the UN across Syria"."""
    below = {i for f in mention.inner for i in s.subtree(f.trigger)} | {
        i for h in mention.frame.complements for i in s.subtree(h)
    }
    if any(h not in below for h in mention.meaning.recipients):
        return parties
    for place in setting.places[s.index]:
        if place.toponym.head in below and case_of(s, place.toponym.head) in (*SCENE, "to", "into"):
            return Parties(actors=parties.actors, recipients=tuple(_country_of(place, acting=True)))
    return parties


def _told_better(setting: Setting, s: Sentence, mention: Mention, parties: Parties) -> Parties:
    """The parties of a spoken act about a nameless group of no country of its own, with the country that stands beside it."""
    own = {e.code for e in parties.actors}
    guessed = all(e.name is None and e.code in own and not tells_country(setting, e) for e in parties.recipients)
    if mention.meaning.type not in SPOKEN or not guessed or any("GOV" in e.sector for e in parties.recipients):
        return parties
    others = [e for e in _below(setting, s, mention, parties.actors) if e.code not in own]
    if not others:
        return parties
    if all("MIL" in e.sector for e in parties.recipients):  # "arms sales to Vietnam": things
        return Parties(actors=parties.actors, recipients=tuple(others))
    return Parties(actors=parties.actors, recipients=tuple(replace(e, code=others[0].code) for e in parties.recipients))


def _complained_of(setting: Setting, s: Sentence, mention: Mention, parties: Parties) -> Parties:
    """Whom a complaint is about, where the body before which it is brought is told too: "complained to the UN about Sudan"."""
    before = [h for h in mention.meaning.recipients if case_of(s, h) in ("to", "with", "before", "at")]
    if not before:
        return parties
    bodies = {e.code for e in parties.recipients}
    others = [e for e in _below(setting, s, mention, (*parties.actors, *parties.recipients)) if e.code not in bodies]
    others = [e for e in others if e.code not in {a.code for a in parties.actors}]
    return Parties(actors=parties.actors, recipients=tuple(others)) if others else parties


def _told_to(setting: Setting, s: Sentence, mention: Mention, actors: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Whom the act is said to, where what they are to do has only a pronoun: "suggested to Damascus that it withdraw"."""
    own = {e.code for e in actors}
    for head in s.children[mention.frame.trigger]:
        if case_of(s, head) in ("to", "with") and s.tokens[head].dep == "obl":
            return tuple(
                e for e in entities_at(setting, s, head, acting=True) if e.code is not None and e.code not in own
            )
    return ()


def _of_upper(setting: Setting, s: Sentence, mention: Mention) -> tuple[Entity, ...]:
    """On whom the act above falls, where this is how it is done: "pressed Sudan by withholding aid"."""
    t = s.tokens[mention.frame.anchor]
    if t.dep != "advcl" or case_of(s, t.i) != "by":
        return ()
    objects = s.dependents(t.head, "obj", "nsubj:pass")
    found = [e for head in objects[:1] for e in entities_at(setting, s, head, acting=False)]
    return tuple(e for e in found if e.code is not None)


def _moved(setting: Setting, s: Sentence, mention: Mention, parties: Parties) -> Parties:
    """Whose forces are withdrawn or deployed, where nobody is said to do it."""
    for head in dict.fromkeys((*mention.frame.fillers, *(f for m in mention.inner for f in m.fillers))):
        found = tuple(
            e
            for e in entities_at(setting, s, head, acting=True)
            if e.code is not None and (e.span is None or e.span.start <= s.tokens[head].start)
        )
        if found:
            rest = tuple(e for e in parties.recipients if e.span not in {f.span for f in found})
            return Parties(actors=found, recipients=rest)
    return parties


def _below(setting: Setting, s: Sentence, mention: Mention, actors: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The nearest party below an act other than who does it; else one of the same country."""
    own = {e.code for e in actors}
    spans = {e.span for e in actors}
    of_own: tuple[Entity, ...] = ()
    is_protest = mention.meaning.type == "PROTEST"
    acting = mention.meaning.type in ("REQUEST", "REJECT", "THREATEN")
    heads = list(_phrases(s, mention))
    if mention.meaning.type in ANSWERS:  # "a system for refugees backed by the Red Cross": whose it is comes first
        heads.sort(key=lambda h: case_of(s, h) not in ("by", "from"))
    for head in heads:
        found = _parties_at(setting, s, head, mention, acting=acting)
        fresh = tuple(e for e in found if e.code is not None and e.span not in spans)
        others = tuple(e for e in fresh if e.code not in own)
        if others:
            return others
        if (
            not of_own
            and fresh
            and not is_protest
            and not _is_oneself(s, head)
            and s.tokens[head].lemma.lower() not in POINTING
        ):
            of_own = fresh
    return of_own


def _nameless(setting: Setting, s: Sentence, head: int) -> list[Entity]:
    """Nameless groups of a society, from whom or against whom something is done: "seized guns from militiamen"."""
    if case_of(s, head) not in ("from", "against", "of", "to"):
        return []
    found = entities_at(setting, s, head, acting=False)
    return [e for e in found if e.name is None and e.code is None and set(e.sector) & LOCAL]


def _parties_at(setting: Setting, s: Sentence, head: int, mention: Mention, *, acting: bool) -> list[Entity]:
    """The parties that a phrase names; a place where something is, as its country."""
    if is_time(s, head):
        return []
    place = _place_at(setting, s, head)
    if (
        place is not None
        and place.where.resolution != "border"
        and (_case(s, head) in SCENE or place.where.resolution != "country" or _is_container(setting, s, head))
    ):
        is_left = mention.meaning.type in REMOVING and _case(s, head) in ("from", "out of", "to", "into")
        return _country_of(place, acting=acting) if mention.meaning.type in SPOKEN or is_left else []
    found = entities_at(setting, s, head, acting=acting)
    return [e for e in found if e.code is not None and (e.name is not None or _has_own_country(s, head, e))]


def _place_at(setting: Setting, s: Sentence, i: int) -> Place | None:
    return next((p for p in setting.places[s.index] if p.toponym.first <= i <= p.toponym.last), None)


def _is_ground(setting: Setting, s: Sentence, head: int) -> bool:
    place = _place_at(setting, s, head)
    return place is not None and place.where.resolution not in (None, "country", "border")


def _is_container(setting: Setting, s: Sentence, head: int) -> bool:
    """Whether a place stands behind a smaller one that lies in it: "Palmyra, Syria"."""
    above = s.tokens[head].head
    return above != head and s.tokens[above].upos == "PROPN" and _place_at(setting, s, above) is not None


def _case(s: Sentence, head: int) -> str:
    """The preposition of a phrase, or of that which it stands beside ("in Homs, Syria")."""
    case, t = case_of(s, head), s.tokens[head]
    return case if case or t.dep not in ("appos", "conj", "nmod:unmarked", "flat") else case_of(s, t.head)


def _has_own_country(s: Sentence, head: int, entity: Entity) -> bool:
    """Whether words of the phrase itself tell its country, or it is a body of the state: what is guessed for others is no find."""
    if entity.code in BODIES:
        return True
    return any(s.tokens[i].name in NAMES for i in s.subtree(head)) or bool(
        {"GOV", "UAF", "REB", "PRM"} & set(entity.sector)
    )


def _is_own(s: Sentence, head: int, parties: Parties) -> bool:
    """Whether a recipient is the actor's own: "its ambassador", "their weapons"."""
    is_its = any(s.tokens[c].upos == "PRON" and s.tokens[c].dep == "nmod:poss" for c in s.children[head])
    actors = {e.code for e in parties.actors}
    return (is_its or s.tokens[head].dep == "nmod:poss") and all(e.code in actors for e in parties.recipients)


def _is_oneself(s: Sentence, head: int) -> bool:
    """ "its troops", "their leader": the actor's own."""
    return s.tokens[head].upos == "PRON" or any(
        s.tokens[c].upos == "PRON" and s.tokens[c].dep == "nmod:poss" for c in s.children[head]
    )


def _country_of(place: Place, *, acting: bool) -> list[Entity]:
    where = place.where
    country = shipped_directory().countries.get(where.country_code or "")
    if country is None or where.span is None:
        return []
    named = where.resolution == "country"
    return [
        Entity(
            span=where.span if named else None,
            given_by=None if named else where.span,
            name=country.name,
            code=country.code,
            sector=("GOV",) if acting else (),
            wikidata=country.wikidata,
        )
    ]


def _phrases(s: Sentence, mention: Mention) -> Iterator[int]:
    """Heads of the noun phrases below an act, the nearest first."""
    frame = mention.frame
    acts = dict.fromkeys((frame.trigger, frame.anchor, *(f.trigger for f in mention.inner)))
    barred = set(mention.meaning.actors) | set(frame.actors)
    level = [(child, act) for act in acts for child in s.children[act] if child not in acts]
    seen = set(acts) | barred
    for _ in range(DEEPEST):
        following: list[tuple[int, int]] = []
        for child, above in level:
            if child in seen or not _leads_on(s, child, above, mention):
                continue
            seen.add(child)
            is_nominal = s.tokens[child].upos in ("NOUN", "PROPN", "PRON", "NUM") or s.tokens[child].name in NAMES
            if is_nominal and s.tokens[child].name != "LOC":
                yield child
            following += [(c, child) for c in s.children[child]]
        # "a system backed by the Red Cross": whose it is comes before for whom it is
        level = sorted(following, key=lambda pair: case_of(s, pair[0]) not in ("by", "from", "of"))


def _is_condition(s: Sentence, clause: int) -> bool:
    """Whether a clause tells on what something hangs: "if", "unless", "should it"."""
    opened = {s.tokens[c].text.lower() for c in s.children[clause] if c < clause}
    return s.tokens[clause].dep == "advcl" and bool(opened & {"if", "unless", "should", "until"})


def _leads_on(s: Sentence, child: int, above: int, mention: Mention) -> bool:
    """Whether a dependent may tell of the act's parties."""
    t = s.tokens[child]
    if mention.meaning.type == "THREATEN" and _is_condition(s, child if t.dep == "advcl" else above):
        return t.dep == "advcl" or t.dep in SUBJECTS  # "unless Sudan withdraws": whose doing brings it on
    if t.dep in SUBJECTS:
        return s.tokens[above].dep in ("ccomp", "acl:relcl") and above not in (
            mention.frame.trigger,
            mention.frame.anchor,
        )
    if t.dep in (
        "parataxis",
        "punct",
        "cc",
        "mark",
        "case",
        "det",
        "aux",
        "aux:pass",
        "cop",
        "advmod",
        "discourse",
        "dep",
    ):
        return False
    if t.dep == "conj":
        return t.upos in ("NOUN", "PROPN")
    case = case_of(s, child)
    if t.dep in ("advcl", "acl"):
        if t.upos == "VERB" and t.tag == "VBN":
            return t.dep == "acl"
        return is_infinitive(s, child) or case in SUBORDINATE or (t.dep == "acl" and t.tag == "VBG")
    if case == "by":  # "crimes committed by soldiers", "a call by Egypt"
        return s.tokens[above].upos == "NOUN" or (s.tokens[above].dep == "acl" and is_passive(s, above))
    if case == "with":
        return s.tokens[above].upos in ("NOUN", "PROPN", "ADJ") or mention.meaning.type in SPOKEN
    if case in TOPIC and mention.meaning.type in MATERIAL and child not in mention.frame.fillers:
        return False
    if mention.meaning.type == "PROTEST" and case in SCENE and (t.name or case != "in"):
        return t.lemma.lower() in MISSIONS
    return case.split(" ")[0] not in ASIDE


__all__ = ["with_clause_parties"]
