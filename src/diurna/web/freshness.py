"""Whether an archive changed since a browser asked last: a tag made of its files, and of what makes pages of them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from diurna import __version__
from diurna.archive.store import state_of


def entity_tag(archive: Path, *about: str) -> str:
    """The ETag of what the archive says now about a request."""
    told = hashlib.sha256(_made_by())
    told.update(state_of(archive).encode())
    told.update("\0".join(about).encode("utf-8", "surrogatepass"))
    return f'W/"{told.hexdigest()[:32]}"'


def state_tag(state: str) -> str:
    """A state of an archive (`Archive.state`) as a word that a page can hold."""
    return hashlib.sha256(state.encode()).hexdigest()[:16]


def is_fresh(tag: str, if_none_match: str | None) -> bool:
    """Whether a browser that has these tags has this one."""
    if if_none_match is None:
        return False
    known = {one.strip().removeprefix("W/") for one in if_none_match.split(",")}
    return "*" in known or tag.removeprefix("W/") in known


@cache
def _made_by() -> bytes:
    """The version, and the templates: pages change with them."""
    made = hashlib.sha256(__version__.encode())
    for file in sorted(Path(__file__).parent.rglob("*")):
        if file.suffix in (".html", ".py"):
            made.update(file.read_bytes())
    return made.digest()
