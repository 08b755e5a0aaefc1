"""What the service of the second key keeps on its own machine: a key file, a memory beside it."""

import os
import tempfile
from pathlib import Path

from bothways.guardian.line import LineError
from bothways.pure.guardian.memory import Memory

ENDING = ".memory.json"


def memory_beside(key: Path) -> Path:
    """Return where the memory of a key lies."""
    return key.with_name(key.name + ENDING)


def read_memory(key: Path) -> Memory:
    """Return what this key remembers; nothing where there is no memory yet.

    Raises LineError for a file that can't be read, DistrustError for one that is no memory: it is
    never begun anew by itself, since it keeps the server from asking twice.
    """
    path = memory_beside(key)
    return Memory.from_text(read_text(path)) if path.exists() else Memory()


def write_memory(key: Path, memory: Memory) -> None:
    """Keep the memory, whole or not at all, before anything of it leaves."""
    path, text = memory_beside(key), memory.to_text()
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    number, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        raise LineError(f"{path} can't be written: {error.strerror}.") from None


def read_text(path: Path) -> str:
    """Return a file's text. Raises LineError."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LineError(f"{path} can't be read: {error}.") from None


def write_new(path: Path, text: str) -> None:
    """Write a file that nobody else may read, and never over another one. Raises LineError."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise LineError(f"{path} can't be made: {error.strerror}.") from None
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(text)
