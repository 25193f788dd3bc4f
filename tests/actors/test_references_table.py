"""The table data/references.tsv: pronouns, surnames and descriptions led back to the parties that they mean.

The sentences are read by the shipped language pipeline, so a row can fail for a wrong analysis: a share of them must
hold, and
the rows that do not are printed.
"""

from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from diurna.actors import Parties
from diurna.actors.tables import read_rows
from diurna.language import Language, Sentence, load_language
from diurna.record import Entity

TABLE = Path(__file__).parent / "data/references.tsv"
ROWS = [row for _, row in read_rows(TABLE, ("text", "name", "code", "sector"))]
FLOOR = 0.85
DAY = date(2022, 3, 15)


@lru_cache(maxsize=1)
def language() -> Language:
    return load_language()


def sentences_of(row: dict[str, str]) -> tuple[Sentence, ...]:
    return language().parse(row["text"].replace("[", "").replace("]", ""))


def entities_of(row: dict[str, str]) -> list[Entity]:
    """The entities of the words in brackets."""
    start, end = row["text"].index("["), row["text"].index("]") - 1
    sentences = sentences_of(row)
    parties = Parties(sentences, DAY)
    for sentence in sentences:
        inside = [token for token in sentence.tokens if start <= token.start and token.end <= end]
        if inside:
            numbers = {token.i for token in inside}
            head = next(token.i for token in inside if token.head not in numbers or token.head == token.i)
            return parties.entity(sentence.index, head, acting=True)
    raise AssertionError(f"no token in the brackets of {row['text']!r}")


def agrees(asked: str, found: list[str | None]) -> bool:
    wanted = asked.split("+")
    if asked == "*" or asked.split("+") == ["*"]:
        return True
    if len(wanted) == 1 and wanted[0] == "-":
        return all(value is None for value in found)
    return [None if value == "-" else value for value in wanted] == found


def misses(row: dict[str, str]) -> str | None:
    entities = entities_of(row)
    found = {
        "name": [entity.name for entity in entities],
        "code": [entity.code for entity in entities],
        "sector": [entity.sector[0] if entity.sector else None for entity in entities][:1],
    }
    wrong = [field for field in found if not agrees(row[field], found[field])]
    return f"{row['text']}: {found}, wanted {row['name']} {row['code']} {row['sector']}" if wrong else None


def test_a_share_of_the_references_is_resolved() -> None:
    wrong = [message for row in ROWS if (message := misses(row))]
    print(*wrong, sep="\n")
    assert len(wrong) <= (1 - FLOOR) * len(ROWS), f"{len(wrong)} of {len(ROWS)} references are not as the table says"


def test_every_span_quotes_its_sentence() -> None:
    for row in ROWS:
        for entity in entities_of(row):
            assert entity.span is not None
            assert (
                row["text"].replace("[", "").replace("]", "")[entity.span.start : entity.span.end] == entity.span.text
            )


@pytest.mark.parametrize("row", ROWS[:5])
def test_the_order_of_asking_does_not_matter(row: dict[str, str]) -> None:
    sentences = sentences_of(row)
    places = [(s.index, t.i) for s in sentences for t in s.tokens if t.upos in ("NOUN", "PROPN", "PRON")]
    forwards, backwards = Parties(sentences, DAY), Parties(sentences, DAY)
    asked = {place: forwards.entity(*place) for place in places}
    assert {place: backwards.entity(*place) for place in reversed(places)} == asked
