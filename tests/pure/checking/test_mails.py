"""Marks are found in mails as people keep them."""

import pytest

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
