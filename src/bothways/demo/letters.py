"""Letters without a name at Millrace: a desk, its two readers, and two who wrote to it.

The codes lie open on the demo's page, so that both sides can be tried. In a firm each of them
stands on one person's paper, and nowhere else.
"""

import hashlib
import secrets
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import permutations

from django.utils.timezone import localdate, localtime, make_aware

from bothways.demo import firm
from bothways.demo.clock import Clock
from bothways.demo.stories import DATA
from bothways.letterbox.actions import put_letter
from bothways.mailbox import actions
from bothways.mailbox.models import Desk, LastHour, Reader
from bothways.pure.ballots import to_text
from bothways.pure.mailbox import (
    DeskKeys,
    Halves,
    Letter,
    ReaderKeys,
    Thread,
    hour_before,
    hour_name,
    root_of,
)
from bothways.pure.mailbox.client import answered, written
from bothways.pure.mailbox.codes import CODE_LENGTH, with_checksum
from bothways.pure.mailbox.reading import make_admission, make_epoch, make_share

DESK = "Without a name, to the representative"
OPENED_AGO = 40
READERS = ("M039", "M011")  # nobody who acts for the company
AUTHORS = ("one", "other")
OWN_PLACES, ANSWER_PLACES = 256, 4096
PAST_THE_NEXT = timedelta(hours=18)  # from 7 past 13, from 13 to 7

Act = Callable[[datetime], object]


@dataclass(frozen=True)
class Told:
    """One letter of the story; by: the staff number of who answered, '' for the author's own."""

    ago: int
    whose: str
    thread: int
    text: str
    by: str = ""


def code_of(name: str) -> bytes:
    """Return the code of a reader or an author: always the same, as everything in the demo."""
    return hashlib.sha256(f"bothways demo {name}".encode()).digest()[:CODE_LENGTH]


def link_of(name: str) -> str:
    """Return a code as it stands behind the # of an address."""
    return to_text(with_checksum(code_of(name)))


@cache
def _root(name: str) -> bytes:
    return root_of(code_of(name))


def letters() -> list[Told]:
    """Return all that was written, in order."""
    with (DATA / "letters.toml").open("rb") as file:
        return [Told(**row) for row in tomllib.load(file)["letter"]]


@dataclass
class Writing:
    """The desk and its threads while their story is told."""

    clock: Clock
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    n_written: dict[tuple[str, int, bool], int] = field(default_factory=dict)
    places: dict[tuple[str, int, bool], int] = field(default_factory=dict)

    def events(self) -> Iterator[tuple[datetime, Act]]:
        """Yield the opening of the desk, each letter, and the hour at which it came out."""
        yield self.clock.at(self.clock.workday(OPENED_AGO), 9), self._open
        for told in letters():
            day = self.clock.workday(told.ago)
            yield self.clock.at(day, 10), self._writing(told)
            yield self.clock.at(day, 13, 5), lambda at: actions.take_out(at=at)

    def _open(self, at: datetime) -> None:
        by = firm.person("M003")
        desk = actions.open_desk(DESK, by=by, at=at)
        on = localdate(at)
        for number in READERS:
            reader = actions.name_reader(desk, firm.person(number), by=by, on=on, at=at)
            keys = ReaderKeys.of(_root(number))
            seal, sign = to_text(keys.seal_public), to_text(keys.sign_public)
            actions.hand_in_key(reader, at=at, seal=seal, sign=sign)
        readers = {number: _reader(desk, number) for number in READERS}
        for one, other in permutations(READERS, 2):
            keys, of = ReaderKeys.of(_root(one)), readers[other]
            signed = make_admission(desk.code_bytes, _halves(of, other), by=keys)
            actions.admit(readers[one], of=of, admission=signed, at=at)
        self._begin(desk, readers, at)
        actions.take_out(at=at)

    def _begin(self, desk: Desk, readers: dict[str, Reader], at: datetime) -> None:
        first, code = READERS[0], desk.code_bytes
        keys = ReaderKeys.of(_root(first))
        begins = hour_name(hour_before(localtime(at)))
        epoch = make_epoch(code, 1, secret=self.secret, begins=begins, by=keys, before=None)
        shares = {
            reader.pk: make_share(
                code, 1, secret=self.secret, to=_halves(reader, number).seal, by=keys
            )
            for number, reader in readers.items()
        }
        actions.begin_epoch(readers[first], keys=epoch, shares=shares, at=at)

    def _writing(self, told: Told) -> Act:
        def write(_at: datetime) -> None:
            put_letter((self._answer(told) if told.by else self._letter(told)).pack())

        return write

    def _letter(self, told: Told) -> Letter:
        keys = DeskKeys.of(self.secret)
        return written(
            told.text,
            thread=Thread.of(_root(told.whose), told.thread),
            number=self._number(told),
            place=self._place(told, OWN_PLACES),
            desk=_desk().code_bytes,
            epoch=1,
            seal=keys.seal_public,
            pin=keys.sign_public,
            key=secrets.token_bytes(32),
        )

    def _answer(self, told: Told) -> Letter:
        thread = Thread.of(_root(told.whose), told.thread)
        return answered(
            told.text,
            desk=_desk().code_bytes,
            epoch=1,
            keys=DeskKeys.of(self.secret),
            thread=thread.sign_public,
            seal=thread.seal_public,
            replies=thread.in_,
            number=self._number(told),
            place=self._place(told, ANSWER_PLACES),
            key=secrets.token_bytes(32),
        )

    def _number(self, told: Told) -> int:
        """How many came before it, of the same side of its thread."""
        side = (told.whose, told.thread, bool(told.by))
        self.n_written[side] = self.n_written.get(side, -1) + 1
        return self.n_written[side]

    def _place(self, told: Told, most: int) -> int:
        """A place for its mark: one by chance, then the next, so that none is used twice."""
        side = (told.whose, told.thread, bool(told.by))
        self.places[side] = (self.places.get(side, secrets.randbelow(most)) + 1) % most
        return self.places[side]


def events(clock: Clock) -> Iterator[tuple[datetime, Act]]:
    """Yield what was written without a name, and when it came out."""
    return Writing(clock).events()


def come_out(*, now: datetime) -> None:
    """Let what was written come out now, as at the next fixed hour, and be seen by everybody."""
    last = LastHour.objects.first()
    taken = make_aware(datetime.fromisoformat(f"{last.hour}:00")) if last else now
    actions.take_out(at=max(now, taken) + PAST_THE_NEXT)
    actions.hear_board()


def ways() -> dict[str, object]:
    """Return where both sides can be tried: two mailboxes, and the desk with its readers' codes."""
    desk = Desk.objects.filter(name=DESK).first()
    if desk is None:
        return {}
    readers = [(firm.person(number), link_of(number)) for number in READERS]
    return {"desk": desk, "readers": readers, "mailboxes": [link_of(name) for name in AUTHORS]}


def _desk() -> Desk:
    return Desk.objects.get(name=DESK)


def _reader(desk: Desk, number: str) -> Reader:
    return Reader.objects.get(desk=desk, person=firm.person(number))


def _halves(reader: Reader, number: str) -> Halves:
    keys = ReaderKeys.of(_root(number))
    return Halves(reader.pk, keys.seal_public, keys.sign_public)
