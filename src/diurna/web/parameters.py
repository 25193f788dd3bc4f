"""The parameters of queries, declared once: what reads them into a filter, and what describes them in the API."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from starlette.datastructures import QueryParams

from diurna.archive import filters as f
from diurna.errors import InputError
from diurna.ontology import load_ontology

T = TypeVar("T")

LONGEST = 300
"""Characters of a value, at most."""
MOST = 50
"""Values of one parameter, at most."""
MOST_ROWS = 500
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter: the field of `EventFilter` that it fills, what it means, and its form as a JSON Schema. `many`: it may be given again."""

    name: str
    field: str
    help: str
    schema: Schema
    many: bool = False


def _text(**more: Any) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": LONGEST, **more}


def filter_parameters() -> tuple[Parameter, ...]:
    """All parameters of a filter, those of `diurna events` by the same names."""
    types = [*load_ontology().types, "STATEMENT"]
    day = _text(format="date")
    party = "a code (RUS), a sector (MIL), both (RUS:MIL), or a name"
    return (
        Parameter(name="since", field="since", help="on this day or later: the day of the act, else of the report", schema=day),
        Parameter(name="until", field="until", help="on this day or before", schema=day),
        Parameter(name="type", field="types", help="PLOVER type", schema={"enum": types}, many=True),
        Parameter(name="mode", field="modes", help="PLOVER mode, as aerial", schema=_text(), many=True),
        Parameter(name="context", field="contexts", help="PLOVER context, as military", schema=_text(), many=True),
        Parameter(name="cameo", field="cameo", help="CAMEO code or the beginning of one", schema=_text(pattern="^[0-9]{1,4}$"), many=True),
        Parameter(name="quad", field="quad", help="quad class: 1 and 2 cooperation, 3 and 4 conflict, in words and in deeds", schema={"type": "integer", "minimum": 1, "maximum": 4}, many=True),
        Parameter(name="actor", field="actors", help=f"who acts: {party}", schema=_text(), many=True),
        Parameter(name="recipient", field="recipients", help="who is acted upon", schema=_text(), many=True),
        Parameter(name="party", field="parties", help="on either side", schema=_text(), many=True),
        Parameter(name="dyad", field="dyads", help="both parties, on either side each: RUS-UKR", schema=_text(), many=True),
        Parameter(name="place", field="places", help="where, by the name of the place", schema=_text(), many=True),
        Parameter(name="country", field="countries", help="where, by country: alpha-3", schema=_text(), many=True),
        Parameter(name="box", field="box", help="where: south,west,north,east in degrees", schema=_text()),
        Parameter(name="near", field="near", help="where: latitude,longitude,kilometres", schema=_text()),
        Parameter(name="status", field="statuses", help="actual or not", schema={"enum": list(f.STATUSES)}, many=True),
        Parameter(name="stance", field="stances", help="said by somebody", schema={"enum": list(f.STANCES)}, many=True),
        Parameter(name="asserted", field="asserted", help="only what the report itself asserts", schema={"type": "boolean"}),
        Parameter(name="voice", field="voices", help="on whose word: a code or a name", schema=_text(), many=True),
        Parameter(name="publisher", field="publishers", help="reported by", schema=_text(), many=True),
        Parameter(name="report", field="reports", help="of the report with this id", schema=_text(), many=True),
        Parameter(name="story", field="stories", help="of the story that has this id or holds this record", schema=_text(), many=True),
        Parameter(name="min_confidence", field="min_confidence", help="leave out records less sure", schema={"type": "number", "minimum": 0, "maximum": 1}),
        Parameter(name="text", field="text", help='words of the sentence: all of them; "a phrase", prefix*, A OR B, -without', schema=_text()),
        Parameter(name="review", field="reviews", help="how it stands with reviewers", schema={"enum": list(f.REVIEWS)}, many=True),
        Parameter(name="dated", field="dated", help="only where the text tells when", schema={"type": "boolean"}),
    )  # fmt: skip


def read_filter(query: QueryParams, *, others: Collection[str] = ()) -> f.EventFilter:
    """The filter of a query; empty values count as not given, as a form sends them.

    Raises InputError for a value that cannot be one, and for a parameter that is neither of the filter nor of `others`.
    """
    known = {parameter.name: parameter for parameter in filter_parameters()}
    given: dict[str, Any] = {}
    for name in dict.fromkeys(query.keys()):
        if name in others:
            continue
        if name not in known:
            raise InputError(f"there is no parameter {name!r}; there are {', '.join([*known, *others])}")
        values = values_of(query, name)
        if not values:
            continue
        if not known[name].many and len(values) > 1:
            raise InputError(f"{name}: given {len(values)} times; it is given once")
        try:
            read = tuple(_READERS.get(name, str)(value) for value in values)
        except InputError as error:
            raise InputError(f"{name}: {error}") from None
        given[known[name].field] = read if known[name].many else read[0]
    return f.EventFilter(**given)


def values_of(query: QueryParams, name: str) -> list[str]:
    """The values of a parameter that are not blank. Raises InputError for too many, too long ones, or one with a null character."""
    values = [value.strip() for value in query.getlist(name) if value.strip()]
    if len(values) > MOST:
        raise InputError(f"{name}: given {len(values)} times; {MOST} is the most")
    for value in values:
        if len(value) > LONGEST:
            raise InputError(f"{name}: {len(value)} characters; {LONGEST} is the most")
        if "\0" in value:
            raise InputError(f"{name}: holds a null character")
    return values


def one_of(query: QueryParams, name: str, choices: Sequence[str], default: str) -> str:
    """A choice of a query. Raises InputError for another."""
    value = next(iter(values_of(query, name)), default)
    if value not in choices:
        raise InputError(f"{name}: no {value!r}; there are {', '.join(choices)}")
    return value


def number_of(query: QueryParams, name: str, *, least: int, most: int, default: int) -> int:
    """A whole number of a query. Raises InputError for none, or one out of its bounds."""
    value = next(iter(values_of(query, name)), None)
    if value is None:
        return default
    if not (value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most):
        raise InputError(f"{name}: {value!r} is no number from {least} to {most}")
    return int(value)


def required(query: QueryParams, name: str) -> str:
    """A value that must be given. Raises InputError where it is not."""
    value = next(iter(values_of(query, name)), None)
    if value is None:
        raise InputError(f"{name}: give one")
    return value


def refuse_others(query: QueryParams, known: Collection[str]) -> None:
    """Raises InputError for a parameter that is none of those known."""
    for name in query:
        if name not in known:
            raise InputError(f"there is no parameter {name!r}; there are {', '.join(known) or 'none'}")


def day(words: str) -> date:
    """A day as users write it. Raises InputError."""
    try:
        return date.fromisoformat(words) if len(words) == 10 else _no_day(words)
    except ValueError:
        return _no_day(words)


def _no_day(words: str) -> date:
    raise InputError(f"{words!r} is no day; write it as 2022-02-24")


def _boolean(words: str) -> bool:
    if words.casefold() not in ("true", "1", "on", "yes", "false", "0", "off", "no"):
        raise InputError(f"{words!r} is neither true nor false")
    return words.casefold() in ("true", "1", "on", "yes")


def _quad(words: str) -> int:
    if words not in ("1", "2", "3", "4"):
        raise InputError(f"{words!r} is no quad class; there are 1, 2, 3 and 4")
    return int(words)


def _share(words: str) -> float:
    try:
        share = float(words)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise InputError(f"{words!r} is no number from 0 to 1")
    return share


def _cameo(words: str) -> str:
    if not (words.isascii() and words.isdigit() and len(words) <= 4):
        raise InputError(f"{words!r} is no beginning of a CAMEO code, as 19")
    return words


def _words(words: str) -> str:
    f.words_query(words)  # so that a text without a word is refused where it was given
    return words


def _voice(words: str) -> f.PartyTest:
    test = f.party_test(words)
    if test.name or (test.code and not test.sector):
        return test
    raise InputError(f"{words!r}: a voice is asked for by its code (RUS) or its name")


def _choice(choices: Callable[[], Collection[T]], form: Callable[[str], T]) -> Callable[[str], T]:
    def read(words: str) -> T:
        if form(words) not in choices():
            raise InputError(f"no {words!r}; there are {', '.join(map(str, choices()))}")
        return form(words)

    return read


_READERS: Mapping[str, Callable[[str], Any]] = {
    "since": day,
    "until": day,
    "type": _choice(lambda: [*load_ontology().types, "STATEMENT"], str.upper),
    "cameo": _cameo,
    "quad": _quad,
    "actor": f.party_test,
    "recipient": f.party_test,
    "party": f.party_test,
    "dyad": f.dyad,
    "country": str.upper,
    "box": f.box,
    "near": f.circle,
    "status": _choice(lambda: f.STATUSES, str.lower),
    "stance": _choice(lambda: f.STANCES, str.lower),
    "asserted": _boolean,
    "review": _choice(lambda: f.REVIEWS, str.lower),
    "voice": _voice,
    "min_confidence": _share,
    "text": _words,
    "dated": _boolean,
}
"""What reads a value; what is not here is a text."""
