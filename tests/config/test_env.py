"""A wrong setting ends the start with a sentence; what is kept is kept from others."""

import stat
from pathlib import Path

import pytest

from bothways.config.env import Env, kept_folder, kept_secret, own_folder, read_env, secret_of


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("BOTHWAYS_TIME_ZONE", "Mars/Olympus", "'Mars/Olympus' is not a time zone"),
        ("BOTHWAYS_MODE", "play", "BOTHWAYS_MODE"),
        ("BOTHWAYS_MAIL_URL", "mail.firm", "begin with one of smtp://"),
        ("BOTHWAYS_BALLOT_DELAY", "soon", "BOTHWAYS_BALLOT_DELAY"),
        ("BOTHWAYS_BOX_URL", "box.firm", "write it as https://"),
        ("BOTHWAYS_BOX_URL", "https://box.firm/box/", "without anything behind it"),
        ("BOTHWAYS_BOX_URL", "http://127.0.0.1:8000/", "this is the address of the pages"),
        ("BOTHWAYS_BALLOT_DELAY", "-1", "greater than or equal to 0"),
    ],
)
def test_a_wrong_value_ends_the_start_with_a_sentence(
    name: str, value: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SystemExit, match="Bothways can't start") as ended:
        read_env()

    assert sentence in str(ended.value)


def test_a_wrong_mail_address_is_not_repeated_with_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BOTHWAYS_MAIL_URL", "http://jo:hunter2@mail.firm")

    with pytest.raises(SystemExit) as ended:
        read_env()

    assert "hunter2" not in str(ended.value)


PEOPLE, BALLOTS = "postgresql://jo:hunter2@db.example/people", "postgresql://jo@db.example/box"


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"DATABASE_URL": "mysql://jo:hunter2@db/x"}, "must begin with postgresql://"),
        ({"DATABASE_URL": "postgresql://jo:hunter2@db:port/x"}, "can't be read as an address"),
        ({"DATABASE_URL": "postgresql://jo:hunt/er2@db/x"}, "can't be read as an address"),
        ({"DATABASE_URL": "postgresql://jo:hunter2@db.example"}, "names no database"),
        ({"DATABASE_URL": PEOPLE}, "say where ballots lie"),
        ({"DATABASE_URL": PEOPLE, "BALLOTS_URL": PEOPLE}, "in a database of their own"),
        (
            {
                "DATABASE_URL": PEOPLE,
                "BALLOTS_URL": "postgres://max:hunter2@DB.example:5432/people",
            },
            "in a database of their own",
        ),
        (
            {"DATABASE_URL": "sqlite:///x.sqlite3", "BALLOTS_URL": "sqlite:///./x.sqlite3"},
            "in a database of their own",
        ),
        ({"BALLOTS_URL": "sqlite:///{data}/bothways.sqlite3"}, "in a database of their own"),
        ({"DATABASE_URL": "sqlite:///{data}/ballots.sqlite3"}, "in a database of their own"),
        ({"REPLICA_URL": PEOPLE}, "only PostgreSQL has a replica"),
        (
            {"DATABASE_URL": PEOPLE, "BALLOTS_URL": BALLOTS, "REPLICA_URL": PEOPLE},
            "this is the database itself",
        ),
        ({"DATABASE_URL": PEOPLE, "BALLOTS_URL": BALLOTS, "MODE": "demo"}, "its own files"),
    ],
)
def test_a_wrong_database_ends_the_start_with_a_sentence_and_no_password(
    variables: dict[str, str], sentence: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("DATABASE_URL", "BALLOTS_URL", "REPLICA_URL"):
        monkeypatch.delenv(f"BOTHWAYS_{name}", raising=False)
    monkeypatch.setenv("BOTHWAYS_DATA", str(tmp_path))
    for name, value in variables.items():
        monkeypatch.setenv(f"BOTHWAYS_{name}", value.replace("{data}", str(tmp_path)))

    with pytest.raises(SystemExit, match="Bothways can't start") as ended:
        read_env()

    assert sentence in str(ended.value)
    assert "hunt" not in str(ended.value)


def test_people_ballots_and_replica_may_lie_on_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOTHWAYS_DATABASE_URL", PEOPLE)
    monkeypatch.setenv("BOTHWAYS_BALLOTS_URL", BALLOTS)
    monkeypatch.setenv("BOTHWAYS_REPLICA_URL", PEOPLE.replace("db.example", "copy.example"))

    assert read_env().database_url == PEOPLE


def test_with_one_machine_ballots_may_stay_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOTHWAYS_DATABASE_URL", PEOPLE)
    monkeypatch.setenv("BOTHWAYS_BALLOTS_URL", "sqlite:////srv/ballots.sqlite3")

    assert read_env().ballots_url == "sqlite:////srv/ballots.sqlite3"


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Env.model_fields.items() if not field.description] == []


def test_the_data_folder_is_open_to_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    folder.mkdir(parents=True, mode=0o755)

    own_folder(folder)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_what_is_written_there_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    own_folder(tmp_path / "data")

    (tmp_path / "data" / "file").write_text("x")

    assert stat.S_IMODE((tmp_path / "data" / "file").stat().st_mode) == 0o600


def test_the_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    first = kept_secret(tmp_path)

    assert kept_secret(tmp_path) == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_whoever_only_reads_makes_no_folder_and_no_secret(tmp_path: Path) -> None:
    env = Env(data=tmp_path / "data", read_only=True)

    assert kept_folder(env) == tmp_path / "data"
    assert len(secret_of(env, tmp_path / "data")) > 40
    assert list(tmp_path.iterdir()) == []


def test_everybody_else_does(tmp_path: Path) -> None:
    env = Env(data=tmp_path / "data")

    assert secret_of(env, kept_folder(env)) == (tmp_path / "data" / "secret").read_text()
