"""What the words between two toponyms say."""

from __future__ import annotations

import pytest

from diurna.places.relations import Relation, relations
from diurna.places.values import Toponym
from diurna.record import Span


def _toponyms(number: int) -> list[Toponym]:
    return [
        Toponym(span=Span(i, i + 1, "x"), sentence=0, first=i, last=i, head=i, name="x", entries=())
        for i in range(number)
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (", ", {Relation(0, 1, "in"), Relation(0, 1, "list")}),
        (" in ", {Relation(0, 1, "in")}),
        (", in ", {Relation(0, 1, "in")}),
        (" in the ", {Relation(0, 1, "in")}),
        (" (", {Relation(0, 1, "in")}),
        (" of ", {Relation(0, 1, "in")}),
        (" located in ", {Relation(0, 1, "in")}),
        (" in the province of ", {Relation(0, 1, "in")}),
        (" in the restive ", {Relation(0, 1, "in")}),
        ("'s ", {Relation(1, 0, "in")}),
        ("’s capital ", {Relation(1, 0, "in")}),
        (" city of ", {Relation(1, 0, "in")}),
        (" and ", {Relation(0, 1, "list")}),
        (", and ", {Relation(0, 1, "list")}),
        (" or ", {Relation(0, 1, "list")}),
        (" attacked ", set()),
        (" to ", set()),
        ("\n", set()),
    ],
)
def test_relation_of_neighbours(words: str, expected: set[Relation]) -> None:
    assert set(relations(_toponyms(2), [words, "\n"])) == expected


def test_container_of_the_second_holds_the_first() -> None:
    found = relations(_toponyms(3), [", ", " in ", "\n"])
    assert Relation(0, 2, "in") in found
