"""Desks: named readers, keys that readers' browsers make, and what a reader who left still has."""

from dataclasses import replace
from datetime import date

import pytest

from bothways.mailbox.actions import (
    begin_epoch,
    end_reader,
    hand_in_key,
    name_reader,
    open_desk,
    share_epochs,
)
from bothways.mailbox.errors import (
    EpochGoneError,
    FalseKeyError,
    NamedAlikeError,
    NotReaderError,
    ReadsAlreadyError,
)
from bothways.mailbox.models import Share
from bothways.mailbox.queries import epoch_keys, last_epoch, needs_new_epoch, readers_of
from bothways.pure.mailbox import DeskKeys
from bothways.pure.mailbox.desks import insist_on_chain
from bothways.record.models import Entry
from tests.cast import Cast
from tests.mailbox.desk import ON, Browser, a_desk, an_open_desk


def on_record(verb: str) -> list[dict]:
    return [entry.details for entry in Entry.objects.filter(verb=verb)]


def test_a_desk_is_opened_and_its_readers_are_named_on_the_record(firm: Cast) -> None:
    desk = open_desk("  Ideas for  the workshop ", by=firm.people_lead)
    name_reader(desk, firm.manager, by=firm.people_lead, on=ON)

    assert desk.name == "Ideas for the workshop"
    assert len(desk.code_bytes) == 8
    assert on_record("desk.opened") == [{"name": desk.name}]
    assert on_record("desk.reader_named") == [{"name": desk.name, "whom": str(firm.manager.pk)}]


def test_two_desks_of_one_name_and_a_reader_named_twice_are_refused(firm: Cast) -> None:
    desk = open_desk("Ideas", by=firm.people_lead)
    name_reader(desk, firm.manager, by=firm.people_lead, on=ON)

    with pytest.raises(NamedAlikeError, match="another name"):
        open_desk("Ideas", by=firm.owner)
    with pytest.raises(ReadsAlreadyError, match="already"):
        name_reader(desk, firm.manager, by=firm.owner, on=ON)


def test_a_reader_hands_in_the_public_halves_of_a_key(firm: Cast) -> None:
    _desk, (browser,) = a_desk(firm.people_lead, firm.manager)

    shown = browser.hand_in()

    assert len(shown.split()) == 5
    assert [told["fingerprint"] for told in on_record("desk.reader_key")] == [shown]
    for seal, sign in (("", ""), ("x" * 43, "y"), ("=" * 43, "A" * 43)):
        with pytest.raises(FalseKeyError, match="no key"):
            hand_in_key(browser.reader, seal=seal, sign=sign)


def test_the_first_reader_makes_the_desk_s_key_for_all_readers(firm: Cast) -> None:
    desk, browsers = a_desk(firm.people_lead, firm.manager, firm.owner)

    epoch, keys = browsers[0].begin(*(browser.reader for browser in browsers))

    assert [DeskKeys.of(browser.secret_of(epoch)) for browser in browsers] == [keys, keys]
    assert last_epoch(desk) == epoch
    assert not needs_new_epoch(desk)
    (told,) = on_record("desk.key_changed")
    assert (told["number"], told["seal"]) == (1, epoch.seal)


def test_a_share_for_too_few_or_for_strangers_is_refused(firm: Cast) -> None:
    _desk, browsers = a_desk(firm.people_lead, firm.manager, firm.owner)
    _other, (stranger,) = a_desk(firm.people_lead, firm.manager, name="Other")
    one, two = (browser.reader for browser in browsers)

    for readers in ((one,), (one, two, stranger.reader)):
        with pytest.raises(EpochGoneError):
            browsers[0].begin(*readers)
    with pytest.raises(EpochGoneError):
        browsers[0].begin(one, two, number=2)

    assert not Share.objects.exists()


def test_a_reader_without_a_key_can_do_nothing(firm: Cast) -> None:
    desk = open_desk("Ideas", by=firm.people_lead)
    reader = name_reader(desk, firm.manager, by=firm.people_lead, on=ON)

    with pytest.raises(NotReaderError, match="made a key"):
        Browser(reader).begin()
    with pytest.raises(NotReaderError):
        share_epochs(reader, to=reader, shares={})


def test_the_next_key_is_signed_by_the_one_before(firm: Cast) -> None:
    desk, browsers, _keys = an_open_desk(firm.people_lead, firm.manager, firm.owner)
    readers = [browser.reader for browser in browsers]

    second, _ = browsers[1].begin(*readers)
    third, _ = browsers[0].begin(*readers)

    chain = [epoch_keys(epoch) for epoch in desk.epochs.all()]
    insist_on_chain(desk.code_bytes, chain)
    assert [second.number, third.number] == [2, 3]
    forged = replace(chain[2], number=4)
    with pytest.raises(FalseKeyError):
        begin_epoch(readers[0], keys=forged, shares={one.pk: "" for one in readers}, on=ON)


def test_a_share_that_is_none_is_refused(firm: Cast) -> None:
    _desk, browsers, _keys = an_open_desk(firm.people_lead, firm.manager, firm.owner)
    one, two = (browser.reader for browser in browsers)

    with pytest.raises(FalseKeyError):
        share_epochs(one, to=two, shares={1: "nonsense"})
    with pytest.raises(EpochGoneError):
        share_epochs(one, to=two, shares={2: "A" * 107})


def test_who_lost_the_code_is_let_in_again_by_another_reader(firm: Cast) -> None:
    desk, browsers, keys = an_open_desk(firm.people_lead, firm.manager, firm.owner)
    epoch = last_epoch(desk)
    assert epoch is not None
    forgot = Browser(browsers[0].reader)
    forgot.hand_in()
    assert not Share.objects.filter(reader=forgot.reader).exists()
    assert needs_new_epoch(desk), "the lost paper may be found"

    secret = browsers[1].secret_of(epoch)
    share = browsers[1].share(epoch, secret, forgot.reader)
    n = share_epochs(browsers[1].reader, to=forgot.reader, shares={1: share})

    assert n == 1
    assert DeskKeys.of(forgot.secret_of(epoch)) == keys


def test_who_was_not_let_in_can_let_in_nobody_and_change_nothing(firm: Cast) -> None:
    desk, browsers, _keys = an_open_desk(firm.people_lead, firm.manager)
    late = Browser(name_reader(desk, firm.owner, by=firm.people_lead, on=ON))
    late.hand_in()

    with pytest.raises(NotReaderError):
        share_epochs(late.reader, to=browsers[0].reader, shares={})
    Share.objects.filter(reader=browsers[0].reader).delete()
    with pytest.raises(NotReaderError):
        share_epochs(browsers[0].reader, to=late.reader, shares={})


def test_a_reader_who_leaves_loses_the_shares_and_the_key_must_change(firm: Cast) -> None:
    desk, browsers, _keys = an_open_desk(firm.people_lead, firm.manager, firm.owner)

    end_reader(browsers[0].reader, by=firm.people_lead, on=date(2026, 11, 24))
    end_reader(browsers[0].reader, by=firm.people_lead, on=date(2026, 11, 25))

    assert [reader.person for reader in readers_of(desk)] == [firm.owner]
    assert not Share.objects.filter(reader=browsers[0].reader).exists()
    assert needs_new_epoch(desk)
    assert len(on_record("desk.reader_left")) == 1
    assert not desk.is_read_by(firm.manager)
    with pytest.raises(NotReaderError):
        browsers[0].hand_in()
    browsers[1].begin(browsers[1].reader)
    assert not needs_new_epoch(desk)


def test_a_reader_who_left_the_firm_reads_no_more_either(firm: Cast) -> None:
    desk, browsers, _keys = an_open_desk(firm.people_lead, firm.manager, firm.owner)
    firm.manager.left_on = date(2026, 11, 1)
    firm.manager.save()

    assert [reader.person for reader in readers_of(desk)] == [firm.owner]
    assert needs_new_epoch(desk)
    browsers[1].begin(browsers[1].reader)
    assert not needs_new_epoch(desk)
