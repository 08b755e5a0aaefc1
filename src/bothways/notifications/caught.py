"""The demo's mail: caught in a folder instead of sent, so that it can be read in the demo."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMail
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

MICRO = 1_000_000


def _folder() -> Path:
    return Path(settings.DATA) / "mail"


class EmailBackend(BaseEmailBackend):
    """Writes each mail into a file of its own."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        _folder().mkdir(exist_ok=True)
        for mail in email_messages:
            at = int(timezone.now().timestamp() * MICRO)
            (_folder() / f"{at}-{uuid4().hex}.eml").write_bytes(mail.message().as_bytes())
        return len(email_messages)


def caught_mail(*, newest: int = 50) -> list[tuple[datetime, ParsedMail]]:
    """Return the newest caught mails with the moment each was caught, newest first."""
    files = sorted(_folder().glob("*.eml"), reverse=True)[:newest]
    return [(_caught_at(file), _parsed(file)) for file in files]


def _caught_at(file: Path) -> datetime:
    return datetime.fromtimestamp(int(file.name.partition("-")[0]) / MICRO, tz=UTC)


def _parsed(file: Path) -> ParsedMail:
    return message_from_bytes(file.read_bytes(), policy=policy.default)
