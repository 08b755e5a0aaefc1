"""`bothways prepare` makes an installation ready, and forgets only a demo."""

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from bothways.config.management.commands import prepare as command
from bothways.config.management.commands.prepare import forget_demo
from bothways.demo import second_key
from bothways.operations.actions.backing_up import LAST
from bothways.operations.actions.erasing import ERASED
from tests import blank
from tests.millrace import SECOND_KEY

pytestmark = pytest.mark.sqlite
ROOT = Path(__file__).resolve().parents[2]


def prepare(
    folder: Path, *words: str, mode: str = "run", **more: str
) -> subprocess.CompletedProcess[str]:
    env = os.environ | {
        "BOTHWAYS_DATA": str(folder),
        "BOTHWAYS_MODE": mode,
        "PYTHONPATH": str(ROOT / "src"),
        **more,
    }
    command = [sys.executable, "-m", "bothways", "prepare", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name for (name,) in rows}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installation") / "data"
    done = prepare(folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_both_databases_are_there_and_apart(prepared: Path) -> None:
    main, box = tables(prepared / "bothways.sqlite3"), tables(prepared / "ballots.sqlite3")

    assert "people_person" in main
    assert not any(name.startswith("ballotbox") for name in main)
    assert not any(name.startswith(("people", "members", "django_session")) for name in box)


def test_static_files_are_there_with_their_content_in_their_names(prepared: Path) -> None:
    sheets = [path.name for path in (prepared / "static" / "bothways").glob("tokens.*.css")]

    assert len(sheets) == 1


def test_nobody_else_on_the_machine_can_read_it(prepared: Path) -> None:
    open_to_others = [
        path
        for path in [prepared, *prepared.rglob("*")]
        if path.relative_to(prepared).parts[:1] != ("static",)  # everyone gets those anyway
        if stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO)
    ]

    assert open_to_others == []


def test_preparing_again_changes_nothing(prepared: Path) -> None:
    before = (prepared / "secret").read_text()

    assert prepare(prepared).returncode == 0
    assert (prepared / "secret").read_text() == before


def test_a_real_installation_is_never_forgotten(prepared: Path) -> None:
    done = prepare(prepared, "--fresh")

    assert done.returncode != 0
    assert "Only the demo can be made afresh" in done.stderr
    assert (prepared / "bothways.sqlite3").exists()


def test_a_demo_never_opens_its_doors_on_a_real_installation(prepared: Path) -> None:
    done = prepare(prepared, mode="demo")
    afresh = prepare(prepared, "--fresh", mode="demo")

    assert (done.returncode, afresh.returncode) == (1, 1)
    assert "holds a real installation" in done.stderr
    assert (prepared / "bothways.sqlite3").exists()


def test_a_demo_is_not_taken_for_a_real_installation(tmp_path: Path) -> None:
    (tmp_path / "this-is-a-demo").touch()
    (tmp_path / "bothways.sqlite3").touch()

    done = prepare(tmp_path)

    assert done.returncode == 1
    assert "holds a demo" in done.stderr


def test_a_wrong_setting_ends_with_a_sentence_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOTHWAYS_TIME_ZONE", "Mars/Olympus")

    done = prepare(tmp_path / "data")

    assert done.returncode != 0
    assert "'Mars/Olympus' is not a time zone" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_demo_is_forgotten_with_its_mails_and_nothing_else(data: Path) -> None:
    (data / "mail").mkdir()
    left_by_the_firm = ["bothways.sqlite3", "ballots.sqlite3-journal", "mail/1.eml", SECOND_KEY]
    for name in (*left_by_the_firm, LAST, ERASED, "secret"):
        (data / name).write_text("x")

    forget_demo()

    assert [path.name for path in data.rglob("*") if path.is_file()] == ["secret"]
    assert second_key.place().name == SECOND_KEY


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_demo_that_was_half_made_is_made_again_and_a_whole_one_is_kept(
    data: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, *, is_whole: bool
) -> None:
    settings.MODE = "demo"
    monkeypatch.setattr(command, "call_command", lambda *_args, **_options: None)
    (data / "this-is-a-demo").touch()
    (data / "bothways.sqlite3").write_text("a firm")
    if is_whole:
        (data / "demo-is-whole").touch()

    call_command("prepare")

    assert (data / "bothways.sqlite3").exists() is is_whole
    assert (data / "demo-is-whole").exists()


def test_ballots_are_never_put_where_the_people_are(prepared: Path, tmp_path: Path) -> None:
    blank.lay_out_files(tmp_path)  # making the tables takes its time, and is not asked about
    urls = {
        "BOTHWAYS_DATABASE_URL": f"sqlite:///{tmp_path}/bothways.sqlite3",
        "BOTHWAYS_BALLOTS_URL": f"sqlite:///{prepared}/bothways.sqlite3",
    }

    done = prepare(tmp_path / "data", **urls)

    assert done.returncode == 1
    assert "would lie in one database" in done.stderr
    assert "ballotbox_box" not in tables(prepared / "bothways.sqlite3")


def test_people_are_never_put_where_ballots_are(prepared: Path, tmp_path: Path) -> None:
    urls = {
        "BOTHWAYS_DATABASE_URL": f"sqlite:///{prepared}/ballots.sqlite3",
        "BOTHWAYS_BALLOTS_URL": f"sqlite:///{tmp_path}/new.sqlite3",
    }

    done = prepare(tmp_path / "data", **urls)

    assert "would lie in one database" in done.stderr
    assert "people_person" not in tables(prepared / "ballots.sqlite3")


def test_the_languages_are_compiled_and_not_a_second_time(prepared: Path) -> None:
    german = prepared / "locale/de/LC_MESSAGES/django.mo"
    before = german.stat().st_mtime_ns

    assert prepare(prepared).returncode == 0

    assert german.stat().st_mtime_ns == before
