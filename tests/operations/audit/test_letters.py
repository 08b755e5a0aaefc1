"""Letters, stamps and packets that tell an order, a moment or more are found."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bothways.letterbox.actions import post_letter, post_piece, put_letter
from bothways.letterbox.models import Month, Place, Remnant, Spent, Tray
from bothways.letterbox.queries import MonthKey
from bothways.mailbox.actions import keep_the_months, take_out
from bothways.mailbox.models import Drawn, Epoch, LastHour, Packet, Piece
from bothways.operations.audit import Finding, Severity, letters, links
from bothways.operations.audit.look import Look
from bothways.people.models import Organisation
from bothways.pure.mailbox import record_sizes
from bothways.pure.mailbox.pieces import id_in
from bothways.record.actions import note
from tests.cast import Cast
from tests.letterbox.attach import a_piece, bodies_apart
from tests.letterbox.pen import a_letter, a_month, a_post, body_of
from tests.mailbox.desk import an_open_desk, drawn_by

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
SMALL = record_sizes()[0]


@pytest.fixture
def month(firm: Cast) -> MonthKey:
    """A month in which stamps were drawn, a letter came out and others wait."""
    month = a_month()
    keep_the_months(at=NOW)
    drawn_by(firm.employee, month)
    LastHour.objects.create(hour="2026-11-22T13")
    for _ in range(3):
        put_letter(a_letter().pack())
    take_out(at=NOW)
    Remnant.objects.all().delete()  # the disk is written anew once this transaction has ended
    for _ in range(3):
        post_letter(body_of(a_post(month)))
    return month


def found(now: datetime = NOW) -> set[str]:
    return {one.code for one in said(now) if one.severity is Severity.VIOLATION}


def said(now: datetime = NOW) -> list[Finding]:
    return list(letters.check(Look(now=now, data=None)))  # type: ignore[arg-type]


@pytest.mark.postgresql
def test_while_letters_wait_older_rows_are_said(month: MonthKey) -> None:
    assert [one.code for one in said()] == ["old-rows-of-letters"]


def test_nothing_is_found_where_all_is_as_the_program_makes_it(month: MonthKey) -> None:
    assert found() == set()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda records: records[:-1] + b"\x07", "tray-not-padded"),
        (lambda records: records[:SMALL], "tray-not-padded"),
        (lambda records: (b"\x02" * SMALL + b"\x01" * SMALL).ljust(len(records), b"\0"), ""),
    ],
)
def test_a_tray_that_tells_an_order_or_a_number_is_found(
    month: MonthKey, change: Callable[[bytes], bytes], code: str
) -> None:
    row = Tray.objects.filter(size=SMALL).first()
    assert row is not None
    Tray.objects.filter(pk=row.pk).update(records=change(bytes(row.records)))

    assert found() == {code or "letters-not-sorted"}


def test_spent_stamps_in_another_order_are_found(month: MonthKey) -> None:
    row = Spent.objects.first()
    assert row is not None
    records = (b"\x02" * 32 + b"\x01" * 32).ljust(len(bytes(row.records)), b"\0")
    Spent.objects.filter(pk=row.pk).update(records=records)

    assert found() == {"letters-not-sorted"}


def test_a_packet_of_another_hour_or_in_another_order_is_found(month: MonthKey) -> None:
    row = Packet.objects.get()
    records = bytes(row.records)
    Packet.objects.update(records=records[SMALL:] + records[:SMALL])
    assert found() == {"packet-finer-than-its-hour"}
    Packet.objects.update(records=records, hour="2026-11-23T14")

    assert "packet-finer-than-its-hour" in found()


def test_letters_that_were_altered_left_out_or_added_since_their_hour_are_found(
    month: MonthKey,
) -> None:
    row = Packet.objects.get()
    records = bytes(row.records)
    for changed in (records[SMALL:], records[:-1] + bytes([records[-1] ^ 1])):
        Packet.objects.update(records=changed)
        assert found() == {"letters-not-as-noted"}
    Packet.objects.update(records=records)

    assert found() == set()


def test_keys_that_the_record_does_not_know_and_a_second_key_of_a_month_are_found(
    month: MonthKey, firm: Cast
) -> None:
    an_open_desk(firm.people_lead, firm.manager)
    assert found() == set()
    Epoch.objects.update(seal="A" * 43)
    assert found() == {"key-not-on-the-record"}
    Epoch.objects.all().delete()
    note("stamps.began", by=None, month=month.month, key="0" * 64)
    assert found() == {"key-not-on-the-record"}
    Month.objects.update(month="2026-12")

    assert found() == {"key-not-on-the-record"}


def test_places_and_pieces_of_attachments_are_looked_at(month: MonthKey) -> None:
    for _, body in bodies_apart(month, 2):
        post_piece(body)
    out = a_piece()
    Piece.objects.create(id=id_in(out), hour="2026-11-22T13", record=out)
    assert found() == set()

    Place.objects.filter(is_full=True).update(is_full=False)
    assert found() == {"place-for-pieces-tells"}
    Place.objects.all().delete()
    Piece.objects.update(hour="2026-11-22T14")

    assert found() == {"packet-finer-than-its-hour"}


def test_a_piece_on_its_way_that_lies_among_people_is_found(month: MonthKey) -> None:
    ((record, body),) = bodies_apart(month, 1)
    post_piece(body)
    look = Look(now=NOW, data=None)  # type: ignore[arg-type]
    before = set(links._among_people("people_organisation", look.of_ballots))
    Organisation.objects.update(name=base64.b64encode(record[-60:]).decode())
    look = Look(now=NOW, data=None)  # type: ignore[arg-type]

    after = set(links._among_people("people_organisation", look.of_ballots))

    assert not before
    assert {finding.code for finding in after} == {"ballot-outside-its-box"}


def test_stamps_of_a_month_that_is_over_are_found(month: MonthKey) -> None:
    assert found(NOW + timedelta(days=10)) == {"stamps-of-a-month-that-is-over"}
    Month.objects.update(signing_key=None)
    assert found(NOW + timedelta(days=10)) == set()

    assert found(NOW + timedelta(days=20)) == {"stamps-of-a-month-that-is-over"}


def test_rows_of_those_who_drew_alone_and_rows_that_hold_more_are_found(
    month: MonthKey, firm: Cast
) -> None:
    drew = [firm.employee, firm.colleague]
    for person in drew:
        drawn_by(person, month)
    assert found() == set()
    Drawn.objects.exclude(person__in=drew).delete()
    assert found() == {"stamps-made-one-by-one"}
    Drawn.objects.filter(person=firm.colleague).update(digests="2026-11-23 14:02")

    assert "stamps-with-more" in found()


def leaks() -> dict[str, bytes]:
    """What lies in the box for letters alone, by what it is."""
    (tray,) = [bytes(row.records) for row in Tray.objects.all() if any(bytes(row.records))][:1]
    (spent,) = [bytes(row.records) for row in Spent.objects.all() if any(bytes(row.records))][:1]
    return {
        "a letter on its way": tray[200:SMALL],
        "a stamp that was used": spent[:16],
        "a key that stamps letters": bytes(Month.objects.get().signing_key or b""),
    }


@pytest.mark.parametrize(
    "what", ["a letter on its way", "a stamp that was used", "a key that stamps letters"]
)
def test_what_leaked_from_there_among_people_is_found(
    month: MonthKey, what: str, tmp_path: Path
) -> None:
    look = Look(now=NOW, data=tmp_path)
    assert "ballot-outside-its-box" not in {one.code for one in links.check(look)}

    secret = leaks()[what][-48:]
    Organisation.objects.update(name=base64.urlsafe_b64encode(secret).decode()[:100])

    again = Look(now=NOW, data=tmp_path)
    (finding,) = [one for one in links.check(again) if one.code == "ballot-outside-its-box"]
    assert what in finding.found
