"""Write docs/composition.md: what each stance makes of each family of acts, in PLOVER and CAMEO, from the ontology.

usage: python scripts/composition_table.py [--check]      --check only says whether the page is up to date
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from diurna.acts.meaning import Meaning, compose, meaning_of_act
from diurna.ontology import Act, Ontology, load_ontology

PAGE = Path(__file__).parents[1] / "docs" / "composition.md"
TITLE = "# Acts and stances: what they come to in PLOVER and CAMEO"
INTRODUCTION = """
Generated from `src/diurna/ontology/data/` by `python scripts/composition_table.py`; a test keeps it up to date.

An act of the lexicon ("send tanks") is an event by itself. Under a stance ("refused to …", "urged … to …") the two make one event, by the
family that the act belongs to. A cell reads **TYPE** mode CAMEO ("its code": the act's own); *future*, *hypothetical* or *negated* where the event has not
taken place; — where the two come to no event. Stances nest: what one stance gave is the act of the next.
""".strip()


def page(ontology: Ontology) -> str:
    """The whole page, with a line end."""
    return "\n\n".join((TITLE, INTRODUCTION, *stances(ontology), acts(ontology))) + "\n"


def stances(ontology: Ontology) -> Iterator[str]:
    """The stances with their gloss, then families by stances, a few columns at a time so that the tables can be read."""
    yield "## Stances\n\n" + table(
        ("stance", "means", "with no act that the lexicon knows"),
        [(rule.name, rule.gloss, alone_cell(ontology, rule.name)) for rule in ontology.stances.values()],
    )
    names = tuple(ontology.stances)
    yield "## Families of acts under each stance"
    for start in range(0, len(names), 5):
        some = names[start : start + 5]
        rows = [
            (family, *(composed_cell(ontology, stance, example_of(family)) for stance in some))
            for family in ontology.families
        ]
        yield table(("family", *some), rows)


def acts(ontology: Ontology) -> str:
    rows = [
        (act.name, event_cell(meaning_of_act(act, (), ())), act.family, act.gloss) for act in ontology.acts.values()
    ]
    return "## Acts\n\n" + table(("act", "simply done", "family", "means"), rows)


def example_of(family: str) -> Act:
    """An act that stands for its family; "its act" in a cell is the type, mode and code that the act has by itself."""
    return Act(name=family, type="ITS-ACT", modes=(), cameo="", family=family, mutual=False, gloss="")


def composed_cell(ontology: Ontology, stance: str, act: Act) -> str:
    return event_cell(compose(ontology, ontology.stances[stance], meaning_of_act(act, (1,), (2,)), (3,), (4,)))


def alone_cell(ontology: Ontology, stance: str) -> str:
    alone = ontology.stances[stance].alone
    if alone is None or alone.type == "none":
        return "—"
    return " ".join(filter(None, (f"**{alone.type}**", "" if alone.modes == "none" else alone.modes, alone.cameo)))


def event_cell(meaning: Meaning | None) -> str:
    if meaning is None or not meaning.type:
        return "—"
    status = "" if meaning.status == "actual" else f"*{meaning.status}*"
    if meaning.type == "ITS-ACT":
        return f"its act {status}".rstrip()
    return " ".join(
        filter(None, (f"**{meaning.type}**", ", ".join(meaning.modes), meaning.cameo or "its code", status))
    )


def table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in (header, ("---",) * len(header), *rows))


def main() -> int:
    wanted = page(load_ontology())
    if "--check" in sys.argv[1:]:
        return int(not PAGE.exists() or PAGE.read_text("utf-8") != wanted)
    PAGE.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
