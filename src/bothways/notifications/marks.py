"""The mark at the end of every mail to everyone: whoever keeps the mail can prove a rewrite."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bothways.record.actions import append_entries
from bothways.record.models import Head

CHECKED_AT = "/record/check/"


def head_to_tell(*, at: datetime) -> Head | None:
    """Return the newest head, with what the transaction under way has done under it too."""
    return append_entries(at=at)


def mark_line(head: Head) -> str:
    """Return the line in the language in use; the number right before the root is its size."""
    moment = date_format(timezone.localtime(head.at), "DATETIME_FORMAT")
    words = _(
        "Mark of the record on %(moment)s, number of entries and root: %(n)d %(root)s. "
        "Keep this mail: %(link)s shows whether anything done before it was changed since."
    )
    link = f"{settings.BASE_URL}{CHECKED_AT}"
    return words % {"moment": moment, "n": head.size, "root": head.root_hex, "link": link}
