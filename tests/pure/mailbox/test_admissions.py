"""Who was let in: what a reader's own key signed, and nothing that a server adds."""

from dataclasses import replace

import pytest

from bothways.pure.ballots import ShapeError
from bothways.pure.mailbox import Admission, Halves, ReaderKeys, admission_holds, admitted
from bothways.pure.mailbox.admissions import admission_statement, shared_statement
from bothways.pure.mailbox.desks import signature_holds
from bothways.pure.mailbox.reading import make_admission, make_share

DESK = bytes(8)
KEYS = [ReaderKeys.of(bytes([n] * 32)) for n in range(4)]
EVA, TOM, MIA, FALSE = (
    Halves(n, keys.seal_public, keys.sign_public) for n, keys in enumerate(KEYS)
)


def let_in(by: Halves, of: Halves, *, compared: bool = True) -> Admission:
    return make_admission(DESK, of, by=KEYS[by.id], compared=compared)


def reached(*told: Admission, now: tuple[Halves, ...] = (EVA, TOM, MIA, FALSE)) -> set[Halves]:
    return admitted(DESK, EVA, told, among=now)


def test_nobody_is_let_in_by_themselves_or_by_a_stranger() -> None:
    assert reached() == {EVA}
    assert reached(let_in(TOM, TOM), let_in(FALSE, TOM), let_in(TOM, EVA)) == {EVA}


def test_whom_i_let_in_lets_others_in_for_me() -> None:
    assert reached(let_in(TOM, MIA), let_in(EVA, TOM)) == {EVA, TOM, MIA}


def test_by_way_of_who_reads_no_more_nobody_comes_in() -> None:
    told = let_in(EVA, TOM), let_in(TOM, MIA)

    assert reached(*told, now=(EVA, MIA, FALSE)) == {EVA}
    assert reached(*told, let_in(EVA, MIA, compared=False), now=(EVA, MIA)) == {EVA, MIA}


@pytest.mark.parametrize(
    "forged",
    [
        replace(let_in(EVA, TOM), of=FALSE),
        replace(let_in(EVA, TOM), of=replace(TOM, seal=FALSE.seal)),
        replace(let_in(EVA, TOM), of=replace(TOM, sign=FALSE.sign)),
        replace(let_in(EVA, TOM), of=replace(TOM, id=3)),
        replace(let_in(EVA, TOM), compared=False),
        replace(let_in(FALSE, TOM), by=EVA.sign),
        make_admission(bytes([1] * 8), TOM, by=KEYS[0]),
    ],
)
def test_what_was_not_signed_lets_nobody_in(forged: Admission) -> None:
    now = (EVA, TOM, FALSE, forged.of)

    assert not admission_holds(DESK, forged)
    assert reached(forged, now=now) == {EVA}


def test_a_share_is_signed_for_one_reader_and_one_epoch() -> None:
    share = make_share(DESK, 2, secret=bytes(32), to=TOM.seal, by=KEYS[0])

    def holds(number: int, to: Halves, sealed: bytes) -> bool:
        told = shared_statement(DESK, number, to=to.seal, sealed=sealed)
        return signature_holds(EVA.sign, share.signature, told)

    assert holds(2, TOM, share.sealed)
    assert not holds(1, TOM, share.sealed)
    assert not holds(2, MIA, share.sealed)
    assert not holds(2, TOM, bytes(80))


def test_keys_of_another_length_are_refused() -> None:
    with pytest.raises(ShapeError):
        admission_statement(DESK, replace(TOM, seal=b""), compared=True)
    with pytest.raises(ShapeError):
        admission_statement(b"", TOM, compared=True)
