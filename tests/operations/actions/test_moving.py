"""An installation moves from SQLite to PostgreSQL and back, and nothing of it is lost on the way.

The firm is that of the demo: a hundred people, eight rounds, promises, mails; with names as
they are in life, and a session that goes on.
"""

import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.millrace import laid_out, run
from tests.postgres import SERVER, URLS, new_database

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

ROOT = Path(__file__).parents[3]
LONG = "Þórður Ægisson-Ó’Brien 李小龍 👷🏽‍♀️ " + "ß" * 85
LIVE_ON = """
from datetime import timedelta
from pathlib import Path
import shutil
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("collectstatic", verbosity=0, interactive=False)
from bothways.demo import second_key
from bothways.members.sessions import SessionStore
from bothways.people.models import Person
from bothways.surveys.models import Round
from bothways.results.actions import close_due_rounds
somebody = Person.objects.here().order_by("number").first()
Person.objects.filter(pk=somebody.pk).update(name={name})
from django.test import Client
client = Client()
client.force_login(somebody)
(settings.DATA / "cookie").write_text(client.cookies["sessionid"].value)
shutil.copytree(settings.DATA, settings.DATA.parent / "open")
closes_at = Round.objects.get(state="open").closes_at
close_due_rounds(closes_at)
second_key.serve(closes_at)
close_due_rounds(closes_at)
""".replace("{name}", repr(LONG[:120]))
TELL = """
import hashlib
import json
import django
django.setup()
from django.conf import settings
from django.db import connections
from django.test import Client
from bothways.answers.models import Agreement
from bothways.ballotbox.models import Box, Bundle
from bothways.commitments.models import Change, Commitment, Evidence, HandOver, Heard, Picture
from bothways.confirmations.models import Gathered, Judgement, Reply
from bothways.decisions.models import Answer, Correction, Decision, Question, Version
from bothways.search.queries import find
from bothways.keyholders.models import Keyholder, SpareKey
from bothways.members.models import Session
from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.results.models import Release
def said(row):
    return json.dumps(row, default=str, sort_keys=True)
word_given = (
    Agreement, Change, Commitment, Evidence, HandOver, Heard, Gathered, Judgement, Reply,
    Answer, Correction, Decision, Question, Version,
)
client = Client()
client.cookies["sessionid"] = (settings.DATA / "cookie").read_text()
print(json.dumps({
    "vendors": [connections[alias].vendor for alias in ("default", "ballots")],
    "people": sorted(map(list, Person.objects.values_list("id", "name", "email", "unit__path"))),
    "releases": sorted(map(list, Release.objects.values_list("pk", "document", "signature"))),
    "record": list(map(list, Entry.objects.values_list("id", "at", "verb", "by", "details"))),
    "sessions": sorted(map(list, Session.objects.values_list("session_key", "session_data"))),
    "boxes": sorted(map(list, Box.objects.values_list("round", "shut", "closes_at"))),
    "bundles": Bundle.objects.count(),
    "keyholders": sorted(map(list, Keyholder.objects.values_list("name", "sign_public"))),
    "spares": SpareKey.objects.count(),
    "word given": {
        model.__name__: sorted(map(said, model.objects.values_list()))
        for model in word_given
    },
    "pictures": sorted(
        (hashlib.sha256(bytes(one.content)).hexdigest(), one.sha256, one.evidence_id)
        for one in Picture.objects.all()
    ),
    "found": sorted((hit.kind, hit.ref) for hit in find("shift", limit=99)),
    "page": client.get("/trust/", HTTP_HOST="localhost").status_code,
}, default=str))
"""
GO_ON = """
import django
django.setup()
from bothways.record.actions import note
from bothways.record.models import Entry
last = Entry.objects.order_by("-id").values_list("id", flat=True).first()
print(note("moved.on", by=None).pk - last)
"""


def told(folder: Path, **more: str) -> dict[str, Any]:
    done = run(folder, "-c", TELL, **more)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def move(folder: Path, to: str, *ballots_to: str, **more: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "-m", "bothways", "move", "--to", to, *ballots_to, **more)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = laid_out(tmp_path_factory.mktemp("moved") / "whole")
    done = run(folder, "-c", LIVE_ON, BOTHWAYS_MODE="demo")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def whole(made: Path, tmp_path: Path) -> Path:
    """The firm between two rounds."""
    return Path(shutil.copytree(made, tmp_path / "whole"))


@pytest.fixture
def targets(request: pytest.FixtureRequest) -> list[str]:
    """Two empty databases of PostgreSQL: for people and for ballots."""
    mark = abs(hash(request.node.name)) % 10**8
    return [new_database(os.environ[SERVER], f"to_{what}_{mark}") for what in ("people", "ballots")]


def tables_in(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return [name for (name,) in found]


def test_there_and_back_everything_is_the_same(whole: Path, targets: list[str]) -> None:
    before = told(whole)
    assert (before["vendors"], before["page"]) == (["sqlite", "sqlite"], 200)
    assert len(before["releases"]) == 9
    assert all(before["word given"].values())
    assert before["pictures"]
    assert before["found"]
    there = dict(zip(URLS, targets, strict=True))

    done = move(whole, targets[0], "--ballots-to", targets[1])

    assert done.returncode == 0, done.stderr
    assert told(whole) == before
    assert before["spares"] > 0
    moved = told(whole, **there)  # two installations must not lend the same key
    assert moved == before | {"vendors": ["postgresql", "postgresql"], "spares": 0}
    assert run(whole, "-c", GO_ON, **there).stdout.strip() == "1"

    back = whole.parent / "back"
    done = move(whole, f"sqlite:///{back}/bothways.sqlite3", **there)

    assert done.returncode == 0, done.stderr
    for name in ("secret", "cookie"):
        shutil.copy(whole / name, back)
    shutil.copytree(whole / "static", back / "static")
    again = told(back)
    assert again["record"].pop(0)[2] == "moved.on"
    assert again == before | {"spares": 0}


def test_it_says_what_was_moved_and_which_settings_to_change(
    whole: Path, targets: list[str]
) -> None:
    secret = targets[0].replace("bothways@", "bothways:hunter2@")

    done = move(whole, secret, "--ballots-to", targets[1])

    assert "people_person" in done.stdout
    assert "rows: all the same in both." in done.stdout
    assert "BOTHWAYS_DATABASE_URL=postgresql://127.0.0.1:" in done.stdout
    assert "hunter2" not in done.stdout + done.stderr
    assert "ballotbox_bundle" not in done.stdout


def test_while_a_box_is_in_use_nothing_is_moved(made: Path, targets: list[str]) -> None:
    done = move(made.parent / "open", targets[0], "--ballots-to", targets[1])

    assert done.returncode == 1
    assert "in use until it is counted" in done.stderr
    assert [tables_in(url) for url in targets] == [[], []]


def test_what_is_not_empty_is_not_touched(whole: Path, targets: list[str]) -> None:
    with psycopg.connect(targets[1]) as connection:
        connection.execute("CREATE TABLE theirs (a int)")

    done = move(whole, targets[0], "--ballots-to", targets[1])

    assert "is not empty, it holds 1 table" in done.stderr
    assert [tables_in(url) for url in targets] == [[], ["theirs"]]


def test_a_failure_on_the_way_leaves_nothing_there(whole: Path, targets: list[str]) -> None:
    with closing(sqlite3.connect(whole / "bothways.sqlite3", isolation_level=None)) as database:
        database.execute("UPDATE people_person SET title = ?", ["x" * 121])

    done = move(whole, targets[0], "--ballots-to", targets[1])

    assert "people_person.title, key " in done.stderr
    assert "more than 120 letters" in done.stderr
    assert [tables_in(url) for url in targets] == [[], []]


def test_while_somebody_is_connected_nothing_is_moved(whole: Path, targets: list[str]) -> None:
    with closing(sqlite3.connect(whole / "bothways.sqlite3")) as database:
        database.execute("SELECT count(*) FROM people_person").fetchone()

        done = move(whole, targets[0], "--ballots-to", targets[1])

    assert "is still running" in done.stderr
    assert [tables_in(url) for url in targets] == [[], []]


def test_a_place_that_can_not_be_reached_is_said(whole: Path, targets: list[str]) -> None:
    done = move(whole, "postgresql://jo:hunter2@127.0.0.1:1/x", "--ballots-to", targets[1])

    assert "postgresql://127.0.0.1:1/x can't be used" in done.stderr
    assert "hunter2" not in done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["postgresql://h/x"], "Say where ballots go, too"),
        (["postgresql://h/x", "--ballots-to", "postgresql://jo@h:5432/x"], "of their own"),
        (["mysql://h/x"], "must begin with postgresql://"),
    ],
)
def test_a_wrong_place_is_refused_before_anything_is_read(
    tmp_path: Path, words: list[str], sentence: str
) -> None:
    done = move(tmp_path / "none", *words)

    assert done.returncode == 1
    assert sentence in done.stderr
