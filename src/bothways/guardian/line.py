"""The line between the service of the second key and the company's server: signed requests."""

import http.client
from collections.abc import Callable
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

from bothways.guardian.machine import machine_mark
from bothways.pure.ballots import BallotError, canonical_json, read_object, to_text
from bothways.pure.guardian.documents import authorization
from bothways.pure.guardian.keys import Identity
from bothways.pure.guardian.memory import Memory

PATIENCE = 60  # seconds
MOST = 64_000_000
WORK, ANSWER = "/guardian/work/", "/guardian/answer/"


class LineError(Exception):
    """The server can't be reached, or does not answer as it should; or a file can't be used."""


class Line:
    """One server, asked with one key. clock: gives seconds since 1970."""

    def __init__(self, server: str, identity: Identity, *, clock: Callable[[], float]) -> None:
        address = urlsplit(server)
        if address.scheme not in {"http", "https"} or not address.hostname:
            raise LineError("The server's address begins with https://")
        self.https, self.host = address.scheme == "https", address.hostname
        self.port, self.prefix = address.port, address.path.rstrip("/")
        self.origin = server.rstrip("/")
        self.identity, self.clock = identity, clock

    def work(self, memory: Memory) -> dict[str, Any]:
        """Return what the server asks. Raises LineError."""
        size = (memory.head or {}).get("size", 0)
        told = self._ask("GET", f"{WORK}?head_size={size}&once={token_hex(8)}")
        if size and told.get("since_head") is None:
            raise LineError("The server does not show that its ledger goes on.")
        return told

    def hand_in(self, document: dict[str, Any]) -> list[dict[str, Any]]:
        """Hand answers in; return what became of each. Raises LineError."""
        told = self._ask("POST", f"{ANSWER}?once={token_hex(8)}", canonical_json(document).encode())
        results = told.get("results")
        return results if isinstance(results, list) else []

    def _ask(self, method: str, path: str, body: bytes = b"") -> dict[str, Any]:
        path = self.prefix + path
        kind = http.client.HTTPSConnection if self.https else http.client.HTTPConnection
        connection = kind(self.host, self.port, timeout=PATIENCE)
        headers = {
            "Authorization": authorization(
                self.identity, method=method, path=path, unix=int(self.clock()), body=body
            ),
            "Bothways-Key": to_text(self.identity.public),
            "Bothways-Machine": machine_mark(),
            "Content-Type": "application/json",
        }
        try:
            connection.request(method, path, body or None, headers)
            response = connection.getresponse()
            return _read(response.status, response.read(MOST + 1))
        except (OSError, http.client.HTTPException) as error:
            raise LineError(f"The server does not answer: {error}.") from None
        finally:
            connection.close()


def _read(status: int, body: bytes) -> dict[str, Any]:
    if len(body) > MOST:
        raise LineError("The server's answer has no end.")
    try:
        told = read_object(body)
    except BallotError:
        raise LineError(f"The server does not answer as it should ({status}).") from None
    if status != http.client.OK:
        raise LineError(str(told.get("say", status)))
    return told
