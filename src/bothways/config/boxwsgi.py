"""The way in of a web server that serves the box alone, at a port of its own."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

BALLOTS_UNDER = "/box/"

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bothways.config.settings")
_whole = get_wsgi_application()


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Take ballots; to everything else there is nothing here, whatever name was asked for."""
    if str(environ.get("PATH_INFO", "")).startswith(BALLOTS_UNDER):
        return _whole(environ, start)
    start("404 Not Found", [("Content-Length", "0"), ("Cache-Control", "no-store")])
    return [b""]
