"""A push service of the test's own: takes rings, checks who rings, answers as it is told."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from py_vapid import Vapid02


@dataclass(frozen=True)
class Ring:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes

    def claims(self) -> dict[str, Any]:
        """What the sender signed; fails if the signature does not hold."""
        said = self.headers["authorization"]
        assert Vapid02.verify(said)
        middle = said.removeprefix("vapid t=").split(".")[1]
        return dict(json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4))))

    def key(self) -> str:
        return self.headers["authorization"].rpartition("k=")[2]


@dataclass
class PushServer:
    """What came, and what to answer next."""

    port: int = 0
    status: int = 201
    rings: list[Ring] = field(default_factory=list)

    def address(self, name: str) -> str:
        return f"http://127.0.0.1:{self.port}/push/{name}"


@contextmanager
def push_server() -> Iterator[PushServer]:
    """A server that listens until the block ends."""
    told = PushServer()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            headers = {name.lower(): value for name, value in self.headers.items()}
            told.rings.append(Ring(self.path, headers, self.rfile.read(length)))
            self.send_response(told.status)
            self.send_header("Location", f"http://127.0.0.1:{told.port}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        told.port = server.server_port
        Thread(target=server.serve_forever, daemon=True).start()
        yield told
        server.shutdown()
