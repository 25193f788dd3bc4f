"""The days of an act: which time expression of a sentence is whose. Published on Friday 2024-06-14."""

from __future__ import annotations

from datetime import date

import pytest

from diurna.acts import Composer, Matcher
from diurna.coding.merging import merge_mentions
from diurna.coding.when import when_of
from diurna.dates import dates_of_report
from diurna.language import Language, load_language
from diurna.lexicon import load_lexicon
from diurna.ontology import load_ontology

FRIDAY = date(2024, 6, 14)


@pytest.fixture(scope="module")
def language() -> Language:
    return load_language()


@pytest.fixture(scope="module")
def composer() -> Composer:
    return Composer(Matcher(load_lexicon()), load_ontology())


@pytest.mark.parametrize(
    ("text", "trigger", "reporting", "words"),
    [
        # Its own modifier
        ("He deplored the attack on the convoy, which took place on Monday.", "attack", "", "Monday"),
        ("The army began the operation to retake the port on Monday.", "operation", "", "Monday"),
        ("France welcomed the agreement reached on Monday.", "welcomed", "", None),
        ("Rebels attacked the town on Monday.", "attacked", "", "Monday"),
        ("On Monday rebels attacked the town.", "attacked", "", "Monday"),
        ("Rebels attacked the town yesterday.", "attacked", "", "yesterday"),
        ("Police arrested 30 protesters last week.", "arrested", "", "last week"),
        ("In February 2014, Russia invaded the peninsula.", "invaded", "", "February 2014"),
        ("The army killed 12 rebels on 3 June.", "killed", "", "3 June"),
        # Not the reporting's
        ("The ministry said on Friday that rebels attacked the town on Monday.", "attacked", "said", "Monday"),
        ("The ministry said on Friday that rebels attacked the town.", "attacked", "said", None),
        ("Officials said on Thursday police had arrested six students.", "arrested", "said", None),
        ("The ministry said on Sunday its forces had captured a village.", "captured", "said", None),
        ("Rebels attacked the town, the ministry said on Friday.", "attacked", "said", None),
        ("Gunmen killed six soldiers on Monday, the army said on Tuesday.", "killed", "said", "Monday"),
        ("The army said Monday's strike killed six rebels.", "killed", "said", "Monday"),
        # Of joined clauses
        ("Rebels attacked the town on Monday and the army bombed the camp on Tuesday.", "attacked", "", "Monday"),
        ("Rebels attacked the town on Monday and the army bombed the camp on Tuesday.", "bombed", "", "Tuesday"),
        ("On Monday rebels attacked the town and killed six soldiers.", "killed", "", "Monday"),
        ("Troops attacked the village on Monday, killing 12.", "attacked", "", "Monday"),
        # Not what it only speaks about
        ("France condemned Monday's attack.", "condemned", "", None),
        ("France on Tuesday condemned Monday's attack.", "condemned", "", "Tuesday"),
        ("France condemned the attack that killed 12 people on Monday.", "condemned", "", None),
        # Not another clause's
        ("Police arrested a man who killed two women in 2019.", "arrested", "", None),
        ("As of March 2019, nearly 800 villagers had been killed.", "killed", "", None),
        # A series, and what goes on since another act
        (
            "Soldiers took power before dawn on Sunday, arrested the king and closed the airport.",
            "arrested",
            "",
            "dawn on Sunday",
        ),
        ("Since it took power on 1 May, the junta has arrested 300 teachers.", "arrested", "", "1 May"),
        (
            "Since it took power on 1 May, the junta has jailed 20 officers and expelled two envoys.",
            "expelled",
            "",
            "1 May",
        ),
        # What is done in the present is done today; what was done lies not ahead
        ("Norway condemns the killing of nine nurses by the army in Bago on 9 April.", "condemns", "", None),
        ("Norway condemns the killing of nine nurses by the army in Bago on 9 April.", "killing", "", "9 April"),
        ("Norway welcomes the accord signed by both sides on 3 June.", "welcomes", "", None),
        ("Norway today welcomes the accord signed by both sides on 3 June.", "welcomes", "", "today"),
        ("The two states agreed to open talks on 3 July.", "agreed", "", None),
        # How long something lasts is not when it is done
        ("Ghana will deploy 300 soldiers there until the end of the year.", "deploy", "", None),
    ],
)
def test_when(
    language: Language, composer: Composer, text: str, trigger: str, reporting: str, words: str | None
) -> None:
    (s,) = language.parse(text)
    dates = [m for m in dates_of_report(text, anchor=FRIDAY, sentences=(s,)) if m.sentence is not None]
    verb = next((t.i for t in s.tokens if t.text == reporting), -1)
    mentions = merge_mentions(s, list(composer.read(s, speakers={}).mentions), composer.ontology)
    (mention,) = (m for m in mentions if s.tokens[m.frame.trigger].text == trigger)
    when = when_of(s, mention, dates, reporting=verb, anchor=FRIDAY)
    assert (when and when.span and when.span.text) == words


@pytest.mark.parametrize(
    ("text", "trigger", "words"),
    [
        ("The minister said on Thursday that Chad must withdraw its troops.", "withdraw", "Thursday"),
        ("Chad must withdraw its troops, the minister said on Thursday.", "withdraw", "Thursday"),
        ("The minister said on Thursday that Chad must withdraw its troops by Monday.", "withdraw", "Thursday"),
    ],
)
def test_what_is_done_by_saying_it_has_the_day_of_the_saying(
    language: Language, composer: Composer, text: str, trigger: str, words: str
) -> None:
    (s,) = language.parse(text)
    dates = dates_of_report(text, anchor=FRIDAY, sentences=(s,))
    said = next(t.i for t in s.tokens if t.text == "said")
    minister = next(t.i for t in s.tokens if t.text == "minister")
    speakers = dict.fromkeys(range(len(s.tokens)), minister)
    (mention,) = (m for m in composer.read(s, speakers=speakers).mentions if s.tokens[m.frame.trigger].text == trigger)
    when = when_of(s, mention, dates, reporting=said, anchor=FRIDAY, is_own_saying=True)
    assert when is not None
    assert when.span is not None
    assert when.span.text == words
