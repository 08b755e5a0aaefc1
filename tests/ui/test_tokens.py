"""Colours that are told outside of style sheets come from the one sheet that has them."""

import pytest

from bothways.ui.tokens import SHEET, colour


def test_a_colour_is_the_one_of_the_sheet() -> None:
    assert f"--ground: {colour('--ground')};" in SHEET.read_text()


def test_dark_is_another_one() -> None:
    assert colour("--ground", dark=True) != colour("--ground")


def test_a_colour_that_is_not_there_is_refused() -> None:
    with pytest.raises(LookupError):
        colour("--mauve")
