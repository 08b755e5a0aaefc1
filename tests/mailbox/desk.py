"""A desk with its readers and keys, and an author who writes to it, as their browsers do it."""

import json
import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any

from django.test import Client

from bothways.letterbox.queries import MonthKey
from bothways.mailbox.actions import (
    admit,
    begin_epoch,
    draw_book,
    hand_in_key,
    name_reader,
    open_desk,
)
from bothways.mailbox.models import Desk, Epoch, Reader
from bothways.mailbox.queries import last_epoch
from bothways.people.models import Person
from bothways.pure.ballots import to_bytes, to_text
from bothways.pure.mailbox import BOOK, Admission, DeskKeys, Halves, Letter, ReaderKeys, Thread
from bothways.pure.mailbox import Epoch as EpochKeys
from bothways.pure.mailbox.client import Stamp, new_stamp, posted, with_credential, written
from bothways.pure.mailbox.reading import (
    SignedShare,
    make_admission,
    make_epoch,
    make_share,
    open_share,
)

ON = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
HOUR = "2026-11-23T13"


@dataclass
class Browser:
    """A reader's browser: the keys of their code."""

    reader: Reader
    keys: ReaderKeys = field(default_factory=lambda: ReaderKeys.of(secrets.token_bytes(32)))

    @property
    def me(self) -> Halves:
        return Halves(self.reader.pk, self.keys.seal_public, self.keys.sign_public)

    @property
    def desk(self) -> bytes:
        return self.reader.desk.code_bytes

    def hand_in(self, *, is_sure: bool = False) -> str:
        self.reader.refresh_from_db()
        seal, sign = to_text(self.keys.seal_public), to_text(self.keys.sign_public)
        return hand_in_key(self.reader, seal=seal, sign=sign, is_sure=is_sure)

    def secret_of(self, epoch: Epoch) -> bytes:
        """The epoch's secret, out of this reader's share."""
        share = epoch.shares.get(reader=self.reader)
        sealed = to_bytes(share.sealed, 80, "share")
        return open_share(self.desk, epoch.number, sealed, keys=self.keys)

    def admission(self, other: "Browser", *, compared: bool = True) -> Admission:
        return make_admission(self.desk, other.me, by=self.keys, compared=compared)

    def let_in(self, *others: "Browser") -> None:
        """Say that signs were compared with these readers; nothing is shared by that."""
        for other in others:
            admit(self.reader, of=other.reader, admission=self.admission(other))

    def share(self, epoch: Epoch, secret: bytes, to: "Browser") -> SignedShare:
        """The epoch's secret, sealed to another reader."""
        to_key = to.keys.seal_public
        return make_share(self.desk, epoch.number, secret=secret, to=to_key, by=self.keys)

    def made(self, **changes: Any) -> tuple[EpochKeys, bytes]:
        """A new key of the desk with its secret; changes: to be refused, or to begin again."""
        last, secret = last_epoch(self.reader.desk), secrets.token_bytes(32)
        told: dict[str, Any] = {
            "number": last.number + 1 if last else 1,
            "begins": HOUR,
            "by": self.keys,
        } | changes
        if "before" not in told:
            signer = None if told.get("again") else last
            told["before"] = DeskKeys.of(self.secret_of(signer)) if signer else None
        return make_epoch(self.desk, told.pop("number"), secret=secret, **told), secret

    def begin(self, *others: "Browser", **changes: Any) -> tuple[Epoch, DeskKeys]:
        """Make a new key of the desk for this reader and these others."""
        keys, secret = self.made(**changes)
        shares = {
            one.reader.pk: make_share(
                self.desk, keys.number, secret=secret, to=one.keys.seal_public, by=self.keys
            )
            for one in (self, *others)
        }
        self.reader.refresh_from_db()
        return begin_epoch(self.reader, keys=keys, shares=shares, at=AT), DeskKeys.of(secret)


def a_desk(lead: Person, *readers: Person, name: str = "Ideas") -> tuple[Desk, list[Browser]]:
    """A desk whose readers have made their keys; nobody has made the desk's."""
    desk = open_desk(name, by=lead)
    browsers = [Browser(name_reader(desk, person, by=lead, on=ON)) for person in readers]
    for browser in browsers:
        browser.hand_in()
    return desk, browsers


def an_open_desk(
    lead: Person, *readers: Person, name: str = "Ideas"
) -> tuple[Desk, list[Browser], DeskKeys]:
    """A desk that letters can be sealed to, whose readers have all let each other in."""
    desk, browsers = a_desk(lead, *readers, name=name)
    for one, other in permutations(browsers, 2):
        one.let_in(other)
    _epoch, keys = browsers[0].begin(*browsers[1:])
    return desk, browsers, keys


def drawn_by(person: Person, month: MonthKey) -> list[Stamp]:
    """The book of stamps that a person's device draws."""
    book = [new_stamp(month.public_key, draw=secrets.token_bytes) for _ in range(BOOK)]
    signatures = draw_book(person, month=month.id, blinded=[stamp.blinded for stamp in book])
    return [with_credential(*pair) for pair in zip(book, signatures, strict=True)]


def letter_to(
    desk: Desk, keys: DeskKeys, thread: Thread, text: str, number: int = 0, at: bytes = b""
) -> Letter:
    """A letter of a thread, sealed to the desk; at: an address beside a round."""
    return written(
        text,
        thread=thread,
        number=number,
        place=secrets.randbelow(256),
        desk=at or desk.code_bytes,
        epoch=1,
        seal=keys.seal_public,
        pin=keys.sign_public,
        key=secrets.token_bytes(32),
    )


def post(stamp: Stamp, letter: Letter):
    """Post it as a browser does: without a name, through the real middleware."""
    body = json.dumps(posted(stamp, letter).to_fields())
    return Client().post("/box/letters/", body, content_type="application/json")
