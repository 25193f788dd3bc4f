"""A stream of which something was read before: the bytes come again."""

from __future__ import annotations

import io
from typing import BinaryIO


class Reopened(io.RawIOBase):
    """A stream with its opening put back; any bytes may be given back to be read again. It needs no seeking."""

    def __init__(self, file: BinaryIO | io.RawIOBase, opening: bytes = b"") -> None:
        self._file = file
        self._rest = opening

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """`size` bytes, or all; fewer at the end alone, or where the stream beneath stops."""
        if size is None or size < 0:
            data, self._rest = self._rest, b""
            return data + (self._file.read() or b"")
        data, self._rest = self._rest[:size], self._rest[size:]
        while len(data) < size and (more := self._file.read(size - len(data))):
            data += more
        return data

    def readline(self, size: int | None = -1, /) -> bytes:
        """A line, or at most `size` bytes of it."""
        most = -1 if size is None else size
        if not self._rest:
            return self._file.readline(most)
        stop = self._rest.find(b"\n") + 1 or len(self._rest)
        stop = stop if most < 0 else min(stop, most)
        line, self._rest = self._rest[:stop], self._rest[stop:]
        if line.endswith(b"\n") or len(line) == most:
            return line
        return line + self._file.readline(most - len(line) if most >= 0 else -1)

    def give_back(self, data: bytes) -> None:
        """Put bytes before what is left, to be read next."""
        self._rest = data + self._rest
