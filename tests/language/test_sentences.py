"""Sentences of news in a table: what the rules above the pipeline rely on."""

import itertools

import pytest

from diurna.language import Language, Sentence


def arcs(sentence: Sentence) -> set[tuple[str, str, str]]:
    tokens = sentence.tokens
    return {(token.text, token.dep, tokens[token.head].text) for token in tokens}


SYNTAX = [
    ("The army killed two rebels.", {("army", "nsubj", "killed"), ("rebels", "obj", "killed")}),
    ("Two rebels were killed by the army.", {("rebels", "nsubj:pass", "killed"), ("army", "obl:agent", "killed")}),
    ("Iran's central bank was hit by sanctions.", {("Iran", "nmod:poss", "bank")}),
    ("Putin is the president of Russia.", {("Putin", "nsubj", "president"), ("is", "cop", "president")}),
    ("Officials said the troops would leave Syria.", {("leave", "ccomp", "said"), ("Syria", "obj", "leave")}),
    ("Turkey vowed to attack the rebels.", {("attack", "xcomp", "vowed"), ("rebels", "obj", "attack")}),
    # Headlines: no articles, no forms of "be", no full stop.
    ("Russia vows retaliation after drone attack", {("Russia", "nsubj", "vows"), ("retaliation", "obj", "vows")}),
    ("Rebels kill five soldiers in north", {("Rebels", "nsubj", "kill"), ("soldiers", "obj", "kill")}),
    ("Merkel Meets Putin in Moscow", {("Merkel", "nsubj", "Meets"), ("Putin", "obj", "Meets")}),
    ("Two killed in Baghdad bombing", {("Two", "nsubj:pass", "killed"), ("in", "case", "bombing")}),
    ("ISRAEL BOMBS HAMAS POSITIONS", {("ISRAEL", "nsubj", "BOMBS"), ("POSITIONS", "obj", "BOMBS")}),
]


@pytest.mark.parametrize(("text", "expected"), SYNTAX, ids=[text for text, _ in SYNTAX])
def test_syntax(language: Language, text: str, expected: set[tuple[str, str, str]]) -> None:
    (sentence,) = language.parse(text)
    assert expected <= arcs(sentence)


LEMMAS = [
    ("The rebels fled and their leaders sought asylum.", "rebels", "rebel"),
    ("The rebels fled and their leaders sought asylum.", "fled", "flee"),
    ("The rebels fled and their leaders sought asylum.", "sought", "seek"),
    ("Police shot dead two gunmen.", "shot", "shoot"),
    ("Police shot dead two gunmen.", "gunmen", "gunman"),
    ("Armies withdrew from both countries.", "Armies", "army"),
    ("Armies withdrew from both countries.", "withdrew", "withdraw"),
    ("The ministers met and agreed on a ceasefire.", "ministers", "minister"),
    ("The ministers met and agreed on a ceasefire.", "met", "meet"),
    ("The ministers met and agreed on a ceasefire.", "agreed", "agree"),
    ("The court jailed three activists.", "jailed", "jail"),
    ("Troops were shelling the cities.", "shelling", "shell"),
    ("Troops were shelling the cities.", "cities", "city"),
    ("Troops were shelling the cities.", "were", "be"),
    ("They wo n't negotiate.", "wo", "will"),
    ("The bombings killed women and children.", "bombings", "bombing"),
    ("The bombings killed women and children.", "children", "child"),
    ("France has accused Iran of arming militias.", "accused", "accuse"),
    ("France has accused Iran of arming militias.", "arming", "arm"),
    ("France has accused Iran of arming militias.", "militias", "militia"),
    ("Protesters tried to storm the embassy.", "tried", "try"),
    ("Vladimir Putin said so.", "Putin", "Putin"),
]


@pytest.mark.parametrize(("text", "word", "lemma"), LEMMAS, ids=[f"{word} in {text}" for text, word, _ in LEMMAS])
def test_lemma(language: Language, text: str, word: str, lemma: str) -> None:
    (sentence,) = language.parse(text)
    assert [token.lemma for token in sentence.tokens if token.text == word] == [lemma]


BOUNDARIES = [
    ('"We will not leave," he said. "They must go first."', 2),
    ("The U.S. Army attacked. Mr. Smith denied it.", 2),
    ("KYIV, March 3 (Reuters) - Ukraine attacked Crimea. Russia replied.", 3),
    ("Prime Minister J. P. Smith arrived in St. Petersburg on Jan. 3 at 5 p.m. local time.", 1),
    ("“It is over.” The rebels left.", 2),
]


@pytest.mark.parametrize(("text", "count"), BOUNDARIES)
def test_sentence_boundaries(language: Language, text: str, count: int) -> None:
    assert len(language.parse(text)) == count


NAMES = [
    (
        "Angela Merkel met Emmanuel Macron in Paris.",
        {("Angela Merkel", "PERSON"), ("Emmanuel Macron", "PERSON"), ("Paris", "GPE")},
    ),
    ("The United Nations condemned Russia.", {("United Nations", "ORG"), ("Russia", "GPE")}),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(language: Language, text: str, expected: set[tuple[str, str]]) -> None:
    (sentence,) = language.parse(text)
    found = {(sentence.quote(name.first, name.last).removeprefix("The "), name.label) for name in sentence.names}
    assert expected <= found


# A sentence starts after a mark that ends one, not where a name follows a title, and with its own quotation mark.
STARTS = [
    ("Soldiers will join Peru in Exercise Silver Condor 21 near Lima.", 1),
    ("Deputy Defence Minister for Northern Affairs Ana Sousa said talks would resume.", 1),
    ("The aid group Doctors Without Borders South Sudan said two clinics were looted.", 1),
    ("In 2009 Chad, Niger and Mali cut their fees.", 1),
    ("Retired Army General Tomas Okello will lead the mission.", 1),
    ("Togo recalls its envoy. The ministry gave no reason.", 2),
    ('The general spoke. "We leave on Monday," he said.', 2),
    ("ACCRA, May 3 - Ghana sent troops to the border.", None),
]


@pytest.mark.parametrize(("text", "count"), STARTS, ids=[text for text, _ in STARTS])
def test_where_sentences_start(language: Language, text: str, count: int | None) -> None:
    sentences = language.parse(text)
    assert count is None or len(sentences) == count
    for before, after in itertools.pairwise(sentences):
        assert not before.tokens[-1].text[-1].isalnum()
        assert before.tokens[-1].text not in ("“", "(", "[", ",")
        assert text[before.end : after.start].strip() == ""


def test_opening_quotation_mark_belongs_to_its_sentence(language: Language) -> None:
    text = "The minister welcomed the vote. “As of Tuesday, the border is open again,” she said."
    assert [s.tokens[0].text for s in language.parse(text)] == ["The", "“"]
