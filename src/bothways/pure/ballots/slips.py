"""The slip: the paper inside an envelope of a round with two keyholders.

The guardian peels and shuffles, so the guardian could exchange what is handed back. Therefore the
inner ballot has a one-time key of its own, blindly stamped by the company under one key for the
whole round: it tells neither person nor block, nobody can link it to the envelope it came in, and
whoever has not the company's key can't make one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bothways.pure.ballots.answers import ballot_size, decode_answers, is_cover
from bothways.pure.ballots.binding import SLIP, bound_to_rules
from bothways.pure.ballots.credentials import CREDENTIAL_LENGTH, KEY_LENGTH, check_credential
from bothways.pure.ballots.errors import BallotError, ForgedError, ShapeError
from bothways.pure.ballots.rfc9474 import PREFIX_LENGTH
from bothways.pure.ballots.seal import inner_info, open_sealed

SIGNATURE_LENGTH = 64
OVERHEAD = KEY_LENGTH + PREFIX_LENGTH + CREDENTIAL_LENGTH + SIGNATURE_LENGTH

Answers = tuple[int | None, ...]


def slip_size(size: int) -> int:
    """Return how many bytes a slip has. size: of a ballot's plain text."""
    return OVERHEAD + size


def slip_message(manifest_hash: bytes, key: bytes) -> bytes:
    """Return the message that the company signs blindly: this key may lie in this round's box."""
    if len(key) != KEY_LENGTH:
        raise ShapeError("a one-time key has 32 bytes")
    return bound_to_rules(SLIP, manifest_hash) + key


@dataclass(frozen=True)
class Slip:
    """What lies under the inner seal."""

    key: bytes
    prefix: bytes
    credential: bytes
    signature: bytes
    plain: bytes

    def pack(self) -> bytes:
        """Return the bytes that are sealed to the company."""
        return self.key + self.prefix + self.credential + self.signature + self.plain

    def check(self, *, manifest_hash: bytes, public_der: bytes) -> None:
        """Raise ForgedError unless stamp and signature hold. public_der: the round's slips key."""
        message = slip_message(manifest_hash, self.key)
        check_credential(public_der, message, prefix=self.prefix, credential=self.credential)
        try:
            key = Ed25519PublicKey.from_public_bytes(self.key)
            key.verify(self.signature, bound_to_rules(SLIP, manifest_hash) + self.plain)
        except (InvalidSignature, ValueError):
            raise ForgedError("the slip was altered after it was signed") from None


def sign_slip(
    seed: bytes, plain: bytes, *, manifest_hash: bytes, prefix: bytes, credential: bytes
) -> Slip:
    """Return the slip of these answers. seed: of the slip's one-time key (32 bytes)."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    return Slip(
        key=key.public_key().public_bytes_raw(),
        prefix=prefix,
        credential=credential,
        signature=key.sign(bound_to_rules(SLIP, manifest_hash) + plain),
        plain=plain,
    )


def read_slip(data: bytes, *, size: int) -> Slip:
    """Return the slip in these bytes; nothing of it is verified. Raises ShapeError."""
    if len(data) != slip_size(size):
        raise ShapeError("a slip of another length")
    parts = []
    start = 0
    for length in (KEY_LENGTH, PREFIX_LENGTH, CREDENTIAL_LENGTH, SIGNATURE_LENGTH):
        parts.append(data[start : start + length])
        start += length
    key, prefix, credential, signature = parts
    return Slip(key, prefix, credential, signature, data[start:])


@dataclass(frozen=True)
class Unsealed:
    """A round's answers by group, as both keyholders find them, and how many slips were invalid.

    A slip is invalid if its seal does not open, its stamp or signature does not hold, its key
    stands on another one too, or it says something that is no ballot. A cover is neither an answer
    nor invalid.
    """

    piles: tuple[tuple[tuple[str, ...], tuple[Answers, ...]], ...]
    n_invalid: int


def open_slips(
    groups: Sequence[tuple[tuple[str, ...], Sequence[bytes]]],
    *,
    private: bytes,
    slips_key: bytes,
    manifest_hash: bytes,
    n_questions: int,
) -> Unsealed:
    """Return the answers on all slips, in memory only.

    groups: ids of blocks and the peeled, shuffled inner seals; private: the round's raw seal key.
    The same slips give the same in any order but that of the answers within a group.
    """
    opened = [
        (
            blocks,
            [_opened(sealed, private, slips_key, manifest_hash, n_questions) for sealed in all_],
        )
        for blocks, all_ in groups
    ]
    seen = Counter(slip.key for _, slips in opened for slip in slips if slip)
    piles, n_invalid = [], 0
    for blocks, slips in opened:
        valid = [slip.plain for slip in slips if slip and seen[slip.key] == 1]
        told = [plain for plain in valid if not is_cover(plain, n_questions)]
        answers = tuple(found for plain in told if (found := _told(plain, n_questions)))
        n_invalid += len(slips) - len(valid) + len(told) - len(answers)
        piles.append((blocks, answers))
    return Unsealed(tuple(piles), n_invalid)


def _opened(
    sealed: bytes, private: bytes, slips_key: bytes, manifest_hash: bytes, n_questions: int
) -> Slip | None:
    try:
        data = open_sealed(sealed, private=private, info=inner_info(manifest_hash))
        slip = read_slip(data, size=ballot_size(n_questions))
        slip.check(manifest_hash=manifest_hash, public_der=slips_key)
    except BallotError:
        return None
    return slip


def _told(plain: bytes, n_questions: int) -> Answers | None:
    try:
        return decode_answers(plain, n_questions)
    except BallotError:
        return None
