"""Gzip, member by member: what is broken is noticed and said, and reading goes on at the next member.

Libraries of crawl archives end at a broken or cut member as if the file were whole.
"""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO

from diurna.errors import InputError

GZIP = b"\x1f\x8b\x08"
CUT_SHORT = "the gzip file is cut short: what comes after this is lost"
BROKEN = "a broken part of the gzip file: some bytes are lost"

_PIECE = 1 << 16


class Inflated(io.RawIOBase):
    """The bytes of a gzip file. `read` and `readline` stop short before a fault; `take_fault` tells it, and reading goes on.

    Where nobody takes the fault the stream is at its end. `opening` is what was read of the file before.
    """

    def __init__(self, file: BinaryIO, opening: bytes = b"") -> None:
        self._file = file
        self._packed = opening
        self._ready = b""
        self._member = zlib.decompressobj(wbits=31)
        self._is_within = False
        self._fault: str | None = None
        self._ended = False

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """At most `size` bytes; fewer only at the end or before a fault."""
        wanted = -1 if size is None else size
        pieces, found = [], 0
        while wanted < 0 or found < wanted:
            if not self._ready and not self._inflate():
                break
            piece = self._ready if wanted < 0 else self._ready[: wanted - found]
            self._ready = self._ready[len(piece) :]
            pieces.append(piece)
            found += len(piece)
        return b"".join(pieces)

    def readline(self, size: int | None = -1, /) -> bytes:
        """A line, or at most `size` bytes of it."""
        most = float("inf") if size is None or size < 0 else size
        pieces: list[bytes] = []
        found = 0
        while found < most:
            if not self._ready and not self._inflate():
                break
            stop = self._ready.find(b"\n") + 1 or len(self._ready)
            piece = self._ready[: int(min(stop, most - found))]
            self._ready = self._ready[len(piece) :]
            pieces.append(piece)
            found += len(piece)
            if piece.endswith(b"\n"):
                break
        return b"".join(pieces)

    def take_fault(self) -> str | None:
        """The fault before which reading stopped, None where there is none; reading may go on then."""
        fault, self._fault = self._fault, None
        return fault

    def _inflate(self) -> bool:
        """Fill `_ready`; False at the end and before a fault."""
        while self._fault is None and not self._ended:
            if not self._packed:
                self._packed = self._file.read(_PIECE)
                if not self._packed:
                    self._ended = True
                    self._fault = CUT_SHORT if self._is_within else None
                    return False
            if not self._is_within and not self._begin_member():
                continue
            try:
                self._ready = self._member.decompress(self._packed, _PIECE * 4)
            except zlib.error:
                self._fault = BROKEN
                self._packed = self._packed[1:]  # not the same mark again
                self._seek_member()
                return False
            self._packed = self._member.unconsumed_tail
            if self._member.eof:
                self._packed = self._member.unused_data
                self._is_within = False
            if self._ready:
                return True
        return False

    def _begin_member(self) -> bool:
        """Begin the next member; False where more bytes are needed. Zeros after the last member are padding."""
        if len(self._packed) < len(GZIP) and (more := self._file.read(_PIECE)):
            self._packed += more
        self._packed = self._packed.lstrip(b"\0")
        if not self._packed:
            return False
        if not self._packed.startswith(GZIP):
            self._fault = BROKEN
            self._seek_member()
            return False
        self._member = zlib.decompressobj(wbits=31)
        self._is_within = True
        return True

    def _seek_member(self) -> None:
        """Drop bytes up to what looks like the next member."""
        self._is_within = False
        while (at := self._packed.find(GZIP)) < 0:
            more = self._file.read(_PIECE)
            if not more:
                self._packed, self._ended = b"", True
                return
            self._packed = self._packed[-2:] + more
        self._packed = self._packed[at:]


class Whole(Inflated):
    """The bytes of a gzip file that is read as one text or line by line: a fault is an error, raised as InputError."""

    def read(self, size: int | None = -1, /) -> bytes:
        return self._faultless(super().read(size))

    def readline(self, size: int | None = -1, /) -> bytes:
        return self._faultless(super().readline(size))

    def _faultless(self, data: bytes) -> bytes:
        """Raises InputError rather than give a piece that ends at a fault."""
        if fault := self.take_fault():
            raise InputError(fault)
        return data
