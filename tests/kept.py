"""What takes tests long to make, made once for each state of the source and kept in var/test.

Each lies under a name that follows from all it was made of: with another line of code, or another
lock of the libraries, it is made anew.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "var" / "test"
NOT_OF_IT = {"locale", "static", "__pycache__"}


def folder(name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder of that name; filled now if it is not there, by one of us alone."""
    place = KEPT / name
    whole = place / _made_of()
    place.mkdir(parents=True, exist_ok=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            for old in place.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            unfinished = place / "unfinished"
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(whole)
    return whole


@cache
def _made_of() -> str:
    """Return what the source and the locked libraries hash to."""
    tests = [ROOT / "tests" / name for name in ("kept.py", "blank.py", "millrace.py")]
    source = [path for path in (ROOT / "src" / "bothways").rglob("*") if path.is_file()]
    hashed = hashlib.sha256()
    for path in [*tests, ROOT / "requirements" / "run.txt", *sorted(source)]:
        if not NOT_OF_IT & set(path.parts):
            hashed.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return hashed.hexdigest()[:16]
