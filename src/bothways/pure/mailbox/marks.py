"""Marks: by which one's own letters are found among everybody's, and by nobody else.

A mark is one block of AES-256 in counter mode under a key that nobody else has: block by block
they are all different, look like chance, and a million are made in milliseconds. So a place is
drawn by chance and not counted up: two devices that don't hear of each other hardly ever take the
same, and what is deleted hides nothing of what came after it.
"""

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR

from bothways.pure.ballots.errors import ShapeError

MARK_LENGTH = 16
THREADS = 4096  # numbers that a thread is drawn from
PLACES = 256  # in each thread, for the author's letters
ANSWERS = 4096  # places in each thread for answers


def marks_of(key: bytes, first: int, n: int) -> bytes:
    """Return so many marks one after the other, from that place on. key: 32 bytes."""
    cipher = Cipher(AES(key), CTR(first.to_bytes(MARK_LENGTH, "big")))
    return cipher.encryptor().update(bytes(MARK_LENGTH * n))


def own_mark(out: bytes, thread: int, place: int) -> bytes:
    """Return the mark of an author's letter. out: the key of all of them; place: 0 to 255."""
    if not (0 <= thread < THREADS and 0 <= place < PLACES):
        raise ShapeError("there is no such thread or place")
    return marks_of(out, thread * PLACES + place, 1)


def answer_mark(replies: bytes, place: int) -> bytes:
    """Return the mark of an answer. replies: the thread's key for it; place: 0 to 4,095."""
    if not 0 <= place < ANSWERS:
        raise ShapeError("there is no such place")
    return marks_of(replies, place, 1)
