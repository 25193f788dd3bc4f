"""`diurna doctor`: what is installed, of which version, and whether it works."""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable, Iterator
from importlib import metadata

import typer

from diurna import __version__
from diurna.cli.options import LanguageModel
from diurna.record import Event

SENTENCE = "The United Nations urged both sides on Friday to let relief convoys into the city."


def doctor(language_model: LanguageModel = None) -> None:
    """Tell the state of the installation: versions, language model, ontology, gazetteer, and a sentence coded.

    Exit status 0: all is well; 1: something is missing or broken, and the line says what.
    """
    healthy = True
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        (
            "diurna",
            lambda: f"{__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        ),
        ("packages", packages),
        ("ontology", ontology),
        ("language model", lambda: language(language_model)),
        ("directory", directory),
        ("gazetteer", gazetteer),
        ("coder", lambda: coder(language_model)),
    )
    for name, examine in checks:
        try:
            print(f"{name:<15} {examine()}", flush=True)
        except Exception as error:  # whatever is broken, the other checks still say how they are
            healthy = False
            print(f"{name:<15} BROKEN: {' '.join(str(error).split()) or type(error).__name__}", flush=True)
    if not healthy:
        print("diurna: something is broken; reinstalling the package usually mends it", file=sys.stderr)
    raise typer.Exit(0 if healthy else 1)


def packages() -> str:
    """The versions of what Diurna requires. Raises PackageNotFoundError for one that is absent."""
    return ", ".join(f"{name} {metadata.version(name)}" for name in required())


def required() -> Iterator[str]:
    for requirement in metadata.requires("diurna") or ():
        if "extra ==" not in requirement:
            yield requirement.split(">")[0].split("=")[0].split("<")[0].split(";")[0].strip()


def ontology() -> str:
    from diurna.ontology import load_ontology

    known = load_ontology()
    return f"{known.version}: {len(known.types)} PLOVER types, {len(known.cameo)} CAMEO codes, {len(known.acts)} acts"


def language(name: str | None) -> str:
    from diurna.language import load_language

    began = time.perf_counter()
    model = load_language(name)
    sentences = model.parse(SENTENCE)
    return f"{model.version}: loaded and {len(sentences[0].tokens)} words parsed in {time.perf_counter() - began:.1f} s"


def directory() -> str:
    from diurna.actors.directory import shipped_directory

    return f"{len(shipped_directory().countries)} countries and the parties that belong to them"


def gazetteer() -> str:
    from diurna.places.gazetteer import load_gazetteer

    return f"{len(load_gazetteer()):,} places, mapped from the package: nothing is downloaded or cached"


def coder(name: str | None) -> str:
    from diurna.coding import Coder
    from diurna.record import Report

    loaded = Coder(language_model=name)
    events = loaded.code(Report.from_text(SENTENCE))
    return f"{', '.join(events_told(events))} in the sentence “{SENTENCE}”"


def events_told(events: list[Event]) -> list[str]:
    return [event.event for event in events] or ["no event"]
