"""`bothways verify`, as somebody without the product runs it: files in, sentences out."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from bothways.people.models import Person
from bothways.pure.ballots import canonical_json
from bothways.record.documents import head_document, path_document
from bothways.record.models import Head
from bothways.record.queries import consistency_path, newest_head
from bothways.results.round_file import round_file
from bothways.verify.__main__ import main
from tests.cast import Cast
from tests.rounds import counted


@pytest.fixture
def file(owner: Person, firm: Cast, tmp_path: Path) -> Path:
    round_ = counted(owner, {person: [5, 4, 2] for person in Person.objects.here()})
    path = tmp_path / "round.json"
    path.write_text(canonical_json(round_file(round_)))
    return path


def said(*words: object) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    return main([str(word) for word in words], out, err), out.getvalue(), err.getvalue()


def test_a_sound_round_is_said_to_be_sound_and_what_no_file_tells_is_said_too(file: Path) -> None:
    code, out, _ = said(file)

    assert code == 0
    assert "All that could be checked holds." in out
    assert "BROKEN" not in out
    assert "look at who is in your own group" in out


def test_a_round_that_was_changed_fails_and_says_where(file: Path) -> None:
    file.write_text(file.read_text().replace('\\"n_leaves\\":31', '\\"n_leaves\\":30'))

    code, out, _ = said(file)

    assert code == 1
    assert "BROKEN  The list is not the one that was signed" in out


def test_as_json_each_finding_has_its_code(file: Path) -> None:
    code, out, _ = said(file, "--json")

    told = json.loads(out)
    assert code == 0
    assert {"code", "verdict", "says"} == set(told["findings"][0])
    assert "sheet.leaves" in {finding["code"] for finding in told["findings"]}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"v":1,"kind":"bothways-round"}', "\x00"])
def test_what_is_no_round_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "round.json"
    path.write_text(text)

    code, out, err = said(path)

    assert (code, out) == (2, "")
    assert err.startswith("This can't be checked")


def mark(tmp_path: Path, size: int) -> Path:
    newest = newest_head()
    assert newest is not None
    path = tmp_path / "mark.json"
    told = {
        "first": size,
        "second": newest.size,
        "path": path_document(consistency_path(size, newest.size)),
        "head": head_document(newest),
    }
    path.write_text(json.dumps(told))
    return path


def test_an_old_mark_is_checked_against_the_root_that_its_keeper_has(
    file: Path, tmp_path: Path
) -> None:
    old = Head.objects.order_by("size").first()
    assert old is not None
    kept = mark(tmp_path, old.size)

    assert said(file, "--mark", kept, "--root", bytes(old.root).hex())[0] == 0
    assert said(file, "--mark", kept, "--root", "0f" * 32)[0] == 1
    assert said(file, "--mark", kept)[0] == 2


def test_it_runs_without_django_a_database_or_a_network(file: Path) -> None:
    program = (
        "import sys\n"
        "import socket\n"
        "for name in ('django', 'sqlite3', 'psycopg'):\n"
        "    sys.modules[name] = None\n"
        "socket.socket.connect = socket.socket.bind = None\n"
        "from bothways.verify.__main__ import main\n"
        f"sys.exit(main([{str(file)!r}]))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "All that could be checked holds." in done.stdout
