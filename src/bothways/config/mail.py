"""How mail leaves: BOTHWAYS_MAIL_URL in Django's words."""

from typing import Any
from urllib.parse import unquote, urlsplit

# scheme -> (encrypted from the start, encrypted after the greeting, usual port)
WAYS = {
    "smtp": (False, False, 25),
    "smtps": (True, False, 465),
    "smtp+starttls": (False, True, 587),
}
SECONDS_TO_WAIT = 10


def mail_settings(url: str) -> dict[str, Any]:
    """Return Django's EMAIL_* settings for a mail server's address.

    Raises ValueError, with a sentence for whoever wrote it.
    """
    parts = urlsplit(url)
    if parts.scheme not in WAYS or not parts.hostname:
        ways = ", ".join(f"{scheme}://" for scheme in WAYS)
        raise ValueError(f"begin with one of {ways} and name the server, as in smtps://mail.firm")
    at_once, after_greeting, usual_port = WAYS[parts.scheme]
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or usual_port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": at_once,
        "EMAIL_USE_TLS": after_greeting,
        "EMAIL_TIMEOUT": SECONDS_TO_WAIT,
    }
