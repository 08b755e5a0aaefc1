"""Who takes in what is written to the board: higher rooms register it, one for each kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Voice:
    """One letter to the board, which everybody may read; nothing in it leads to a person.

    kind: 'suggestion', 'question'. title, text, about, language: as the author wrote them; title,
        about and language may be ''.
    thread: the author's public key of this thread, base64url: the only handle on whoever wrote.
    seal, replies: what an answer needs. hour: the fixed hour it came out at, as 2026-11-23T13.
    is_first: False for a later letter of a thread that was heard before.
    digest: the letter's hash, in hex.
    """

    kind: str
    title: str
    text: str
    about: str
    language: str
    thread: str
    seal: str
    replies: str
    hour: str
    is_first: bool
    digest: str


Take = Callable[[Voice], None]

ON_BOARD: dict[str, Take] = {}
Askable = Callable[[], Iterable[tuple[str, str]]]  # whom a question can be asked of: key and name
ASKABLE: list[Askable] = []


def on_board(kind: str) -> Callable[[Take], Take]:
    """Register who takes in letters of a kind.

    It is called once for each letter, in a transaction. A RefusedError that it raises is told to
    the author; after any other error the letter is brought again by the job's next run.
    """

    def register(take: Take) -> Take:
        ON_BOARD[kind] = take
        return take

    return register


def can_be_asked(say: Askable) -> Askable:
    """Register who can be asked without a name; the key is a Voice's `about`."""
    ASKABLE.append(say)
    return say


def askable() -> list[tuple[str, str]]:
    """Return whom a question can be asked of, beside everybody in charge."""
    return [one for say in ASKABLE for one in say()]
