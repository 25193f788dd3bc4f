"""The network of parties, and its files read by NetworkX."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

import networkx
import pytest

from diurna.export.network import Node, mutual_codes, network, node_of, write_gexf, write_graphml
from diurna.export.written import Written
from diurna.record import Entity, Event
from tests.export.made_up import act, party

NODES = [
    (party("MMR", "MIL", "GOV"), Node("MMR:MIL", "Myanmar, military", "MMR", "MIL")),
    (party("MMR", name="Myanmar"), Node("MMR", "Myanmar", "MMR", None)),
    (party("UNO", "MIL"), Node("UNO:MIL", "United Nations, military", "UNO", "MIL")),
    (party(None, "LAB", name="Dockers' Union"), Node("Dockers' Union", "Dockers' Union", None, "LAB")),
    (party(None, "REB"), Node(":REB", "rebels", None, "REB")),
    (party(None), None),
]


@pytest.mark.parametrize(("given", "node"), NODES)
def test_a_party_is_a_node_by_code_and_sector_or_by_name(given: Entity, node: Node | None) -> None:
    assert node_of(given) == node


def meeting(*actors: Entity, recipients: tuple[Entity, ...] = ()) -> Event:
    return act("CONSULT", cameo="040", goldstein=1.0, quad_code=1, actors=actors, recipients=recipients)


def test_an_edge_sums_up_all_records_of_one_party_towards_another() -> None:
    given = [
        act(goldstein=-10.0),
        act("COERCE", goldstein=-5.0, when=None),
        act("REQUEST", goldstein=None, quad_code=3),
        act("AID", actors=(party("UKR", "MIL"),), recipients=(party("RUS", "MIL"),), quad_code=2),
    ]
    found = network(given)
    assert list(found.nodes) == ["RUS:MIL", "UKR:MIL"]
    assert list(found.edges) == [("RUS:MIL", "UKR:MIL"), ("UKR:MIL", "RUS:MIL")]
    edge = found.edges["RUS:MIL", "UKR:MIL"]
    assert (edge.weight, edge.goldstein, edge.scored, edge.mutual) == (3, -15.0, 2, 0)
    assert (edge.first, edge.last) == ("2024-02-28", "2024-03-01")
    assert edge.types == {"ASSAULT": 1, "COERCE": 1, "REQUEST": 1}
    assert edge.quads == {4: 2, 3: 1}


@pytest.mark.parametrize(
    ("given", "ties"),
    [
        (meeting(party("KEN"), party("ETH")), {("KEN", "ETH"), ("ETH", "KEN")}),
        (meeting(party("KEN"), recipients=(party("ETH"),)), {("KEN", "ETH"), ("ETH", "KEN")}),
        (meeting(party("KEN"), recipients=(party("KEN"),)), set()),
        (act(actors=(party("KEN"), party("ETH")), recipients=(party("SOM"),)), {("KEN", "SOM"), ("ETH", "SOM")}),
        (act(actors=(party("MMR"),), recipients=(party("MMR"),)), {("MMR", "MMR")}),
        (act(actors=(party("KEN"), party("ETH")), recipients=()), set()),
    ],
)
def test_acts_done_together_tie_both_ways(given: Event, ties: set[tuple[str, str]]) -> None:
    found = network([given])
    assert set(found.edges) == ties
    assert found.left_out == ({} if ties else {"without a known party on either side": 1})
    assert all(edge.mutual == (given.event == "CONSULT") for edge in found.edges.values())


def test_what_did_not_happen_ties_nobody() -> None:
    assert network([act(status="negated"), act(status="hypothetical")]).left_out == {"negated": 1, "hypothetical": 1}


def test_codes_of_acts_that_parties_do_together() -> None:
    assert {"040", "041", "057", "061"} <= mutual_codes()
    assert not {"030", "190", "042", "111"} & mutual_codes()


FORMS = [
    (write_graphml, networkx.read_graphml),
    (write_gexf, lambda stream: networkx.read_gexf(stream, version="1.2draft")),
]


@pytest.mark.parametrize(("write", "read"), FORMS)
def test_networkx_reads_nodes_and_edges_with_their_attributes(
    write: Callable[[list[Event], BinaryIO], Written], read: Callable[[BinaryIO], networkx.DiGraph]
) -> None:
    given = [act(goldstein=-10.0), meeting(party("KEN"), party(None, name="A & <B>\x00"))]
    stream = io.BytesIO()
    assert write(given, stream).count == 3
    graph = read(io.BytesIO(stream.getvalue()))
    assert graph.is_directed()
    assert set(graph.nodes) == {"RUS:MIL", "UKR:MIL", "KEN", "A & <B>\ufffd"}
    assert graph.nodes["RUS:MIL"]["label"] == "Russia, military"
    edge = graph.edges["RUS:MIL", "UKR:MIL"]
    assert (edge["weight"], edge["goldstein_mean"], edge["ASSAULT"], edge["CONSULT"], edge["quad_4"]) == (
        1,
        -10.0,
        1,
        0,
        1,
    )
    assert edge["first"] == "2024-02-28"
    assert graph.edges["KEN", "A & <B>\ufffd"]["mutual"] == 1
    again = io.BytesIO()
    write(given, again)
    assert again.getvalue() == stream.getvalue()


@pytest.mark.parametrize(("write", "read"), FORMS)
def test_no_record_is_a_graph_too(
    write: Callable[[list[Event], BinaryIO], Written], read: Callable[[BinaryIO], networkx.DiGraph]
) -> None:
    stream = io.BytesIO()
    write([], stream)
    assert len(read(io.BytesIO(stream.getvalue()))) == 0
