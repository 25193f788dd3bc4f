"""The parties of one report: every noun phrase resolved, every pointing word led back to what it means.

    parties = Parties(sentences, date(2022, 2, 24), publisher="...")
    parties.entity(3, 7, acting=True)      -> [Entity(span=..., name="Hulusi Akar", code="TUR", sector=("GOV", "MIL"))]

Order of resolution of a mention: pronoun -> antecedent; exact names and build of the phrase (`resolve`); the report's
own
names and acronyms (`report_names`); definite descriptions ("the minister", "the group", `descriptions`). What stays
unresolved keeps
its words, with what its role tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from diurna.actors.antecedents import (
    Seen,
    first_fitting,
    governing_clause,
    in_order_of_salience,
    is_named_person,
    is_single_body,
    is_single_person,
    latest_distinct,
    lender_of_subject,
    may_be_they,
)
from diurna.actors.conjuncts import mentions_of
from diurna.actors.descriptions import DualDescription, described_party, dual_description
from diurna.actors.directory import BODY_CODES, Directory, shipped_directory
from diurna.actors.genders import gender_of_name
from diurna.actors.mention import Mention, is_day, mention_of, widened, with_listed_article
from diurna.actors.own_names import OwnNames, named_below, with_own_names
from diurna.actors.party import NOBODY, Party
from diurna.actors.pronouns import pronoun_kind
from diurna.actors.publishers import publisher_party
from diurna.actors.recognition import as_named_body, as_recognised
from diurna.actors.report_names import Introduction, introduced_acronyms, introduced_persons
from diurna.actors.resolve import as_acting, resolve_party
from diurna.actors.speakers import Speakers, is_foreign_ministry, speaker_of, spoken_for
from diurna.actors.surroundings import Setting
from diurna.language.sentence import Sentence
from diurna.record import Entity, Span

_PAIR_REACH = 6
"""How many sentences back two may have been named together whom "both sides" means."""
_NOMINAL = frozenset(("NOUN", "PROPN"))
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer")
_ARGUMENTS = frozenset(
    "nsubj nsubj:pass nsubj:outer obj iobj obl obl:agent obl:arg nmod nmod:poss appos conj root parataxis"
    " dislocated vocative list dep xcomp ccomp".split()
)


class Parties:
    """The parties of one report. Resolves on demand and remembers; the same report gives the same answers in any
    order of asking.
    """

    def __init__(
        self,
        sentences: Sequence[Sentence],
        report_date: date | None,
        *,
        publisher: str | None = None,
        directory: Directory | None = None,
        speakers: Speakers | None = None,
    ) -> None:
        self._sentences = sentences
        self._speakers = speakers
        self._day = report_date
        self._directory = directory or shipped_directory()
        self._publisher_party = publisher_party(publisher, report_date, self._directory)
        self._resolved: dict[tuple[int, int, str], Party] = {}
        self._open: set[tuple[int, int, str]] = set()
        self._mentions: dict[tuple[int, int], Mention] = {}
        self._seen: list[Seen] = []
        self._seen_upto = 0
        self._own = OwnNames(
            persons=introduced_persons(sentences),
            acronyms=introduced_acronyms(sentences),
            mention=self._mention,
            meant=self._introduced,
        )

    def entity(self, sentence_index: int, head: int, *, acting: bool = False) -> list[Entity]:
        """The parties that the noun phrase headed by token `head` means, its conjuncts told apart.

        A pronoun gives its referent with the pronoun's own words; a relative pronoun the noun that it stands for. A
        bare country
        is GOV where it is `acting`.
        """
        sentence = self._sentences[sentence_index]
        self._seen_before(sentence_index)
        if is_day(sentence, head):
            return []
        if _is_pronoun(sentence, head):
            return self._pronoun_entities(sentence_index, head, acting=acting)
        entities = []
        for mention in mentions_of(sentence, head):
            mention = widened(sentence, mention, self._directory)
            if _is_pronoun(sentence, mention.head):
                entities.extend(self._pronoun_entities(sentence_index, mention.head, acting=acting))
                continue
            for party in self._referents(sentence_index, mention):
                if mention.is_share and party.name is None and party.code in self._directory.countries:
                    party = replace(party, name=self._directory.countries[party.code].name)
                entities.append(self._entity_of(sentence, mention.first, mention.last, party, acting=acting))
        return entities

    def party(self, sentence_index: int, head: int) -> Party:
        """The one party of the mention headed by token `head`, conjuncts left aside; nobody for a pronoun without
        referent.
        """
        self._seen_before(sentence_index)
        return self._party_at(sentence_index, head)

    def listed_bodies(self) -> list[tuple[Party, Span]]:
        """Each mention of a body that the directory lists, over the whole report, with the token that heads it."""
        seen = self._seen_before(len(self._sentences) - 1)
        heads = ((item.party, self._sentences[item.sentence].tokens[item.head]) for item in seen)
        return [
            (party, Span(token.start, token.end, token.text))
            for party, token in heads
            if party.is_listed and party.kind == "organisation"
        ]

    # --- mentions -----------------------------------------------------------------------------------------------

    def _party_at(self, sentence_index: int, head: int) -> Party:
        sentence = self._sentences[sentence_index]
        if _is_pronoun(sentence, head):
            found = self._pronoun_parties(sentence_index, head)
            return found[0] if found else NOBODY
        return self._party_of(sentence_index, self._mention(sentence_index, head))

    def _mention(self, at: int, head: int) -> Mention:
        """The mention headed by a token, as long as it is."""
        if (at, head) not in self._mentions:
            sentence = self._sentences[at]
            self._mentions[at, head] = widened(sentence, mention_of(sentence, head), self._directory)
        return self._mentions[at, head]

    def _referents(self, at: int, mention: Mention) -> list[Party]:
        """One party, or the two that "both sides" and "the two leaders" mean."""
        dual = dual_description(mention, self._directory)
        if dual is not None:
            found = self._dual_referents(at, mention, dual)
            if len(found) == 2:
                return found
        return [self._party_of(at, mention)]

    def _dual_referents(self, at: int, mention: Mention, dual: DualDescription) -> list[Party]:
        """The two that are meant: persons where "the two" may mean them, sides and countries of different codes."""
        clause = governing_clause(self._sentences[at], mention.head)
        seen = [s for s in self._seen_before(at) if not (s.sentence == at and s.is_subject and s.clause == clause)]
        before = mention.first
        if dual.noun == "two":
            persons = latest_distinct(seen, at, before, is_named_person, 2)
            if len(persons) == 2:
                return persons
        is_apart = dual.kind in (None, "country")
        if is_apart and len(pair := self._latest_pair(seen, at, before, dual)) == 2:
            return pair
        return latest_distinct(
            seen, at, before, dual.fits, 2, with_possessors=dual.kind is not None, of_different_codes=is_apart
        )

    def _latest_pair(self, seen: Sequence[Seen], at: int, before: int, dual: DualDescription) -> list[Party]:
        """The two that a phrase named together last ("Oslo and the rebels signed"): these are the sides, not who was named in between."""
        tried: set[tuple[int, int]] = set()
        for item in reversed(seen):
            if item.sentence < at - _PAIR_REACH:
                break
            if (item.sentence, item.head) in tried or (item.sentence == at and item.mention_last >= before):
                continue
            joined = [party for party in self._joined_with(item) if dual.fits(party)]
            if len(joined) == 2 and (joined[0].code, joined[0].sectors) != (joined[1].code, joined[1].sectors):
                return joined
            tried.add((item.sentence, item.head))
        return []

    def _party_of(self, at: int, mention: Mention) -> Party:
        asked = (at, mention.head, mention.described)
        if asked in self._resolved:
            return self._resolved[asked]
        if asked in self._open:
            return NOBODY
        self._open.add(asked)
        party = self._resolve(at, mention)
        self._open.discard(asked)
        self._resolved[asked] = party
        return party

    def _resolve(self, at: int, mention: Mention) -> Party:
        sentence = self._sentences[at]
        mention = with_listed_article(sentence, mention, self._directory)
        party = resolve_party(mention.described, on=self._day, directory=self._directory)
        party = as_recognised(party, sentence, mention)
        party = with_own_names(sentence, at, mention, party, self._own)
        setting = Setting(
            directory=self._directory,
            day=self._day,
            publisher=self._publisher_party,
            seen=lambda: self._seen_before(at),
            possessor=lambda: self._possessor(at, mention),
        )
        party = described_party(sentence, at, mention, party, setting)
        if sentence.is_headline and party.kind == "person" and party.name is None and not party.is_plural:
            party = named_below(at, mention, party, self._own)
        if party.kind == "person" and party.gender is None:
            party = replace(party, gender=gender_of_name(party.name))
        party = as_named_body(party, sentence, mention)
        if "Number=Plur" in sentence.tokens[mention.head].feats and party.kind in ("group", None):
            party = replace(party, is_plural=True)
        return party

    def _introduced(self, at: int, head: int, place: Introduction) -> Party:
        """The party at `place`: as the report has it where that comes before token `head`, by its own words alone
        where it comes after.

        Else what a mention means would hang on which was asked for first.
        """
        if (place.sentence, place.head) < (at, head):
            return self._party_at(place.sentence, place.head)
        sentence = self._sentences[place.sentence]
        mention = self._mention(place.sentence, place.head)
        party = resolve_party(mention.described, on=self._day, directory=self._directory)
        return as_named_body(as_recognised(party, sentence, mention), sentence, mention)

    def _possessor(self, at: int, mention: Mention) -> Party:
        """Whose: the party of the possessive pronoun or noun that stands before the head."""
        sentence = self._sentences[at]
        for child in sentence.dependents(mention.head, "nmod:poss"):
            return self._party_at(at, child)
        return NOBODY

    # --- pronouns -----------------------------------------------------------------------------------------------

    def _pronoun_entities(self, at: int, head: int, *, acting: bool) -> list[Entity]:
        sentence = self._sentences[at]
        kind = pronoun_kind(sentence.tokens[head].text)
        if kind == "relative" and (antecedent := relative_antecedent(sentence, head)) is not None:
            return self.entity(at, antecedent, acting=acting)
        parties = self._pronoun_parties(at, head) or [NOBODY]
        return [self._entity_of(sentence, head, head, party, acting=acting) for party in parties]

    def _pronoun_parties(self, at: int, head: int) -> list[Party]:
        sentence = self._sentences[at]
        kind = pronoun_kind(sentence.tokens[head].text)
        if kind == "relative":
            antecedent = relative_antecedent(sentence, head)
            return [self._party_at(at, antecedent)] if antecedent is not None and antecedent != head else []
        if kind in ("speaker", "speakers"):
            party = speaker_of(self._sentences, at, head, self._party_at, self._publisher_party, self._speakers)
            if party is None:
                return []
            is_one = kind == "speaker" and party.kind != "person"  # "I" in what an office publishes: whoever heads it
            if is_one:
                return [self._head_of(party)]
            return [spoken_for(party, self._directory) if kind == "speakers" else party]
        is_reflexive = sentence.tokens[head].text.lower().endswith(("self", "selves"))
        is_possessive = sentence.tokens[head].dep == "nmod:poss"
        clause = governing_clause(sentence, head)
        barred = None if is_possessive or is_reflexive else clause
        sharing = None if barred is None else lender_of_subject(sentence, clause)
        seen = self._seen_before(at)
        if kind in ("he", "she"):
            wanted = "m" if kind == "he" else "f"
            found = first_fitting(
                seen, at, head, lambda p: is_single_person(p, wanted), not_subject_of=barred, sharing=sharing
            )
        elif kind == "it":
            found = first_fitting(seen, at, head, is_single_body, not_subject_of=barred, sharing=sharing)
        elif kind == "they":
            for item in in_order_of_salience(seen, at, head):
                if item.sentence == at and item.clause == barred:
                    continue
                if len(joined := self._joined_with(item)) > 1:
                    return joined
                if may_be_they(item.party):
                    return [item.party]
            found = first_fitting(seen, at, head, is_single_body, not_subject_of=barred)
        else:
            return []
        return [found] if found is not None else []

    def _head_of(self, office: Party) -> Party:
        """Who speaks as "I" where an office publishes and nobody is named: the minister of a foreign ministry on the day, else nobody named."""
        names: set[str] = set()
        if office.code is not None and office.name is not None and is_foreign_ministry(office.name):
            titles = ("foreign minister", "foreign secretary", "secretary of state")
            names = {p.name for title in titles for p in self._directory.holders(office.code, title, self._day)}
        return replace(office, name=names.pop() if len(names) == 1 else None, kind="person", is_bare_country=False)

    def _joined_with(self, item: Seen) -> list[Party]:
        """A party that a phrase names with others, and the others: "Ukraine and the United States", "the Presidents of Rwanda and Uganda"."""
        sentence = self._sentences[item.sentence]
        mentions = mentions_of(sentence, item.head)
        if len(mentions) < 2:
            return [item.party]
        found: list[Party] = []
        for mention in mentions:
            party = self._party_of(item.sentence, widened(sentence, mention, self._directory))
            is_vague = party.name is None and party.code in BODY_CODES  # "Ukraine, the United States and their allies"
            if party.is_known and party not in found and not is_vague:
                found.append(party)
        return found

    def _seen_before(self, at: int) -> list[Seen]:
        """The parties named in the sentences up to and with `at`."""
        while self._seen_upto <= min(at, len(self._sentences) - 1):
            index = self._seen_upto
            self._seen_upto += 1
            self._note_sentence(index)
        return self._seen

    def _note_sentence(self, at: int) -> None:
        sentence = self._sentences[at]
        for token in sentence.tokens:
            if token.upos not in _NOMINAL or token.dep not in _ARGUMENTS:
                continue
            mention = self._mention(at, token.i)
            party = self._party_of(at, mention)
            if not party.is_known and not party.sectors:
                continue
            at_head = token
            while at_head.dep in ("conj", "appos") and at_head.head != at_head.i:
                at_head = sentence.tokens[at_head.head]
            self._seen.append(
                Seen(
                    at,
                    token.i,
                    party,
                    at_head.dep in _SUBJECTS,
                    token.dep == "nmod:poss",
                    governing_clause(sentence, token.i),
                    mention.last,
                    mention.text,
                )
            )
        self._note_names(at, sentence)

    def _note_names(self, at: int, sentence: Sentence) -> None:
        """Note listed bodies and persons that the analysis hides in another noun phrase."""
        noted = {item.head for item in self._seen if item.sentence == at}
        for name in sentence.names:
            if name.label not in ("ORG", "PERSON") or any(name.first <= head <= name.last for head in noted):
                continue
            party = resolve_party(sentence.quote(name.first, name.last), on=self._day, directory=self._directory)
            if party.is_listed:
                clause = governing_clause(sentence, name.last)
                text = sentence.quote(name.first, name.last)
                self._seen.append(Seen(at, name.first, party, False, False, clause, name.last, text))

    # --- values -------------------------------------------------------------------------------------------------

    def _entity_of(self, sentence: Sentence, first: int, last: int, party: Party, *, acting: bool) -> Entity:
        party = as_acting(party) if acting else party
        tokens = sentence.tokens
        return Entity(
            span=Span(tokens[first].start, tokens[last].end, sentence.quote(first, last)),
            name=party.name,
            code=party.code,
            sector=party.sectors,
            wikidata=party.wikidata,
            role=party.role,
        )


def _is_pronoun(sentence: Sentence, i: int) -> bool:
    """Whether a token points at a party that other words name; "those", "no one", "many" are mentions of their own."""
    token = sentence.tokens[i]
    if token.upos not in ("PRON", "DET") or pronoun_kind(token.text) == "other":
        return False
    return not (
        token.text in ("WHO", "US", "IT") and not sentence.text.isupper()
    )  # the World Health Organization, a country


def relative_antecedent(sentence: Sentence, pronoun: int) -> int | None:
    """The noun that "who", "which" or "that" stands for: the one that its clause describes."""
    tokens = sentence.tokens
    at = pronoun
    while tokens[at].head != at:
        if tokens[at].dep in ("acl:relcl", "acl"):
            return tokens[at].head
        at = tokens[at].head
    return None
