"""At the fixed hours all letters come out together; a crash in between loses and doubles none."""

import secrets
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.timezone import localtime

from bothways.letterbox import actions as letterbox
from bothways.letterbox.actions import put_letter, take_letters
from bothways.letterbox.queries import MonthKey, holds_letters
from bothways.mailbox import registry
from bothways.mailbox.actions import (
    answer_letter,
    forget_old_packets,
    open_desk,
    packets,
    take_out,
)
from bothways.mailbox.errors import NoLetterError, NotReaderError
from bothways.mailbox.models import LastHour, Packet
from bothways.mailbox.queries import (
    addresses,
    addresses_of,
    held_back,
    letters_of,
    packet,
    public_state,
)
from bothways.mailbox.registry import Beside
from bothways.pure.mailbox import Thread, hour_before, hour_name, record_sizes
from tests.cast import Cast
from tests.letterbox.pen import a_letter
from tests.mailbox.desk import an_open_desk, letter_to

MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)
AFTERNOON = MORNING + timedelta(hours=6)
EVENING = MORNING + timedelta(hours=9)
NEXT_DAY = MORNING + timedelta(days=1)


def hour_of(moment: datetime) -> str:
    return hour_name(hour_before(localtime(moment)))


def some(n: int, text: str = "Letter") -> list[bytes]:
    records = [a_letter(f"{text} {number}").pack() for number in range(n)]
    for record in records:
        put_letter(record)
    return sorted(records)


def crash_in_the_afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the letters out, and end before their tray is wiped."""

    def crash(_kept: object) -> None:
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(letterbox, "wipe_letters", crash)
        with pytest.raises(SystemExit):
            take_out(at=AFTERNOON)


@pytest.fixture(autouse=True)
def begun(month: MonthKey) -> None:
    assert take_out(at=MORNING) == 0


def test_letters_come_out_at_the_next_fixed_hour_and_not_before() -> None:
    records = some(5)

    assert take_out(at=MORNING + timedelta(hours=1)) == 0
    assert not Packet.objects.exists()
    assert take_out(at=AFTERNOON) == 5

    assert list(letters_of(hour_of(AFTERNOON))) == records
    assert not holds_letters()


def test_a_packet_is_sorted_by_chance_and_tells_its_hour_alone() -> None:
    records = some(4)
    take_out(at=AFTERNOON)

    row = Packet.objects.get()

    assert bytes(row.records) == b"".join(records)
    assert row.pk == f"{hour_of(AFTERNOON)}/{record_sizes()[0]}/0"
    assert packet(row.pk) == bytes(row.records)
    assert {field.name for field in Packet._meta.get_fields()} == {"id", "hour", "size", "records"}
    assert packet("2026-11-23T13/1/1") is None


def test_what_comes_after_the_hour_waits_for_the_next() -> None:
    some(2)
    take_out(at=AFTERNOON)
    late = some(1, "Late")

    assert take_out(at=EVENING) == 0
    assert take_out(at=NEXT_DAY) == 1
    assert list(letters_of(hour_of(NEXT_DAY))) == late


def test_hours_without_letters_leave_nothing_but_the_hour() -> None:
    assert take_out(at=AFTERNOON) == 0
    assert take_out(at=NEXT_DAY) == 0

    assert LastHour.objects.get().hour == hour_of(NEXT_DAY)
    assert not Packet.objects.exists()


def test_a_crash_before_the_tray_was_wiped_doubles_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    records = some(3)
    crash_in_the_afternoon(monkeypatch)
    late = some(1, "Late")

    assert take_out(at=EVENING) == 0
    assert list(letters_of(hour_of(AFTERNOON))) == records
    assert [one for found in take_letters().values() for one in found] == late
    assert take_out(at=NEXT_DAY) == 1
    assert list(letters_of(hour_of(NEXT_DAY))) == late


def test_a_crash_that_lasts_until_the_next_hour_doubles_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    records = some(3)
    crash_in_the_afternoon(monkeypatch)
    late = some(1, "Late")

    assert take_out(at=NEXT_DAY) == 1

    assert list(letters_of(hour_of(AFTERNOON))) == records
    assert list(letters_of(hour_of(NEXT_DAY))) == late
    assert not holds_letters()


def test_many_letters_make_packets_of_a_megabyte(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packets, "LARGEST", 2 * record_sizes()[0])
    records = some(5)

    take_out(at=AFTERNOON)

    assert [len(bytes(row.records)) // row.size for row in Packet.objects.all()] == [2, 2, 1]
    assert list(letters_of(hour_of(AFTERNOON))) == records


def test_packets_are_deleted_after_four_hundred_days() -> None:
    some(1)
    take_out(at=AFTERNOON)

    assert forget_old_packets(at=AFTERNOON + timedelta(days=399)) == 0
    assert forget_old_packets(at=AFTERNOON + timedelta(days=402)) == 1
    assert not Packet.objects.exists()


def test_an_answer_lies_beside_the_letters_and_says_nobody_s_name(firm: Cast) -> None:
    desk, browsers, keys = an_open_desk(firm.people_lead, firm.manager)
    record = letter_to(desk, keys, Thread.of(secrets.token_bytes(32), 0), "Thank you").pack()

    answer_letter(browsers[0].reader, record)

    assert take_letters() == {record_sizes()[0]: [record]}


def test_a_letter_of_another_desk_or_none_is_refused_as_an_answer(firm: Cast) -> None:
    _desk, browsers, _keys = an_open_desk(firm.people_lead, firm.manager)

    for record in (a_letter().pack(), b"", b"\x01" * record_sizes()[0]):
        with pytest.raises(NoLetterError):
            answer_letter(browsers[0].reader, record)
    assert not holds_letters()


def test_who_was_not_let_in_can_not_answer(firm: Cast) -> None:
    desk, browsers, keys = an_open_desk(firm.people_lead, firm.manager)
    browsers[0].reader.shares.all().delete()
    record = letter_to(desk, keys, Thread.of(secrets.token_bytes(32), 0), "Thank you").pack()

    with pytest.raises(NotReaderError):
        answer_letter(browsers[0].reader, record)


def beside(monkeypatch: pytest.MonkeyPatch, closes_on: date | None) -> None:
    """There is one round, open or closed."""
    told = [Beside("round-7", "November pulse", closes_on)]
    monkeypatch.setattr(registry, "THINGS", [lambda: told])


def test_letters_beside_an_open_round_come_out_all_together_once_it_is_closed(
    firm: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, browsers, keys = an_open_desk(firm.people_lead, firm.manager)
    beside(monkeypatch, date(2026, 11, 30))
    (address,) = addresses_of(desk)
    at = bytes.fromhex(address.code)
    first, second = (
        letter_to(desk, keys, Thread.of(secrets.token_bytes(32), 0), "Too loud", at=at).pack()
        for _ in range(2)
    )

    (plain,) = some(1)
    put_letter(first)
    assert take_out(at=AFTERNOON) == 1
    put_letter(second)
    with pytest.raises(NoLetterError):
        answer_letter(browsers[0].reader, first)
    assert take_out(at=EVENING) == 0
    assert take_out(at=NEXT_DAY) == 0
    assert list(letters_of(hour_of(AFTERNOON))) == [plain]
    assert holds_letters()

    beside(monkeypatch, None)
    assert take_out(at=NEXT_DAY + timedelta(hours=6)) == 2

    assert list(letters_of(hour_of(NEXT_DAY + timedelta(hours=6)))) == sorted([first, second])
    assert not holds_letters()
    answer_letter(browsers[0].reader, first)


def test_two_desks_and_two_rounds_have_four_addresses(
    firm: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Ideas", "Works council"):
        open_desk(name, by=firm.people_lead)
    told = [Beside(key, key, None) for key in ("round-7", "round-8")]
    monkeypatch.setattr(registry, "THINGS", [lambda: told])

    found = addresses()

    assert len({one.code for one in found}) == len(found) == 4
    assert [place["id"] for place in public_state()["places"]] == [one.code for one in found]
    assert held_back() == set()
