"""What the tests of the architecture read: the project's own files."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "bothways"
TESTS = ROOT / "tests"


@cache
def kept_files() -> list[Path]:
    """Return every file that belongs to the project, new ones included."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def modules(folder: Path = SRC) -> list[Path]:
    """Return the Python files under a folder; migrations are written by a machine."""
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def templates() -> list[Path]:
    """Return every template."""
    return [path for path in sorted(SRC.rglob("templates/**/*")) if path.is_file()]


def named(path: Path) -> str:
    """Return a path as one says it: from the root on."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Return what Python makes of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return the functions and methods of a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def n_lines(path: Path) -> int:
    """Count the lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())
