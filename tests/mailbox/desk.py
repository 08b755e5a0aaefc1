"""A desk with its readers and keys, and an author who writes to it, as their browsers do it."""

import json
import secrets
from dataclasses import dataclass, field
from datetime import date

from django.test import Client

from bothways.letterbox.queries import MonthKey
from bothways.mailbox.actions import begin_epoch, draw_book, hand_in_key, name_reader, open_desk
from bothways.mailbox.models import Desk, Epoch, Reader
from bothways.mailbox.queries import last_epoch
from bothways.people.models import Person
from bothways.pure.ballots import open_sealed, seal, to_bytes, to_text
from bothways.pure.mailbox import BOOK, DeskKeys, Letter, ReaderKeys, Thread, share_info
from bothways.pure.mailbox import Epoch as EpochKeys
from bothways.pure.mailbox.client import Stamp, new_stamp, posted, with_credential, written
from bothways.pure.mailbox.desks import statement_of

ON = date(2026, 11, 23)


@dataclass
class Browser:
    """A reader's browser: the keys of their code."""

    reader: Reader
    keys: ReaderKeys = field(default_factory=lambda: ReaderKeys.of(secrets.token_bytes(32)))

    def hand_in(self) -> str:
        self.reader.refresh_from_db()
        seal_, sign = to_text(self.keys.seal_public), to_text(self.keys.sign_public)
        return hand_in_key(self.reader, seal=seal_, sign=sign)

    def secret_of(self, epoch: Epoch) -> bytes:
        """The epoch's secret, out of this reader's share."""
        share = epoch.shares.get(reader=self.reader)
        info = share_info(epoch.desk.code_bytes, epoch.number, self.keys.seal_public)
        return open_sealed(to_bytes(share.sealed, 80, "share"), private=self.keys.seal, info=info)

    def share(self, epoch: Epoch, secret: bytes, to: Reader) -> str:
        """The epoch's secret, sealed to another reader."""
        key = to_bytes(to.seal_public, 32, "seal")
        info = share_info(epoch.desk.code_bytes, epoch.number, key)
        return to_text(seal(secret, to=key, info=info))

    def begin(self, *readers: Reader, **changes: int) -> tuple[Epoch, DeskKeys]:
        """Make a new key of the desk for these readers; changes: to be refused."""
        desk, before = self.reader.desk, last_epoch(self.reader.desk)
        secret = secrets.token_bytes(32)
        keys = DeskKeys.of(secret)
        number = changes.get("number", before.number + 1 if before else 1)
        told = statement_of(desk.code_bytes, number, seal=keys.seal_public, sign=keys.sign_public)
        signer = DeskKeys.of(self.secret_of(before)) if before else keys
        signature = signed(signer, told)
        epoch = EpochKeys(number, keys.seal_public, keys.sign_public, signature)
        shares = {one.pk: self._sealed(desk, number, secret, one) for one in readers}
        self.reader.refresh_from_db()
        return begin_epoch(self.reader, keys=epoch, shares=shares, on=ON), keys

    def _sealed(self, desk: Desk, number: int, secret: bytes, to: Reader) -> str:
        key = to_bytes(to.seal_public, 32, "seal")
        info = share_info(desk.code_bytes, number, key)
        return to_text(seal(secret, to=key, info=info))


def signed(keys: DeskKeys, told: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(keys.sign).sign(told)


def a_desk(lead: Person, *readers: Person, name: str = "Ideas") -> tuple[Desk, list[Browser]]:
    """A desk whose readers have made their keys; nobody has made the desk's."""
    desk = open_desk(name, by=lead)
    browsers = [Browser(name_reader(desk, person, by=lead, on=ON)) for person in readers]
    for browser in browsers:
        browser.hand_in()
    return desk, browsers


def an_open_desk(lead: Person, *readers: Person) -> tuple[Desk, list[Browser], DeskKeys]:
    """A desk that letters can be sealed to."""
    desk, browsers = a_desk(lead, *readers)
    _epoch, keys = browsers[0].begin(*(browser.reader for browser in browsers))
    return desk, browsers, keys


def drawn_by(person: Person, month: MonthKey) -> list[Stamp]:
    """The book of stamps that a person's device draws."""
    book = [new_stamp(month.public_key, draw=secrets.token_bytes) for _ in range(BOOK)]
    signatures = draw_book(person, month=month.id, blinded=[stamp.blinded for stamp in book])
    return [with_credential(*pair) for pair in zip(book, signatures, strict=True)]


def letter_to(desk: Desk, keys: DeskKeys, thread: Thread, text: str, number: int = 0) -> Letter:
    """A letter of a thread, sealed to the desk."""
    return written(
        text,
        thread=thread,
        number=number,
        place=secrets.randbelow(256),
        desk=desk.code_bytes,
        epoch=1,
        seal=keys.seal_public,
        pin=keys.sign_public,
        key=secrets.token_bytes(32),
    )


def post(stamp: Stamp, letter: Letter):
    """Post it as a browser does: without a name, through the real middleware."""
    body = json.dumps(posted(stamp, letter).to_fields())
    return Client().post("/box/letters/", body, content_type="application/json")
