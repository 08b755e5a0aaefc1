"""A file of the program that was changed, added or taken away is found by its name."""

from pathlib import Path

import pytest
from django.core.management import call_command

from bothways.operations.audit import Look, program
from tests.operations.audit.conftest import House

pytestmark = pytest.mark.sqlite  # nothing of it lies in a database


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small program with its list."""
    for name in (
        "src/a.py",
        "src/deep/b.py",
        "bothways",
        "frontend/src/c.ts",
        "requirements/r.txt",
    ):
        path = tmp_path / "program" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    found = tmp_path / "program"
    (found / program.LIST).write_text(program.written(found))
    return found


def codes(audited: House, root: Path) -> dict[str, str]:
    return {one.where: one.code for one in program.check(audited.look, root)}


def test_a_program_that_nobody_touched_is_in_order(audited: House, root: Path) -> None:
    assert len(program.read_list(root)) == 5
    assert codes(audited, root) == {}


def test_what_is_made_while_running_is_no_finding(audited: House, root: Path) -> None:
    (root / "src/__pycache__").mkdir()
    (root / "src/__pycache__/a.cpython-311.pyc").write_bytes(b"made")
    (root / "src/bothways.egg-info").mkdir()
    (root / "src/bothways.egg-info/PKG-INFO").write_text("made")

    assert codes(audited, root) == {}


def test_each_change_is_found_by_name(audited: House, root: Path) -> None:
    (root / "src/a.py").write_text("changed")
    (root / "bothways").unlink()
    (root / "src/deep/sitecustomize.py").write_text("added")

    assert codes(audited, root) == {
        "src/a.py": "program-file-changed",
        "bothways": "program-file-missing",
        "src/deep/sitecustomize.py": "program-file-added",
    }


def test_without_a_list_that_is_said(audited: House, root: Path) -> None:
    (root / program.LIST).unlink()

    assert list(codes(audited, root).values()) == ["no-list-of-files"]
    insists = Look(now=audited.look.now, data=audited.folder, insists_on_files=True)
    assert [one.code for one in program.check(insists, root)] == ["no-list-of-files-though-asked"]


def test_the_list_is_sorted_and_leaves_itself_out(root: Path) -> None:
    names = list(program.read_list(root))

    assert names == sorted(names)
    assert program.LIST not in names


def test_our_own_list_would_hold_every_source_file() -> None:
    names = program.tracked(program.ROOT)

    assert {"bothways", "src/bothways/__main__.py", "requirements/run.txt"} <= set(names)
    assert any(name.startswith("frontend/src/") for name in names)
    assert not any("__pycache__" in name or name.endswith(".pyc") for name in names)


def test_the_command_writes_the_list_and_compares_with_it(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "ROOT", root)
    call_command("files")
    call_command("files", "--check")
    (root / "src/a.py").write_text("changed")

    with pytest.raises(SystemExit, match="1"):
        call_command("files", "--check")

    said = capsys.readouterr().out
    assert "5 files in files.sha256." in said
    assert "All files are those of the list." in said
    assert "src/a.py was changed." in said
