"""The filters of records as options that several commands share: `@filtered` turns `wanted: EventFilter` into them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from diurna.errors import InputError

if TYPE_CHECKING:
    from diurna.archive.filters import EventFilter

PANEL = "Which records"


def _option(name: str, metavar: str, help: str) -> Any:
    return typer.Option(name, metavar=metavar, help=help, show_default=False, rich_help_panel=PANEL)


def options(
    since: Annotated[
        str | None, _option("--since", "DAY", "On this day or later: the day of the act, else of the report.")
    ] = None,
    until: Annotated[str | None, _option("--until", "DAY", "On this day or before.")] = None,
    types: Annotated[
        list[str] | None, _option("--type", "TYPE", "PLOVER type, as ASSAULT; may be given again, as those below.")
    ] = None,
    modes: Annotated[list[str] | None, _option("--mode", "MODE", "PLOVER mode, as aerial.")] = None,
    contexts: Annotated[list[str] | None, _option("--context", "CONTEXT", "PLOVER context, as military.")] = None,
    cameo: Annotated[list[str] | None, _option("--cameo", "CODE", "CAMEO code or the beginning of one, as 19.")] = None,
    quad: Annotated[list[int] | None, _option("--quad", "1-4", "Quad class.")] = None,
    actors: Annotated[list[str] | None, _option("--actor", "PARTY", "Who acts: RUS, MIL, RUS:MIL, or a name.")] = None,
    recipients: Annotated[list[str] | None, _option("--recipient", "PARTY", "Who is acted upon.")] = None,
    parties: Annotated[list[str] | None, _option("--party", "PARTY", "On either side.")] = None,
    dyads: Annotated[list[str] | None, _option("--dyad", "A-B", "Both parties, on either side each: RUS-UKR.")] = None,
    places: Annotated[list[str] | None, _option("--place", "NAME", "Where, by the name of the place.")] = None,
    countries: Annotated[list[str] | None, _option("--country", "CODE", "Where, by country: alpha-3.")] = None,
    box: Annotated[str | None, _option("--box", "S,W,N,E", "Where, within four edges in degrees.")] = None,
    near: Annotated[str | None, _option("--near", "LAT,LON,KM", "Where, within kilometres of a point.")] = None,
    statuses: Annotated[
        list[str] | None, _option("--status", "STATUS", "actual, future, hypothetical or negated.")
    ] = None,
    stances: Annotated[
        list[str] | None, _option("--stance", "STANCE", "Said by somebody: says, claims, denies or confirms.")
    ] = None,
    asserted: Annotated[
        bool, typer.Option("--asserted", help="Only what the report itself asserts.", rich_help_panel=PANEL)
    ] = False,
    voices: Annotated[list[str] | None, _option("--voice", "PARTY", "On whose word: a code or a name.")] = None,
    publishers: Annotated[list[str] | None, _option("--publisher", "NAME", "Reported by.")] = None,
    reports: Annotated[list[str] | None, _option("--report", "ID", "Of the report.")] = None,
    stories: Annotated[
        list[str] | None, _option("--story", "ID", "Of the story that has this id or holds this record.")
    ] = None,
    sure: Annotated[
        float,
        typer.Option(
            "--min-confidence",
            min=0.0,
            max=1.0,
            help="Leave out records less sure.",
            show_default=False,
            rich_help_panel=PANEL,
        ),
    ] = 0.0,
    text: Annotated[
        str | None,
        _option("--text", "WORDS", 'Words of the sentence: all of them; "a phrase", prefix*, A OR B, -without.'),
    ] = None,
    dated: Annotated[
        bool, typer.Option("--dated", help="Only where the text tells when.", rich_help_panel=PANEL)
    ] = False,
    reviews: Annotated[
        list[str] | None,
        _option("--review", "STANDING", "unreviewed, reviewed, accepted, corrected, rejected or disputed."),
    ] = None,
) -> EventFilter:
    """The filter of the options given. Raises typer.BadParameter for a value that cannot be one."""
    from diurna.archive import filters as f
    from diurna.ontology import load_ontology

    ontology = load_ontology()
    return f.EventFilter(
        since=_day("--since", since),
        until=_day("--until", until),
        types=_known("--type", types, (*ontology.types, "STATEMENT"), str.upper),
        modes=tuple(modes or ()),
        contexts=tuple(contexts or ()),
        cameo=tuple(cameo or ()),
        quad=tuple(quad or ()),
        actors=_read("--actor", actors, f.party_test),
        recipients=_read("--recipient", recipients, f.party_test),
        parties=_read("--party", parties, f.party_test),
        dyads=_read("--dyad", dyads, f.dyad),
        places=tuple(places or ()),
        countries=tuple(country.upper() for country in countries or ()),
        box=next(iter(_read("--box", [box] if box else None, f.box)), None),
        near=next(iter(_read("--near", [near] if near else None, f.circle)), None),
        statuses=_known("--status", statuses, f.STATUSES, str.lower),
        stances=_known("--stance", stances, f.STANCES, str.lower),
        asserted=asserted,
        voices=_read("--voice", voices, f.party_test),
        publishers=tuple(publishers or ()),
        reports=tuple(reports or ()),
        stories=tuple(stories or ()),
        min_confidence=sure,
        text=text,
        dated=dated,
        reviews=_known("--review", reviews, f.REVIEWS, str.lower),
    )


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose parameter `wanted` is given by the options of a filter."""
    own, shared = _parameters(command), _parameters(options)
    names = {p.name for p in shared}

    @wraps(command)
    def with_options(*args: Any, **given: Any) -> None:
        asked = {name: given.pop(name) for name in list(given) if name in names}
        command(*args, wanted=options(**asked), **given)

    kept, taken = [p for p in own if p.name != "wanted"], shared
    if clash := names & {p.name for p in kept}:
        raise TypeError(f"{command.__name__} and the filter both have {sorted(clash)}")
    with_options.__signature__ = inspect.Signature([*kept, *taken])  # type: ignore[attr-defined]
    with_options.__annotations__ = {p.name: p.annotation for p in (*kept, *taken)}
    return with_options


def _parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    """The parameters with their annotations evaluated; that of the filter need not be, which would load the archive's library."""
    hints = get_type_hints(function, localns={"EventFilter": object}, include_extras=True)
    return [
        p.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints[p.name])
        for p in inspect.signature(function).parameters.values()
    ]


def _day(option: str, words: str | None) -> date | None:
    if words is None:
        return None
    try:
        return datetime.strptime(words, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter(f"{words!r} is no day; write it as 2022-02-24", param_hint=option) from None


def _read(option: str, given: list[str] | None, read: Callable[[str], Any]) -> tuple[Any, ...]:
    try:
        return tuple(read(words) for words in given or ())
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None


def _known(option: str, given: list[str] | None, known: Any, form: Callable[[str], str]) -> tuple[Any, ...]:
    values = tuple(form(value) for value in given or ())
    if unknown := [value for value in values if value not in known]:
        raise typer.BadParameter(f"no {unknown[0]!r}; there are {', '.join(known)}", param_hint=option)
    return values
