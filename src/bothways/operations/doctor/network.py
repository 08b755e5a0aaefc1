"""What can only be seen from outside: names, HTTPS, the mail server, another clock."""

import http.client
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.http.request import validate_host
from django.utils.translation import gettext as _

from bothways.mailbox.slot import LONGEST
from bothways.notifications.actions import reach_mail_server
from bothways.notifications.errors import MailServerError
from bothways.operations.doctor.finding import Finding, fine, soon, wrong
from bothways.operations.doctor.machine import OFF_A_LITTLE, off_by

PATIENCE_SECONDS = 8
RENEW_WITHIN_DAYS = 14
OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Visit:
    """What an address answered."""

    status: int
    headers: http.client.HTTPMessage
    days_left: int | None  # of its certificate

    @property
    def clock_off(self) -> float | None:
        """Seconds by which its clock is ahead of ours."""
        said = self.headers.get("Date")
        return parsedate_to_datetime(said).timestamp() - time.time() if said else None


def visit(address: str, path: str = "/healthz", body: bytes | None = None) -> Visit:
    """Ask an address for one page, or post it a body. Raises OSError or HTTPException."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise OSError(f"{address} is no web address")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=PATIENCE_SECONDS)
    try:
        headers = {"Host": parts.netloc, "Connection": "close", "Content-Type": "application/json"}
        connection.request("GET" if body is None else "POST", path, body, headers)
        days_left = _days_left(connection.sock)
        answer = connection.getresponse()
        answer.read(1000)
        return Visit(answer.status, answer.headers, days_left)
    finally:
        connection.close()


def _days_left(socket: object) -> int | None:
    if not isinstance(socket, ssl.SSLSocket):
        return None
    ends = (socket.getpeercert() or {}).get("notAfter")
    return int((ssl.cert_time_to_seconds(str(ends)) - time.time()) // 86400) if ends else None


def clock_elsewhere(time_from: str) -> Iterator[Finding]:
    """Compare this machine's clock with that of another, where there is one to ask."""
    about, address = _("Clock"), time_from or settings.BASE_URL
    if not time_from and urlsplit(address).hostname in OWN_MACHINE:
        return
    try:
        off = visit(address, urlsplit(address).path or "/").clock_off
    except (OSError, http.client.HTTPException) as error:
        if time_from:
            words = _("%(address)s could not be asked for the time (%(why)s).")
            to_do = _("Name another address with --time-from.")
            yield soon(about, words % {"address": address, "why": error}, to_do)
        return
    if off is not None and abs(off) > OFF_A_LITTLE:
        yield off_by(about, off, address)
    elif off is not None and time_from:
        yield fine(about, _("It agrees with %(address)s.") % {"address": address})


def addresses() -> Iterator[Finding]:
    """That the names under which Bothways is reached fit together."""
    about, parts = _("Address"), urlsplit(settings.BASE_URL)
    host = parts.hostname or ""
    if not validate_host(host, settings.ALLOWED_HOSTS):
        words = _("Links in mails lead to %(host)s, which BOTHWAYS_HOSTS does not name.")
        yield wrong(about, words % {"host": host}, _("Add it to BOTHWAYS_HOSTS."))
    if parts.scheme != "https" and host not in OWN_MACHINE:
        words = _("Without HTTPS browsers can't seal a ballot, so nobody can answer.")
        yield wrong(about, words, _("Put a proxy with TLS in front, and set BOTHWAYS_BASE_URL."))
    elif parts.scheme == "https" and not settings.SESSION_COOKIE_SECURE:
        words = _("Bothways is served over HTTPS and does not know it.")
        yield wrong(about, words, _("Set BOTHWAYS_HTTPS=true."))
    elif validate_host(host, settings.ALLOWED_HOSTS):
        yield fine(about, settings.BASE_URL)


def https() -> Iterator[Finding]:
    """Ask the firm's own address, as a phone would."""
    about = _("HTTPS")
    try:
        seen = visit(settings.BASE_URL)
    except (OSError, http.client.HTTPException) as error:
        words = _("%(address)s does not answer from here (%(why)s).")
        to_do = _("Start Bothways and the proxy; look at name, firewall and certificate.")
        yield wrong(about, words % {"address": settings.BASE_URL, "why": error}, to_do)
        return
    if seen.status != http.HTTPStatus.OK:
        words = _("%(address)s answers with %(status)d.")
        said = {"address": f"{settings.BASE_URL}/healthz", "status": seen.status}
        yield wrong(about, words % said, _("Look at the proxy's settings and at BOTHWAYS_HOSTS."))
        return
    if seen.days_left is None:
        yield fine(about, _("%(address)s answers.") % {"address": settings.BASE_URL})
        return
    yield _certificate(about, seen.days_left)
    if not seen.headers.get("Strict-Transport-Security"):
        words = _("The proxy does not say that the visit came over HTTPS; forms are refused.")
        yield wrong(about, words, _("Let it set X-Forwarded-Proto: https."))


def box() -> Iterator[Finding]:
    """Ask the box at its own address, where it has one, as a page would."""
    about, address = _("Box"), settings.BOX_URL
    if not address:
        return
    if urlsplit(address).scheme != urlsplit(settings.BASE_URL).scheme:
        words = _("Pages and box must both be reached over HTTPS, or neither.")
        yield wrong(about, words, _("Set BOTHWAYS_BOX_URL to an address as the pages have."))
        return
    try:
        slot, other = visit(address, "/box/"), visit(address)
    except (OSError, http.client.HTTPException) as error:
        words = _("%(address)s does not answer from here (%(why)s).")
        to_do = _("Start it with `serve --box-port`, or let the proxy know this name.")
        yield wrong(about, words % {"address": address, "why": error}, to_do)
        return
    yield _box_alone(about, slot, other)


def _box_alone(about: str, slot: Visit, other: Visit) -> Finding:
    parts = urlsplit(settings.BASE_URL)
    may_read = slot.headers.get("Access-Control-Allow-Origin", "")
    said = {"address": settings.BOX_URL}
    if slot.status != http.HTTPStatus.METHOD_NOT_ALLOWED:
        words = _("%(address)s leads to something else than the box.") % said
        return wrong(about, words, _("Let the proxy hand /box/ of this name on to Bothways."))
    if may_read != f"{parts.scheme}://{parts.netloc}".lower():
        words = _("The box at %(address)s gives its receipts to other pages than ours.") % said
        return wrong(about, words, _("Start it with the same BOTHWAYS_BASE_URL as the pages."))
    if other.status != http.HTTPStatus.NOT_FOUND:
        words = _("Under %(address)s there is more than the box.") % said
        return soon(about, words, _("Let the proxy hand on /box/ alone under this name."))
    return fine(about, _("%(address)s takes ballots, and nothing else.") % said)


def letters() -> Finding:
    """Post what is as long as the longest letter, and none: the slot has to be who refuses it."""
    about, address = _("Letters"), settings.BOX_URL or settings.BASE_URL
    try:
        seen = visit(address, "/box/letters/", b" " * (LONGEST - 1))
    except (OSError, http.client.HTTPException) as error:
        words = _("The slot for letters at %(address)s could not be asked (%(why)s).")
        to_do = _("Let the proxy take bodies of 256 kB under /box/ (deploy/).")
        return wrong(about, words % {"address": address, "why": error}, to_do)
    if seen.status == http.HTTPStatus.BAD_REQUEST:
        return fine(about, _("Long letters reach the slot."))
    words = _("A long letter does not reach the slot: %(address)s answers with %(status)d.")
    to_do = _("Let the proxy take bodies of 256 kB under /box/ (deploy/).")
    return wrong(about, words % {"address": address, "status": seen.status}, to_do)


def _certificate(about: str, days_left: int) -> Finding:
    words = _("The certificate ends in %(n)d days.") % {"n": days_left}
    if days_left < RENEW_WITHIN_DAYS:
        return soon(about, words, _("See why it was not renewed."))
    return fine(about, words)


def mail(to: str) -> Finding:
    """Knock at the mail server, sign in there, and send a test mail if an address was named."""
    about = _("Mail")
    if not settings.MAIL_LEAVES:
        to_do = _("Set BOTHWAYS_MAIL_URL; until then codes to sign in can only be printed.")
        return soon(about, _("There is no mail server."), to_do)
    try:
        reach_mail_server()
        if to:
            EmailMessage(_("A test from Bothways"), _("Mail arrives."), to=[to]).send()
    except (MailServerError, OSError) as error:
        why = error.__cause__ or error
        words = _("The mail server did not take it (%(why)s).") % {"why": type(why).__name__}
        to_do = _("Look at BOTHWAYS_MAIL_URL: way, name, port, user and password.")
        return wrong(about, words, to_do)
    if to:
        return fine(about, _("A test mail went to %(address)s.") % {"address": to})
    return fine(about, _("The mail server answers."))
