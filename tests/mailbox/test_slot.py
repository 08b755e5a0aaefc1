"""What is done without a name, through the real middleware: no cookie, no log, no session."""

import hashlib
import json
import logging
import secrets

import pytest
from django.test import Client
from django.utils import timezone

from bothways.letterbox.actions import put_letter
from bothways.letterbox.queries import MonthKey, holds_letters
from bothways.mailbox.actions import take_out
from bothways.mailbox.models import LastHour, Packet
from bothways.mailbox.slot import LONGEST
from bothways.people.models import Person
from bothways.pure.ballots import to_bytes
from bothways.pure.mailbox import Letter, Thread, read_letter
from bothways.pure.mailbox.letters import TO_AUTHOR, TO_DESK
from bothways.pure.mailbox.marks import marks_of
from bothways.pure.mailbox.pieces import id_in
from tests.cast import Cast
from tests.letterbox.attach import a_piece, piece_bodies
from tests.letterbox.pen import a_letter, a_post, body_of
from tests.mailbox.desk import an_open_desk, drawn_by, letter_to, post


def state() -> dict:
    return Client().get("/box/letters/state").json()


def come_out() -> list[bytes]:
    """Let the letters come out, and download all packets as any device does."""
    LastHour.objects.update_or_create(only=True, defaults={"hour": "2026-01-01T07"})
    take_out(at=timezone.now())
    found = []
    for packet_id in state()["packets"]:
        size = int(packet_id.split("/")[1])
        whole = Client().get(f"/box/letters/packet/{packet_id}").content
        found += [whole[at : at + size] for at in range(0, len(whole), size)]
    return found


def test_a_letter_goes_from_author_to_desk_and_an_answer_comes_back(
    firm: Cast, month: MonthKey
) -> None:
    desk, _browsers, keys = an_open_desk(firm.people_lead, firm.manager)
    thread = Thread.of(secrets.token_bytes(32), 0)
    letter = letter_to(desk, keys, thread, "Könnten wir früher anfangen? 🌻")

    response = post(drawn_by(firm.employee, month)[0], letter)

    assert (response.status_code, response.json()) == (200, {"taken": True})
    (record,) = come_out()
    found = Letter.unpack(record)
    assert found.mark in marks_of(thread.out, 0, 256)
    read = read_letter(found, private=keys.seal, role=TO_DESK)
    assert read.fields["text"] == "Könnten wir früher anfangen? 🌻"
    own = read_letter(found, private=thread.seal, role=TO_AUTHOR, signed_by=thread.sign_public)
    assert own.fields == read.fields


def test_the_state_tells_keys_desks_and_packets_and_no_name(firm: Cast, month: MonthKey) -> None:
    desk, _browsers, keys = an_open_desk(firm.people_lead, firm.manager)

    told = state()

    names = {"v", "head", "hours", "last", "months", "desks", "places", "askable", "packets"}
    assert set(told) == names
    assert told["months"][0]["id"] == month.id
    assert told["desks"][0]["id"] == desk.code
    assert to_bytes(told["desks"][0]["epochs"][0]["seal"], 32, "seal") == keys.seal_public
    said = json.dumps(told)
    for secret in (desk.name, firm.manager.name, str(firm.manager.pk), firm.manager.email):
        assert secret not in said


def test_a_request_with_a_cookie_is_refused(month: MonthKey) -> None:
    for response in (
        Client().get("/box/letters/state", headers={"cookie": "sessionid=rosa"}),
        Client().post(
            "/box/letters/",
            body_of(a_post(month)),
            content_type="application/json",
            headers={"cookie": "sessionid=rosa"},
        ),
    ):
        assert (response.status_code, response.json()["error"]) == (400, "cookie")
    assert not holds_letters()


def test_no_answer_sets_a_cookie_and_packets_alone_are_kept_by_browsers(month: MonthKey) -> None:
    put_letter(a_letter().pack())
    come_out()
    packet_id = Packet.objects.get().pk

    state_, whole = (
        Client().get(f"/box/letters/{rest}") for rest in ("state", f"packet/{packet_id}")
    )

    assert not state_.cookies
    assert not whole.cookies
    assert state_["Cache-Control"] == "no-store"
    assert "immutable" in whole["Cache-Control"]


@pytest.mark.parametrize(
    ("method", "rest", "status"),
    [
        ("get", "", 405),
        ("delete", "", 405),
        ("post", "state", 405),
        ("get", "packet/2026-11-23T13/2249/0", 404),
        ("get", "packet/../../etc/passwd", 404),
        ("get", "else", 404),
    ],
)
def test_everything_else_is_refused(db: None, method: str, rest: str, status: int) -> None:
    response = getattr(Client(), method)(f"/box/letters/{rest}")

    assert response.status_code == status
    assert response.json()["say"].endswith(".")


def test_what_is_too_long_or_of_another_kind_is_not_read(month: MonthKey) -> None:
    long = Client().post("/box/letters/", b"x" * 170_000, content_type="application/json")
    other = Client().post("/box/letters/", b"{}", content_type="text/html")

    assert (long.status_code, other.status_code) == (413, 400)


def test_the_longest_letter_is_taken(month: MonthKey) -> None:
    letter = a_letter("🌻" * 20_000)

    response = Client().post(
        "/box/letters/", body_of(a_post(month, letter)), content_type="text/plain"
    )

    assert response.json() == {"taken": True}
    assert come_out() == [letter.pack()]


def test_neither_a_letter_nor_a_refusal_nor_a_fault_is_logged(
    month: MonthKey, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    Client().post("/box/letters/", body_of(a_post(month)), content_type="application/json")
    Client().post("/box/letters/", b"{", content_type="application/json")
    monkeypatch.setattr("bothways.mailbox.slot.post_letter", lambda _body: 1 / 0)
    broken = Client().post("/box/letters/", b"{}", content_type="application/json")

    assert (broken.status_code, broken.json()["error"]) == (500, "broken")
    assert [record for record in caplog.records if record.name != "django.db.backends"] == []


def test_the_packets_of_a_month_come_in_one_piece_each_with_its_id(month: MonthKey) -> None:
    for name, records in (("2026-10-01T07/4/0", b"a" * 8), ("2026-10-31T13/4/0", b"b" * 4)):
        Packet.objects.create(id=name, hour=name[:13], size=4, records=records)
    Packet.objects.create(id="2026-11-01T07/4/0", hour="2026-11-01T07", size=4, records=b"c" * 4)

    answer = Client().get(f"/box/letters/month/2026-10/{'0' * 32}")

    whole = b"".join(answer.streaming_content)
    assert whole == (
        b"\x112026-10-01T07/4/0\x00\x00\x00\x08aaaaaaaa\x112026-10-31T13/4/0\x00\x00\x00\x04bbbb"
    )
    assert "immutable" in answer["Cache-Control"]
    assert answer["Content-Type"] == "application/octet-stream"
    for wrong in ("month/2026-10", "month/2026-1/" + "0" * 32, "month/2026-10/" + "g" * 32):
        assert Client().get(f"/box/letters/{wrong}").status_code == 404
    empty = Client().get(f"/box/letters/month/2026-09/{'0' * 32}")
    assert b"".join(empty.streaming_content) == b""


def test_of_a_large_month_as_much_comes_in_one_piece_as_a_slow_line_takes(
    month: MonthKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bothways.mailbox.slot.TOGETHER", 12)
    for day in (1, 2, 3):
        name = f"2026-10-0{day}T07/4/0"
        Packet.objects.create(id=name, hour=name[:13], size=4, records=b"a" * 8 if day < 3 else b"")

    answer = Client().get(f"/box/letters/month/2026-10/{'0' * 32}")

    assert b"".join(answer.streaming_content).count(b"2026-10") == 1
    left = Client().get("/box/letters/packet/2026-10-02T07/4/0")
    assert left.content == b"a" * 8


def test_a_piece_of_an_attachment_comes_through_the_slot_and_is_fetched_without_a_name(
    month: MonthKey, caplog: pytest.LogCaptureFixture
) -> None:
    record = a_piece()
    body = piece_bodies(month, [record])[0]

    with caplog.at_level(logging.DEBUG):
        answers = [post_bytes(body), post_bytes(body)]
        come_out()
        fetched = Client().get(f"/box/letters/piece/{id_in(record)}")

    assert [answer.status_code for answer in answers] == [200, 200]
    assert fetched.content == record
    assert "immutable" in fetched["Cache-Control"]
    assert not caplog.text
    assert len(body) < LONGEST


def test_pieces_with_a_cookie_of_another_length_or_unknown_are_refused(month: MonthKey) -> None:
    body = piece_bodies(month, [a_piece()])[0]
    named = Client()
    named.cookies["sessionid"] = "somebody"

    said = [
        named.post("/box/letters/piece", body, content_type="text/plain"),
        post_bytes(body[:-1]),
        post_bytes(body + bytes(LONGEST)),
        Client().get(f"/box/letters/piece/{'0' * 32}"),
        Client().get("/box/letters/piece/../state"),
        Client().put("/box/letters/piece"),
    ]

    assert [answer.status_code for answer in said] == [400, 400, 413, 404, 404, 405]
    assert not holds_letters()


def post_bytes(body: bytes):
    return Client().post("/box/letters/piece", body, content_type="text/plain")


def test_whom_a_question_can_be_asked_of_is_told_without_a_name(firm: Cast) -> None:
    Person.objects.filter(pk=firm.manager.pk).update(name="  ".join(firm.manager.name.split()))
    told = state()

    key, name = str(firm.manager.pk), firm.manager.name  # as a browser joins the spaces of a choice
    asked = hashlib.sha256(f"bothways-asked-v1\x00{key}\x00{name}".encode()).hexdigest()
    assert asked in told["askable"]
    assert told["askable"] == sorted(told["askable"])
    assert name not in json.dumps(told)
    assert key not in json.dumps(told)


def test_the_state_says_which_desks_somebody_reads_who_has_the_key(
    firm: Cast, month: MonthKey
) -> None:
    desk, _browsers, _keys = an_open_desk(firm.people_lead, firm.manager)
    assert [one["takes"] for one in state()["desks"]] == [True]

    desk.readers.update(until="2026-11-23")

    assert [one["takes"] for one in state()["desks"]] == [False]
