"""`python3 bothways WORD`: one file, standard library only, and nothing outside .venv."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAUNCHER = ROOT / "bothways"
BASE = getattr(sys, "_base_executable", sys.executable)  # that of .venv may have no pip
WORDS = ["demo", "run", "test", "check", "bench", "prove", "frontend"]


@pytest.fixture
def launcher() -> ModuleType:
    """The launcher as a module, without running it."""
    loader = SourceFileLoader("launcher", str(LAUNCHER))
    spec = spec_from_loader("launcher", loader)
    assert spec is not None
    module = module_from_spec(spec)
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    loader.exec_module(module)
    sys.dont_write_bytecode = before
    return module


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the launcher beside locks that ask for nothing."""
    shutil.copy(LAUNCHER, tmp_path / "bothways")
    (tmp_path / "requirements").mkdir()
    for name in ("run", "dev"):
        (tmp_path / "requirements" / f"{name}.txt").write_text("")
    package = tmp_path / "src" / "bothways"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "__main__.py").write_text(
        "import os, sys\nprint(sys.argv[1:], os.environ['BOTHWAYS_MODE'],"
        " os.environ['BOTHWAYS_DATA'], sys.prefix)\n"
    )
    return tmp_path


def start(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("BOTHWAYS_")}
    return subprocess.run(
        [BASE, str(folder / "bothways"), *words],
        env=env | more,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_needs_nothing_but_python() -> None:
    tree = ast.parse(LAUNCHER.read_text())
    plain = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names = [alias.name for node in plain for alias in node.names]
    imported = {name.partition(".")[0] for name in [*names, *(str(node.module) for node in froms)]}

    assert imported <= sys.stdlib_module_names


def test_an_older_python_is_told_in_a_sentence() -> None:
    text = LAUNCHER.read_text()

    ast.parse(text, feature_version=(3, 8))  # it can be read, so that it can say so
    assert text.index("sys.version_info < (3, 11)") < text.index("\ndef ")


def test_make_knows_every_word_of_the_launcher() -> None:
    text = (ROOT / "Makefile").read_text()

    assert [word for word in WORDS if f"\n{word}:\n\t@python3 bothways {word}\n" not in text] == []


def test_without_a_word_it_says_which_there_are() -> None:
    done = start(ROOT)

    assert done.returncode == 0
    assert [word for word in WORDS if word not in done.stdout] == []


def test_any_other_word_goes_to_the_product_with_a_new_environment(copy: Path) -> None:
    done = start(copy, "rehearse", "--roster", "a b.csv")

    assert done.returncode == 0, done.stderr
    last = done.stdout.splitlines()[-1]
    assert last.startswith("['rehearse', '--roster', 'a b.csv'] run ")
    assert str(copy / "var" / "run") in last
    assert str(copy / ".venv") in last


def test_the_second_time_nothing_is_installed(copy: Path) -> None:
    first, second = start(copy, "anything"), start(copy, "anything")

    assert "Installing" in first.stdout
    assert "Installing" not in second.stdout


def test_a_changed_lock_is_installed_again(copy: Path) -> None:
    start(copy, "anything")
    (copy / "requirements/run.txt").write_text("# changed\n")

    assert "Installing" in start(copy, "anything").stdout


def test_a_lock_that_can_not_be_installed_ends_with_a_sentence(copy: Path) -> None:
    (copy / "requirements/run.txt").write_text("nothing-of-this-name==1\n")  # and no hash

    done = start(copy, "anything")

    assert done.returncode != 0
    assert "could not be installed" in done.stderr


def test_what_is_set_outside_is_kept(copy: Path) -> None:
    done = start(copy, "anything", BOTHWAYS_MODE="demo", BOTHWAYS_DATA="/elsewhere")

    assert " demo /elsewhere " in done.stdout


@pytest.mark.parametrize("asked", [("demo", "--help"), ("run", "-h"), ("demo", "--fresh", "-h")])
def test_whoever_asks_how_a_word_is_used_starts_nothing(copy: Path, asked: tuple[str, ...]) -> None:
    done = start(copy, *asked)

    assert done.returncode == 0
    assert "Serve " in done.stdout
    assert str(copy) not in done.stdout
    assert not (copy / ".venv").exists()


def test_the_demo_has_a_folder_of_its_own(copy: Path) -> None:
    demo, run = start(copy, "demo"), start(copy, "run")

    assert f" demo {copy}/var/demo " in demo.stdout
    assert f" run {copy}/var/run " in run.stdout


def test_whoever_runs_it_first_is_sent_to_no_page_that_is_not_there_yet(copy: Path) -> None:
    done = start(copy, "run")

    assert "first_run_address" not in done.stdout
    assert "--say-first-run" in done.stdout


def test_its_exit_code_is_the_commands_own(copy: Path) -> None:
    (copy / "src/bothways/__main__.py").write_text("raise SystemExit(7)\n")

    assert start(copy, "anything").returncode == 7


def test_where_no_environment_can_be_made_packages_lie_beside(
    launcher: ModuleType, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = copy / "python"
    broken.write_text(f'#!/bin/sh\n[ "$2" = venv ] && exit 1\nexec {BASE} "$@"\n')
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    for name in ("VENV", "BESIDE"):
        path = copy / ".venv" / ("packages" if name == "BESIDE" else "")
        monkeypatch.setattr(launcher, name, path)

    launcher.make_environment()

    assert launcher.python() == broken
    assert launcher.installers()[0][-2:] == ["--target", str(copy / ".venv/packages")]
    assert str(copy / ".venv/packages") in launcher.environment()["PYTHONPATH"]


def test_a_venv_that_holds_no_python_is_not_overwritten(
    launcher: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kept").write_text("mine")
    monkeypatch.setattr(launcher, "VENV", tmp_path)

    with pytest.raises(SystemExit, match="holds no Python"):
        launcher.make_environment()

    assert (tmp_path / "kept").read_text() == "mine"


def test_a_taken_port_is_passed_over(launcher: ModuleType) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert not launcher.is_free(port)
        with pytest.raises(SystemExit, match=f"Port {port}"):
            launcher.port_from(["--port", str(port)])

    assert launcher.port_from([]) >= 8000


@pytest.mark.parametrize("words", [["--port"], ["--port", "x"], ["--port", "99999"]])
def test_a_port_that_is_none_ends_with_a_sentence(launcher: ModuleType, words: list[str]) -> None:
    with pytest.raises(SystemExit, match=r"--port needs a value|can't be used"):
        launcher.port_from(words)


def test_a_required_browser_that_is_missing_fails(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOTHWAYS_REQUIRE_BROWSER", "1")
    monkeypatch.setattr(launcher, "find_browser", lambda: None)
    monkeypatch.setattr(launcher, "make_ready", lambda _kind: None)

    with pytest.raises(SystemExit, match="browser is required"):
        launcher.test([])


def test_a_required_postgresql_that_is_missing_fails(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOTHWAYS_REQUIRE_POSTGRESQL", "1")
    monkeypatch.setattr(launcher, "find_postgres", lambda: None)
    monkeypatch.setattr(launcher, "find_browser", lambda: "chromium")
    monkeypatch.setattr(launcher, "make_ready", lambda _kind: None)

    with pytest.raises(SystemExit, match="PostgreSQL is required"):
        launcher.test([])


@pytest.mark.parametrize(
    ("first", "second", "code"), [(0, 0, 0), (0, 5, 0), (5, 0, 0), (5, 5, 5), (0, 1, 1), (1, 0, 1)]
)
def test_every_test_passes_on_both_databases_or_it_fails(
    launcher: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    first: int,
    second: int,
    code: int,
) -> None:
    runs = iter([first, second])
    asked: list[str] = []

    def run(_words: list[str], env: dict[str, str]) -> int:
        asked.append(env.get("BOTHWAYS_TEST_DATABASE", "sqlite"))
        return next(runs)

    monkeypatch.setattr(launcher, "run_tests", run)
    monkeypatch.setattr(launcher, "find_postgres", lambda: "/somewhere")
    monkeypatch.setattr(launcher, "find_browser", lambda: "chromium")
    monkeypatch.setattr(launcher, "make_ready", lambda _kind: None)

    with pytest.raises(SystemExit) as ended:
        launcher.test([])

    assert ended.value.code == code
    assert asked == ["sqlite", "postgresql"]


def test_what_was_not_tested_is_said_loudly(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BOTHWAYS_REQUIRE_POSTGRESQL", raising=False)
    monkeypatch.setattr(launcher, "run_tests", lambda _words, _env: 0)
    monkeypatch.setattr(launcher, "find_postgres", lambda: None)
    monkeypatch.setattr(launcher, "find_browser", lambda: "chromium")
    monkeypatch.setattr(launcher, "make_ready", lambda _kind: None)

    with pytest.raises(SystemExit):
        launcher.test([])

    assert "*** NOT TESTED: PostgreSQL." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "kind"),
    [("BOTHWAYS_DATABASE_URL", "postgres"), ("BOTHWAYS_REPLICA_URL", "postgres"), ("X", "run")],
)
def test_what_postgresql_needs_is_installed_where_it_is_named(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    monkeypatch.setenv(name, "postgresql://jo@db.example/firm")

    assert launcher.kind_to_run() == kind


def test_a_benchmark_is_a_file_that_can_be_run(launcher: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text('if __name__ == "__main__":\n    print("12 s MISSED")\n')
    (tmp_path / "parts.py").write_text("X = 1\n")

    assert launcher.is_command(tmp_path / "one.py")
    assert not launcher.is_command(tmp_path / "parts.py")


@pytest.mark.parametrize(
    ("said", "reached"),
    [("took 1 s: reached", True), ("took 3 s: MISSED", False)],
)
def test_a_missed_goal_is_seen(
    launcher: ModuleType, tmp_path: Path, said: str, *, reached: bool
) -> None:
    file = tmp_path / "one.py"
    file.write_text(f"print({said!r})\n")

    assert launcher.one_bench(file, dict(os.environ)) is reached


def test_a_failing_check_is_named_and_its_words_are_shown(
    launcher: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [sys.executable, "-c", "print('what is wrong'); raise SystemExit(1)"]

    assert launcher.one_check("style", words, dict(os.environ)) == ("style", False)
    assert "--- style\nwhat is wrong" in capsys.readouterr().out


def test_a_check_that_passes_says_nothing(
    launcher: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [sys.executable, "-c", "print('all is well')"]

    assert launcher.one_check("style", words, dict(os.environ)) == ("style", True)
    assert capsys.readouterr().out == ""
