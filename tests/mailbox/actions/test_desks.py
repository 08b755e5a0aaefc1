"""Desks: named readers, keys that readers' browsers make, and what a reader who left still has."""

from dataclasses import replace
from datetime import date

import pytest

from bothways.mailbox.actions import (
    admit,
    drop_shares,
    end_reader,
    hand_in_key,
    name_reader,
    open_desk,
    share_epochs,
)
from bothways.mailbox.errors import (
    EpochGoneError,
    FalseKeyError,
    LastHolderError,
    NamedAlikeError,
    NotLetInError,
    NotReaderError,
    ReadersAloneError,
    ReadsAlreadyError,
    StillOpenError,
)
from bothways.mailbox.models import Admission, Share
from bothways.mailbox.queries import (
    epoch_keys,
    holders,
    last_epoch,
    let_in_by,
    needs_new_epoch,
    open_desks,
    readers_of,
)
from bothways.pure.ballots import to_text
from bothways.pure.mailbox import DeskKeys, statement_hash
from bothways.pure.mailbox.desks import insist_on_chain
from bothways.pure.mailbox.reading import make_share
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


def test_the_first_reader_makes_the_desk_s_key_and_nobody_else_has_it_unasked(firm: Cast) -> None:
    desk, (eva, tom) = a_desk(firm.people_lead, firm.manager, firm.owner)

    epoch, keys = eva.begin()

    assert DeskKeys.of(eva.secret_of(epoch)) == keys
    assert holders(desk) == [eva.reader]
    assert last_epoch(desk) == epoch
    assert not needs_new_epoch(desk)
    (told,) = on_record("desk.key_changed")
    assert (told["number"], told["seal"]) == (1, epoch.seal)
    assert told["statement"] == statement_hash(desk.code_bytes, epoch_keys(epoch))
    with pytest.raises(NotReaderError):
        tom.begin(before=DeskKeys.of(bytes(32)))


def test_who_was_let_in_gets_the_next_key_and_must_get_it(firm: Cast) -> None:
    desk, (eva, tom) = a_desk(firm.people_lead, firm.manager, firm.owner)
    eva.let_in(tom)

    with pytest.raises(EpochGoneError):
        eva.begin()
    epoch, keys = eva.begin(tom)

    assert DeskKeys.of(tom.secret_of(epoch)) == keys
    assert holders(desk) == [eva.reader, tom.reader]


def test_a_share_for_strangers_another_number_and_another_hour_are_refused(firm: Cast) -> None:
    _desk, (eva, tom) = a_desk(firm.people_lead, firm.manager, firm.owner)
    _other, (stranger,) = a_desk(firm.people_lead, firm.manager, name="Other")

    for others, changes in (
        ([tom], {}),
        ([stranger], {}),
        ([], {"number": 2}),
        ([], {"begins": "2026-11-23T07"}),
        ([], {"begins": "2026-11-24T07"}),
    ):
        with pytest.raises(EpochGoneError):
            eva.begin(*others, **changes)
    with pytest.raises(FalseKeyError):
        eva.begin(by=tom.keys)

    assert not Share.objects.exists()


def test_signs_that_were_compared_stand_on_the_record_once(firm: Cast) -> None:
    _desk, (eva, tom) = a_desk(firm.people_lead, firm.manager, firm.owner)

    eva.let_in(tom, tom)
    admit(tom.reader, of=eva.reader, admission=tom.admission(eva, compared=False))

    assert on_record("desk.reader_let_in") == [
        {"name": "Ideas", "whom": str(firm.owner.pk), "fingerprint": tom.hand_in()}
    ]
    assert set(let_in_by(tom.reader)) == {eva.reader.pk, tom.reader.pk}


def test_nobody_is_let_in_by_what_the_reader_s_key_did_not_sign(firm: Cast) -> None:
    _desk, (eva, tom) = a_desk(firm.people_lead, firm.manager, firm.owner)
    told = eva.admission(tom)

    with pytest.raises(FalseKeyError):
        admit(eva.reader, of=tom.reader, admission=replace(told, compared=False))
    with pytest.raises(FalseKeyError):
        admit(tom.reader, of=tom.reader, admission=told)
    with pytest.raises(EpochGoneError):
        admit(eva.reader, of=eva.reader, admission=told)
    Browser(tom.reader).hand_in()
    tom.reader.refresh_from_db()
    with pytest.raises(EpochGoneError):
        admit(eva.reader, of=tom.reader, admission=told)


def test_a_row_that_the_server_wrote_by_itself_lets_nobody_in(firm: Cast) -> None:
    desk, (eva, tom) = a_desk(firm.people_lead, firm.manager, firm.owner)
    halves = {"seal": tom.reader.seal_public, "sign": tom.reader.sign_public}
    Admission.objects.create(
        desk=desk,
        by=eva.reader.sign_public,
        of=tom.reader,
        compared=True,
        signature=to_text(bytes(64)),
        **halves,
    )

    assert set(let_in_by(eva.reader)) == {eva.reader.pk}


def test_a_reader_without_a_key_can_do_nothing(firm: Cast) -> None:
    desk = open_desk("Ideas", by=firm.people_lead)
    reader = name_reader(desk, firm.manager, by=firm.people_lead, on=ON)

    with pytest.raises(NotReaderError, match="made a key"):
        Browser(reader).begin()
    with pytest.raises(NotReaderError):
        share_epochs(reader, to=reader, shares={})


def test_the_next_key_is_signed_by_the_one_before(firm: Cast) -> None:
    desk, (eva, tom), _keys = an_open_desk(firm.people_lead, firm.manager, firm.owner)

    second, _ = tom.begin(eva)
    third, _ = eva.begin(tom)

    chain = [epoch_keys(epoch) for epoch in desk.epochs.all()]
    insist_on_chain(desk.code_bytes, chain)
    assert [second.number, third.number] == [2, 3]
    with pytest.raises(FalseKeyError):
        eva.begin(tom, before=DeskKeys.of(bytes(32)))


def test_a_share_that_is_none_is_refused(firm: Cast) -> None:
    _desk, (eva, tom), _keys = an_open_desk(firm.people_lead, firm.manager, firm.owner)
    share = make_share(eva.desk, 1, secret=bytes(32), to=tom.keys.seal_public, by=eva.keys)
    drop_shares(tom.reader, numbers=[1])

    for false in (replace(share, sealed=bytes(80)), replace(share, by=tom.keys.sign_public)):
        with pytest.raises(FalseKeyError):
            share_epochs(eva.reader, to=tom.reader, shares={1: false})
    with pytest.raises(EpochGoneError):
        share_epochs(eva.reader, to=tom.reader, shares={2: share})
    assert share_epochs(eva.reader, to=tom.reader, shares={1: share}) == 1


def test_what_a_reader_has_is_not_overwritten_by_another(firm: Cast) -> None:
    desk, (eva, tom), keys = an_open_desk(firm.people_lead, firm.manager, firm.owner)
    garbage = make_share(eva.desk, 1, secret=bytes(32), to=eva.keys.seal_public, by=tom.keys)

    share_epochs(tom.reader, to=eva.reader, shares={1: garbage})

    assert DeskKeys.of(eva.secret_of(desk.epochs.get())) == keys


def test_who_lost_the_code_is_let_in_again_by_another_reader(firm: Cast) -> None:
    desk, (eva, tom), keys = an_open_desk(firm.people_lead, firm.manager, firm.owner)
    epoch = last_epoch(desk)
    assert epoch is not None
    forgot = Browser(eva.reader)
    forgot.hand_in()
    assert not Share.objects.filter(reader=forgot.reader).exists()
    assert needs_new_epoch(desk), "the lost paper may be found"
    share = tom.share(epoch, tom.secret_of(epoch), forgot)

    with pytest.raises(NotLetInError, match="Compare signs"):
        share_epochs(tom.reader, to=forgot.reader, shares={1: share})
    tom.let_in(forgot)
    n = share_epochs(tom.reader, to=forgot.reader, shares={1: share})

    assert n == 1
    assert DeskKeys.of(forgot.secret_of(epoch)) == keys


def test_who_was_not_let_in_can_let_in_nobody_and_change_nothing(firm: Cast) -> None:
    desk, (eva,), _keys = an_open_desk(firm.people_lead, firm.manager)
    late = Browser(name_reader(desk, firm.owner, by=firm.people_lead, on=ON))
    late.hand_in()

    with pytest.raises(NotReaderError):
        share_epochs(late.reader, to=eva.reader, shares={})
    Share.objects.filter(reader=eva.reader).delete()
    with pytest.raises(NotReaderError):
        share_epochs(eva.reader, to=late.reader, shares={})


def test_the_only_one_with_the_key_gives_it_up_only_when_that_is_known(firm: Cast) -> None:
    desk, (eva,), _keys = an_open_desk(firm.people_lead, firm.manager)
    name_reader(desk, firm.owner, by=firm.people_lead, on=ON)
    forgot = Browser(eva.reader)

    with pytest.raises(LastHolderError, match="Nobody else has this desk's key"):
        forgot.hand_in()
    with pytest.raises(LastHolderError):
        end_reader(eva.reader, by=firm.manager, on=ON)

    assert open_desks() == [desk]
    forgot.hand_in(is_sure=True)
    assert open_desks() == []


def test_nobody_takes_a_desk_over_by_ending_who_reads_there(firm: Cast) -> None:
    desk, (eva, tom), _keys = an_open_desk(firm.people_lead, firm.manager, firm.owner)
    late = name_reader(desk, firm.employee, by=firm.people_lead, on=ON)

    with pytest.raises(ReadersAloneError, match="themselves, or another reader"):
        end_reader(eva.reader, by=firm.people_lead, on=ON, is_sure=True)
    end_reader(late, by=firm.people_lead, on=ON)
    lead = Browser(name_reader(desk, firm.people_lead, by=firm.people_lead, on=ON))
    for _with_a_key_of_their_own in range(2):
        with pytest.raises(ReadersAloneError):
            end_reader(eva.reader, by=firm.people_lead, on=ON, is_sure=True)
        lead.hand_in()
    assert holders(desk) == [eva.reader, tom.reader]
    end_reader(lead.reader, by=firm.manager, on=ON)

    firm.manager.left_on = date(2026, 11, 1)
    firm.manager.save()
    end_reader(eva.reader, by=firm.people_lead, on=ON)
    assert [reader.person for reader in readers_of(desk)] == [firm.owner]


def test_where_nobody_has_the_key_a_reader_begins_again_on_the_record(firm: Cast) -> None:
    desk, (eva, tom), _keys = an_open_desk(firm.people_lead, firm.manager, firm.owner)
    with pytest.raises(StillOpenError):
        eva.begin(tom, again=True, before=None)
    for browser in (eva, tom):
        end_reader(browser.reader, by=browser.reader.person, on=ON, is_sure=True)
    new = Browser(name_reader(desk, firm.manager, by=firm.people_lead, on=ON))
    new.hand_in()
    assert open_desks() == []

    epoch, _ = new.begin(again=True)

    assert open_desks() == [desk]
    assert [told["number"] for told in on_record("desk.key_begun_again")] == [2]
    insist_on_chain(desk.code_bytes, [epoch_keys(one) for one in desk.epochs.all()])
    assert epoch.again
    assert not needs_new_epoch(desk)


def test_a_first_key_does_not_begin_again(firm: Cast) -> None:
    _desk, (eva,) = a_desk(firm.people_lead, firm.manager)

    with pytest.raises(StillOpenError):
        eva.begin(again=True)


def test_a_reader_who_leaves_loses_the_shares_and_the_key_must_change(firm: Cast) -> None:
    desk, (eva, tom), _keys = an_open_desk(firm.people_lead, firm.manager, firm.owner)

    end_reader(eva.reader, by=firm.owner, on=date(2026, 11, 24))
    end_reader(eva.reader, by=firm.people_lead, on=date(2026, 11, 25))

    assert [reader.person for reader in readers_of(desk)] == [firm.owner]
    assert not Share.objects.filter(reader=eva.reader).exists()
    assert needs_new_epoch(desk)
    assert len(on_record("desk.reader_left")) == 1
    assert not desk.is_read_by(firm.manager)
    with pytest.raises(NotReaderError):
        eva.hand_in()
    tom.begin()
    assert not needs_new_epoch(desk)


def test_a_reader_who_left_the_firm_reads_no_more_either(firm: Cast) -> None:
    desk, (_eva, tom), _keys = an_open_desk(firm.people_lead, firm.manager, firm.owner)
    firm.manager.left_on = date(2026, 11, 1)
    firm.manager.save()

    assert [reader.person for reader in readers_of(desk)] == [firm.owner]
    assert needs_new_epoch(desk)
    tom.begin()
    assert not needs_new_epoch(desk)
    firm.owner.left_on = date(2026, 11, 1)
    firm.owner.save()
    assert open_desks() == []
