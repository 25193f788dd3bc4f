"""The ontology as data: PLOVER's types, modes, contexts and sectors, CAMEO's codes, acts, and the act x stance table.

`data/acts.tsv` says what each act is when done, `data/families.tsv` what it becomes when asked for, intended, refused, threatened
or stopped, `data/stances.toml` how a stance composes with it.
"""

from diurna.ontology.ontology import (
    KINDS,
    STATEMENT,
    Act,
    CameoCode,
    EventType,
    Family,
    Ontology,
    Outcome,
    StanceRule,
    load_ontology,
)

__all__ = [
    "KINDS",
    "STATEMENT",
    "Act",
    "CameoCode",
    "EventType",
    "Family",
    "Ontology",
    "Outcome",
    "StanceRule",
    "load_ontology",
]
