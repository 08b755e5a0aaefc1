"""The pages: who sees what, who may name readers, and what readers' browsers are told."""

import json
import secrets

import pytest
from django.test import Client

from bothways.letterbox.actions import take_letters
from bothways.letterbox.queries import MonthKey
from bothways.mailbox.actions import keep_the_months, name_reader, open_board, open_desk
from bothways.mailbox.models import Desk, Drawn, Reader
from bothways.mailbox.queries import last_epoch
from bothways.mailbox.registry import ON_BOARD
from bothways.pure.ballots import to_text
from bothways.pure.mailbox import BOOK, BOOKS, DeskKeys, ReaderKeys, Thread
from bothways.pure.mailbox.client import new_stamp
from bothways.pure.mailbox.desks import statement_of
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.mailbox.desk import ON, a_desk, an_open_desk, letter_to, signed


def posted(client: Client, url: str, body: object) -> tuple[int, dict]:
    response = client.post(url, json.dumps(body), content_type="application/json")
    return response.status_code, response.json()


def test_where_no_desk_takes_letters_the_page_says_so(firm: Cast, client_of: ClientOf) -> None:
    open_desk("Ideas", by=firm.people_lead)

    page = client_of(firm.employee).get("/mailbox/").content.decode()

    assert "No desk can take letters yet" in page
    assert "data-mailbox" not in page


def test_the_page_names_the_readers_of_each_desk_and_no_id_of_anybody(
    firm: Cast, client_of: ClientOf
) -> None:
    an_open_desk(firm.people_lead, firm.manager, firm.owner)

    page = client_of(firm.employee).get("/mailbox/").content.decode()

    assert firm.manager.name in page
    assert firm.owner.name in page
    for person in (firm.employee, firm.manager):
        assert str(person.pk) not in page
    assert 'data-own="no"' in page


def test_without_javascript_the_page_says_what_that_means(firm: Cast, client_of: ClientOf) -> None:
    an_open_desk(firm.people_lead, firm.manager)

    page = client_of(firm.employee).get("/mailbox/").content.decode()

    noscript = page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert "needs JavaScript" in noscript
    assert "on paper" in noscript


def test_a_device_draws_a_book_of_stamps(firm: Cast, month: MonthKey, client_of: ClientOf) -> None:
    keep_the_months(at=month_moment(month))
    client = client_of(firm.employee)
    keys = [
        to_text(new_stamp(month.public_key, draw=secrets.token_bytes).blinded) for _ in range(BOOK)
    ]

    status, said = posted(client, "/mailbox/stamps/", {"month": month.id, "blinded": keys})

    assert status == 200
    assert len(said["signatures"]) == BOOK
    assert Drawn.objects.get(person=firm.employee).digests


def month_moment(month: MonthKey):
    from datetime import UTC, datetime

    return datetime.fromisoformat(f"{month.month}-20T12:00").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "body",
    [{}, [], {"month": "x", "blinded": "y"}, {"month": "x", "blinded": ["y"]}, {"month": 1}],
)
def test_what_is_no_book_is_refused_with_a_sentence(
    firm: Cast, month: MonthKey, client_of: ClientOf, body: object
) -> None:
    status, said = posted(client_of(firm.employee), "/mailbox/stamps/", body)

    assert status == 409
    assert said["say"].endswith(".")


def test_the_seventh_book_is_refused_with_the_way_out(
    firm: Cast, month: MonthKey, client_of: ClientOf
) -> None:
    Drawn.objects.create(
        person=firm.employee,
        month=month.id,
        digests=" ".join("012345"[n] * 64 for n in range(BOOKS)),
    )
    keys = [
        to_text(new_stamp(month.public_key, draw=secrets.token_bytes).blinded) for _ in range(BOOK)
    ]

    status, said = posted(
        client_of(firm.employee), "/mailbox/stamps/", {"month": month.id, "blinded": keys}
    )

    assert status == 409
    assert "by name, or on paper" in said["say"]


def test_the_people_lead_opens_a_desk_and_names_a_reader(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.people_lead)

    opened = client.post("/mailbox/desks/new/", {"name": "Ideas"})
    desk = Desk.objects.get()
    named = client.post(f"/mailbox/desks/{desk.pk}/readers/", {"person": str(firm.manager.pk)})

    assert opened["Location"] == named["Location"] == f"/mailbox/desks/{desk.pk}/"
    page = client.get(f"/mailbox/desks/{desk.pk}/").content.decode()
    assert firm.manager.name in page
    assert "With one reader, a lost code loses the letters" in page


def test_what_can_not_be_is_said_and_what_was_typed_stays(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.people_lead)
    desk = open_desk("Ideas", by=firm.people_lead)
    name_reader(desk, firm.manager, by=firm.people_lead, on=ON)

    alike = client.post("/mailbox/desks/new/", {"name": "Ideas"})
    twice = client.post(f"/mailbox/desks/{desk.pk}/readers/", {"person": str(firm.manager.pk)})
    nobody = client.post(f"/mailbox/desks/{desk.pk}/readers/", {"person": ""})

    assert [answer.status_code for answer in (alike, twice, nobody)] == [409, 409, 409]
    assert 'value="Ideas"' in alike.content.decode()
    assert "reads at this desk already" in twice.content.decode()


def test_a_reader_is_ended_and_the_page_says_that_the_key_is_known(
    firm: Cast, client_of: ClientOf
) -> None:
    desk, browsers, _keys = an_open_desk(firm.people_lead, firm.manager, firm.owner)
    client = client_of(firm.people_lead)

    client.post(f"/mailbox/desks/{desk.pk}/readers/end/", {"reader": browsers[0].reader.pk})

    for page in (f"/mailbox/desks/{desk.pk}/", "/mailbox/"):
        told = client_of(firm.employee).get(page).content.decode()
        assert "reads here no more may still know" in told
    gone = client.post(f"/mailbox/desks/{desk.pk}/readers/end/", {"reader": "x"})
    assert gone.status_code == 404


def test_only_who_keeps_people_may_name_and_only_readers_may_read(
    firm: Cast, client_of: ClientOf
) -> None:
    desk, _browsers, _keys = an_open_desk(firm.people_lead, firm.manager)
    client = client_of(firm.employee)

    assert client.get(f"/mailbox/desks/{desk.pk}/").status_code == 200
    for address in ("readers/", "readers/end/", "key/", "epoch/", "shares/", "answer/"):
        assert client.post(f"/mailbox/desks/{desk.pk}/{address}").status_code == 403
    assert client.get(f"/mailbox/desks/{desk.pk}/state/").status_code == 403
    assert client.post("/mailbox/desks/new/", {"name": "x"}).status_code == 403
    lead = client_of(firm.people_lead)
    assert lead.get(f"/mailbox/desks/{desk.pk}/state/").status_code == 403


def test_a_reader_s_browser_makes_its_key_and_the_desk_s(firm: Cast, client_of: ClientOf) -> None:
    desk = open_desk("Ideas", by=firm.people_lead)
    reader = name_reader(desk, firm.manager, by=firm.people_lead, on=ON)
    client, base = client_of(firm.manager), f"/mailbox/desks/{desk.pk}/"
    mine, keys = ReaderKeys.of(b"r" * 32), DeskKeys.of(b"d" * 32)

    halves = {"seal": to_text(mine.seal_public), "sign": to_text(mine.sign_public)}
    status, said = posted(client, f"{base}key/", halves)
    told = statement_of(desk.code_bytes, 1, seal=keys.seal_public, sign=keys.sign_public)
    epoch = {
        "number": 1,
        "seal": to_text(keys.seal_public),
        "sign": to_text(keys.sign_public),
        "signature": to_text(signed(keys, told)),
    }
    shares = {str(reader.pk): to_text(bytes(80))}
    begun, state = posted(client, f"{base}epoch/", {"epoch": epoch, "shares": shares})

    assert (status, begun) == (200, 200)
    assert state["epochs"] == [epoch]
    assert state["shares"] == {"1": to_text(bytes(80))}
    assert state["readers"][0]["fingerprint"] == said["fingerprint"]
    assert client.get(f"{base}state/").json() == state
    again, _ = posted(client, f"{base}epoch/", {"epoch": epoch, "shares": shares})
    assert again == 409


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("key/", {"seal": "x", "sign": "y"}),
        ("key/", {"seal": "x"}),
        ("epoch/", {"epoch": {}, "shares": {}}),
        ("epoch/", {"epoch": {"number": 2, "seal": "A"}, "shares": {}}),
        ("epoch/", {"epoch": 3, "shares": 4}),
        ("shares/", {"reader": 0, "shares": {"x": "y"}}),
        ("answer/", {"letter": "x"}),
        ("answer/", {"letter": None}),
        ("answer/", {}),
    ],
)
def test_what_a_browser_sends_wrongly_is_refused_with_a_sentence(
    firm: Cast, client_of: ClientOf, address: str, body: object
) -> None:
    desk, (browser,) = a_desk(firm.people_lead, firm.manager)
    if address == "shares/":
        assert isinstance(body, dict)
        body = {**body, "reader": browser.reader.pk}

    status, said = posted(client_of(firm.manager), f"/mailbox/desks/{desk.pk}/{address}", body)

    assert status == 409
    assert said["say"].endswith(".")


def test_a_reader_lets_another_in(firm: Cast, client_of: ClientOf) -> None:
    desk, browsers, _keys = an_open_desk(firm.people_lead, firm.manager, firm.owner)
    epoch, (one, two) = last_epoch(desk), browsers
    assert epoch is not None
    share = one.share(epoch, one.secret_of(epoch), two.reader)

    status, state = posted(
        client_of(firm.manager),
        f"/mailbox/desks/{desk.pk}/shares/",
        {"reader": two.reader.pk, "shares": {"1": share}},
    )

    assert status == 200
    assert [reader["has"] for reader in state["readers"]] == [[1], [1]]
    strange = Reader.objects.create(
        desk=open_desk("Other", by=firm.owner), person=firm.owner, since=ON
    )
    missing = client_of(firm.manager).post(
        f"/mailbox/desks/{desk.pk}/shares/",
        json.dumps({"reader": strange.pk, "shares": {}}),
        content_type="application/json",
    )
    assert missing.status_code == 404


def test_a_reader_answers(firm: Cast, client_of: ClientOf) -> None:
    desk, _browsers, keys = an_open_desk(firm.people_lead, firm.manager)
    record = letter_to(desk, keys, Thread.of(secrets.token_bytes(32), 0), "Thank you").pack()

    status, said = posted(
        client_of(firm.manager), f"/mailbox/desks/{desk.pk}/answer/", {"letter": to_text(record)}
    )

    assert (status, said) == (200, {"taken": True})
    assert list(take_letters().values()) == [[record]]


def test_what_the_board_takes_can_be_written_and_asked_of_whom_rooms_name(
    firm: Cast, month: MonthKey, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(firm.employee)
    assert "No desk can take letters yet" in client.get("/mailbox/").content.decode()
    board = open_board(on=ON)
    monkeypatch.setitem(ON_BOARD, "question", lambda _voice: None)
    monkeypatch.setattr(
        "bothways.mailbox.registry.ASKABLE", [lambda: [("7", firm.manager.name)]], raising=True
    )

    page = client.get("/mailbox/").content.decode()

    assert f'data-board="{board.code}"' in page
    assert 'data-kind="question"' in page
    assert 'data-kind="suggestion"' not in page
    assert 'data-kind="letter"' not in page
    assert f'<option value="7">{firm.manager.name}</option>' in page
