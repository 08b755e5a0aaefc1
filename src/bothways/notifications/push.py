"""One ring to one browser, through whoever made that browser (RFC 8030, RFC 8292).

The request has no body: there is nothing in it to read, encrypted or not. What the push service
learns is that this server rings that browser now.
"""

import http.client
import re
from email.utils import parseaddr
from enum import Enum
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from py_vapid import Vapid02

PATIENCE_SECONDS = 10
KEPT_FOR_SECONDS = 24 * 60 * 60  # how long a push service waits for a phone that is off
GONE = {404, 410}
PLAIN = re.compile(r"[!-~]+")  # anything else is no address, and can't be asked for
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Answer(Enum):
    """What became of a ring."""

    TAKEN = "taken"
    GONE = "gone"  # the browser does not want it any more
    LATER = "later"


def is_known(endpoint: str) -> bool:
    """Say whether an address belongs to a push service that this installation may ring.

    Without such a list whoever is signed in could make the server call any machine inside.
    """
    try:
        address = urlsplit(endpoint)
        port = address.port
    except ValueError:
        return False
    if not PLAIN.fullmatch(endpoint):
        return False
    if settings.MODE == "test":
        return any(fnmatchcase(address.netloc, host) for host in settings.PUSH_HOSTS)
    if address.scheme != "https" or port not in {None, 443} or "@" in address.netloc:
        return False
    return any(fnmatchcase(address.hostname or "", host) for host in settings.PUSH_HOSTS)


def ring(endpoint: str) -> Answer:
    """Ring once. Follows no redirect. Raises OSError if the push service does not answer."""
    if not is_known(endpoint):  # the list may have become shorter
        return Answer.GONE
    address = urlsplit(endpoint)
    connection = _connection(address)
    try:
        path = address._replace(scheme="", netloc="", fragment="").geturl()
        connection.request("POST", path, headers=_headers(address))
        status = connection.getresponse().status
    except (http.client.HTTPException, UnicodeError) as error:  # no name can be looked up like this
        raise OSError from error
    finally:
        connection.close()
    if status in GONE:
        return Answer.GONE
    return Answer.TAKEN if 200 <= status < 300 else Answer.LATER


@lru_cache(maxsize=1)
def public_key() -> str:
    """Return our key as a browser wants it, to let nobody else ring."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from py_vapid.utils import b64urlencode

    point = _vapid().public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return str(b64urlencode(point))


def _connection(address: SplitResult) -> http.client.HTTPConnection:
    kind = http.client.HTTPSConnection
    if address.scheme == "http":  # is_known allows it in tests alone
        kind = http.client.HTTPConnection  # type: ignore[assignment]
    return kind(address.netloc, timeout=PATIENCE_SECONDS)


def _headers(address: SplitResult) -> dict[str, str]:
    """Say who rings, and that one ring is as good as many."""
    claims = {"aud": f"{address.scheme}://{address.netloc}", "sub": _whom_to_write_to()}
    signed: dict[str, str] = _vapid().sign(claims)
    quiet = {"TTL": str(KEPT_FOR_SECONDS), "Topic": "new", "Urgency": "normal"}
    return signed | quiet | {"Content-Length": "0"}


def _whom_to_write_to() -> str:
    """The sender of our mails: push services ask whom to write to when a server misbehaves."""
    return f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"


@lru_cache(maxsize=1)
def _vapid() -> "Vapid02":
    """Our key pair, derived from the installation's secret: every machine of it has the same."""
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
    from py_vapid import Vapid02

    digest = salted_hmac("notifications.push", "vapid", algorithm="sha512").digest()
    number = int.from_bytes(digest) % (P256_ORDER - 1) + 1
    return Vapid02(derive_private_key(number, SECP256R1()))
