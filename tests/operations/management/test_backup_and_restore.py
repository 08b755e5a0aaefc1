"""`bothways backup` and `bothways restore`, as whoever runs the server types them."""

import io
import stat
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from bothways.operations.snapshot import main_in
from bothways.people.models import Person
from tests.cast import Cast

PHRASE = "a gauge at every station"


def said(*words: object, **options: object) -> str:
    out = io.StringIO()
    call_command(*map(str, words), stdout=out, **options)
    return out.getvalue()


def test_a_key_is_made_for_its_owner_alone_and_never_over_another(
    house: Cast, tmp_path: Path
) -> None:
    file = tmp_path / "backup.key"

    words = said("backup", "--new-key", file)

    assert "Put it away" in words
    assert "age1" in words
    assert "AGE-SECRET-KEY" not in words
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(CommandError, match="can't be made"):
        said("backup", "--new-key", file)


def test_from_key_to_backup_to_another_machine(
    house: Cast, tmp_path: Path, settings: Settings
) -> None:
    public = said("backup", "--new-key", tmp_path / "key").split()[-1]
    words = said("backup", "--to", tmp_path, "--key", public)
    file = words.splitlines()[0]
    settings.DATA = tmp_path / "another"
    settings.DATA.mkdir()

    with main_in(settings.DATA / "bothways.sqlite3"):
        words = said("restore", file, "--key-file", tmp_path / "key")
        assert Person.objects.count() == 32

    assert "Millrace" in words
    assert "Everybody signs in again" in words


def test_a_passphrase_from_a_file_opens_what_it_closed(house: Cast, tmp_path: Path) -> None:
    (tmp_path / "phrase").write_text(f"{PHRASE}\nand a second line\n")
    file = tmp_path / "b.age"
    said("backup", "--to", file, "--passphrase-file", tmp_path / "phrase")

    words = said("restore", file, "--passphrase-file", tmp_path / "phrase", "--check")

    assert "It is whole." in words


def test_a_refusal_is_one_sentence(house: Cast, tmp_path: Path) -> None:
    (tmp_path / "phrase").write_text("short")

    with pytest.raises(CommandError, match="always encrypted"):
        said("backup", "--to", tmp_path, "--passphrase-file", tmp_path / "phrase")
    with pytest.raises(CommandError, match="Say where to"):
        said("backup")
    with pytest.raises(CommandError, match="There is no file"):
        said("restore", tmp_path / "none.age")


def test_whoever_replaces_sees_first_what_would_be_lost(
    house: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "phrase").write_text(PHRASE)
    file = tmp_path / "b.age"
    said("backup", "--to", file, "--passphrase-file", tmp_path / "phrase")
    out = io.StringIO()
    monkeypatch.setattr("builtins.input", lambda _prompt: "no")

    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command(
            "restore",
            str(file),
            "--passphrase-file",
            str(tmp_path / "phrase"),
            "--replace",
            stdout=out,
        )

    assert "32 people" in out.getvalue()


def test_a_backup_to_a_key_asks_for_the_key_file(house: Cast, tmp_path: Path) -> None:
    public = said("backup", "--new-key", tmp_path / "key").split()[-1]
    said("backup", "--to", tmp_path / "b.age", "--key", public)

    with pytest.raises(CommandError, match="--key-file"):
        said("restore", tmp_path / "b.age")
