"""What is kept of whoever is signed in."""

import base64
import json
import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from bothways.members.devices import JUST_IN
from bothways.members.models import Session
from bothways.members.sessions import AT_KIOSK, ENDS, SHORT
from bothways.operations.audit.finding import Finding, violation
from bothways.operations.audit.logs import MACHINE
from bothways.operations.audit.look import Look
from bothways.operations.audit.reading import DATABASES

SESSION_TELLS = violation(
    "session-tells",
    "A session holds something that it may not: a machine's address, a browser's name, a moment, "
    "or something that the program does not keep there. It tells when and where somebody was here.",
    "Find out what writes it. All sessions end with: DELETE FROM members_session",
)
SESSION_MOMENT = violation(
    "session-with-a-moment",
    "A session's end is not a midnight, or its row holds the moment at which it was written: so "
    "it tells when somebody signed in.",
    "Bring the program up to date. All sessions end with: DELETE FROM members_session",
)
CACHE_KEPT = violation(
    "cache-outside",
    "A cache outside the process can keep what pages and visits leave in it.",
    "Use the program's own settings, which have no cache but each process's memory.",
)

WHERE = f"{DATABASES['default']}: members_session"
ALLOWED = {SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY, ENDS, SHORT, AT_KIOSK, JUST_IN}
IN_THE_DEMO = {"demo-card"}
MEMORY = {
    "django.core.cache.backends.locmem.LocMemCache",
    "django.core.cache.backends.dummy.DummyCache",
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T](?!00:00:00)\d\d:\d\d|\b1[5-9]\d{8}(\.\d+)?\b")
PARTS = 2  # of a row that is signed without a moment


def check(_look: Look) -> Iterator[Finding]:
    """Look at every session, and at where the program keeps what it remembers for a while."""
    for row in Session.objects.all():
        parts = row.session_data.split(":")
        if len(parts) != PARTS or _is_no_midnight(row.expire_date):
            yield SESSION_MOMENT.at(WHERE, "A session's row tells a moment.")
        content = _content(parts[0])
        names = set(content) - ALLOWED - (IN_THE_DEMO if settings.MODE == "demo" else set())
        told = json.dumps({k: v for k, v in content.items() if k != HASH_SESSION_KEY})
        if names:
            shown = ", ".join(sorted(names))[:80]
            yield SESSION_TELLS.at(WHERE, f"A session holds more than it may: {shown}.")
        elif MACHINE.search(told) or MOMENT.search(told) or "Mozilla/" in told:
            yield SESSION_TELLS.at(WHERE, "A session holds an address, a browser or a moment.")
    for name, cache in settings.CACHES.items():
        if cache["BACKEND"] not in MEMORY:
            yield CACHE_KEPT.at(f"settings: cache {name}", f"It is {cache['BACKEND']}.")


def _is_no_midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second, moment.microsecond) != (0, 0, 0, 0)


def _content(part: str) -> dict[str, Any]:
    """What a signed session says; it is signed and not encrypted, so no secret is needed."""
    try:
        squeezed = part.startswith(".")
        plain = base64.urlsafe_b64decode(part.lstrip(".") + "=" * (-len(part.lstrip(".")) % 4))
        found = json.loads(zlib.decompress(plain) if squeezed else plain)
    except (ValueError, zlib.error):
        return {"(unreadable)": True}
    return found if isinstance(found, dict) else {"(unreadable)": True}
