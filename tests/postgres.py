"""A PostgreSQL server of the tests' own: made in a temporary folder, ended with the tests.

As root it runs as an account without rights, since PostgreSQL refuses root. Nothing here is
durable but what a test asks for: a server that tests a crash is started with durable=True.
"""

import atexit
import ctypes
import os
import pwd
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest

ASKED = "BOTHWAYS_TEST_DATABASE"
BIN = "BOTHWAYS_POSTGRES_BIN"
SERVER = "BOTHWAYS_TEST_SERVER"  # where the one server of this run listens, for its parts
URLS = ("BOTHWAYS_DATABASE_URL", "BOTHWAYS_BALLOTS_URL")
ACCOUNTS = ("postgres", "nobody")
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
WITHOUT_DATABASE = (  # or no other part of one than hundreds of tests beside them
    "tests/pure/",
    "tests/access/",
    "tests/answers/",
    "tests/api/",
    "tests/architecture/",
    "tests/calculator/",
    "tests/config/",
    "tests/demo/",
    "tests/firm/",
    "tests/guardian/",
    "tests/guides/",
    "tests/jobs/",
    "tests/journeys/",
    "tests/keyholders/",
    "tests/languages/",
    "tests/leaders/",
    "tests/members/importing/",
    "tests/members/views/",
    "tests/operations/deploy/",
    "tests/operations/test_sealing.py",
    "tests/outcomes/",
    "tests/programmes/",
    "tests/rehearsal/",
    "tests/results/management/",
    "tests/surveys/",
    "tests/test_launcher.py",
    "tests/test_main.py",
    "tests/trust/",
    "tests/ui/",
    "tests/verify/",
    "tests/voices/",
)
# ... but these of every room: what the database itself refuses, counts or settles
DATABASE_DECIDES = re.compile(
    r"(?<!architecture)/test_(?:at_once|fixed|killed|models\w*|queries|storage|triggers)\.py"
)
DIE_WITH_PARENT = 1  # Linux prctl(2)

_made: dict[Path, dict[str, str]] = {}


def is_asked_for() -> bool:
    """Say whether this run of the tests is the one on PostgreSQL."""
    return os.environ.get(ASKED) == "postgresql"


def find_programs() -> Path | None:
    """Return the folder with initdb and postgres: the newest, or the one on PATH."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name)
    )
    beside = shutil.which("postgres")
    folders = [Path(os.environ[BIN])] if os.environ.get(BIN) else []
    folders += [*reversed(versions), *([Path(beside).resolve().parent] if beside else [])]
    return next((one for one in folders if (one / "initdb").exists()), None)


def concerns(item: pytest.Item) -> bool:
    """Say whether a test is for this run: on PostgreSQL all that may end otherwise there."""
    marks = {mark.name for mark in item.iter_markers()}
    if not is_asked_for():
        return "postgresql" not in marks
    if "postgresql" in marks or "both" in marks or DATABASE_DECIDES.search(item.nodeid):
        return not marks & {"browser", "sqlite"} or bool(marks & {"postgresql", "both"})
    apart = any(folder in item.nodeid for folder in WITHOUT_DATABASE)
    return not apart and not marks & {"browser", "sqlite"}


class Server:
    """One server, running as somebody without rights, on a free port of this machine."""

    def __init__(self, *, durable: bool = False, **settings: str) -> None:
        found = find_programs()
        assert found, "there are no PostgreSQL programs on this machine"
        self.programs = found
        self.account = _account()
        self.folder = Path(tempfile.mkdtemp(prefix="bothways-postgres-"))
        self.port = _free_port()
        self.settings = ({} if durable else QUICK) | settings
        self.running: subprocess.Popen[bytes] | None = None
        if self.account:
            os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)
        atexit.register(self.remove)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def make(self) -> "Server":
        """Make an empty cluster and start it."""
        words = ["--username=bothways", "--auth=trust", "--encoding=UTF8", "--no-sync"]
        self.say("initdb", *words, "--locale=C.UTF-8", "-D", str(self.data))
        self.start()
        return self

    def copy_of(self, primary: "Server") -> "Server":
        """Become a streaming replica of `primary` and start."""
        words = ["-h", "127.0.0.1", "-p", str(primary.port), "-U", "bothways", "--no-sync"]
        self.say("pg_basebackup", *words, "-R", "-c", "fast", "-D", str(self.data))
        self.start()
        return self

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
            "max_connections": "100",
            "shared_buffers": "32MB",
            "logging_collector": "off",
        } | self.settings
        words = [word for pair in options.items() for word in ("-c", "=".join(pair))]
        with (self.folder / "log").open("ab") as log:
            self.running = subprocess.Popen(
                [str(self.programs / "postgres"), "-D", str(self.data), *words],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                process_group=0,
                preexec_fn=_end_with_the_tests,  # noqa: PLW1509
                **self._as_the_account(),
            )
        deadline = time.monotonic() + 60
        while self._is_silent():
            assert self.running.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < deadline, "PostgreSQL did not start within a minute"
            time.sleep(0.05)

    def _is_silent(self) -> bool:
        words = ["-h", "127.0.0.1", "-p", str(self.port), "-q"]
        return bool(self.say("pg_isready", *words, check=False))

    def kill(self) -> None:
        """End it as a power cut would, with every process it started."""
        assert self.running is not None
        # The others notice that the first is gone and end by themselves.
        self.running.kill()
        self.running.wait()
        lock = self.data / "postmaster.pid"
        deadline = time.monotonic() + 30
        while _alive_in(self.data) and time.monotonic() < deadline:
            time.sleep(0.05)
        lock.unlink(missing_ok=True)

    def stop(self) -> None:
        """End it at once, leaving the data as after a crash."""
        if self.running is not None and self.running.poll() is None:
            self.running.send_signal(signal.SIGQUIT)
            with suppress(subprocess.TimeoutExpired):
                self.running.wait(20)
            if self.running.poll() is None:
                self.running.kill()
                self.running.wait()

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def say(self, program: str, *words: str, check: bool = True) -> int:
        """Run one of PostgreSQL's programs as the account without rights."""
        done = subprocess.run(
            [str(self.programs / program), *words],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            **self._as_the_account(),
        )
        assert not (check and done.returncode), f"{program}: {done.stdout}{done.stderr}"
        return done.returncode

    def _as_the_account(self) -> dict[str, object]:
        if self.account is None:
            return {}
        env = {**os.environ, "HOME": str(self.folder)}
        return {
            "user": self.account.pw_uid,
            "group": self.account.pw_gid,
            "extra_groups": [],
            "env": env,
        }

    def url(self, name: str) -> str:
        return f"postgresql://bothways@127.0.0.1:{self.port}/{quote(name)}"

    def new_database(self, name: str) -> str:
        """Make an empty database and return its address."""
        return new_database(self.url("postgres"), name)


def serve_this_run() -> None:
    """Start the server of this run, and let Django and every process it starts find it."""
    server = Server().make()
    os.environ[SERVER] = server.url("postgres")
    os.environ.update(zip(URLS, map(server.new_database, ("bothways", "ballots")), strict=True))


def databases_of(folder: Path) -> Mapping[str, str]:
    """Return the variables that give the installation in a folder databases of its own.

    They are made when they are first asked for. On SQLite there are none: the folder is enough.
    """
    if not is_asked_for():
        return {}
    if folder not in _made:
        mark = f"{os.getpid()}_{len(_made)}"
        names = (f"own_{mark}", f"own_ballots_{mark}")
        made = [new_database(os.environ[SERVER], name) for name in names]
        _made[folder] = dict(zip(URLS, made, strict=True))
    return _made[folder]


def databases_like(source: Path, folder: Path) -> None:
    """Give the installation in a new folder databases that begin as copies of another's."""
    if is_asked_for() and folder not in _made:
        mark = f"{os.getpid()}_{len(_made)}"
        made = {}
        for variable, url in databases_of(source).items():
            old = url.rpartition("/")[2]
            made[variable] = new_database(os.environ[SERVER], f"{old}_{mark}", template=old)
        _made[folder] = made


def copy_databases(source: Path, target: Path) -> None:
    """Give the installation in `target` copies of the databases of that in `source`."""
    for url, copied in zip(
        databases_of(source).values(), databases_of(target).values(), strict=True
    ):
        old, new = url.rpartition("/")[2], copied.rpartition("/")[2]
        with psycopg.connect(os.environ[SERVER], autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{new}"')
        new_database(os.environ[SERVER], new, template=old)


def connected(file: Path) -> Any:
    """Return a connection, with every statement on its own, to one database of an installation.

    file: where it lies, or would lie on SQLite.
    """
    if not is_asked_for():
        return sqlite3.connect(file, timeout=30, isolation_level=None)
    urls = databases_of(file.parent)
    return psycopg.connect(urls[URLS["ballots" in file.name]], autocommit=True)


def new_database(server: str, name: str, *, template: str = "template0") -> str:
    """Make a database on a server, given by the address of any of its databases."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return f"{server.rpartition('/')[0]}/{quote(name)}"


def _account() -> pwd.struct_passwd | None:
    """Return somebody without rights, if we are root; else we go on as we are."""
    if os.geteuid():
        return None
    for name in ACCOUNTS:
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise AssertionError("PostgreSQL refuses root, and there is no account postgres or nobody")


def _end_with_the_tests() -> None:
    """On Linux, shut down at once when the tests are killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGQUIT)


def _alive_in(data: Path) -> list[int]:
    """Return the processes that still work in a cluster's folder (Linux)."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cwd"):
        with suppress(OSError):
            if path.readlink() == data:
                found.append(int(path.parent.name))
    return found


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
