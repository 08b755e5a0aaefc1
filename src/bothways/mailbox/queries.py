"""Reads of desks, stamps and packets."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import salted_hmac

from bothways.letterbox.queries import MonthKey, month_keys
from bothways.mailbox.models import (
    Admission,
    BoardKey,
    Desk,
    Drawn,
    Epoch,
    LastHour,
    Packet,
    Piece,
    Reader,
    Share,
)
from bothways.mailbox.registry import Beside, askable, things
from bothways.people.models import Person
from bothways.pure.ballots import to_bytes, to_text
from bothways.pure.mailbox import HOURS, Halves, admitted
from bothways.pure.mailbox import Admission as Signed
from bothways.pure.mailbox.desks import Epoch as EpochKeys
from bothways.pure.mailbox.desks import address_beside
from bothways.record.documents import head_document
from bothways.record.queries import newest_head

EPOCH_FIELDS = ("number", "begins", "again", "seal", "sign", "by", "signature", "co")


def public_state() -> dict[str, Any]:
    """Return what every device may know, with a session or without: keys, desks, packets.

    No name of anybody and none of a desk is in it.
    """
    last, head = LastHour.objects.first(), newest_head()
    read = {desk.pk for desk in open_desks()}
    return {
        "v": 1,
        "head": head_document(head) if head else None,
        "hours": list(HOURS),
        "last": last.hour if last else "",
        "months": [
            {"id": key.id, "month": key.month, "key": to_text(key.public_key), "signs": key.signs}
            for key in month_keys()
        ],
        "desks": [
            {
                "id": desk.code,
                "board": desk.is_board,
                "takes": desk.is_board or desk.pk in read,
                "epochs": [epoch_as_json(epoch) for epoch in desk.epochs.all()],
            }
            for desk in Desk.objects.order_by("code").prefetch_related("epochs")
        ],
        "places": [
            {
                "id": one.code,
                "of": one.desk.code,
                "key": one.beside.key,
                "open": one.beside.closes_on is not None,
            }
            for one in addresses()
        ],
        "askable": sorted(_asked(key, name) for key, name in askable()),
        "packets": list(Packet.objects.values_list("id", flat=True)),
    }


def _asked(key: str, name: str) -> str:
    """Return a hash of whom a question can be asked of: it names nobody who is not known already.

    A device takes a key and a name of its signed-in page only if everybody is told this hash, so
    that no page can mark one person's letter by a key of its own.
    """
    shown = " ".join(name.split())  # as a browser gives the choices of a list
    return hashlib.sha256(f"bothways-asked-v1\x00{key}\x00{shown}".encode()).hexdigest()


def epoch_as_json(epoch: Epoch) -> dict[str, Any]:
    """Return what everybody may know of an epoch."""
    return {name: getattr(epoch, name) for name in EPOCH_FIELDS}


def epoch_keys(epoch: Epoch) -> EpochKeys:
    """Return an epoch as its signatures are checked."""
    return EpochKeys(
        number=epoch.number,
        begins=epoch.begins,
        again=epoch.again,
        seal=to_bytes(epoch.seal, 32, "seal"),
        sign=to_bytes(epoch.sign, 32, "sign"),
        by=to_bytes(epoch.by, 32, "by"),
        signature=to_bytes(epoch.signature, 64, "signature"),
        co=to_bytes(epoch.co, 64, "co"),
    )


def board() -> Desk | None:
    """Return the desk whose letters everybody reads, once it was opened."""
    return Desk.objects.filter(is_board=True).first()


def board_key() -> BoardKey | None:
    """Return the key of the board, with its desk (1 query)."""
    return BoardKey.objects.select_related("epoch__desk").first()


def epoch_fields(keys: EpochKeys) -> dict[str, Any]:
    """Return the fields of the row that keeps an epoch."""
    texts = ("seal", "sign", "by", "signature", "co")
    plain = {"number": keys.number, "begins": keys.begins, "again": keys.again}
    return plain | {name: to_text(getattr(keys, name)) for name in texts}


def last_epoch(desk: Desk) -> Epoch | None:
    """Return the epoch that letters are sealed to now, if a reader has made one."""
    return desk.epochs.order_by("-number").first()


def packet(packet_id: str) -> bytes | None:
    """Return the letters of a packet, one after the other; None if there is no such packet."""
    row = Packet.objects.filter(pk=packet_id).values_list("records", flat=True).first()
    return None if row is None else bytes(row)


def packets_of(month: str) -> Iterator[tuple[str, bytes]]:
    """Give the packets of a month, as in 2026-11, each with its id: one at a time in memory."""
    for name in Packet.objects.filter(hour__startswith=month).values_list("id", flat=True):
        records = packet(name)
        if records is not None:
            yield name, records


def piece(piece_id: str) -> bytes | None:
    """Return a sealed piece of an attachment; None if there is none, or none any more."""
    row = Piece.objects.filter(pk=piece_id).values_list("record", flat=True).first()
    return None if row is None else bytes(row)


def letters_of(hour: str) -> Iterator[bytes]:
    """Give every letter that came out at a fixed hour."""
    for row in Packet.objects.filter(hour=hour):
        records = bytes(row.records)
        for start in range(0, len(records), row.size):
            yield records[start : start + row.size]


def reader_of(desk: Desk, person: Person) -> Reader | None:
    """Return this person as a reader of the desk now."""
    return desk.readers.filter(person=person, until=None).first()


def readers_of(desk: Desk) -> list[Reader]:
    """Return who reads at a desk now, by name."""
    return list(Reader.objects.now().filter(desk=desk).select_related("person").order_by("person"))


@dataclass(frozen=True)
class Standing:
    """A desk as it is now: who reads, who has its last key, who of them is the only one."""

    desk: Desk
    readers: list[Reader]
    epoch: Epoch | None
    having: set[int]  # the numbers of all readers to whom the last key was sealed, past ones too

    @property
    def holders(self) -> list[Reader]:
        """Who reads here now and has the desk's last key."""
        return [reader for reader in self.readers if reader.pk in self.having]

    @property
    def is_open(self) -> bool:
        """Letters can be sealed to it, and somebody opens them."""
        return bool(self.holders)

    @property
    def is_dead(self) -> bool:
        """It had a key, and nobody who reads here has it."""
        return self.epoch is not None and not self.is_open

    @property
    def only(self) -> Reader | None:
        """The one reader with its key, if there is just one."""
        return self.holders[0] if len(self.holders) == 1 else None

    @property
    def must_change(self) -> bool:
        """Somebody who reads here no more knows the key that is used now, or made it."""
        if self.epoch is None:
            return False
        outside = self.having - {reader.pk for reader in self.readers}
        made_by = {reader.sign_public for reader in self.readers}
        return self.epoch.is_known_outside or bool(outside) or self.epoch.by not in made_by


def standings(desks: Iterable[Desk]) -> list[Standing]:
    """Return how desks stand, in their order, by as many queries for one as for all."""
    told = list(desks)
    now = Reader.objects.now().filter(desk__in=told).select_related("person")
    readers = list(now.order_by("person"))
    epochs = Epoch.objects.filter(desk__in=told).order_by("number")
    last = {epoch.desk_id: epoch for epoch in epochs}  # the last one of each desk stays
    having: dict[int, set[int]] = {}
    shares = Share.objects.filter(epoch__in=last.values()).values_list("epoch", "reader")
    for epoch, reader in shares:
        having.setdefault(epoch, set()).add(reader)
    return [
        Standing(
            desk=desk,
            readers=[one for one in readers if one.desk_id == desk.pk],
            epoch=last.get(desk.pk),
            having=having.get(last[desk.pk].pk, set()) if desk.pk in last else set(),
        )
        for desk in told
    ]


def standing_of(desk: Desk) -> Standing:
    """Return how one desk stands."""
    (standing,) = standings([desk])
    return standing


def needs_new_epoch(desk: Desk) -> bool:
    """Say whether somebody who reads here no more knows the key that is used now."""
    return standing_of(desk).must_change


def holders(desk: Desk) -> list[Reader]:
    """Return who reads here now and has the desk's last key."""
    return standing_of(desk).holders


def open_desks() -> list[Desk]:
    """Return the desks that take letters: somebody who reads there now has the last key."""
    return [one.desk for one in open_standings()]


def open_standings() -> list[Standing]:
    """Return how those desks stand that take letters."""
    return [one for one in standings(Desk.objects.with_readers()) if one.is_open]


@dataclass(frozen=True)
class Address:
    """Where a desk takes letters beside a thing; code: as letters hold it, in hex."""

    code: str
    desk: Desk
    beside: Beside


def addresses() -> list[Address]:
    """Return the addresses of every desk that people read at, beside every thing there is."""
    told = things()
    desks = Desk.objects.with_readers() if told else []
    return [address_of(desk, one) for desk in desks for one in told]


def addresses_of(desk: Desk) -> list[Address]:
    """Return the addresses of one desk."""
    return [address_of(desk, one) for one in things()]


def address_of(desk: Desk, beside: Beside) -> Address:
    """Return the address of a desk beside a thing."""
    return Address(address_beside(desk.code_bytes, beside.key.encode()).hex(), desk, beside)


def held_back() -> set[bytes]:
    """Return the addresses whose letters wait in their trays, since what they are of is open."""
    return {bytes.fromhex(one.code) for one in addresses() if one.beside.closes_on}


def with_keys(desk: Desk) -> list[Reader]:
    """Return who reads at a desk now and has made a key."""
    return list(Reader.objects.now().filter(desk=desk).exclude(seal_public="").order_by("pk"))


def halves(reader: Reader) -> Halves:
    """Return a reader's public halves as admissions hold them; there must be a key."""
    seal, sign = reader.seal_public, reader.sign_public
    return Halves(reader.pk, to_bytes(seal, 32, "seal"), to_bytes(sign, 32, "sign"))


def let_in_by(reader: Reader) -> dict[int, Reader]:
    """Return whom this reader let in, or somebody whom they let in, themselves among them."""
    desk, now = reader.desk, {halves(one): one for one in with_keys(reader.desk)}
    told = [_admission(one) for one in desk.admissions.all()]
    known = admitted(desk.code_bytes, halves(reader), told, among=now)
    return {one.id: now[one] for one in known if one in now}


def _admission(row: Admission) -> Signed:
    seal, sign = to_bytes(row.seal, 32, "seal"), to_bytes(row.sign, 32, "sign")
    return Signed(
        by=to_bytes(row.by, 32, "by"),
        of=Halves(row.of_id, seal, sign),
        compared=row.compared,
        signature=to_bytes(row.signature, 64, "signature"),
    )


def shares_of(reader: Reader) -> dict[int, Share]:
    """Return what is sealed to this reader, by the epochs' numbers."""
    shares = Share.objects.filter(reader=reader).select_related("epoch")
    return {share.epoch.number: share for share in shares}


def fingerprint(seal: str, sign: str) -> str:
    """Return twenty signs of a key, in groups of four, for two people to compare."""
    told = hashlib.sha256(
        b"bothways-reader-v1\x00" + to_bytes(seal, 32, "seal") + to_bytes(sign, 32, "sign")
    ).hexdigest()[:20]
    return " ".join(told[at : at + 4] for at in range(0, 20, 4))


def drawn(person: Person, month: MonthKey) -> Drawn | None:
    """Return what is kept of this person's books of a month."""
    return Drawn.objects.filter(person=person, month=month.id).first()


def person_tag(person: Person) -> str:
    """Return what keeps two people's stamps apart in one browser; it never leaves it."""
    return salted_hmac("bothways.stamps", str(person.pk), algorithm="sha256").hexdigest()[:16]
