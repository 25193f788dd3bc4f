"""The matrix: rows, columns, cells."""

from __future__ import annotations

from typing import Any

from diurna.plots.heat import heat
from diurna.record import Event
from tests.export.made_up import act, party


def records() -> list[Event]:
    def between(actor: str, recipient: str, kind: str = "ASSAULT") -> Event:
        return act(kind, actors=(party(actor, "GOV"),), recipients=(party(recipient),))

    return [
        between("RUS", "UKR"),
        between("RUS", "UKR"),
        between("RUS", "UKR", "CONSULT"),
        between("UKR", "RUS"),
        between("KEN", "SOM", "AID"),
    ]


def cells(spec: dict[str, Any]) -> dict[tuple[str, str], int]:
    return {(value["row"], value["column"]): value["records"] for value in spec["data"]["values"]}


def test_actors_by_recipients_the_busiest_first() -> None:
    spec = heat(records())
    assert cells(spec) == {("Russia", "Ukraine"): 3, ("Ukraine", "Russia"): 1, ("Kenya", "Somalia"): 1}
    assert spec["encoding"]["y"]["sort"][0] == "Russia"
    assert spec["encoding"]["x"]["sort"][0] == "Ukraine"


def test_pairs_by_type_from_words_of_cooperation_to_deeds_of_conflict() -> None:
    spec = heat(records(), of="types", top=2)
    assert cells(spec)["Russia → Ukraine", "ASSAULT"] == 2
    assert spec["encoding"]["x"]["sort"] == ["CONSULT", "AID", "ASSAULT"]
    assert spec["encoding"]["y"]["sort"] == ["Russia → Ukraine", "Kenya → Somalia"]
    assert spec["title"]["subtitle"] == "4 acts of one party towards another; 1 act of the less busy not shown"


def test_sectors_make_parties_of_their_own() -> None:
    assert ("Russia, government", "Ukraine") in cells(heat(records(), sectors=True))


def test_nothing_to_show_is_said() -> None:
    assert heat([act(actors=())])["data"]["values"] == [{"said": "No record has a known party on both sides"}]
