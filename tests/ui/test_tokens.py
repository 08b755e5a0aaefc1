"""Colours that are told outside of style sheets come from the one sheet that has them."""

import re

import pytest

from bothways.ui.tokens import SHEET, colour


def test_a_colour_is_the_one_of_the_sheet() -> None:
    assert f"--ground: {colour('--ground')};" in SHEET.read_text()


def test_dark_is_another_one() -> None:
    assert colour("--ground", dark=True) != colour("--ground")


def test_a_colour_that_is_not_there_is_refused() -> None:
    with pytest.raises(LookupError):
        colour("--mauve")


def test_every_colour_of_the_sheet_is_told_in_light_and_where_it_differs_in_dark() -> None:
    light, _mark, night = SHEET.read_text().partition('[data-theme="dark"]')
    of_light, of_night = (set(re.findall(r"(--[a-z0-9-]+):\s*#", half)) for half in (light, night))

    assert len(of_light) > 5
    assert of_night <= of_light
    for name in of_light:
        assert re.fullmatch(r"#[0-9A-Fa-f]{6}", colour(name)), name
    for name in of_night:
        assert re.fullmatch(r"#[0-9A-Fa-f]{6}", colour(name, dark=True)), name


@pytest.mark.parametrize("odd", ["--", "", "--ground:", ".*", "--grou", "ground"])
def test_half_a_name_and_signs_of_a_pattern_are_no_colour(odd: str) -> None:
    with pytest.raises(LookupError):
        colour(odd)
