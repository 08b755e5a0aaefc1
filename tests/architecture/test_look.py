"""Colours have one home, and the two ways to dark are one."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import SRC, named, templates

TOKENS = SRC / "ui/static/bothways/tokens.css"
COLOUR = re.compile(
    r"#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b(?![^{}]*\{)|\b(?:rgba?|hsla?|oklch|lab|lch)\(",
    re.IGNORECASE,
)
NAMED = re.compile(
    r":[^;{}]*\b(white|black|red|green|blue|gray|grey|orange|yellow)\b[^;{}]*;", re.I
)
SIDE = re.compile(r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|left|right)\s*:")
SHEETS = [path for path in sorted(SRC.rglob("static/**/*.css")) if path != TOKENS]


def plain(path: Path) -> str:
    """Return a sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)


def declarations(block: str) -> dict[str, str]:
    pairs = re.findall(r"(--[\w-]+)\s*:\s*([^;]+);", block)
    return {name: " ".join(value.split()) for name, value in pairs}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_colour_outside_the_tokens(sheet: Path) -> None:
    assert [match.group() for match in COLOUR.finditer(plain(sheet))] == []
    assert [match.group() for match in NAMED.finditer(plain(sheet))] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_left_and_no_right(sheet: Path) -> None:
    assert [match.group() for match in SIDE.finditer(plain(sheet))] == []


def test_no_colour_in_a_template() -> None:
    in_attribute = re.compile(
        r"(?:fill|stroke|color|bgcolor)=\"(?!none|currentColor|url\()[^\"{]+\""
    )
    metas = re.compile(r"<meta[^>]+theme-color[^>]+>")

    assert [
        named(path) for path in templates() if in_attribute.search(metas.sub("", path.read_text()))
    ] == []


def test_the_device_and_the_person_choose_the_same_dark() -> None:
    text = plain(TOKENS)
    device = re.search(r"prefers-color-scheme: dark\)\s*\{\s*:root[^{]*\{(.*?)\}", text, re.DOTALL)
    person = re.search(r":root\[data-theme=\"dark\"\]\s*\{(.*?)\}", text, re.DOTALL)
    assert device
    assert person

    assert declarations(device.group(1)) == declarations(person.group(1))


def test_dark_changes_only_colours_and_shadows_that_light_has() -> None:
    text = plain(TOKENS)
    dark = declarations(text[text.index('data-theme="dark"') :].partition("}")[0])

    assert set(dark) <= set(declarations(text.partition("@media")[0]))
