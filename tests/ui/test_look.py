"""The look keeps its own rules: colours in one file, nothing left or right, dark twice the same."""

import re
from pathlib import Path

import pytest

from bothways import ui

STATIC = Path(ui.__file__).parent / "static" / "bothways"
TOKENS = (STATIC / "tokens.css").read_text()
LOOK = re.sub(r"/\*.*?\*/", "", (STATIC / "bothways.css").read_text(), flags=re.S)
TEMPLATES = sorted(Path(ui.__file__).parents[1].rglob("templates/**/*.html"))


def values(block: str) -> dict[str, str]:
    text = re.sub(r"/\*.*?\*/", "", block, flags=re.S)
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", text))


def test_dark_by_device_and_dark_by_choice_are_the_same() -> None:
    by_device = TOKENS.split('data-theme="light"]) {')[1].split("}")[0]
    by_choice = TOKENS.split(':root[data-theme="dark"] {')[1].split("}")[0]

    assert len(values(by_device)) > 15
    assert values(by_device) == values(by_choice)


def test_dark_is_for_screens_so_that_paper_stays_light() -> None:
    before = TOKENS.split(':root[data-theme="dark"] {')[0]

    assert before.rstrip().endswith("@media screen {")


def test_no_other_file_has_a_colour() -> None:
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", LOOK)


def test_nothing_is_left_or_right_so_that_pages_can_be_mirrored() -> None:
    assert not re.findall(r"(?:margin|padding|border)-(?:left|right)", LOOK)
    assert not re.findall(r"[;{]\s*(?:left|right)\s*:|text-align:\s*(?:left|right)", LOOK)


def test_every_token_that_is_used_is_defined() -> None:
    assert set(re.findall(r"var\((--[\w-]+)\)", LOOK)) <= set(values(TOKENS))


@pytest.mark.parametrize("ratio", [4.5])
def test_text_can_be_read_on_every_ground_in_light_and_dark(ratio: float) -> None:
    light = values(TOKENS.split("@media screen")[0])
    dark = light | values(TOKENS.split(':root[data-theme="dark"] {')[1].split("}")[0])

    for theme in (light, dark):
        for ink in ("--ink", "--ink-2", "--out", "--back", "--action", "--alert"):
            for ground in ("--ground", "--surface", "--sunk"):
                assert contrast(theme[ink], theme[ground]) >= ratio, (ink, ground)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour.strip()[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_page_has_an_exclamation_mark_in_its_words(template: Path) -> None:
    words = re.findall(r'{% translate "([^"]*)"', template.read_text())

    assert not [line for line in words if "!" in line]
