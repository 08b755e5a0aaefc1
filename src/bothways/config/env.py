"""What may be set from outside, by environment variables named BOTHWAYS_*."""

import os
import secrets
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlsplit
from zoneinfo import available_timezones

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bothways.config.mail import mail_settings
from bothways.storage import addresses

MAIN_FILE, BALLOTS_FILE = "bothways.sqlite3", "ballots.sqlite3"


class Env(BaseSettings):
    """One field per setting; the description is what docs/reference prints."""

    model_config = SettingsConfigDict(env_prefix="BOTHWAYS_", extra="ignore")

    data: Path = Field(Path("var"), description="folder that holds both databases and the secret")
    mode: Literal["run", "demo", "test"] = Field("run", description="what this installation is for")
    database_url: str = Field(
        "",
        description="where everything but ballots lies, as in "
        "postgresql://name:password@host:5432/database; while it is empty, in a file of SQLite "
        "in the data folder",
    )
    ballots_url: str = Field(
        "",
        validate_default=True,
        description="where ballots lie, which is another database; needed with PostgreSQL",
    )
    replica_url: str = Field(
        "",
        validate_default=True,
        description="a streaming replica of the first, which exports are read from",
    )
    replica_lag: int = Field(
        10, ge=0, le=3600, description="seconds that the replica may be behind and is still read"
    )
    secret_key: str = Field("", description="signs sessions; made and kept in the data folder")
    hosts: str = Field("localhost,127.0.0.1,[::1]", description="host names, with commas between")
    https: bool = Field(
        default=False,
        description="served over HTTPS only, behind a proxy that sets X-Forwarded-Proto: "
        "secure cookies and HSTS",
    )
    time_zone: str = Field("UTC", description="the firm's time zone, as in Europe/Berlin")
    language: Literal["en", "de", "es"] = Field(
        "en", description="the firm's language, for mails and papers to whoever has not chosen one"
    )
    base_url: str = Field("http://127.0.0.1:8000", description="how links in mails begin")
    mail_url: str = Field(
        "",
        description="the mail server, as in smtps://user:password@host:port (or smtp://, "
        "smtp+starttls://); while it is empty, mails wait",
    )
    mail_from: str = Field("bothways@localhost", description="the sender of every mail")
    bounces_to: str = Field(
        "",
        pattern=r"^([^@+\s]{1,12}@[^@\s]+)?$",
        description="where reports go of mails that did not arrive, as in "
        "bounces@bothways.example.org; a mark of the mail is put before the @, and the mail "
        "server hands each report to `bothways bounce`; empty: they go to the sender",
    )
    push: bool = Field(
        default=True,
        description="offer notifications on people's own phones, without content; needs HTTPS",
    )
    push_hosts: str = Field(
        "fcm.googleapis.com,updates.push.services.mozilla.com,"
        "*.push.apple.com,*.notify.windows.com",
        description="the push services that may be rung, with commas between",
    )
    ballot_delay: int = Field(
        90, ge=0, le=3600, description="a sealed ballot waits up to this many seconds"
    )
    box_url: str = Field(
        "",
        description="where ballots go, as in https://box.example.org: another name or port than "
        "the pages have, which serves the box alone; empty: the same",
    )
    backup_to: str = Field(
        "", description="folder for a backup every night; it must be there; empty: none is made"
    )
    backup_key: str = Field(
        "",
        pattern=r"^(age1[0-9a-z]{58})?$",
        description="public key, age1..., that closes backups; made by `backup --new-key`",
    )
    backup_passphrase: str = Field("", description="closes and opens backups where there is no key")
    backup_keep: int = Field(
        14, ge=0, le=10000, description="how many dated backups stay in the folder; 0: all"
    )
    metrics: str = Field(
        "",
        pattern=r"^(\S{16,})?$",
        description="token for `/metrics`, 16 letters or more; empty: there is no such page",
    )
    read_only: bool = Field(
        default=False,
        description="write nothing: databases can only be read; `bothways audit` sets it by itself",
    )
    debug: bool = Field(
        default=False, description="Django's error pages; never in a real installation"
    )

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"'{value}' is not a time zone; write one like Europe/Berlin")
        return value

    @field_validator("mail_url")
    @classmethod
    def _known_way(cls, value: str) -> str:
        if value:
            mail_settings(value)
        return value

    @field_validator("box_url")
    @classmethod
    def _a_place_of_its_own(cls, value: str, info: ValidationInfo) -> str:
        if not value:
            return value
        parts = urlsplit(value)
        if (
            parts.scheme not in {"http", "https"}
            or not parts.hostname
            or parts.path not in {"", "/"}
        ):
            raise ValueError("write it as https://box.example.org, without anything behind it")
        if parts.netloc == urlsplit(info.data.get("base_url", "")).netloc:
            raise ValueError("this is the address of the pages; name another one, or unset it")
        return f"{parts.scheme}://{parts.netloc}"

    @field_validator("database_url", "ballots_url", "replica_url")
    @classmethod
    def _known_database(cls, value: str, info: ValidationInfo) -> str:
        if value:
            addresses.checked(value)
            if info.data.get("mode") == "demo":
                raise ValueError("the demo keeps its own files; unset this")
        return value

    @field_validator("ballots_url")
    @classmethod
    def _ballots_apart(cls, value: str, info: ValidationInfo) -> str:
        main, folder = info.data.get("database_url"), info.data.get("data", Path("var"))
        if main is None:
            return value  # that one is wrong, and said
        if not value and addresses.is_postgres(main):
            raise ValueError(
                "say where ballots lie: a second database of PostgreSQL, or, if there is one "
                "machine alone, sqlite:////folder/ballots.sqlite3"
            )
        one = main or file_url(folder / MAIN_FILE)
        other = value or file_url(folder / BALLOTS_FILE)
        if addresses.place(one) == addresses.place(other):
            raise ValueError(
                "ballots lie in a database of their own, never in that of the people; "
                "name another one here"
            )
        return value

    @field_validator("replica_url")
    @classmethod
    def _replica_of_something(cls, value: str, info: ValidationInfo) -> str:
        main = info.data.get("database_url")
        if not value or main is None:
            return value
        if not (addresses.is_postgres(main) and addresses.is_postgres(value)):
            raise ValueError(
                "only PostgreSQL has a replica; set BOTHWAYS_DATABASE_URL to PostgreSQL, "
                "or unset this"
            )
        if addresses.place(main) == addresses.place(value):
            raise ValueError("this is the database itself and not its replica; unset it")
        return value


def file_url(path: Path) -> str:
    """Return the address of a SQLite file."""
    return f"sqlite:///{quote(str(path.resolve()))}"


def read_env() -> Env:
    """Return the settings from outside, or end with one sentence per wrong value."""
    try:
        return Env()
    except ValidationError as error:
        lines = [
            f"BOTHWAYS_{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in error.errors()
        ]
        raise SystemExit("Bothways can't start.\n  " + "\n  ".join(lines)) from None


def kept_folder(env: Env) -> Path:
    """Return the data folder; whoever only reads takes it as it is, and makes none."""
    return env.data.resolve() if env.read_only else own_folder(env.data)


def secret_of(env: Env, folder: Path) -> str:
    """Return the installation's secret; whoever only reads signs nothing and needs none."""
    if env.read_only:
        return env.secret_key or secrets.token_urlsafe(48)
    return env.secret_key or kept_secret(folder)


def own_folder(folder: Path) -> Path:
    """Return the data folder, made if need be, open to nobody but its owner."""
    os.umask(0o077)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder.resolve()


def kept_secret(folder: Path) -> str:
    """Return the installation's secret, made once and readable by its owner alone."""
    path = folder / "secret"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
