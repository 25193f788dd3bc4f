"""The company of a record: what the other sentences of its report say for it."""

from __future__ import annotations

import pytest

from diurna.coding import Coder
from diurna.coding.company import company_of, confidences_of
from diurna.coding.explain import explain_report
from diurna.record import Report

UNSURE = "Six students were arrested on the road to the airport."
POLITICAL = (
    "Chad condemned the coup in Niger. The army of Mali shelled a village on Monday, killing nine people. France urged Mali to hold elections. "
    "Ministers of Ghana and Togo met in Accra on Tuesday. "
)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(min_confidence=0.0)


@pytest.mark.parametrize(
    ("political", "sentences", "least", "most"),
    [
        (0, 0, 0.0, 0.0),
        (0, 12, 0.0, 0.0),
        (1, 40, 0.0, 0.0),
        (4, 40, 0.0, 0.0),
        (1, 2, 0.3, 0.34),
        (3, 6, 1.0, 1.0),
        (9, 12, 1.0, 1.0),
        (6, 40, 0.2, 0.3),
    ],
)
def test_company_counts_other_sentences_and_their_share(
    political: int, sentences: int, least: float, most: float
) -> None:
    assert least <= company_of(political, sentences) <= most


def test_no_records_no_confidences() -> None:
    assert confidences_of([], 4) == []


def test_a_sentence_among_political_ones_is_surer(coder: Coder) -> None:
    alone = [e for e in coder.code(Report.from_text(UNSURE)) if e.trigger.text.startswith("arrested")]
    among = [e for e in coder.code(Report.from_text(POLITICAL + UNSURE)) if e.trigger.text.startswith("arrested")]
    assert [e.event for e in alone] == [e.event for e in among] == ["COERCE"]
    for before, after in zip(alone, among, strict=True):
        assert after.confidence > before.confidence + 0.1


def test_everyday_company_says_nothing(coder: Coder) -> None:
    everyday = "My sister bakes bread. We went to the lake on Sunday. The new phone is cheap. The film was long. "
    alone = coder.code(Report.from_text(UNSURE))
    among = [e for e in coder.code(Report.from_text(everyday + UNSURE)) if e.sentence.text == UNSURE]
    assert [e.confidence for e in alone] == [e.confidence for e in among] != []


def test_explain_gives_the_confidence_of_the_record(coder: Coder) -> None:
    report = Report.from_text(POLITICAL + UNSURE)
    explained = {r.event.id: r.event.confidence for s in explain_report(coder, report).sentences for r in s.records}
    assert explained
    assert {e.id: e.confidence for e in coder.code(report)}.items() <= explained.items()
