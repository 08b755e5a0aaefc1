import ast
from pathlib import Path

import pytest

from bothways.pure import disclosure

SOURCE = Path(__file__).parents[2] / "src" / "bothways"
ROOM = SOURCE / "pure" / "disclosure"
OPEN_TO_ALL = "bothways.pure.disclosure"
INSIDE_READ_BY_COMMANDS = {"proof", "proof_cases", "unsafe_formats"}


def inner_imports(path: Path) -> set[str]:
    """What a file imports of the disclosure room beyond what is offered at its door."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = {alias.name for alias in getattr(node, "names", ()) if isinstance(alias, ast.alias)}
        if isinstance(node, ast.Import):
            found |= {name for name in names if name.startswith(OPEN_TO_ALL)}
        elif isinstance(node, ast.ImportFrom) and node.module == OPEN_TO_ALL:
            found |= names - set(disclosure.__all__)
        elif isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith(f"{OPEN_TO_ALL}."):
            found.add(str(node.module).removeprefix(f"{OPEN_TO_ALL}."))
    return found


def test_nobody_outside_reaches_into_the_disclosure_room() -> None:
    outside = [path for path in SOURCE.rglob("*.py") if ROOM not in path.parents]

    reaching = {
        str(path.relative_to(SOURCE)): inner_imports(path) - INSIDE_READ_BY_COMMANDS
        for path in outside
    }

    assert outside
    assert {path: modules for path, modules in reaching.items() if modules} == {}


@pytest.mark.parametrize(
    "line",
    [
        f"from {OPEN_TO_ALL}.released import TOKEN",
        f"from {OPEN_TO_ALL} import released",
        f"import {OPEN_TO_ALL}.released",
        "from bothways.pure.disclosure.tally import count",
    ],
)
def test_reaching_in_would_be_noticed(tmp_path: Path, line: str) -> None:
    thief = tmp_path / "thief.py"
    thief.write_text(line, encoding="utf-8")

    assert inner_imports(thief)


def test_the_token_is_not_offered_at_the_door() -> None:
    assert not hasattr(disclosure, "TOKEN")
