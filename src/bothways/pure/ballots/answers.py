"""Answers as bytes: one byte a question, padded so that every ballot is equally long.

A cover ballot has the same length and no answer. Devices whose owner has not answered send one, so
that a sealed ballot does not tell that somebody did; the count leaves it out of everything.
"""

from collections.abc import Sequence

from bothways.pure.ballots.errors import ShapeError

VERSION = 1
COVER = 0
STEP = 64
SCALE = range(1, 6)


def ballot_size(n_questions: int) -> int:
    """Return the length in bytes of a ballot's plain text, a multiple of 64."""
    if n_questions < 1:
        raise ShapeError("a ballot has at least one question")
    return STEP * -(-(1 + n_questions) // STEP)


def encode_answers(answers: Sequence[int | None]) -> bytes:
    """Return the plain text of a ballot: version, one byte an answer, zeros.

    answers: in the manifest's order, each 1 to 5, or None for 'not answered'.
    Raises ShapeError for anything else.
    """
    for answer in answers:
        if answer is not None and (isinstance(answer, bool) or answer not in SCALE):
            raise ShapeError("an answer is a whole number from 1 to 5, or none")
    told = bytes([VERSION, *(answer or 0 for answer in answers)])
    return told.ljust(ballot_size(len(answers)), b"\x00")


def decode_answers(plain: bytes, n_questions: int) -> tuple[int | None, ...]:
    """Return the answers in a ballot's plain text, None where a question was passed over.

    Raises ShapeError if the length, the version, an answer or the padding is not as
    `encode_answers` writes it: such a ballot is invalid as a whole.
    """
    if len(plain) != ballot_size(n_questions) or plain[0] != VERSION:
        raise ShapeError("the ballot has another length or version")
    told, padding = plain[1 : 1 + n_questions], plain[1 + n_questions :]
    if any(padding) or any(answer and answer not in SCALE for answer in told):
        raise ShapeError("the ballot holds something outside the scale")
    return tuple(answer or None for answer in told)


def encode_cover(n_questions: int) -> bytes:
    """Return the plain text of a cover ballot: as long as every other, and nothing but zeros."""
    return bytes([COVER]).ljust(ballot_size(n_questions), b"\x00")


def is_cover(plain: bytes, n_questions: int) -> bool:
    """Say whether this plain text is a cover, which is no answer and no invalid ballot."""
    return plain == encode_cover(n_questions)
