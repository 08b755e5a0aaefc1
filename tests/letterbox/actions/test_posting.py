"""One stamp, one letter: the same again changes nothing, another under it is refused."""

import itertools
import json
import secrets
from dataclasses import replace

import pytest

from bothways.ballotbox.errors import BoxRefusal, BusyRefusal
from bothways.letterbox.actions import (
    drop_month,
    post_letter,
    put_letter,
    stop_stamping,
    take_letters,
)
from bothways.letterbox.errors import (
    FalseStampRefusal,
    NoLetterRefusal,
    OldStampRefusal,
    SpentRefusal,
)
from bothways.letterbox.models import Spent, Tray
from bothways.letterbox.queries import MonthKey, holds_letters
from bothways.letterbox.trays import place_of
from bothways.pure.mailbox import Letter, record_sizes, tray
from bothways.pure.mailbox.client import posted
from tests.letterbox.pen import DESK, a_letter, a_month, a_post, a_stamp, body_of


def lying() -> set[bytes]:
    return {one for letters in take_letters().values() for one in letters}


def test_a_stamped_letter_lies_in_its_tray(month: MonthKey) -> None:
    post = a_post(month)
    assert not holds_letters()

    post_letter(body_of(post))

    assert lying() == {post.letter.pack()}
    assert holds_letters()


def test_the_very_same_letter_again_changes_nothing(month: MonthKey) -> None:
    post = a_post(month)
    post_letter(body_of(post))
    before = list(Tray.objects.order_by("id").values_list("id", "records"))

    post_letter(body_of(post))

    assert list(Tray.objects.order_by("id").values_list("id", "records")) == before


def test_a_stamp_pays_for_one_letter_only(month: MonthKey) -> None:
    stamp, first = a_stamp(month), a_letter()
    post_letter(body_of(posted(stamp, first)))

    with pytest.raises(SpentRefusal, match="used for another one"):
        post_letter(body_of(posted(stamp, a_letter("Another."))))

    assert lying() == {first.pack()}


def test_a_letter_altered_on_its_way_is_refused_and_its_stamp_is_still_good(
    month: MonthKey,
) -> None:
    post = a_post(month)
    body = bytearray(post.letter.body)
    body[100] ^= 1
    altered = replace(post, letter=replace(post.letter, body=bytes(body)))

    with pytest.raises(FalseStampRefusal, match="does not hold"):
        post_letter(body_of(altered))
    post_letter(body_of(post))

    assert lying() == {post.letter.pack()}


def test_a_stamp_of_another_key_is_refused(month: MonthKey) -> None:
    other = a_month("2026-12")
    post = replace(a_post(other), month_key=bytes.fromhex(month.id))

    with pytest.raises(FalseStampRefusal):
        post_letter(body_of(post))


def test_stamps_are_taken_after_the_signing_key_is_gone_until_the_month_is(
    month: MonthKey,
) -> None:
    early, late = a_post(month), a_post(month)
    stop_stamping(month.id)
    post_letter(body_of(early))
    with pytest.raises(OldStampRefusal):
        a_stamp(month)

    drop_month(month.id)

    with pytest.raises(OldStampRefusal, match="a month that is over"):
        post_letter(body_of(late))
    assert not Spent.objects.exists()
    assert lying() == {early.letter.pack()}


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"letter": "AAAA"},
        {"letter": None},
        {"month": "x"},
        {"key": 3},
        {"more": 1},
    ],
)
def test_what_is_no_posted_letter_is_refused(month: MonthKey, change: dict[str, object]) -> None:
    fields = a_post(month).to_fields() | change

    with pytest.raises(NoLetterRefusal):
        post_letter(json.dumps(fields).encode())

    assert not holds_letters()


def test_what_is_no_json_is_refused(month: MonthKey) -> None:
    for body in (b"", b"{", b"[]", b'{"v":1,"v":1}', b"\xff"):
        with pytest.raises(NoLetterRefusal):
            post_letter(body)


def test_every_refusal_is_a_sentence_with_its_code() -> None:
    for kind in (FalseStampRefusal, NoLetterRefusal, OldStampRefusal, SpentRefusal):
        assert issubclass(kind, BoxRefusal)
        assert str(kind()).endswith(".")
        assert 400 <= kind.status < 500


def test_letters_of_all_three_sizes_lie_apart(month: MonthKey) -> None:
    letters = [a_letter("a" * length) for length in (10, 5_000, 20_000)]
    for letter in letters:
        put_letter(letter.pack())

    assert list(take_letters()) == sorted(record_sizes(), key=str)
    assert lying() == {letter.pack() for letter in letters}


def test_a_tray_that_is_full_is_laid_out_anew_and_loses_nothing(month: MonthKey) -> None:
    size = record_sizes()[2]
    room = tray.SMALLEST * tray.room_for(size)
    records = [bytes([1]) + secrets.token_bytes(size - 1) for _ in range(room + 2)]

    for record in records:
        put_letter(record)

    assert lying() == set(records)
    assert Tray.objects.filter(size=size).count() > tray.SMALLEST
    for row in Tray.objects.filter(size=size):
        found = list(tray.records(bytes(row.records), size))
        assert found == sorted(found)
        assert len(bytes(row.records)) == size * tray.room_for(size)


def test_spent_stamps_that_fill_their_rows_are_laid_out_anew(
    month: MonthKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tray, "ABOUT", 128)
    Spent.objects.all().delete()
    Tray.objects.all().delete()
    from bothways.letterbox.trays import lay_out_spent

    lay_out_spent(month.id)
    posts = [a_post(month) for _ in range(12)]

    for post in posts:
        post_letter(body_of(post))
    for post in posts:
        post_letter(body_of(post))

    assert lying() == {post.letter.pack() for post in posts}
    assert Spent.objects.count() > tray.SMALLEST
    with pytest.raises(NoLetterRefusal):
        put_letter(b"\x01" * 7)


def goes_in(record: bytes) -> bool:
    try:
        put_letter(record)
    except BusyRefusal:
        return False
    return True


def large(mark: bytes) -> bytes:
    """A letter of the largest size under a mark that its writer chose."""
    return Letter(DESK, mark, bytes(80), bytes(80), secrets.token_bytes(98_304 + 16)).pack()


@pytest.mark.parametrize("chosen", [16, 8])
def test_letters_whose_writer_chose_their_marks_are_taken_as_any_others(
    month: MonthKey, chosen: int
) -> None:
    ends = [secrets.token_bytes(16 - chosen) for _ in range(9)]
    records = {large(bytes(chosen) + end) for end in ends}

    for record in records:
        put_letter(record)

    assert lying() == records


def test_a_tray_that_is_as_large_as_it_may_be_takes_no_more_and_keeps_what_it_has(
    month: MonthKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tray, "LARGEST", 0)
    records = [large(number.to_bytes(16, "big")) for number in range(9)]

    taken = set(itertools.takewhile(goes_in, records))

    assert len(taken) == tray.SMALLEST * tray.room_for(len(records[0]))
    assert lying() == taken < set(records)


def test_answers_fill_a_quarter_of_a_tray_and_leave_room_for_those_who_write(
    month: MonthKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = record_sizes()[2]
    monkeypatch.setattr(tray, "LARGEST", 16 * len(tray.empty_row(size)))
    assert tray.most_rows(size) == 16
    answers = [large(secrets.token_bytes(16)) for _ in range(20)]

    taken = set(itertools.takewhile(goes_in, answers))
    assert Tray.objects.filter(size=size).count() == 4
    post = a_post(month, Letter.unpack(large(secrets.token_bytes(16))))
    post_letter(body_of(post))

    assert len(taken) == 16, "four rows of four, whatever row each belongs to"
    assert lying() == taken | {post.letter.pack()}


def test_answers_that_belong_to_one_row_do_not_make_a_tray_grow_further(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = record_sizes()[2]
    monkeypatch.setattr(tray, "LARGEST", 16 * len(tray.empty_row(size)))
    drawn = (large(secrets.token_bytes(16)) for _ in itertools.count())
    of_one_row = (one for one in drawn if tray.row_of(place_of(one), 8) == 0)
    answers = set(itertools.islice(of_one_row, 6))

    for answer in answers:
        put_letter(answer)

    assert Tray.objects.filter(size=size).count() == 4
    assert lying() == answers


def test_a_stamp_of_a_month_that_has_not_begun_is_refused(db: None) -> None:
    post = a_post(a_month("9999-12"))

    with pytest.raises(FalseStampRefusal):
        post_letter(body_of(post))
