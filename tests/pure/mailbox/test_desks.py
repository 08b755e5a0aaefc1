"""Epochs of a desk: a chain that nobody can slip a key into, and the time in which each counts."""

from dataclasses import replace
from typing import Any

import pytest

from bothways.pure.ballots import ForgedError, ShapeError
from bothways.pure.mailbox import DeskKeys, Epoch, ReaderKeys, epoch_holds, share_info
from bothways.pure.mailbox.desks import address_beside, counting_at, insist_on_chain, statement_of
from bothways.pure.mailbox.reading import make_epoch, make_share, open_share

DESK = bytes(8)
SECRETS = tuple(bytes([n] * 32) for n in (1, 2, 3))
FIRST, SECOND, STRANGE = map(DeskKeys.of, SECRETS)
READER, OTHER = (ReaderKeys.of(bytes([n] * 32)) for n in (4, 5))
MORNING, NOON = "2026-11-23T07", "2026-11-23T13"


def epoch(number: int, secret: int, before: DeskKeys | None, **changes: Any) -> Epoch:
    told = {"begins": MORNING, "by": READER} | changes
    desk = told.pop("desk", DESK)
    return make_epoch(desk, number, secret=SECRETS[secret], before=before, **told)


ONE, TWO = epoch(1, 0, None), epoch(2, 1, FIRST)


def test_the_first_signs_itself_and_each_the_next() -> None:
    assert epoch_holds(DESK, ONE, None)
    assert epoch_holds(DESK, TWO, ONE)
    insist_on_chain(DESK, [ONE, TWO, epoch(3, 0, SECOND)])


@pytest.mark.parametrize(
    "false",
    [
        epoch(2, 2, STRANGE),
        epoch(3, 1, FIRST),
        epoch(2, 1, FIRST, desk=bytes([1] * 8)),
        epoch(2, 1, FIRST, begins="2026-11-22T13"),
        replace(TWO, seal=STRANGE.seal_public),
        replace(TWO, sign=STRANGE.sign_public),
        replace(TWO, begins=NOON),
        replace(TWO, begins="2026-11-23T09"),
        replace(TWO, again=True),
        replace(TWO, by=OTHER.sign_public),
        replace(TWO, signature=bytes(64)),
        replace(TWO, co=bytes(64)),
    ],
)
def test_a_key_that_the_one_before_or_its_maker_did_not_sign_is_found(false: Epoch) -> None:
    assert not epoch_holds(DESK, false, ONE)
    with pytest.raises(ForgedError, match="epoch"):
        insist_on_chain(DESK, [ONE, false])


def test_one_that_begins_anew_says_so_and_signs_itself() -> None:
    anew = epoch(2, 1, None, again=True)

    assert epoch_holds(DESK, anew, ONE)
    assert not epoch_holds(DESK, replace(anew, again=False), ONE)


def test_an_answer_counts_in_the_time_of_the_key_that_signed_it() -> None:
    chain = [
        ONE,
        epoch(2, 1, FIRST, begins="2026-11-25T07"),
        epoch(3, 0, SECOND, begins="2026-11-25T07"),
    ]

    def at(hour: str) -> list[int]:
        return counting_at(chain, hour)

    assert at(MORNING) == []
    assert at(NOON) == at("2026-11-25T07") == [1]
    assert at("2026-11-25T13") == at("2026-11-26T13") == [1, 2, 3]
    assert at("2026-11-27T07") == at("2027-11-27T07") == [3], "who has left answers no more"
    with pytest.raises(ShapeError):
        at("2026-11-27T08")


def test_a_share_opens_for_its_reader_its_desk_and_its_epoch_alone() -> None:
    share = make_share(DESK, 1, secret=b"s" * 32, to=READER.seal_public, by=OTHER)

    assert open_share(DESK, 1, share.sealed, keys=READER) == b"s" * 32
    for desk, number, keys in ((DESK, 1, OTHER), (DESK, 2, READER), (bytes([1] * 8), 1, READER)):
        with pytest.raises(ForgedError):
            open_share(desk, number, share.sealed, keys=keys)


def test_beside_each_thing_a_desk_has_another_address() -> None:
    found = [address_beside(desk, key) for desk in (DESK, b"12345678") for key in (b"7", b"8")]

    assert len(set(found)) == 4
    assert {len(one) for one in found} == {8}
    assert found[0] == address_beside(DESK, b"7")
    with pytest.raises(ShapeError):
        address_beside(b"", b"7")


def test_keys_and_desks_of_another_length_and_other_hours_are_refused() -> None:
    keys = {"again": False, "seal": bytes(32), "sign": bytes(32), "by": bytes(32)}
    for desk, changes in ((b"", {}), (DESK, {"by": b""}), (DESK, {"begins": "2026-11-23T12"})):
        with pytest.raises(ShapeError):
            statement_of(desk, 1, **{"begins": NOON, **keys, **changes})
    with pytest.raises(ShapeError):
        share_info(DESK, 1, bytes(31))
