"""A mark by which one machine is known again, without telling what it is called."""

import hmac
from pathlib import Path

FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
KEY = b"bothways-machine-v1"


def machine_mark() -> str:
    """Return the mark of this machine, '' where it has no id."""
    for path in FILES:
        try:
            told = path.read_bytes().strip()
        except OSError:
            continue
        if told:
            return hmac.digest(KEY, told, "sha256").hex()
    return ""


def same_machine(mark: str) -> bool:
    """Say whether a mark is this machine's own."""
    own = machine_mark()
    return bool(own) and hmac.compare_digest(own.encode(), mark.encode())
