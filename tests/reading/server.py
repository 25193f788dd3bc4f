"""A web server of the tests, on the loopback address: each path misbehaves in its own way."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]


@dataclass
class Server:
    """A running server. `pages` gives the bytes, or the way to answer, of each path; `asked` are the requests' headers."""

    port: int
    pages: dict[str, bytes | tuple[str, bytes] | Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


class Handler(BaseHTTPRequestHandler):
    """Answers a GET as `pages` has it; HTTP/1.0 unless a page says otherwise."""

    state: Server

    def do_GET(self) -> None:
        self.state.asked.append((self.path, dict(self.headers.items())))
        page = self.state.pages.get(self.path)
        try:
            if page is None:
                self.send_error(404)
            elif isinstance(page, bytes | tuple):
                kind, content = ("text/html; charset=utf-8", page) if isinstance(page, bytes) else page
                self.answer(content, {"Content-Type": kind})
            else:
                page(self)
        except (BrokenPipeError, ConnectionResetError):
            pass  # whoever asked has had enough

    def answer(self, content: bytes, headers: dict[str, str], status: int = 200) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests' output is pytest's."""


@contextmanager
def serving() -> Iterator[Server]:
    """A server until the end of the block."""

    class Own(Handler):
        pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Own) as http:
        http.daemon_threads = True
        Own.state = Server(http.server_address[1])
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield Own.state
        finally:
            http.shutdown()
            thread.join()


def redirect(to: str, status: int = 302) -> Answer:
    return lambda handler: handler.answer(b"", {"Location": to}, status)


def endless(handler: Handler) -> None:
    handler.answer(b"", {"Content-Type": "text/html"})
    while True:
        handler.wfile.write(b"<p>and so on</p>" * 4096)


def drip(handler: Handler) -> None:
    handler.answer(b"", {"Content-Type": "text/html"})
    while True:
        handler.wfile.write(b".")
        handler.wfile.flush()
        time.sleep(0.05)


def drip_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
    while True:
        handler.wfile.write(b"X: y\r\n")
        handler.wfile.flush()
        time.sleep(0.05)


def silent(handler: Handler) -> None:
    time.sleep(3)


def garbage(handler: Handler) -> None:
    handler.wfile.write(b"nonsense\r\n\r\n")


def cut(handler: Handler) -> None:
    handler.answer(b"<html>", {"Content-Type": "text/html", "Content-Length": "1000"})


def packed(content: bytes, coding: str = "gzip") -> Answer:
    return lambda handler: handler.answer(content, {"Content-Type": "text/html", "Content-Encoding": coding})


BOMB = gzip.compress(gzip.compress(bytes(10_000_000)))  # packed twice; once is enough to be too large when inflated
FLAT_BOMB = gzip.compress(bytes(50_000_000))
