"""What one audit looks at, and what it looks for: ballots, keys and people of this installation."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from bothways.operations.audit.needles import Needles
from bothways.operations.audit.reading import Row, rows, tables
from bothways.operations.sealing import Key
from bothways.pure.ballots import Envelope, bundle, leaf, record_size, unpack
from bothways.pure.mailbox import tray
from bothways.pure.mailbox.letters import FIXED_PART
from bothways.pure.mailbox.pieces import id_in
from bothways.pure.mailbox.stamps import HALF, SPENT_LENGTH

BOX, BLOCK_KEY, BUNDLE = "ballotbox_box", "ballotbox_blockkey", "ballotbox_bundle"
PEELED = "ballotbox_peeled"
MONTH, SPENT, TRAY = "letterbox_month", "letterbox_spent", "letterbox_tray"
DRAWN, PACKET = "mailbox_drawn", "mailbox_packet"
PLACE, PIECE = "letterbox_place", "mailbox_piece"
PEOPLE, SHEET = "people_person", "results_sheet"
PUBLIC = {"public_key", "guardian_key"}
SHORTEST_NAME = 6


@dataclass(frozen=True)
class Look:
    """What was asked for, and what is read once for several checks."""

    now: datetime
    data: Path
    backup: Path | None = None
    key: Key = Key()  # noqa: RUF009
    logs: tuple[Path, ...] = ()
    proxies: tuple[Path, ...] = ()
    insists_on_files: bool = False

    @cached_property
    def boxes(self) -> dict[str, Row]:
        """The boxes, by the id of their round."""
        return {row["round"]: row for row in self._of_ballots(BOX)}

    @cached_property
    def block_keys(self) -> list[Row]:
        return self._of_ballots(BLOCK_KEY)

    @cached_property
    def bundles(self) -> list[Row]:
        return self._of_ballots(BUNDLE)

    @cached_property
    def peeled(self) -> list[Row]:
        """What the second keyholder handed back of rounds that are being counted."""
        return self._of_ballots(PEELED)

    @cached_property
    def months(self) -> list[Row]:
        """The keys that stamp letters."""
        return self._of_ballots(MONTH)

    @cached_property
    def spent(self) -> list[Row]:
        return self._of_ballots(SPENT)

    @cached_property
    def trays(self) -> list[Row]:
        return self._of_ballots(TRAY)

    @cached_property
    def packets(self) -> list[Row]:
        return list(rows("default", PACKET)) if PACKET in tables("default") else []

    def places(self) -> Iterator[Row]:
        """Where pieces of attachments wait; each row is heavy, so none is kept."""
        return rows("ballots", PLACE) if PLACE in tables("ballots") else iter(())

    def pieces(self) -> Iterator[Row]:
        """Pieces of attachments that came out, likewise."""
        return rows("default", PIECE) if PIECE in tables("default") else iter(())

    @cached_property
    def drawn(self) -> list[Row]:
        """Who may draw stamps, and the digests of what they drew."""
        return list(rows("default", DRAWN)) if DRAWN in tables("default") else []

    @cached_property
    def ballots(self) -> list[tuple[str, Envelope]]:
        """Every ballot that is in a box now, with the id of its round."""
        return list(self._ballots())

    @cached_property
    def of_ballots(self) -> Needles:
        """What tells of a ballot or opens one: nothing of it may lie outside the boxes."""
        needles = Needles()
        published = {row["round_id"] for row in rows("default", SHEET)}
        published = {str(round_id).replace("-", "") for round_id in published}
        for round_, envelope in self.ballots:
            needles.add_secret("a one-time key", envelope.key)
            needles.add_secret("the prefix of a credential", envelope.prefix)
            needles.add_secret("a credential", envelope.credential)
            needles.add_secret("a ballot's signature", envelope.signature)
            needles.add_secret("a sealed ballot", envelope.sealed)
            needles.add_secret("a guardian's stamp", envelope.stamp)
            if round_ not in published:
                needles.add_secret("a leaf that is not published yet", leaf(envelope))
        for slip in self._slips():
            needles.add_secret("a slip", slip)
        self._add_letters(needles)
        for name, row in [*self._private(self.boxes.values()), *self._private(self.block_keys)]:
            needles.add_secret("a private key of a round", bytes(row[name]))
        return needles

    @cached_property
    def of_people(self) -> Needles:
        """What names a person: nothing of it may lie among the ballots."""
        needles = Needles()
        for row in rows("default", PEOPLE):
            id_ = row["id"] if isinstance(row["id"], uuid.UUID) else uuid.UUID(str(row["id"]))
            for spelled in (id_.hex, str(id_)):
                needles.add("the id of a person", spelled.encode())
            needles.add("the id of a person", id_.bytes)
            for column, what in (("name", "a name"), ("email", "an address of e-mail")):
                value = str(row.get(column) or "").encode()
                if len(value) >= SHORTEST_NAME:
                    needles.add(what, value)
        return needles

    def _add_letters(self, needles: Needles) -> None:
        """What lies in the trays and has not come out yet, and what opens or makes stamps."""
        out = b"".join(bytes(row["records"]) for row in self.packets)
        for row in self.trays:
            for record in tray.records(bytes(row["records"]), int(row["size"])):
                if record not in out:
                    needles.add_secret("a letter on its way", record[FIXED_PART:])
        self._add_pieces(needles)
        for row in self.spent:
            for record in tray.records(bytes(row["records"]), SPENT_LENGTH):
                needles.add_secret("a stamp that was used", record[:HALF])
        for row in self.months:
            if row["signing_key"]:
                needles.add_secret("a key that stamps letters", bytes(row["signing_key"]))

    def _add_pieces(self, needles: Needles) -> None:
        """Pieces that wait, but for those that came out and are about to be overwritten."""
        out = {str(row["id"]) for row in self.pieces()}
        for row in self.places():
            record = bytes(row["records"])
            if row["is_full"] and id_in(record) not in out:
                needles.add_secret("a piece of an attachment on its way", record[-256:])

    def _of_ballots(self, table: str) -> list[Row]:
        return list(rows("ballots", table)) if table in tables("ballots") else []

    def _private(self, found: object) -> Iterator[tuple[str, Row]]:
        for row in found:  # type: ignore[attr-defined]
            for name in row:
                if name.endswith("_key") and name not in PUBLIC and row[name]:
                    yield name, row

    def _slips(self) -> Iterator[bytes]:
        for row in self.peeled:
            try:
                groups = json.loads(bytes(row["groups"]))
                yield from [bytes.fromhex(slip) for _blocks, slips in groups for slip in slips]
            except (ValueError, TypeError):  # not as the program writes them: `keys` says more
                continue

    def _ballots(self) -> Iterator[tuple[str, Envelope]]:
        for row in self.bundles:
            box = self.boxes.get(row["round"])
            if box is None or not box["size"]:
                continue
            stamps = n_stamps(box)
            for record in bundle.filled(bytes(row["records"]), box["size"], stamps):
                if len(record) == record_size(box["size"], stamps):
                    yield row["round"], unpack(record, row["block"], stamps)


def n_stamps(box: Row) -> int:
    """Return how many signers stamp each envelope of a box."""
    return 2 if box.get("has_guardian") else 1
