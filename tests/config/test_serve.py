"""Web server and worker are started, watched and brought back."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bothways.config.serve import (
    Child,
    Watcher,
    _answers,
    _wait_after,
    box_command,
    children,
    main,
    on_postgres,
    parser,
    web_command,
    worker_command,
)
from tests import blank
from tests.postgres import databases_of

LIVES = "import os,sys,time; open(sys.argv[1],'a').write(f'{os.getpid()} '); time.sleep(60)"
DIES = "import sys; open(sys.argv[1],'a').write('x '); sys.exit(3)"
ROOT = Path(__file__).resolve().parents[2]
LINUX = sys.platform == "linux"


def eventually(holds: Callable[[], object], seconds: float = 20.0) -> bool:
    """Say whether it came true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False


def pids(file: Path) -> list[int]:
    return [int(word) for word in file.read_text().split()] if file.exists() else []


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return not LINUX or "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]
    except (ProcessLookupError, FileNotFoundError):
        return False


def children_of(pid: int) -> dict[str, int]:
    """Return the processes that `pid` started, by the word they run (Linux)."""
    found = {}
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        line = Path(f"/proc/{child}/cmdline").read_text()
        found["web" if "granian" in line else "worker"] = int(child)
    return found


def both_new(before: dict[str, int], now: dict[str, int]) -> bool:
    """There are a web server and a worker, and neither is one of those before."""
    return set(now) == {"web", "worker"} and not set(before.values()) & set(now.values())


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Child, Path, Callable[[], None]]]:
    """A child under watch, the file where it writes its number, and a way to tick."""
    file = tmp_path / "pids"
    child = Child("child", [sys.executable, "-c", LIVES, str(file)])
    yield child, file, lambda: child.watch(time.monotonic())
    child.finish()


def test_a_killed_child_comes_back(watched: tuple[Child, Path, Callable[[], None]]) -> None:
    child, file, tick = watched
    tick()
    assert eventually(lambda: len(pids(file)) == 1)

    os.kill(pids(file)[0], signal.SIGKILL)

    assert eventually(lambda: tick() or len(pids(file)) == 2)
    assert child.n_failures == 1


def test_a_child_may_wait_for_another_to_come_first(tmp_path: Path) -> None:
    file = tmp_path / "pids"
    child = Child("child", [sys.executable, "-c", LIVES, str(file)], after=60)

    child.watch(time.monotonic())
    assert child.process is None

    child.watch(time.monotonic() + 61)
    assert eventually(lambda: pids(file))
    child.finish()


def test_what_dies_again_and_again_waits_longer_each_time() -> None:
    assert [_wait_after(n) for n in range(8)] == [0, 0, 1, 2, 4, 8, 16, 30]


def test_what_lived_long_starts_again_as_if_it_had_never_failed(
    watched: tuple[Child, Path, Callable[[], None]],
) -> None:
    child, file, tick = watched
    tick()
    assert eventually(lambda: pids(file))
    child.n_failures, child.started = 4, child.started - 60

    os.kill(pids(file)[0], signal.SIGKILL)

    assert eventually(lambda: tick() or len(pids(file)) == 2)
    assert child.n_failures == 0


def test_a_child_that_never_starts_ends_the_watch_with_a_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bothways.config.serve.TRIES_TO_START", 3)
    child = Child("web server", [sys.executable, "-c", DIES, str(tmp_path / "tries")])

    code = Watcher([child], port=9, say="never said").run()

    assert code == 1
    assert "The web server does not start" in capfd.readouterr().err
    assert (tmp_path / "tries").read_text() == "x x x "


def test_where_to_begin_is_said_once_the_page_answers_and_not_before(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    late = f"import time; time.sleep(1); from http.server import test; test(port={port})"
    visits = (
        "import socket;"
        f"print('opens' if not socket.socket().connect_ex(('127.0.0.1', {port})) else 'refused')"
    )
    child = Child("web server", [sys.executable, "-c", late])
    watcher = Watcher([child], port=port, say="up", then=[sys.executable, "-c", visits])
    threading.Timer(4, lambda: setattr(watcher, "stopping", True)).start()

    watcher.run()

    assert [line for line in capfd.readouterr().out.split() if line in {"up", "opens"}] == [
        "up",
        "opens",
    ]


def test_the_web_server_writes_no_list_of_visits() -> None:
    assert "--no-access-log" in web_command("127.0.0.1", 8000)


def test_the_worker_is_a_command_of_the_product() -> None:
    assert worker_command()[1:] == ["-m", "bothways", "worker"]


def parts(*words: str) -> list[str]:
    return [child.name for child in children(parser().parse_args(words))]


def test_a_machine_may_serve_pages_or_do_what_runs_by_itself_alone() -> None:
    assert parts() == ["web server", "worker"]
    assert parts("--only", "web") == ["web server"]
    assert parts("--only", "worker") == ["worker"]


def test_the_box_may_have_a_port_of_its_own_that_serves_nothing_else() -> None:
    assert parts("--box-port", "8001") == ["web server", "box", "worker"]
    assert parts("--only", "box", "--box-port", "8001") == ["box"]
    assert parts("--only", "web", "--box-port", "8001") == ["web server"]
    assert "--no-access-log" in box_command("127.0.0.1", 8001)
    assert box_command("127.0.0.1", 8001)[-1] == "bothways.config.boxwsgi:application"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--only", "box"], "--only box needs --box-port"),
        (["--box-port", "8001"], "--box-port needs BOTHWAYS_BOX_URL"),
    ],
)
def test_a_box_that_nobody_would_find_is_not_started(
    words: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("BOTHWAYS_BOX_URL", raising=False)

    with pytest.raises(SystemExit):
        main(words)

    assert said in capsys.readouterr().err


def test_several_web_processes_need_postgresql(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BOTHWAYS_DATABASE_URL", raising=False)

    with pytest.raises(SystemExit):
        main(["--workers", "2"])

    assert "more need PostgreSQL" in capsys.readouterr().err


def test_on_postgresql_there_may_be_several(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BOTHWAYS_DATABASE_URL", "BOTHWAYS_BALLOTS_URL"):
        monkeypatch.setenv(name, f"postgresql://db.example/{name}")

    assert on_postgres()
    assert "--workers 3" in " ".join(web_command("127.0.0.1", 8000, 3))


def test_a_worker_alone_says_that_it_runs_without_a_page(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bothways.config.serve.UP_AFTER_SECONDS", 0.2)
    child = Child("worker", [sys.executable, "-c", LIVES, str(tmp_path / "pids")])
    watcher = Watcher([child], port=None, say="it runs")
    threading.Timer(2, lambda: setattr(watcher, "stopping", True)).start()

    assert watcher.run() == 0
    assert "it runs" in capfd.readouterr().out


def test_what_a_child_started_ends_with_it(tmp_path: Path) -> None:
    file = tmp_path / "grandchild"
    words = [sys.executable, "-c", LIVES, str(file)]
    starts = f"import subprocess, time; subprocess.Popen({words}); time.sleep(60)"
    child = Child("child", [sys.executable, "-c", starts])
    child.watch(time.monotonic())
    assert eventually(lambda: pids(file))

    child.finish()

    assert eventually(lambda: not is_alive(pids(file)[0]))


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A whole installation, served from an empty folder; and its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    env = (
        os.environ
        | {
            "BOTHWAYS_DATA": str(tmp_path / "data"),
            "BOTHWAYS_MODE": "run",
            "PYTHONPATH": str(ROOT / "src"),
        }
        | databases_of(tmp_path)
    )
    product = [sys.executable, "-m", "bothways"]
    blank.lay_out(tmp_path / "data")
    subprocess.run([*product, "prepare"], env=env, check=True)
    words = [*product, "serve", "--port", str(port)]
    process = subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True)
    lines: list[str] = []
    reader = threading.Thread(target=lambda: lines.extend(process.stdout or ()), daemon=True)
    reader.start()
    try:
        assert eventually(lambda: any(f":{port}" in line for line in lines), 30)
        assert eventually(lambda: "Stop it with Ctrl-C.\n" in lines)
        assert eventually(lambda: set(children_of(process.pid)) == {"web", "worker"})
        yield process, port
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.skipif(not LINUX, reason="looks into /proc")
def test_web_server_and_worker_come_back_after_a_kill_and_end_when_told(
    served: tuple[subprocess.Popen[str], int],
) -> None:
    process, _ = served
    before = children_of(process.pid)
    web_workers = children_of(before["web"])

    for pid in before.values():
        os.kill(pid, signal.SIGKILL)

    assert eventually(lambda: both_new(before, children_of(process.pid)))
    after = children_of(process.pid)
    assert eventually(lambda: not any(is_alive(pid) for pid in web_workers.values()))
    assert eventually(lambda: _answers(served[1]))

    process.terminate()

    assert process.wait(20) == 0
    assert not any(is_alive(pid) for pid in after.values())


@pytest.mark.skipif(not LINUX, reason="looks into /proc")
@pytest.mark.parametrize("name", ["SIGINT", "SIGHUP"])
def test_ctrl_c_and_a_closed_terminal_end_it_all(
    served: tuple[subprocess.Popen[str], int], name: str
) -> None:
    process, port = served
    children = children_of(process.pid)
    below = children_of(children["web"])

    process.send_signal(getattr(signal, name))

    assert process.wait(20) == 0
    assert not any(is_alive(pid) for pid in children.values())
    assert eventually(lambda: not any(is_alive(pid) for pid in below.values()))
    assert not _answers(port)


@pytest.mark.skipif(not LINUX, reason="looks into /proc, and asks the kernel to tell the children")
def test_a_watcher_that_is_killed_leaves_nobody_behind(
    served: tuple[subprocess.Popen[str], int],
) -> None:
    process, _ = served
    children = children_of(process.pid)

    process.kill()

    assert eventually(lambda: not any(is_alive(pid) for pid in children.values()))
