"""Sentences with their trees: the verb that governs an expression tells its tense. Published on Friday 2022-02-25."""

from datetime import date

import pytest

from diurna.dates import dates_of_report, dates_of_sentence
from tests.dates.tables import FRIDAY, by_words
from tests.dates.trees import tree

ROWS = [
    ("past", "They/PRP/nsubj/2 met=meet/VBD/root/0 on/IN/case/4 Monday/NNP/obl/2", "Monday", date(2022, 2, 21)),
    ("will", "They/PRP/nsubj/3 will/MD/aux/3 meet/VB/root/0 on/IN/case/5 Monday/NNP/obl/3", "Monday", date(2022, 2, 28)),
    ("would", "They/PRP/nsubj/3 would/MD/aux/3 meet/VB/root/0 Monday/NNP/obl/3", "Monday", date(2022, 2, 28)),
    ("plan to", "They/PRP/nsubj/2 plan/VBP/root/0 to/TO/mark/4 meet/VB/xcomp/2 on/IN/case/6 Monday/NNP/obl/4", "Monday", date(2022, 2, 28)),
    ("agreed to", "They/PRP/nsubj/2 agreed=agree/VBD/root/0 to/TO/mark/4 meet/VB/xcomp/2 Monday/NNP/obl/4", "Monday", date(2022, 2, 28)),
    ("managed to", "They/PRP/nsubj/2 managed=manage/VBD/root/0 to/TO/mark/4 meet/VB/xcomp/2 Monday/NNP/obl/4", "Monday", date(2022, 2, 21)),
    ("is to", "He/PRP/nsubj/4 is=be/VBZ/aux/4 to/TO/mark/4 visit/VB/root/0 on/IN/case/6 Monday/NNP/obl/4", "Monday", date(2022, 2, 28)),
    (
        "the act's own verb, not the reporting one",
        "He/PRP/nsubj/2 said=say/VBD/root/0 on/IN/case/4 Friday/NNP/obl/2 they/PRP/nsubj/7 would/MD/aux/7 leave/VB/ccomp/2 Monday/NNP/obl/7",
        "Monday",
        date(2022, 2, 28),
    ),
    (
        "the reporting verb's own day",
        "He/PRP/nsubj/2 said=say/VBD/root/0 on/IN/case/4 Friday/NNP/obl/2 they/PRP/nsubj/7 would/MD/aux/7 leave/VB/ccomp/2 Monday/NNP/obl/7",
        "Friday",
        date(2022, 2, 25),
    ),
    (
        "scheduled for",
        "Talks/NNS/nsubj/5 scheduled=schedule/VBN/acl/1 for/IN/case/4 Monday/NNP/obl/2 failed=fail/VBD/root/0",
        "Monday",
        date(2022, 2, 28),
    ),
    ("an event noun takes the verb's tense", "Monday/NNP/nmod:poss/3 +'s/POS/case/1 attack/NN/nsubj/4 failed=fail/VBD/root/0", "Monday", date(2022, 2, 21)),
    (
        "ahead of",
        "They/PRP/nsubj/2 met=meet/VBD/root/0 ahead/RB/case/7 of/IN/fixed/3 Sunday/NNP/nmod:poss/7 +'s/POS/case/5 vote/NN/obl/2",
        "Sunday",
        date(2022, 2, 27),
    ),
    ("what a calendar has fixed", "The/DT/det/2 talks/NNS/nsubj/3 begin/VBP/root/0 on/IN/case/5 Monday/NNP/obl/3", "Monday", date(2022, 2, 28)),
    ("perfect", "They/PRP/nsubj/3 have/VBP/aux/3 met=meet/VBN/root/0 on/IN/case/5 Monday/NNP/obl/3", "Monday", date(2022, 2, 21)),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expression", "day"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_governing_verb_tells_the_tense(words: str, expression: str, day: date) -> None:
    mention = by_words(dates_of_sentence(tree(words), anchor=FRIDAY), expression)
    assert (mention.start, mention.end) == (day, day)


def test_a_headline_tells_the_past_in_the_present() -> None:
    words = "Army/NNP/nsubj/2 shells=shell/VBZ/root/0 town/NN/obj/2 on/IN/case/5 Monday/NNP/obl/2"
    (mention,) = dates_of_sentence(tree(words, is_headline=True), anchor=FRIDAY)
    assert mention.start == date(2022, 2, 21)


def test_mentions_name_their_tokens() -> None:
    sentence = tree(
        "They/PRP/nsubj/2 met=meet/VBD/root/0 on/IN/case/4 March/NNP/obl/2 3/CD/nummod/4 +,/,/punct/4 2014/CD/nummod/4 +././punct/2".replace(
            "/,/punct", "/./punct"
        )
    )
    (mention,) = dates_of_sentence(sentence, anchor=FRIDAY)
    assert mention.span.text == "March 3, 2014"
    assert mention.tokens == (3, 6)
    assert mention.sentence == 0


def test_a_length_in_the_perfect_ends_at_publication() -> None:
    words = "They/PRP/nsubj/3 have/VBP/aux/3 fought=fight/VBN/root/0 for/IN/case/6 three/CD/nummod/6 years/NNS/obl/3"
    (mention,) = dates_of_sentence(tree(words), anchor=FRIDAY)
    assert (mention.start, mention.end) == (date(2019, 2, 26), FRIDAY)


def test_a_report_takes_its_tenses_from_its_sentences() -> None:
    sentence = tree("They/PRP/nsubj/2 plan/VBP/root/0 to/TO/mark/4 meet/VB/xcomp/2 on/IN/case/6 Monday/NNP/obl/4")
    (mention,) = dates_of_report(sentence.text, anchor=FRIDAY, sentences=[sentence])
    assert (mention.start, mention.tokens) == (date(2022, 2, 28), (5, 5))
