"""Whether a mail can leave at all, and whether the links in it lead anybody anywhere."""

from urllib.parse import urlsplit

from django.conf import settings

HERE_ONLY = ("127.0.0.1", "localhost", "::1")


def mail_leaves() -> bool:
    """A mail server is named, so a mail goes further than the outbox."""
    return bool(settings.MAIL_LEAVES)


def leads_here_only() -> bool:
    """Links lead to the computer that serves them alone: nobody else could follow one."""
    return urlsplit(settings.BASE_URL).hostname in HERE_ONLY
