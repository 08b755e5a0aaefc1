"""What may be set from outside, by environment variables named BOTHWAYS_*."""

import os
import secrets
from pathlib import Path
from typing import Literal
from zoneinfo import available_timezones

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bothways.config.mail import mail_settings


class Env(BaseSettings):
    """One field per setting; the description is what docs/reference prints."""

    model_config = SettingsConfigDict(env_prefix="BOTHWAYS_", extra="ignore")

    data: Path = Field(Path("var"), description="folder that holds both databases and the secret")
    mode: Literal["run", "demo", "test"] = Field("run", description="what this installation is for")
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
    ballot_delay: int = Field(
        90, ge=0, le=3600, description="a sealed ballot waits up to this many seconds"
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


def read_env() -> Env:
    """Return the settings from outside, or end with one sentence per wrong value."""
    try:
        return Env()
    except ValidationError as error:
        lines = [
            f"BOTHWAYS_{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in error.errors()
        ]
        raise SystemExit("Bothways can't start.\n  " + "\n  ".join(lines)) from None


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
