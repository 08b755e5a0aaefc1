"""Letters without a name in the demo: both sides open with the codes that its page shows."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localtime

from bothways.demo import firm, letters
from bothways.demo.clock import Clock
from bothways.demo.letters import AUTHORS, READERS, Writing, code_of, link_of
from bothways.letterbox.actions import put_letter
from bothways.letterbox.queries import holds_letters
from bothways.mailbox.models import LastHour, Packet
from bothways.mailbox.queries import last_epoch, letters_of
from bothways.pure.ballots import to_bytes
from bothways.pure.mailbox import (
    DeskKeys,
    Letter,
    ReaderKeys,
    Thread,
    hour_name,
    read_letter,
    root_of,
)
from bothways.pure.mailbox.codes import with_checksum
from bothways.pure.mailbox.letters import TO_AUTHOR, TO_DESK, AlteredError
from bothways.pure.mailbox.reading import open_share
from bothways.record.models import Entry

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def told(db: None) -> Writing:
    """The firm, and all that was written without a name."""
    now = timezone.now()
    firm.found(now - timedelta(days=60))
    writing = Writing(Clock(now))
    for at, act in sorted(writing.events(), key=lambda event: event[0]):
        act(at)
    return writing


def out() -> list[Letter]:
    hours = Packet.objects.order_by("hour").values_list("hour", flat=True).distinct()
    return [Letter.unpack(record) for hour in hours for record in letters_of(hour)]


def texts_at_the_desk(told: Writing) -> list[str]:
    keys = DeskKeys.of(told.secret)
    found = []
    for letter in out():
        for signer in (None, keys.sign_public):
            with suppress(AlteredError):
                read = read_letter(letter, private=keys.seal, role=TO_DESK, signed_by=signer)
                found.append(read.fields["text"])
    return found


def test_all_that_was_written_has_come_out_and_both_sides_open_it_with_the_codes_on_the_page(
    told: Writing, client: Client
) -> None:
    desk = letters.ways()["desk"]
    epoch = last_epoch(desk)
    for number in READERS:
        keys = ReaderKeys.of(root_of(code_of(number)))
        share = epoch.shares.get(reader__person__number=number)
        sealed = to_bytes(share.sealed, 80, "share")
        assert open_share(desk.code_bytes, 1, sealed, keys=keys) == told.secret
    assert sorted(texts_at_the_desk(told)) == sorted(one.text for one in letters.letters())
    assert not holds_letters()

    for name in AUTHORS:
        root = root_of(code_of(name))
        own = [one for one in letters.letters() if one.whose == name]
        threads = [Thread.of(root, number) for number in {one.thread for one in own}]
        marks = {thread.mark(place): thread for thread in threads for place in range(256)}
        mine = [
            read_letter(letter, private=marks[letter.mark].seal, role=TO_AUTHOR)
            for letter in out()
            if letter.mark in marks
        ]
        assert len(mine) == len([one for one in own if not one.by])
    assert len({letter.mark for letter in out()}) == len(letters.letters())

    entries = Entry.objects.filter(verb__startswith="desk.")
    assert {"desk.opened", "desk.reader_named", "desk.reader_key", "desk.key_changed"} <= {
        entry.verb for entry in entries
    }
    days = {localtime(entry.at).date() for entry in entries}
    assert days == {told.clock.workday(letters.OPENED_AGO)}

    page = client.get("/demo/").content.decode()
    for name in (*AUTHORS, *READERS):
        assert f"#{link_of(name)}" in page
        assert to_bytes(link_of(name), 18, "code") == with_checksum(code_of(name))
    assert_time_can_pass(client)


def assert_time_can_pass(client: Client) -> None:
    before = LastHour.objects.get().hour
    put_letter(out()[0].pack())
    client.post("/demo/letters/")
    first = LastHour.objects.get().hour
    client.post("/demo/letters/")

    assert not holds_letters()
    assert before <= first < LastHour.objects.get().hour
    assert first > hour_name(localtime(timezone.now()))


def test_before_the_desk_was_opened_the_page_says_nothing_of_letters(db: None) -> None:
    assert letters.ways() == {}
