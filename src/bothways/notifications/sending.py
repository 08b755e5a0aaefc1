"""One message and one mail server: what a mail carries, and what the server's answer means."""

from datetime import date
from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import translation
from django.utils.translation import gettext as _

from bothways.notifications.bounces import mark_unreachable, permanent_status
from bothways.notifications.catalogue import GROUPS, MESSAGES, WEEKLY
from bothways.notifications.models import Message
from bothways.notifications.tokens import bounce_token, off_link
from bothways.people.queries import firm_language

log = structlog.get_logger("bothways.notifications")


def took(message: Message, server: BaseEmailBackend, *, on: date) -> bool:
    """Say whether the mail server took it. Raises OSError if the server itself went away.

    Where it refuses the address for good, nothing more goes to that address.
    """
    try:
        return bool(mail_of(message, server).send())
    except SMTPServerDisconnected:
        raise
    except SMTPRecipientsRefused as refusal:
        for code, words in refusal.recipients.values():
            status = permanent_status(code, words)
            if status:
                mark_unreachable(message.to, message.address, status=status, on=on)
        log.warning("a mail was refused", kind=message.kind, error=type(refusal).__name__)
        return False
    except (SMTPException, ValueError) as error:
        log.warning("a mail was refused", kind=message.kind, error=type(error).__name__)
        return False


def mail_of(message: Message, server: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """Return a message as it leaves, with the way to turn its kind off where there is one.

    Its id is the row's, so that a mail server can tell a second copy.
    """
    about = MESSAGES[message.kind].about if message.kind in MESSAGES else ""
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Message-ID": f"<{message.pk.hex}@{_domain()}>",
        "Auto-Submitted": "auto-generated",
    }
    body = message.body
    if about in GROUPS and not GROUPS[about].fixed:
        link = off_link(message.to_id, about)
        headers["List-Unsubscribe"] = f"<{link}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        if about != WEEKLY:  # the weekly mail says it in its own words
            body = f"{body}\n\n{_how_to_turn_off(message, link)}"
    mail = EmailMultiAlternatives(
        message.subject,
        body,
        from_email=return_address(message),
        to=[str(message.to.email)],
        headers=headers,
        connection=server,
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail


def return_address(message: Message) -> str:
    """Return where a report goes that this mail did not arrive."""
    if not settings.BOUNCES_TO:
        return str(settings.DEFAULT_FROM_EMAIL)
    name, _at, domain = settings.BOUNCES_TO.rpartition("@")
    return f"{name}+{bounce_token(message.pk)}@{domain}"


def _how_to_turn_off(message: Message, link: str) -> str:
    language = message.to.language or firm_language() or settings.LANGUAGE_CODE
    with translation.override(language):
        return _("Once a week is enough? Stop these mails with one click: %(link)s") % {
            "link": link
        }


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
