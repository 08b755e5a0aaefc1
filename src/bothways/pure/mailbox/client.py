"""The author's and the reader's side in Python, step by step as the browser does it.

new_stamp -> ask for the signature of stamp.blinded -> with_credential -> written -> posted. The
demo, benchmarks and tests write through here.
"""

from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bothways.pure.ballots import rfc9474
from bothways.pure.ballots.credentials import signing_public_key
from bothways.pure.ballots.errors import ShapeError
from bothways.pure.ballots.rfc9474 import Draw
from bothways.pure.ballots.text64 import to_text
from bothways.pure.mailbox.keys import DeskKeys, Thread
from bothways.pure.mailbox.letters import LONGEST_TEXT, Letter, seal_letter
from bothways.pure.mailbox.marks import answer_mark
from bothways.pure.mailbox.pieces import PostedPiece, piece_part
from bothways.pure.mailbox.stamps import Posted, key_id, posted_part, stamp_message


@dataclass(frozen=True)
class Stamp:
    """One stamp on its way to being signed; credential: empty until it was."""

    month_der: bytes
    seed: bytes
    prefix: bytes
    inverse: bytes
    blinded: bytes
    credential: bytes = b""

    @property
    def key(self) -> bytes:
        """The public half of the one-time key."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()

    @property
    def message(self) -> bytes:
        """What is signed blindly, with its prefix."""
        told = stamp_message(key_id(self.month_der), self.key)
        return rfc9474.prepare(told, self.prefix)


def new_stamp(month_der: bytes, *, draw: Draw) -> Stamp:
    """Return a stamp with a fresh one-time key, blinded under the month's public key."""
    public = signing_public_key(month_der)
    stamp = Stamp(month_der, draw(32), draw(rfc9474.PREFIX_LENGTH), b"", b"")
    salt, r = draw(rfc9474.SALT_LENGTH), rfc9474.draw_blinding(public, draw)
    blinded, inverse = rfc9474.blind(public, stamp.message, salt=salt, r=r)
    return replace(stamp, blinded=blinded, inverse=inverse.to_bytes(public.size, "big"))


def with_credential(stamp: Stamp, signature: bytes) -> Stamp:
    """Return the stamp with its signature unblinded. Raises ForgedError if the signer cheated."""
    public = signing_public_key(stamp.month_der)
    inverse = int.from_bytes(stamp.inverse, "big")
    return replace(stamp, credential=rfc9474.finalize(public, stamp.message, signature, inverse))


def posted(stamp: Stamp, letter: Letter) -> Posted:
    """Return the letter with its stamp, as it goes through the slot."""
    month = key_id(stamp.month_der)
    told = posted_part(month, letter.pack())
    return Posted(
        month_key=month,
        key=stamp.key,
        prefix=stamp.prefix,
        credential=stamp.credential,
        letter=letter,
        signature=Ed25519PrivateKey.from_private_bytes(stamp.seed).sign(told),
    )


def posted_piece(stamp: Stamp, number: int, record: bytes) -> PostedPiece:
    """Return a sealed piece of an attachment under the stamp of its letter."""
    month = key_id(stamp.month_der)
    told = piece_part(month, number, record)
    signature = Ed25519PrivateKey.from_private_bytes(stamp.seed).sign(told)
    return PostedPiece(month, stamp.key, stamp.prefix, stamp.credential, number, signature, record)


def written(
    text: str,
    *,
    thread: Thread,
    number: int,
    place: int,
    desk: bytes,
    epoch: int,
    seal: bytes,
    pin: bytes,
    key: bytes,
) -> Letter:
    """Return a letter of the author.

    number: how many came before it in this thread; place: 0 to 255, by chance;
    seal: the desk's public key of this epoch; pin: the desk's key that signs in this epoch, by
    which answers are checked on any device; key: 32 bytes of chance.
    Raises ShapeError for more than 20,000 characters.
    """
    if len(text) > LONGEST_TEXT:
        raise ShapeError("a letter has at most 20,000 characters")
    fields = {
        "v": 1,
        "kind": "letter",
        "thread": to_text(thread.sign_public),
        "seal": to_text(thread.seal_public),
        "replies": to_text(thread.in_),
        "epoch": epoch,
        "pin": to_text(pin),
        "n": number,
        "text": text,
    }
    return seal_letter(
        fields,
        desk=desk,
        mark=thread.mark(place),
        sign=thread.sign,
        to_desk=seal,
        to_author=thread.seal_public,
        key=key,
    )


def answered(
    text: str,
    *,
    desk: bytes,
    epoch: int,
    keys: DeskKeys,
    thread: bytes,
    seal: bytes,
    replies: bytes,
    number: int,
    place: int,
    key: bytes,
) -> Letter:
    """Return an answer of the desk to a thread.

    thread, seal, replies: as the author's letter told them; number: how many answers came before;
    place: 0 to 4,095, by chance.
    """
    if len(text) > LONGEST_TEXT:
        raise ShapeError("an answer has at most 20,000 characters")
    fields = {
        "v": 1,
        "kind": "answer",
        "thread": to_text(thread),
        "epoch": epoch,
        "n": number,
        "text": text,
    }
    return seal_letter(
        fields,
        desk=desk,
        mark=answer_mark(replies, place),
        sign=keys.sign,
        to_desk=keys.seal_public,
        to_author=seal,
        key=key,
    )
