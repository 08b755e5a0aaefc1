"""`bothways messages` brings the catalogues up to date, or says what is not in order."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bothways.languages import catalogues
from bothways.languages.catalogues import read


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Catalogues of one test alone."""
    for name in ("read", "write", "path_of"):
        function = getattr(catalogues, name)
        monkeypatch.setattr(function, "__defaults__", (tmp_path,))
    return tmp_path


def said(*words: str) -> str:
    out = StringIO()
    call_command("messages", *words, stdout=out)
    return out.getvalue()


def test_the_first_time_makes_both_catalogues_and_the_second_changes_nothing(folder: Path) -> None:
    assert said().count("written") == 2

    assert said().count("nothing new") == 2
    assert len(read("de")) == len(read("es")) > 900


def test_a_check_writes_nothing_and_fails_while_texts_are_missing(folder: Path) -> None:
    with pytest.raises(CommandError, match="missing: “"):
        said("--check")

    assert not list(folder.iterdir())


def test_a_check_is_silent_where_all_is_in_order(folder: Path) -> None:
    said()

    assert said("--check") == ""


def test_what_is_left_to_translate_is_listed(folder: Path) -> None:
    said()

    assert "Seal and put in the box" in said("--left", "es")
