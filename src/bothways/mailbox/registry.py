"""Who takes in what is written to the board, and what letters are written beside.

Higher rooms register both.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Voice:
    """One letter to the board, which everybody may read; nothing in it leads to a person.

    kind: 'suggestion', 'question'. title, text, about, language: as the author wrote them; title,
        about and language may be ''.
    thread: the author's public key of this thread, base64url: the only handle on whoever wrote.
    seal, replies: what an answer needs. hour: the fixed hour it came out at, as 2026-11-23T13.
    is_first: False for a later letter of a thread that was heard before.
    takes_back: it is one, and takes back what the thread said.
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
    takes_back: bool = False


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


@dataclass(frozen=True)
class Beside:
    """Something that people write beside, as a round: its letters have addresses of their own.

    key: what it is called for ever. closes_on: the day until which it is open, None once it is
    over. While it is open its letters wait in their trays; afterwards they come out all together.
    """

    key: str
    title: str
    closes_on: date | None


Things = Callable[[], Iterable[Beside]]
THINGS: list[Things] = []


def written_beside(say: Things) -> Things:
    """Register what letters are written beside, what is over included as long as it is answered."""
    THINGS.append(say)
    return say


def things() -> list[Beside]:
    """Return all that letters are written beside."""
    return [one for say in THINGS for one in say()]
