"""The lines at the top of a guide's file."""

import pytest

from bothways.guides.errors import FaultyGuideError
from bothways.guides.text import read_text

WHOLE = """\
---
title: Making tea
minutes: 2
for: Whoever is thirsty: all of us
sources:
- Orwell, George (1946). A Nice Cup of Tea. Evening Standard.
- Okakura, Kakuzo (1906). The Book of Tea. Putnam.
---
## What to do

1. **Boil the water.** All of it.
"""


def test_a_whole_file_is_read_with_all_that_stands_at_its_top() -> None:
    guide = read_text("making-tea", "en", WHOLE)

    assert (guide.title, guide.minutes) == ("Making tea", 2)
    assert guide.whom == "Whoever is thirsty: all of us"
    assert [source[:6] for source in guide.sources] == ["Orwell", "Okakur"]
    assert guide.steps == ("Boil the water.",)
    assert guide.html.startswith("<h2>What to do</h2>")


@pytest.mark.parametrize("name", ["title", "minutes", "for"])
def test_a_line_that_is_missing_is_named(name: str) -> None:
    lines = [line for line in WHOLE.splitlines() if not line.startswith(f"{name}:")]

    with pytest.raises(FaultyGuideError, match=f"missing at the top: {name}"):
        read_text("making-tea", "en", "\n".join(lines))


def test_a_line_that_says_nothing_is_as_good_as_missing() -> None:
    with pytest.raises(FaultyGuideError, match="title"):
        read_text("making-tea", "en", WHOLE.replace("title: Making tea", "title:"))


def test_without_sources_it_is_not_whole() -> None:
    lines = [line for line in WHOLE.splitlines() if not line.startswith(("- ", "sources"))]

    with pytest.raises(FaultyGuideError, match="sources"):
        read_text("making-tea", "en", "\n".join(lines))


def test_a_line_we_know_nothing_of_is_refused() -> None:
    with pytest.raises(FaultyGuideError, match="colour: red"):
        read_text("making-tea", "en", WHOLE.replace("minutes: 2", "colour: red"))


def test_minutes_are_a_number() -> None:
    with pytest.raises(FaultyGuideError, match="two"):
        read_text("making-tea", "en", WHOLE.replace("minutes: 2", "minutes: two"))


def test_a_file_without_a_top_is_refused() -> None:
    with pytest.raises(FaultyGuideError, match="at the top"):
        read_text("making-tea", "en", "## What to do\n")
