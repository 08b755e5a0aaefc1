"""docs/reference is written from the code."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from bothways.access.policy import POLICY
from bothways.api.openapi import MEANS
from bothways.config.env import Env
from bothways.config.management.commands import reference as command
from bothways.config.reference import PAGES
from bothways.jobs.registry import JOBS
from bothways.notifications.catalogue import MESSAGES

EVERYTHING = {
    "settings.md": [f"`BOTHWAYS_{name.upper()}`" for name in Env.model_fields],
    "jobs.md": [f"`{name}`" for name in JOBS if not name.startswith("demo.")],
    "messages.md": [f"`{kind}`" for kind in MESSAGES],
    "who-may-do-what.md": [f"`{rule}`" for rule in POLICY],
    "api.md": [f"`{status}`" for status in MEANS],
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_a_row_for_everything_there_is(page: str) -> None:
    text = PAGES[page]()

    assert [name for name in EVERYTHING[page] if f"| {name} |" not in text] == []


@pytest.mark.parametrize("page", EVERYTHING)
def test_every_row_of_a_page_has_as_many_cells_as_its_head(page: str) -> None:
    tables = [part for part in PAGES[page]().split("\n\n") if part.startswith("|")]

    assert tables
    for table in tables:
        widths = {line.replace("\\|", "").count("|") for line in table.strip().splitlines()}
        assert len(widths) == 1, table


def test_how_often_is_said_in_words() -> None:
    text = PAGES["jobs.md"]()

    assert "| `notifications.send_due_messages` | 5 seconds |" in text
    assert "| `notifications.wipe_old_messages` | day |" in text


def test_a_right_says_who_has_it_and_where_it_is_asked() -> None:
    text = PAGES["who-may-do-what.md"]()

    assert "| `commitments.make` | Everybody who works here. | `/promises/new/` |" in text


def test_the_pages_are_the_code_s_own_words_in_whatever_language_they_are_asked_for() -> None:
    with translation.override("de"):
        call_command("reference", "--check")


def test_what_is_open_to_all_says_why() -> None:
    text = PAGES["who-may-do-what.md"]()

    assert "| `/healthz` | A watcher asks whether the server answers" in text
    assert "| `/box/ROUND` |" in text


def test_checking_finds_a_page_that_is_no_longer_true_and_writing_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "FOLDER", tmp_path)
    call_command("reference", verbosity=0)
    call_command("reference", "--check")
    (tmp_path / "jobs.md").write_text("nothing runs by itself")

    with pytest.raises(CommandError, match=r"Not true any more: jobs\.md"):
        call_command("reference", "--check")

    call_command("reference", verbosity=0)
    call_command("reference", "--check")
