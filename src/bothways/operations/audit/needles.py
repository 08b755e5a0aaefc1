"""Looking for many short runs of bytes in much data at once."""

import base64
import binascii
import re
import sys
from collections.abc import Iterable, Iterator
from uuid import UUID

STEP = 8  # data is read in numbers of so many bytes, next to each other
SURE = 2 * STEP - 1  # so long a needle covers one of them wherever it lies
PIECE = 16  # bytes that are enough to know a random value again
LONG = re.compile(rb"[A-Za-z0-9+/_-]{64,}")
TO_PLAIN = bytes.maketrans(b"-_", b"+/")

Named = tuple[bytes, str]


class Needles:
    """Things to be found again, as they are and in the ways in which a program writes bytes.

    A long needle is known by the numbers at its first eight places: wherever it lies, one of them
    is among the numbers that data is read in. For shorter ones data is read from eight places.
    """

    def __init__(self) -> None:
        self._by_number: dict[int, list[Named]] = {}
        self._short: list[Named] = []
        self._n_readings = 1
        self._n_needles = 0

    def __len__(self) -> int:
        return self._n_needles

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
        self._n_needles += 1
        if len(needle) < STEP:
            self._short.append((needle, what))
            return
        n_places = STEP if len(needle) >= SURE else 1
        if n_places == 1:
            self._n_readings = STEP
        for place in range(n_places):
            number = int.from_bytes(needle[place : place + STEP], sys.byteorder)
            self._by_number.setdefault(number, []).append((needle, what))

    def found_in(self, data: bytes) -> set[str]:
        """Return what is in there, as it was called when it was added."""
        hits: set[int] = set()
        whole = memoryview(data)
        for start in range(max(0, min(self._n_readings, len(data) - STEP + 1))):
            end = start + (len(data) - start) // STEP * STEP
            hits |= self._by_number.keys() & whole[start:end].cast("Q")
        near = {named for number in hits for named in self._by_number[number]}
        return {what for needle, what in [*near, *self._short] if needle in data}

    def found_deep(self, data: bytes) -> set[str]:
        """The same, and in every long run of base64 as well."""
        return self.found_in(data) | self.found_in(b"\x00".join(_decoded(data)))


def joined(values: Iterable[object]) -> bytes:
    """Return values of a row as one run of bytes."""
    return b"\x00".join(as_bytes(value) for value in values)


def as_bytes(value: object) -> bytes:
    """Return a value of a table as bytes."""
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return (value.hex if isinstance(value, UUID) else str(value)).encode()


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
