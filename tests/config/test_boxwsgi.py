"""The web server of the box alone: ballots, and nothing under any other path or name."""

import io
from collections.abc import Iterable

import pytest

from bothways.config.boxwsgi import application


def asked(path: str, method: str = "GET") -> tuple[str, dict[str, str], bytes]:
    """Return status, headers and body as a web server would get them."""
    heard: list[tuple[str, dict[str, str]]] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8001",
        "CONTENT_TYPE": "text/plain",
        "CONTENT_LENGTH": "2",
        "wsgi.input": io.BytesIO(b"{}"),
        "wsgi.url_scheme": "http",
    }
    body: Iterable[bytes] = application(environ, lambda s, h: heard.append((s, dict(h))))
    ((status, headers),) = heard
    return status, headers, b"".join(body)


@pytest.mark.parametrize(
    "path", ["", "/", "/healthz", "/trust/", "/static/bothways/app.js", "/box"]
)
def test_there_is_nothing_but_the_box(path: str) -> None:
    status, headers, body = asked(path)

    assert (status, body) == ("404 Not Found", b"")
    assert "Set-Cookie" not in headers


def test_the_slot_is_there(db: None) -> None:
    assert asked("/box/")[0].startswith("405")
    status, headers, body = asked("/box/" + "0" * 32, "POST")

    assert status.startswith("404")
    assert b'"unknown"' in body
    assert headers["Cache-Control"] == "no-store"
