"""The ontology as values: types, modes, contexts, acts, families, stances."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from diurna.errors import DataError

KINDS = ("friendly", "yield", "reform", "hostile", "force", "measure", "good", "verbal")
# Kinds that a stance treats as another where it does not name them.
LIKE = {"force": "hostile", "measure": "hostile"}
# Kinds that come to nothing under a stance that does not name them.
OPTIONAL_KINDS = frozenset({"good"})
STATEMENT = "STATEMENT"
# The stances under which a family of acts has a CAMEO code of its own.
CODE_COLUMNS = ("appeal", "intend", "demand", "refuse", "threaten", "accuse", "investigate")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A PLOVER type: quad class 1-4, score, and the score of each of its modes."""

    name: str
    quad: int
    score: float
    gloss: str
    modes: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    code: str
    label: str
    goldstein: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """What an act becomes under a stance. `modes`: request, reject, threat; `codes`: one for each of CODE_COLUMNS."""

    name: str
    kind: str
    modes: Mapping[str, str]
    codes: Mapping[str, str]
    stop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something done. `type` is "-" where the act simply done is no event."""

    name: str
    type: str
    modes: tuple[str, ...]
    cameo: str
    family: str
    mutual: bool
    gloss: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A cell of the act x stance table."""

    type: str
    modes: str
    cameo: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceRule:
    """What a stance makes of an act: `outcomes` by the kind of act, or a `transform` of the act."""

    name: str
    gloss: str
    outcomes: Mapping[str, Outcome]
    alone: Outcome | None
    recipient: tuple[str, ...]
    keeps_act: bool
    voice: str | None
    transform: str | None
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """All of it; `transforms` maps allow and prevent to acts by family."""

    version: str
    types: Mapping[str, EventType]
    contexts: tuple[str, ...]
    sectors: tuple[str, ...]
    cameo: Mapping[str, CameoCode]
    families: Mapping[str, Family]
    acts: Mapping[str, Act]
    stances: Mapping[str, StanceRule]
    transforms: Mapping[str, Mapping[str, str]]

    def scale(self, event: str, modes: tuple[str, ...]) -> float | None:
        """The PLOVER score of the first mode, or else of the type; None for a statement."""
        if event not in self.types:
            return None
        kind = self.types[event]
        return kind.modes[modes[0]] if modes else kind.score

    def quad(self, event: str) -> int | None:
        return self.types[event].quad if event in self.types else None

    def goldstein(self, code: str | None) -> float | None:
        return self.cameo[code].goldstein if code is not None and code in self.cameo else None


VERSION = "1"


@cache
def load_ontology() -> Ontology:
    """The shipped ontology, checked: unknown names, codes and keys raise DataError."""
    plover = _toml("plover.toml")
    types = {
        name: EventType(name=name, quad=t["quad"], score=float(t["score"]), gloss=t["gloss"], modes=t.get("modes", {}))
        for name, t in plover["types"].items()
    }
    cameo = {
        r["code"]: CameoCode(code=r["code"], label=r["label"], goldstein=float(r["goldstein"]))
        for r in _tsv("cameo.tsv")
    }
    families = {r["family"]: _family(r) for r in _tsv("families.tsv")}
    acts = {r["act"]: _act(r) for r in _tsv("acts.tsv")}
    stances = {name: _stance(name, table) for name, table in _toml("stances.toml").items()}
    ontology = Ontology(
        version=VERSION,
        types=types,
        contexts=tuple(plover["contexts"]["names"]),
        sectors=tuple(plover["sectors"]["names"]),
        cameo=cameo,
        families=families,
        acts=acts,
        stances=stances,
        transforms=_toml("transforms.toml"),
    )
    _check(ontology)
    return ontology


def _check(o: Ontology) -> None:
    for act in o.acts.values():
        if act.family not in o.families:
            raise DataError(f"acts.tsv: {act.name}: unknown family {act.family!r}")
        if act.cameo not in o.cameo:
            raise DataError(f"acts.tsv: {act.name}: unknown CAMEO code {act.cameo!r}")
        if act.type not in o.types and act.type not in ("-", STATEMENT):
            raise DataError(f"acts.tsv: {act.name}: unknown type {act.type!r}")
        for mode in act.modes:
            if mode not in o.types[act.type].modes:
                raise DataError(f"acts.tsv: {act.name}: {act.type} has no mode {mode!r}")
    for family in o.families.values():
        if family.kind not in KINDS:
            raise DataError(f"families.tsv: {family.name}: unknown kind {family.kind!r}")
        if family.stop and family.stop not in o.acts:
            raise DataError(f"families.tsv: {family.name}: unknown act {family.stop!r} under stop")
        for column, type_ in (("request", "REQUEST"), ("reject", "REJECT"), ("threat", "THREATEN")):
            mode = family.modes[column]
            if mode and mode not in o.types[type_].modes:
                raise DataError(f"families.tsv: {family.name}: {type_} has no mode {mode!r}")
        for column, code in family.codes.items():
            if code and code not in o.cameo:
                raise DataError(f"families.tsv: {family.name}: unknown CAMEO code {code!r} under {column}")
    for name, table in o.transforms.items():
        for family_name, act_name in table.items():
            if family_name not in o.families or act_name not in o.acts:
                raise DataError(f"transforms.toml: {name}: unknown family or act in {family_name} = {act_name!r}")


def _family(r: Mapping[str, str]) -> Family:
    return Family(
        name=r["family"],
        kind=r["kind"],
        modes={c: r[c] for c in ("request", "reject", "threat")},
        codes={c: r[c] for c in CODE_COLUMNS},
        stop=r["stop"],
    )


def _act(r: Mapping[str, str]) -> Act:
    return Act(
        name=r["act"],
        type=r["type"],
        modes=tuple(m for m in r["modes"].split("|") if m),
        cameo=r["cameo"],
        family=r["family"],
        mutual=r["mutual"] == "yes",
        gloss=r["gloss"],
    )


def _stance(name: str, table: Mapping[str, Any]) -> StanceRule:
    known = {*KINDS, "gloss", "alone", "recipient", "keeps_act", "voice", "transform", "own"}
    if strange := set(table) - known:
        raise DataError(f"stances.toml: {name}: unknown key {sorted(strange)[0]!r}")
    try:
        cells = {kind: table.get(kind) or table.get(LIKE.get(kind, "")) for kind in KINDS}
        outcomes = {kind: Outcome(**cell) for kind, cell in cells.items() if cell}
        alone = Outcome(**table["alone"]) if "alone" in table else None
    except TypeError as error:
        raise DataError(f"stances.toml: {name}: {error}") from None
    if not table.get("transform") and set(KINDS) - set(outcomes) - OPTIONAL_KINDS:
        raise DataError(f"stances.toml: {name}: needs an outcome for each of {', '.join(KINDS)}")
    return StanceRule(
        name=name,
        gloss=table["gloss"],
        outcomes=outcomes,
        alone=alone,
        recipient=tuple(table["recipient"]),
        keeps_act=table.get("keeps_act", False),
        voice=table.get("voice"),
        transform=table.get("transform"),
        own=table.get("own", False),
    )


def _text(name: str) -> str:
    return (resources.files("diurna.ontology") / "data" / name).read_text("utf-8")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(_text(name))


def _tsv(name: str) -> list[dict[str, str]]:
    lines = [line for line in _text(name).splitlines() if line and not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise DataError(f"{name}: row {number} has not the columns of the header: {next(iter(row.values()))!r}")
    return rows
