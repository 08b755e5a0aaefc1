"""Do the settings keep what the pages say?"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections

from bothways.operations.audit.finding import Finding, notice, violation
from bothways.operations.audit.look import Look

SHOWS_INSIDES = violation(
    "debug-on",
    "Error pages show the insides of the server, addresses and ballots on their way included.",
    "Take BOTHWAYS_DEBUG out of the settings.",
)
NOT_APART = violation(
    "databases-not-apart",
    "Ballots lie in the same database as people: one backup, one log, one question reaches both.",
    "Set BOTHWAYS_BALLOTS_URL to a database of its own.",
)
NO_HTTPS = violation(
    "no-https",
    "Without HTTPS whoever is on the line reads along, and browsers seal nothing.",
    "Put a proxy with TLS in front; set BOTHWAYS_BASE_URL and BOTHWAYS_HTTPS.",
)
NO_DELAY = violation(
    "no-delay",
    "A sealed ballot leaves at once, so that its moment is that of the visit to the page.",
    "Take BOTHWAYS_BALLOT_DELAY out of the settings, or set it to 90 seconds.",
)
DEMO = violation(
    "demo-mode",
    "This is the demo: everybody can take any role, and people and answers are invented.",
    "Never ask real people here.",
)
ERRORS_MAILED = violation(
    "errors-sent-away",
    "Errors are sent to somebody with what was being done, a ballot on its way included.",
    "Use the program's own settings, which send none.",
)
ONE_MACHINE_OVER = notice(
    "page-address-of-this-machine",
    "The address leads to this machine alone, so nobody else can answer.",
    "Set BOTHWAYS_BASE_URL to the name people use.",
)

OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}
ERROR_TRACKERS = ("sentry", "rollbar", "bugsnag", "newrelic", "opbeat", "elasticapm")


def check(_look: Look) -> Iterator[Finding]:
    """Look at the settings that promises rest on."""
    if settings.DEBUG:
        yield SHOWS_INSIDES.at("BOTHWAYS_DEBUG", "It is on.")
    if settings.MODE == "demo":
        yield DEMO.at("BOTHWAYS_MODE", "It is 'demo'.")
    if _place("default") == _place("ballots"):
        yield NOT_APART.at("BOTHWAYS_BALLOTS_URL", "Both lead to the same database.")
    if settings.BALLOT_DELAY_SECONDS <= 0:
        yield NO_DELAY.at("BOTHWAYS_BALLOT_DELAY", "It is 0.")
    yield from _address()
    if settings.ADMINS or settings.MANAGERS or trackers_in(settings.INSTALLED_APPS):
        yield ERRORS_MAILED.at("settings", "Somebody gets errors.")


def trackers_in(apps: list[str]) -> list[str]:
    """Return which of these send errors to somebody else's server."""
    return [app for app in apps if any(name in app for name in ERROR_TRACKERS)]


def _address() -> Iterator[Finding]:
    parts = urlsplit(settings.BASE_URL)
    if (parts.hostname or "") in OWN_MACHINE:
        yield ONE_MACHINE_OVER.at("BOTHWAYS_BASE_URL", f"It is {settings.BASE_URL}.")
    elif parts.scheme != "https" or not settings.SESSION_COOKIE_SECURE:
        yield NO_HTTPS.at(
            "BOTHWAYS_BASE_URL", f"It is {settings.BASE_URL}, without HTTPS in force."
        )


def _place(alias: str) -> tuple[str, ...]:
    one = connections[alias].settings_dict
    return tuple(str(one.get(name, "")) for name in ("ENGINE", "HOST", "PORT", "NAME"))
