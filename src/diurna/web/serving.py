"""The desk started: a server of its own on one port, until it is stopped."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from contextlib import closing, suppress
from threading import Thread

from diurna.archive import open_archive
from diurna.archive.memory import memory
from diurna.errors import DiurnaError
from diurna.web.app import create_app
from diurna.web.changes import Changes
from diurna.web.coder import CoderProcess
from diurna.web.desk import Desk

BACKLOG = 128
MOST_AT_ONCE = 256
"""Requests at once, at most; further ones are told to come again."""
GRACE_SECONDS = 3
"""How long answers have to end when the desk is stopped."""


def serve(desk: Desk, port: int, tell: Callable[[str], None]) -> None:
    """Serve until interrupted; `tell` gets the address once it can be reached. Port 0 is a free one.

    Raises ArchiveError where there is no archive, DiurnaError where the address cannot be taken.
    """
    import uvicorn

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            heard.end()  # before it waits for answers to end
            asyncio.get_running_loop().call_later(GRACE_SECONDS, coder.close)
            await super().shutdown(sockets)

    heard = Changes(desk.archive)
    logging.getLogger("uvicorn.error").addFilter(_is_fault)
    open_archive(desk.archive).close()  # brought up to date, or refused, before anybody asks
    with listening(desk.host, port) as listener, closing(CoderProcess(desk.coder)) as coder:
        address = listener.getsockname()
        config = uvicorn.Config(
            create_app(desk, coder, heard),
            log_level="warning",
            access_log=False,  # addresses hold what is asked, and at login the token
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            ws="none",
            limit_concurrency=MOST_AT_ONCE,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        Thread(target=_count, args=(desk,), daemon=True).start()
        shown = f"[{address[0]}]" if ":" in address[0] else address[0]
        tell(f"http://{shown}:{address[1]}/" + ("login" if desk.token else ""))
        with suppress(KeyboardInterrupt):  # that is how it is stopped
            Server(config).run(sockets=[listener])


def _count(desk: Desk) -> None:
    """Have the archive's columns in memory before somebody asks; what fails here fails again, and is said, when somebody does."""
    with suppress(DiurnaError), open_archive(desk.archive) as archive, archive.reading():
        memory(archive)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises DiurnaError where the address cannot be taken."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise DiurnaError(
            f"{host}:{port}: cannot be listened on ({error.strerror}); choose another with --port"
        ) from error


def _is_fault(record: logging.LogRecord) -> bool:
    """Whether a line of the log is worth telling: not that an answer was broken off because the desk was stopped."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))
