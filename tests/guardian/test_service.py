"""`bothways guardian`: the second key as a program, over a real connection and by files."""

import json
import subprocess
import sys
import threading
import time
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bothways.guardian import service
from bothways.guardian.actions import take_answers
from bothways.guardian.files import memory_beside, read_memory, write_memory
from bothways.guardian.line import Line, LineError
from bothways.guardian.service import COMMANDS, VARIABLE, main
from bothways.guardian.work import work_for
from bothways.keyholders.actions import take_office
from bothways.keyholders.queries import keys_of
from bothways.people.models import Person
from bothways.pure.ballots import canonical_json
from bothways.pure.guardian.keyfile import open_key
from bothways.pure.guardian.memory import Memory
from bothways.results.actions import close_due_rounds
from bothways.surveys.models import Round
from bothways.surveys.voting import draw_envelope, fetch_stamp, put_in
from tests.cast import Cast
from tests.factories import NOW
from tests.rounds import opened

SRC = Path(__file__).parents[2] / "src"
AFTER_THE_CLOSING = 8 * 24 * 3600
PASSPHRASE = "four words that nobody says"


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A key file that the program has made."""
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    monkeypatch.setattr(service, "CLOCK", lambda: time.time() + AFTER_THE_CLOSING)
    path = tmp_path / "key.age"
    assert main(["new", "--name", "Edda  Falk", "--out", str(path)]) == 0
    return path


@pytest.fixture
def in_office(key: Path, representative: Person, capsys: pytest.CaptureFixture[str]) -> Path:
    """The same key, taken into office with the line that the program prints."""
    assert main(["public", "--key", str(key)]) == 0
    line = capsys.readouterr().out.splitlines()[-1]
    take_office(json.loads(line), by=representative, where="apart", at=NOW)
    return key


class _Handler(BaseHTTPRequestHandler):
    """Hands everything to the installation under test."""

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        extra = {
            f"HTTP_{name.upper().replace('-', '_')}": value
            for name, value in self.headers.items()
            if name.lower() not in {"content-type", "content-length", "host"}
        }
        answer = Client(enforce_csrf_checks=True).generic(
            self.command, self.path, body, content_type="application/json", **extra
        )
        self.send_response(answer.status_code)
        self.end_headers()
        self.wfile.write(answer.content)

    do_GET = do_POST = _pass_on  # noqa: N815

    def log_message(self, *_args: Any) -> None:
        pass


def over_the_network(*words: str) -> int:
    """Run the program beside a server that answers from the database of this test."""
    ended: list[int] = []
    with HTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.timeout = 0.2
        whole = [*words, "--server", f"http://127.0.0.1:{server.server_port}"]
        program = threading.Thread(target=lambda: ended.append(main(whole)))
        program.start()
        while program.is_alive():
            server.handle_request()
        program.join()
    return ended[0]


def test_the_program_confirms_stamps_opens_and_counts_a_whole_round(
    firm: Cast, in_office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = str(in_office)
    run = ("run", "--once", "--confirm-all", "--key", key)
    now = timezone.now()
    assert over_the_network(*run) == 0  # makes spare keys
    round_ = opened(firm.owner, opens_at=now)
    assert over_the_network(*run) == 0  # confirms
    voters = list(Person.objects.here().filter(unit=firm.employee.unit)[:8])
    wallets = {person: draw_envelope(round_, person, at=now) for person in voters}
    assert over_the_network(*run) == 0  # stamps
    for person, wallet in wallets.items():
        put_in(round_, fetch_stamp(round_, person, wallet, at=now), (4, 2, 5), at=now)
    close_due_rounds(round_.closes_at)
    server_says = capsys.readouterr()

    assert over_the_network("count", "--key", key) == 0

    round_.refresh_from_db()
    assert round_.state == Round.State.RELEASED
    assert "Stamped 8 envelopes." in server_says.out
    assert "Counted: " in capsys.readouterr().out
    assert set(read_memory(in_office).counted) == {round_.pk.hex}


def test_the_same_by_files_that_are_carried_by_hand(
    firm: Cast, in_office: Path, tmp_path: Path
) -> None:
    def carry(at: datetime, *more: str) -> list[dict[str, Any]]:
        work, answer = tmp_path / "WORK.json", tmp_path / "ANSWER.json"
        holders = keys_of(firm.representative)
        size = (read_memory(in_office).head or {}).get("size", 0)
        asked = work_for(holders, at=at, head_size=size)
        work.write_text(canonical_json(asked), encoding="utf-8")
        words = ["answer", str(work), "--out", str(answer), "--key", str(in_office), *more]
        assert main(words) == 0
        document = json.loads(answer.read_text(encoding="utf-8"))
        results: list[dict[str, Any]] = take_answers(document, holders, at=at)["results"]
        assert all(one["taken"] for one in results)
        return results

    carry(NOW)
    round_ = opened(firm.owner)
    carry(NOW, "--confirm-all")
    voters = list(Person.objects.here().filter(unit=firm.employee.unit)[:8])
    wallets = {person: draw_envelope(round_, person, at=NOW) for person in voters}
    carry(NOW)
    for person, wallet in wallets.items():
        put_in(round_, fetch_stamp(round_, person, wallet, at=NOW), (4, 2, 5), at=NOW)
    close_due_rounds(round_.closes_at)
    carry(round_.closes_at)
    carry(round_.closes_at)

    round_.refresh_from_db()
    assert round_.state == Round.State.RELEASED


def test_without_a_yes_on_the_terminal_nothing_is_confirmed(
    firm: Cast,
    in_office: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert over_the_network("run", "--once", "--key", str(in_office)) == 0
    opened(firm.owner, opens_at=timezone.now())

    for typed, n_confirmed in (("no\n", 0), ("", 0), ("yes\n", 1)):
        monkeypatch.setattr("sys.stdin", StringIO(typed))
        assert over_the_network("confirm", "--key", str(in_office)) == 0
        assert len(read_memory(in_office).confirmed) == n_confirmed

    told = capsys.readouterr().out
    assert "Jo Marsh" in told
    assert "is not confirmed yet" in told
    assert "Confirmed the rules and people" in told


def test_a_service_does_not_confirm_by_itself(firm: Cast, in_office: Path) -> None:
    assert over_the_network("run", "--once", "--key", str(in_office)) == 0
    opened(firm.owner, opens_at=timezone.now())

    assert over_the_network("run", "--once", "--key", str(in_office)) == 0

    assert read_memory(in_office).confirmed == {}


def test_a_wrong_passphrase_ends_with_a_sentence(
    key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "passphrase"
    wrong.write_text("another one altogether\n", encoding="utf-8")

    assert main(["public", "--key", str(key), "--passphrase-file", str(wrong)]) == 1

    assert "does not open the key file" in capsys.readouterr().err


def test_a_key_file_is_for_its_owner_alone_and_is_never_written_over(
    key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = key.read_text(encoding="utf-8")

    assert key.stat().st_mode & 0o077 == 0
    assert main(["new", "--name", "x", "--out", str(key)]) == 1
    assert "can't be made" in capsys.readouterr().err
    assert key.read_text(encoding="utf-8") == before
    assert open_key(before, PASSPHRASE).name == "Edda Falk"


def test_a_server_that_knows_no_such_key_refuses_with_a_sentence(
    firm: Cast, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert over_the_network("run", "--once", "--key", str(key)) == 1

    assert "not signed by a second key" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["run", "--once", "--server", "http://127.0.0.1:9"], "does not answer"),
        (["run", "--once", "--server", "ftp://x"], "begins with https"),
        (["run", "--once"], "Say with --server"),
        (["count", "--work", "WORK.json"], "Say with --out"),
        (["answer", "missing.json", "--out", "x"], "can't be read"),
    ],
)
def test_what_can_not_be_done_is_said(
    key: Path, capsys: pytest.CaptureFixture[str], words: list[str], why: str
) -> None:
    assert main([*words, "--key", str(key)]) == 1

    assert why in capsys.readouterr().err


def test_a_memory_is_kept_whole_beside_its_key_and_a_damaged_one_is_refused(
    key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read_memory(key) == Memory()
    memory = Memory(names=("Jo Marsh",))
    write_memory(key, memory)
    write_memory(key, memory)

    assert read_memory(key) == memory
    assert [one.name for one in key.parent.glob(".*")] == []
    memory_beside(key).write_text("{", encoding="utf-8")
    assert main(["run", "--once", "--server", "http://127.0.0.1:9", "--key", str(key)]) == 1
    assert "not the document" in capsys.readouterr().err


def test_the_line_remembers_how_far_the_ledger_was_seen(key: Path) -> None:
    identity = open_key(key.read_text(encoding="utf-8"), PASSPHRASE)
    line = Line("https://bothways.example/at/work/", identity, clock=lambda: 0.0)

    assert (line.host, line.prefix, line.https) == ("bothways.example", "/at/work", True)
    with pytest.raises(LineError):
        Line("bothways.example", identity, clock=lambda: 0.0)


def test_both_words_of_the_product_lead_here() -> None:
    assert set(COMMANDS) == {"guardian", "count"}
    with pytest.raises(SystemExit):
        COMMANDS["count"](["--help"])


def test_the_program_loads_nothing_of_the_installation() -> None:
    code = "import sys, bothways.guardian.service; print('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SRC)},
    )

    assert done.stdout.strip() == "False"
