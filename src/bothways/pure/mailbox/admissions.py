"""Who was let in at a desk: readers' own keys sign each other's, so that no server can add one."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bothways.pure.ballots.errors import ShapeError
from bothways.pure.mailbox.desks import DESK_LENGTH, KEY_LENGTH, share_info, signature_holds

ADMISSION = b"bothways-admission-v1\x00"
SHARED = b"bothways-share-signed-v1\x00"


@dataclass(frozen=True)
class Halves:
    """One reader with the public halves of a key; id: the number by which the desk knows them."""

    id: int
    seal: bytes
    sign: bytes


@dataclass(frozen=True)
class Admission:
    """That whoever signs by the key `by` takes these halves for that reader's.

    compared: they compared signs themselves; otherwise somebody whom they let in had let in this
    one.
    """

    by: bytes
    of: Halves
    compared: bool
    signature: bytes


def admission_statement(desk: bytes, of: Halves, *, compared: bool) -> bytes:
    """Return what is signed of an admission. Raises ShapeError."""
    if len(desk) != DESK_LENGTH or {len(of.seal), len(of.sign)} != {KEY_LENGTH}:
        raise ShapeError("a desk has 8 bytes, a key 32")
    return ADMISSION + desk + of.id.to_bytes(8, "big") + bytes([compared]) + of.seal + of.sign


def admission_holds(desk: bytes, admission: Admission) -> bool:
    """Say whether the key that it names signed it."""
    told = admission_statement(desk, admission.of, compared=admission.compared)
    return signature_holds(admission.by, admission.signature, told)


def admitted(
    desk: bytes, me: Halves, admissions: Iterable[Admission], *, among: Collection[Halves]
) -> set[Halves]:
    """Return those whom `me` let in, or somebody whom `me` let in, in any number of steps.

    among: who reads now; nobody else is let in, and nobody comes in by way of anybody else.
    `me` is one of those returned.
    """
    real = [one for one in admissions if one.of in among and admission_holds(desk, one)]
    known, fresh = {me}, [me]
    while fresh:
        keys = {one.sign for one in fresh}
        fresh = list({one.of for one in real if one.by in keys} - known)
        known.update(fresh)
    return known


def shared_statement(desk: bytes, number: int, *, to: bytes, sealed: bytes) -> bytes:
    """Return what a reader signs of a share; to: the key that it is sealed to."""
    return SHARED + share_info(desk, number, to) + hashlib.sha256(sealed).digest()
