"""Packets: what lies in the trays comes out at the fixed hours, all of it together."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from bothways.letterbox import actions as letterbox
from bothways.mailbox.actions.board import take_answers
from bothways.mailbox.actions.pieces import put_out_pieces
from bothways.mailbox.actions.stamps import even_out
from bothways.mailbox.errors import NoLetterError, NotReaderError
from bothways.mailbox.models import Heard, LastHour, Packet, Reader
from bothways.mailbox.queries import addresses_of, held_back, letters_of
from bothways.pure.ballots import ShapeError
from bothways.pure.mailbox import Letter, hour_before, hour_mark, hour_name
from bothways.pure.mailbox.letters import desk_in
from bothways.record.actions import note

LARGEST = 1_000_000
KEPT_DAYS = 400


def take_out(*, at: datetime) -> int:
    """At the first call after a fixed hour, put all letters that wait into its packets.

    Letters beside what is open still, as a round, stay where they are. Returns how many came out.
    A crash in between is made good by the next call: no letter is lost, and none stands in two
    packets.
    """
    hour = hour_name(hour_before(localtime(at)))
    last, is_new = LastHour.objects.get_or_create(only=True, defaults={"hour": hour})
    if is_new or (last.hour >= hour and last.is_wiped):
        return 0
    waiting = _due(letterbox.take_letters())
    out = set(letters_of(last.hour)) if not last.is_wiped else set()
    if last.hour >= hour:
        letterbox.wipe_letters({size: out & set(found) for size, found in waiting.items()})
        LastHour.objects.update(is_wiped=True)
        return 0
    put_out_pieces(hour)  # of the letters that were taken, and maybe of some that come next time
    new = [one for found in waiting.values() for one in found if one not in out]
    n_out = _put_out(hour, new, at=at)
    letterbox.wipe_letters(waiting)
    LastHour.objects.update(is_wiped=True)
    even_out()
    return n_out


def _due(waiting: dict[int, list[bytes]]) -> dict[int, list[bytes]]:
    """Return the letters that come out now: all but those beside what is open still."""
    held = held_back()
    if not held:
        return waiting
    due = {
        size: [one for one in found if desk_in(one) not in held] for size, found in waiting.items()
    }
    return {size: found for size, found in due.items() if found}


@transaction.atomic
def _put_out(hour: str, letters: list[bytes], *, at: datetime) -> int:
    """Put these letters and the board's answers into the packets of an hour; return how many."""
    by_size: dict[int, list[bytes]] = {}
    all_ = [*letters, *take_answers()]
    for one in all_:
        by_size.setdefault(len(one), []).append(one)
    for size, found in by_size.items():
        Packet.objects.bulk_create(
            Packet(id=f"{hour}/{size}/{part}", hour=hour, size=size, records=b"".join(some))
            for part, some in enumerate(_in_parts(sorted(found), size))
        )
    LastHour.objects.update(hour=hour, is_wiped=False)
    if all_:
        note("letters.came_out", by=None, at=at, hour=hour, mark=hour_mark(all_))
    return len(all_)


def _in_parts(letters: list[bytes], size: int) -> Iterator[list[bytes]]:
    step = max(1, LARGEST // size)
    for start in range(0, len(letters), step):
        yield letters[start : start + step]


def answer_letter(reader: Reader, record: bytes) -> None:
    """Lay a reader's sealed answer into the tray, beside the letters; who wrote it is not kept.

    Raises NotReaderError, NoLetterError if it is no letter of this desk, or a BoxRefusal if it
    can't be kept now.
    """
    if reader.until is not None or not reader.shares.exists():
        raise NotReaderError
    try:
        if Letter.unpack(record).desk not in _open_addresses(reader):
            raise NoLetterError
    except ShapeError:
        raise NoLetterError from None
    letterbox.put_letter(record)


def _open_addresses(reader: Reader) -> set[bytes]:
    beside = (one for one in addresses_of(reader.desk) if not one.beside.closes_on)
    return {reader.desk.code_bytes, *(bytes.fromhex(one.code) for one in beside)}


def forget_old_packets(*, at: datetime) -> int:
    """Delete packets that are older than 400 days; return how many there were."""
    oldest = hour_name(localtime(at) - timedelta(days=KEPT_DAYS))
    Heard.objects.filter(hour__lt=oldest).delete()
    gone, _by_model = Packet.objects.filter(hour__lt=oldest).delete()
    return gone
