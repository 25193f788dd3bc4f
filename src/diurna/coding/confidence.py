"""How likely a record's type and parties are right."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

# The sectors that make a party a political one; companies, schools or the press alone do not.
POLITICAL = frozenset(
    {"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM", "PTY", "REB", "UAF", "OPP", "REF", "SOC", "PRE", "ELI"}
)
BODIES = frozenset({"UNO", "EUR", "IGO", "IMG", "ISM", "NGO"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for or against a record."""

    actors: int
    recipients: int
    political: int
    strictness: float
    is_noun: bool
    is_generic: bool
    is_bare: bool
    hypothetical: bool
    pointer: bool
    located: bool


# Log-odds of each kind of evidence; set by `benchmarks/calibrate.py`.
WEIGHTS = {
    "bias": 0.1,
    "actors": 0.7,
    "recipients": 0.6,
    "political": 0.7,
    "strictness": 0.12,
    "is_noun": -0.3,
    "is_generic": -4.0,
    "is_bare": -0.9,
    "hypothetical": -0.5,
    "pointer": -1.2,
    "located": 0.8,
}


def features(evidence: Evidence) -> Mapping[str, float]:
    """The evidence as numbers, named as in WEIGHTS; what is counted counts up to a limit."""
    return {
        "bias": 1.0,
        "actors": min(evidence.actors, 1),
        "recipients": min(evidence.recipients, 1),
        "political": min(evidence.political, 2),
        "strictness": min(evidence.strictness, 6),
        "is_noun": evidence.is_noun,
        "is_generic": evidence.is_generic,
        "is_bare": evidence.is_bare,
        "hypothetical": evidence.hypothetical,
        "pointer": evidence.pointer,
        "located": evidence.located,
    }


def confidence_of(evidence: Evidence) -> float:
    """The calibrated chance, 0 to 1, rounded to three digits."""
    odds = sum(WEIGHTS[name] * value for name, value in features(evidence).items())
    return round(1 / (1 + math.exp(-odds)), 3)
