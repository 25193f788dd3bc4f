"""Vega's scripts as the package vl-convert brings them, and the shapes of the world, served from memory: no script of others is in our files.

Both are named for their version, so a browser keeps them for good; a page asks for them after it can be read.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import version
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response

from diurna.export.countries import countries
from diurna.plots.world import whole

FOR_GOOD = "public, max-age=31536000, immutable"
VEGA_ADDRESS = f"/static/vega-{version('vl-convert-python')}.js"
_LOCK = Lock()


def world_shapes() -> bytes:
    """Coasts and borders as TopoJSON; each country with its code and name."""
    shapes = whole()
    by_number = {one.numeric: (code, one.name) for code, one in countries().items() if one.numeric is not None}
    geometries = []
    for shape in shapes["objects"]["countries"]["geometries"]:
        code, name = by_number.get(int(shape["id"]) if shape["id"] else -1, (None, None))
        geometries.append({**shape, "properties": {"code": code, "name": name}})
    told = {**shapes, "objects": {"countries": {"type": "GeometryCollection", "geometries": geometries}}}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def bundled() -> bytes:
    """Vega's scripts, put together in a process of its own: the package holds Python's lock while it does so, and the desk would answer nobody meanwhile."""
    code = "import sys; from diurna.plots.render import vega_script; sys.stdout.buffer.write(vega_script())"
    call = [sys.executable, "-c", code]
    return subprocess.run(call, stdout=subprocess.PIPE, check=True, start_new_session=True).stdout


WORLD_ADDRESS = f"/static/world-{hashlib.sha256(world_shapes()).hexdigest()[:12]}.json"
SERVED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    VEGA_ADDRESS: (bundled, "text/javascript"),
    WORLD_ADDRESS: (world_shapes, "application/json"),
}


def served(request: Request) -> Response | None:
    """What one of these addresses holds, packed where the browser can unpack it; None for another."""
    if request.url.path not in SERVED:
        return None
    _, kind = SERVED[request.url.path]
    is_packed = "gzip" in request.headers.get("accept-encoding", "")
    headers = {"Cache-Control": FOR_GOOD, "Vary": "Accept-Encoding"}
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    return Response(_content(request.url.path, is_packed), media_type=kind, headers=headers)


def _content(address: str, is_packed: bool) -> bytes:
    with _LOCK:  # to bundle the scripts takes two seconds: of two who ask, one waits
        return _packed(address) if is_packed else _plain(address)


@cache
def _plain(address: str) -> bytes:
    return SERVED[address][0]()


@cache
def _packed(address: str) -> bytes:
    return gzip.compress(_plain(address), 6, mtime=0)
