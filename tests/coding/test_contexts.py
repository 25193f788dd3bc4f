"""What an act is about, by the words of its paragraph: sentences of our own."""

from __future__ import annotations

import pytest

from diurna.coding.contexts import contexts_of_report, load_context_words
from diurna.language import Language, load_language
from diurna.ontology import load_ontology

# sentence, contexts that it names (all of them)
SENTENCES = (
    ("Warplanes bombed an army base near the frontline.", {"military"}),
    ("Austria expelled two men for espionage.", {"intelligence"}),
    ("The prime minister dismissed his cabinet.", {"executive"}),
    ("Lawmakers passed the bill by a narrow margin.", {"legislative"}),
    ("Turnout was low as polling stations closed.", {"election"}),
    ("Voters approved a constitutional amendment on term limits.", {"political_institutions", "election"}),
    ("Activists demanded a return to democracy.", {"pro_democracy"}),
    ("The junta seized power in a coup.", {"pro_autocracy"}),
    ("Peru cut tariffs on imports.", {"economic"}),
    ("A judge sent the case to a tribunal.", {"legal"}),
    ("Namibia asked Germany for reparations.", {"reparations"}),
    ("Investigators found a mass grave and signs of torture.", {"human_rights"}),
    ("Editors protested against censorship.", {"rights_freedoms"}),
    ("Riot police used tear gas.", {"repression"}),
    ("The relief agency warned of famine.", {"human_security"}),
    ("Thousands marched for gender equality.", {"gender"}),
    ("Hungary banned the pride parade.", {"lgbt"}),
    ("A mosque was set on fire in sectarian clashes.", {"religion_ethnicity"}),
    ("The march was against poverty and discrimination.", {"inequality"}),
    ("Kenya recalled its ambassador.", {"diplomatic"}),
    ("The separatists declared independence.", {"territory"}),
    ("Two peacekeepers died in Mali.", {"peacekeeping"}),
    ("Cholera vaccines reached the hospital.", {"health"}),
    ("He was granted political asylum.", {"asylum"}),
    ("Refugees crossed the river by night.", {"migration"}),
    ("The earthquake flattened three villages.", {"disasters"}),
    ("Bolivia took over the gas fields and the pipeline.", {"natural_resource"}),
    ("They promised to cut greenhouse gas emissions.", {"environment"}),
    ("China restricted sales of semiconductors.", {"technology"}),
    ("The suicide bomber belonged to Al-Qaeda.", {"terrorism"}),
    ("Syria denied having used sarin.", {"cbrn"}),
    ("Hackers stole the files with malware.", {"cyber"}),
    ("The ministry spread disinformation through a troll farm.", {"misinformation"}),
    ("The gang was blamed for the robbery.", {"crime"}),
    ("He took a bribe from the builder.", {"corruption"}),
    ("Sailors found cocaine under the deck.", {"illegal_drugs"}),
    ("Four men were held over human trafficking.", {"trafficking"}),
    ("They met on Tuesday and had lunch.", set()),
    ("She has a heart of gold and a mine of stories.", set()),
)


@pytest.fixture(scope="module")
def language() -> Language:
    return load_language()


def contexts_of(language: Language, text: str) -> list[tuple[str, ...]]:
    return contexts_of_report(language.parse(text))


@pytest.mark.parametrize(("text", "contexts"), SENTENCES, ids=[text[:40] for text, _ in SENTENCES])
def test_a_sentence_names_its_contexts(language: Language, text: str, contexts: set[str]) -> None:
    assert set(contexts_of(language, text)[0]) == contexts


def test_every_context_has_words_and_a_sentence() -> None:
    named = {context for contexts in load_context_words().values() for context in contexts}
    assert named == set(load_ontology().contexts)
    assert {context for _, contexts in SENTENCES for context in contexts} == named


def test_words_of_the_paragraph_count_where_two_neighbours_agree(language: Language) -> None:
    text = "The hospital is full. Cholera has spread. The minister met his guests.\n\nHe left on Monday."
    contexts = contexts_of(language, text)
    assert "health" in contexts[2]
    assert contexts[3] == ()
    assert contexts_of(language, "The hospital is full. The minister met his guests.")[1] == ()
