"""Marks are found in mails as people keep them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.checking import Mark, read_mark, read_marks

ROOT = "0f1e2d3c" * 8
OTHER = "a1b2c3d4" * 8


@pytest.mark.parametrize(
    "text",
    [
        f"Mark of the record on Nov. 20, 2026, 8 a.m., number of entries and root: 17 {ROOT}. Keep",
        f"> am 20. November 2026 um 8:00:\n> 17\n> {ROOT}.",
        f"17 {ROOT.upper()}",
        "17 " + " ".join(ROOT[at : at + 4] for at in range(0, 64, 4)),
    ],
)
def test_the_number_before_the_root_is_its_size(text: str) -> None:
    assert read_mark(text) == Mark(17, bytes.fromhex(ROOT))
    assert read_marks(text) == [Mark(17, bytes.fromhex(ROOT))]


def test_a_mail_can_hold_several_marks_and_lines_that_the_mail_program_broke() -> None:
    text = f"3 {ROOT[:30]}=\r\n{ROOT[30:]} and later 9 {OTHER}, once more 3 {ROOT}"

    assert read_marks(text) == [Mark(3, bytes.fromhex(ROOT)), Mark(9, bytes.fromhex(OTHER))]


@pytest.mark.parametrize("text", ["", "17", ROOT, f"0 {ROOT}", f"17 {ROOT}f", "17 " + "g" * 64])
def test_what_is_no_mark_is_none(text: str) -> None:
    assert read_mark(text) is None
    assert read_marks(text) == []


def mark_of(size: int, root: str = ROOT) -> Mark:
    return Mark(size, bytes.fromhex(root))


@pytest.mark.parametrize(
    ("text", "size"),
    [
        (f"on 20 November 2026 at 8:00: 4 {ROOT}", 4),
        (f"4. {ROOT}", 4),
        (f"entries: 999999999999999 {ROOT}", 999_999_999_999_999),
        (f"entries: 17, root:\r\n\r\n{ROOT}", 17),
        (f"> > 17\t{ROOT} <", 17),
        ("1234 " + " ".join(ROOT[at : at + 4] for at in range(0, 64, 4)), 1234),
    ],
)
def test_of_several_numbers_the_last_one_before_the_root_counts(text: str, size: int) -> None:
    assert read_mark(text) == mark_of(size)


@pytest.mark.parametrize(
    "text",
    [
        f"17 {ROOT[:-1]}",
        f"17 {ROOT}0",
        f"17 f{ROOT}",
        "17 " + " ".join(ROOT[at : at + 4] for at in range(0, 60, 4)),
        f"no number at all: {ROOT}",
        f"{ROOT} 17",
    ],
)
def test_a_root_that_lacks_a_sign_or_has_one_too_many_or_no_number_is_no_mark(text: str) -> None:
    assert read_mark(text) is None
    assert read_marks(text) == []


def test_a_root_takes_no_number_from_before_the_root_in_front_of_it() -> None:
    assert read_marks(f"3 {ROOT} {OTHER}") == [mark_of(3)]


def test_two_marks_of_one_size_are_two_because_only_one_of_them_can_be_true() -> None:
    assert read_marks(f"3 {ROOT} 3 {OTHER}") == [mark_of(3), mark_of(3, OTHER)]


@settings(max_examples=30)
@given(st.binary(min_size=32, max_size=32), st.integers(1, 10**15 - 1), st.booleans())
def test_whatever_the_record_says_is_read_back_from_a_mail(
    root: bytes, size: int, in_fours: bool
) -> None:
    said = root.hex()
    if in_fours:
        said = " ".join(said[at : at + 4] for at in range(0, 64, 4))

    text = f"Hello,\n\nnumber of entries and root: {size} {said}.\nKeep this mail."

    assert read_mark(text) == Mark(size, root)
    assert read_marks(text * 2) == [Mark(size, root)]


@settings(max_examples=30)
@given(st.text(max_size=200))
def test_no_text_whatever_makes_the_reader_stumble(text: str) -> None:
    first, every = read_mark(text), read_marks(text)

    assert first is None or first.size > 0
    assert all(len(one.root) == 32 and one.size > 0 for one in every)
