"""The first run: whoever can read the terminal names the firm and becomes its owner."""

import secrets
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.crypto import constant_time_compare

from bothways.members.actions.people import add_person
from bothways.members.actions.roles import give_role
from bothways.members.errors import AlreadyFoundedError, NotTheTokenError
from bothways.people.models import Organisation, Person, Role
from bothways.record.actions import note

FILE = "first-run-token"


def first_run_token(folder: Path) -> str:
    """Return the token that opens the first run, made once and kept in the data folder."""
    path = folder / FILE
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(24), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def is_first_run_token(token: str, folder: Path) -> bool:
    """Say whether this is the token; where none was made, nothing is."""
    path = folder / FILE
    kept = path.read_text(encoding="ascii").strip() if path.exists() else ""
    return bool(kept) and constant_time_compare(kept, token)


@transaction.atomic
def found_firm(
    *,
    firm: str,
    name: str,
    email: str,
    token: str,
    folder: Path,
    at: datetime,
    language: str = "",
) -> Person:
    """Name the firm and make its first person, who owns it; the token is used up.

    Raises NotTheTokenError, and AlreadyFoundedError if the firm has a name already.
    """
    if not is_first_run_token(token, folder):
        raise NotTheTokenError
    own = {"name": firm, "language": language}
    named, is_new = Organisation.objects.get_or_create(only=True, defaults=own)
    if not is_new:
        raise AlreadyFoundedError
    owner = add_person(name=name, email=email, unit=firm.replace("/", "-"), by=None, at=at)
    give_role(owner, Role.Kind.OWNER, by=owner, at=at)
    note("organisation.named", by=owner, about=named, at=at, name=firm, language=language)
    transaction.on_commit(lambda: (folder / FILE).unlink(missing_ok=True))
    return owner
