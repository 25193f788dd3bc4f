"""Who did what to whom, as a directed graph: parties are nodes, and all records of one party towards another are one edge.

A node is a code with its first sector ("MMR:MIL"), as the filters of the archive write it; a party without a code is its name. Acts that the
parties do together (a meeting, an agreement: `mutual` in the ontology) have an edge each way between any two of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import permutations, product
from typing import TYPE_CHECKING, BinaryIO

from diurna.export.cells import xml_text
from diurna.export.countries import country_name
from diurna.export.telling import LeftOut, report_day
from diurna.export.written import Written
from diurna.ontology import load_ontology
from diurna.record import Entity, Event

if TYPE_CHECKING:
    import networkx

    from diurna.archive.tied import TieCount

SECTORS = {
    "COP": "police", "GOV": "government", "JUD": "courts", "LEG": "parliament", "MIL": "military", "PRM": "paramilitaries",
    "PTY": "parties", "REB": "rebels", "SPY": "intelligence", "UAF": "armed men", "AGR": "farmers", "BUS": "business", "CRM": "criminals",
    "CVL": "civilians", "EDU": "education", "ELI": "elites", "JRN": "media", "LAB": "labour", "MED": "health", "REF": "refugees",
    "OPP": "opposition", "PRE": "partly recognised", "REL": "religious", "SOC": "civil society",
}  # fmt: skip
"""What a sector is called behind a country ("Myanmar, military")."""
BODIES = {"UNO": "United Nations", "EUR": "European Union", "IGO": "international organisations", "NGO": "NGOs", "ISM": "transnational movements", "IMG": "transnational armed groups", "MNC": "multinational firms"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """A party as a node: `id` ("MMR:MIL", ":REB", or a name), its code and first sector, and `label` in words."""

    id: str
    label: str
    code: str | None
    sector: str | None


@dataclass(slots=True)
class Edge:
    """All records of one party towards another. `goldstein` sums over those that have a score; `mutual` of the weight are done together."""

    weight: int = 0
    mutual: int = 0
    goldstein: float = 0.0
    scored: int = 0
    first: str = ""
    last: str = ""
    types: dict[str, int] = field(default_factory=dict)
    quads: dict[int, int] = field(default_factory=dict)

    def add(self, event: Event, *, mutual: bool) -> None:
        self.weight += 1
        self.mutual += mutual
        self.types[event.event] = self.types.get(event.event, 0) + 1
        if event.quad_code is not None:
            self.quads[event.quad_code] = self.quads.get(event.quad_code, 0) + 1
        if event.goldstein is not None:
            self.goldstein += event.goldstein
            self.scored += 1
        told = event.when.start if event.when else report_day(event)
        if told is not None:
            day = told.isoformat()
            self.first = min(self.first, day) if self.first else day
            self.last = max(self.last, day)


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by id, edges by the ids of actor and recipient, and what was left out."""

    nodes: dict[str, Node]
    edges: dict[tuple[str, str], Edge]
    left_out: dict[str, int]


def network(events: Iterable[Event], *, sectors: bool = True) -> Network:
    """The network of records. Left out are records of one side alone, and what did not happen (negated, hypothetical).

    Without `sectors`, all parties of a code are one node.
    """
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str], Edge] = {}
    left_out = LeftOut()
    for event in events:
        if event.status in ("negated", "hypothetical"):
            left_out.add(event.status)
            continue
        ties = {(tie[0].id, tie[1].id): tie for tie in _ties(event, sectors)}
        if not ties:
            left_out.add("without a known party on either side")
        for actor, recipient, mutual in ties.values():
            nodes.setdefault(actor.id, actor)
            nodes.setdefault(recipient.id, recipient)
            edges.setdefault((actor.id, recipient.id), Edge()).add(event, mutual=mutual)
    return Network(dict(sorted(nodes.items())), dict(sorted(edges.items())), left_out.counts())


def network_of(counts: Iterable[TieCount]) -> Network:
    """The same network, without sectors, of records that an archive counted by who acts towards whom."""
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str], Edge] = {}
    for one in counts:
        for party in (one.actor, one.recipient):
            nodes.setdefault(party, node_called(party))
        edge = edges.setdefault((one.actor, one.recipient), Edge())
        edge.weight += one.events
        edge.mutual += one.mutual
        edge.goldstein += one.goldstein
        edge.scored += one.scored
        edge.types[one.type] = edge.types.get(one.type, 0) + one.events
        if one.quad is not None:
            edge.quads[one.quad] = edge.quads.get(one.quad, 0) + one.events
    return Network(dict(sorted(nodes.items())), dict(sorted(edges.items())), {})


def node_called(party: str) -> Node:
    """The node of an id without a sector beside its code: a code (three capitals), ":" and a sector, or a name."""
    if re.fullmatch("[A-Z]{3}", party):
        return Node(party, country_name(party) or BODIES.get(party, party), party, None)
    if party.startswith(":") and party[1:] in load_ontology().sectors:
        return Node(party, SECTORS.get(party[1:], party[1:]), None, party[1:])
    return Node(party, party, None, None)


def node_of(party: Entity, *, sectors: bool = True) -> Node | None:
    """The node of a party; None for one that has neither code nor name nor sector. Without `sectors` a code has none."""
    sector = party.sector[0] if party.sector and (sectors or party.code is None) else None
    if party.code is not None:
        label = country_name(party.code) or BODIES.get(party.code, party.code)
        if sector is not None:
            label += f", {SECTORS.get(sector, sector)}"
        return Node(f"{party.code}:{sector}" if sector else party.code, label, party.code, sector)
    if party.name is not None:
        return Node(party.name, party.name, None, sector)
    return Node(f":{sector}", SECTORS.get(sector, sector), None, sector) if sector else None


def write_graphml(events: Iterable[Event], stream: BinaryIO) -> Written:
    """Write the network as GraphML; the count is of edges."""
    from networkx.readwrite.graphml import write_graphml_xml

    found = network(events)
    # NetworkX's other writer uses lxml where that is installed, and its files differ
    write_graphml_xml(graph_of(found), stream, prettyprint=True, named_key_ids=True)
    return Written(len(found.edges), found.left_out)


def write_gexf(events: Iterable[Event], stream: BinaryIO) -> Written:
    """Write the network as GEXF 1.2; the count is of edges."""
    from networkx.readwrite.gexf import GEXFWriter

    found = network(events)
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph_of(found))
    for meta in writer.xml.findall("meta"):  # the day of writing: the same records shall give the same file
        writer.xml.remove(meta)
    writer.write(stream)
    return Written(len(found.edges), found.left_out)


def graph_of(found: Network) -> networkx.DiGraph:
    """The network as a graph of NetworkX, its nodes and edges with attributes that both file forms can hold."""
    import networkx

    graph = networkx.DiGraph()
    kinds = sorted({kind for edge in found.edges.values() for kind in edge.types})
    for node in found.nodes.values():
        graph.add_node(
            xml_text(node.id),
            label=xml_text(node.label),
            code=xml_text(node.code or ""),
            sector=xml_text(node.sector or ""),
        )
    for (actor, recipient), edge in found.edges.items():
        means = {"goldstein_mean": round(edge.goldstein / edge.scored, 3)} if edge.scored else {}
        graph.add_edge(
            xml_text(actor),
            xml_text(recipient),
            weight=edge.weight,
            mutual=edge.mutual,
            first=edge.first,
            last=edge.last,
            **means,
            **{f"quad_{quad}": edge.quads.get(quad, 0) for quad in (1, 2, 3, 4)},
            **{xml_text(kind): edge.types.get(kind, 0) for kind in kinds},
        )
    return graph


def _ties(event: Event, sectors: bool) -> Iterator[tuple[Node, Node, bool]]:
    """Each pair of parties that the record ties, and whether they do the act together."""
    actors = [node for party in event.actors if (node := node_of(party, sectors=sectors))]
    recipients = [node for party in event.recipients if (node := node_of(party, sectors=sectors))]
    if event.cameo in mutual_codes():
        everybody = {node.id: node for node in (*actors, *recipients)}
        if not recipients:
            yield from ((one, other, True) for one, other in permutations(everybody.values(), 2))
        for one, other in product(actors, recipients):
            if one.id != other.id:
                yield one, other, True
                yield other, one, True
        return
    yield from ((actor, recipient, False) for actor, recipient in product(actors, recipients))


@cache
def mutual_codes() -> frozenset[str]:
    """CAMEO's codes of acts that their parties do together: those of which the ontology has more mutual acts than others."""
    acts = [act for act in load_ontology().acts.values() if act.type != "-"]
    return frozenset(
        code for code in {act.cameo for act in acts} if sum(1 if a.mutual else -1 for a in acts if a.cameo == code) > 0
    )
