"""Looking for many short runs of bytes in much data at once."""

import base64
import binascii
import re
import sys
from collections.abc import Iterable, Iterator

HEAD = 8  # of each needle, compared as one number
PIECE = 16  # bytes that are enough to know a random value again
LONG = re.compile(rb"[A-Za-z0-9+/_-]{64,}")
TO_PLAIN = bytes.maketrans(b"-_", b"+/")


class Needles:
    """Things to be found again, as they are and in the ways in which a program writes bytes."""

    def __init__(self) -> None:
        self._by_head: dict[int, list[tuple[bytes, str]]] = {}
        self._short: list[tuple[bytes, str]] = []

    def __len__(self) -> int:
        return sum(map(len, self._by_head.values())) + len(self._short)

    def add_secret(self, what: str, raw: bytes) -> None:
        """Look for a random value: as bytes, in hex and in base64, from its end backwards.

        The end, because keys in DER begin alike.
        """
        piece = raw[-PIECE:]
        if len(piece) < PIECE or not any(piece):
            return
        self.add(what, piece)
        for spelled in _spellings(raw):
            self.add(what, spelled)

    def add(self, what: str, needle: bytes) -> None:
        """Look for exactly these bytes."""
        if len(needle) < HEAD:
            self._short.append((needle, what))
            return
        head = int.from_bytes(needle[:HEAD], sys.byteorder)
        self._by_head.setdefault(head, []).append((needle, what))

    def found_in(self, data: bytes) -> set[str]:
        """Return what is in there, as it was called when it was added."""
        hits: set[int] = set()
        whole = memoryview(data)
        for start in range(HEAD):
            end = start + max(0, len(data) - start) // HEAD * HEAD
            if end > start:
                hits.update(filter(self._by_head.__contains__, whole[start:end].cast("Q")))
        found = {what for head in hits for needle, what in self._by_head[head] if needle in data}
        return found | {what for needle, what in self._short if needle in data}

    def found_deep(self, data: bytes) -> set[str]:
        """The same, and in every long run of base64 as well."""
        return self.found_in(data).union(*map(self.found_in, _decoded(data)))


def joined(values: Iterable[object]) -> bytes:
    """Return values of a row as one run of bytes."""
    return b"\x00".join(as_bytes(value) for value in values)


def as_bytes(value: object) -> bytes:
    """Return a value of a table as bytes."""
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return str(value).encode()


def _spellings(raw: bytes) -> Iterator[bytes]:
    """The ways in which a whole value is written: its last part that has a spelling of its own."""
    yield raw.hex()[-2 * PIECE :].encode()
    yield raw.hex()[-2 * PIECE :].upper().encode()
    begin = (len(raw) - PIECE) // 3 * 3
    for write in (base64.b64encode, base64.urlsafe_b64encode):
        yield write(raw[begin : begin + 15])


def _decoded(data: bytes) -> Iterator[bytes]:
    """What is inside each long run of base64, however it is cut."""
    for run in LONG.findall(data):
        plain = run.translate(TO_PLAIN)
        for start in range(4):
            piece = plain[start : start + (len(plain) - start) // 4 * 4]
            try:
                yield base64.b64decode(piece)
            except binascii.Error:
                continue
