"""The pages: who sees what, who may name readers, and what readers' browsers are told."""

import json
import secrets
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from bothways.letterbox.actions import take_letters
from bothways.letterbox.queries import MonthKey
from bothways.mailbox.actions import keep_the_months, name_reader, open_board, open_desk
from bothways.mailbox.exchange import state_of
from bothways.mailbox.models import Desk, Drawn, Reader
from bothways.mailbox.queries import EPOCH_FIELDS
from bothways.mailbox.registry import ON_BOARD
from bothways.pure.ballots import to_text
from bothways.pure.mailbox import BOOK, BOOKS, Thread, hour_before, hour_name
from bothways.pure.mailbox.client import new_stamp
from bothways.pure.mailbox.reading import make_share
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.mailbox.desk import AT, ON, Browser, a_desk, an_open_desk, letter_to

ANEW = {"number": 1, "again": False, "begins": "2026-11-23T07"}
HALVES = {"seal": "A" * 43, "sign": "A" * 43}


def posted_to(client: Client, url: str, body: object) -> int:
    return client.post(url, json.dumps(body), content_type="application/json").status_code


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
    assert str(firm.employee.pk) not in page
    assert 'data-own="no"' in page


def test_without_javascript_the_page_says_what_that_means(firm: Cast, client_of: ClientOf) -> None:
    an_open_desk(firm.people_lead, firm.manager)

    page = client_of(firm.employee).get("/mailbox/").content.decode()

    noscript = page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert "needs JavaScript" in noscript
    assert "on paper" in noscript
    assert "<h1>Letters without a name</h1>" in noscript


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
    client = client_of(firm.owner)

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
    for address in ("readers", "readers/end", "key", "epoch", "admit", "shares", "drop", "answer"):
        assert client.post(f"/mailbox/desks/{desk.pk}/{address}/").status_code == 403
    assert client.get(f"/mailbox/desks/{desk.pk}/state/").status_code == 403
    assert client.post("/mailbox/desks/new/", {"name": "x"}).status_code == 403
    lead = client_of(firm.people_lead)
    assert lead.get(f"/mailbox/desks/{desk.pk}/state/").status_code == 403


def test_the_only_one_with_the_key_is_ended_only_when_that_is_known(
    firm: Cast, client_of: ClientOf
) -> None:
    desk, (browser,), _keys = an_open_desk(firm.people_lead, firm.manager)
    client, base = client_of(firm.manager), f"/mailbox/desks/{desk.pk}/"

    refused = client.post(f"{base}readers/end/", {"reader": browser.reader.pk})

    assert refused.status_code == 409
    assert "Nobody else has this desk&#x27;s key" in refused.content.decode()
    assert 'name="sure"' in refused.content.decode()
    client.post(f"{base}readers/end/", {"reader": browser.reader.pk, "sure": "on"})
    assert "takes no letters now" in client.get(base).content.decode()
    assert "No desk can take letters yet" in client.get("/mailbox/").content.decode()


def test_only_who_has_the_key_is_offered_to_end_who_has_it(firm: Cast, client_of: ClientOf) -> None:
    desk, (eva,), _keys = an_open_desk(firm.people_lead, firm.manager)
    name_reader(desk, firm.people_lead, by=firm.people_lead, on=ON)
    field = f'name="reader" value="{eva.reader.pk}"'

    pages = [
        client_of(one).get(f"/mailbox/desks/{desk.pk}/") for one in (firm.people_lead, firm.manager)
    ]

    assert [field in page.content.decode() for page in pages] == [False, True]
    assert pages[0].content.decode().count('name="reader"') == 1, "their own reading they may end"


def in_json(signed_thing: Any) -> dict[str, str]:
    return {name: to_text(value) for name, value in vars(signed_thing).items()}


def test_a_reader_s_browser_makes_its_key_and_the_desk_s(firm: Cast, client_of: ClientOf) -> None:
    desk = open_desk("Ideas", by=firm.people_lead)
    browser = Browser(name_reader(desk, firm.manager, by=firm.people_lead, on=ON))
    client, base = client_of(firm.manager), f"/mailbox/desks/{desk.pk}/"
    mine, begins = browser.keys, hour_name(hour_before(localtime()))
    keys, secret = browser.made(begins=begins)

    halves = {"seal": to_text(mine.seal_public), "sign": to_text(mine.sign_public)}
    status, said = posted(client, f"{base}key/", {**halves, "sure": False})
    epoch = {"number": 1, "begins": begins, "again": False} | {
        name: to_text(getattr(keys, name)) for name in ("seal", "sign", "by", "signature", "co")
    }
    share = make_share(desk.code_bytes, 1, secret=secret, to=mine.seal_public, by=mine)
    shares = {str(browser.reader.pk): in_json(share)}
    begun, state = posted(client, f"{base}epoch/", {"epoch": epoch, "shares": shares})

    assert (status, begun) == (200, 200)
    assert (said["epochs"], state["epochs"]) == ([], [epoch])
    assert state["shares"] == {"1": in_json(share)}
    assert (state["hour"], state["must_change"]) == (begins, False)
    assert client.get(f"{base}state/").json() == state
    again, _ = posted(client, f"{base}epoch/", {"epoch": epoch, "shares": shares})
    assert again == 409


def test_no_signs_that_people_compare_come_from_the_server(firm: Cast) -> None:
    desk, (browser, _other), _keys = an_open_desk(firm.people_lead, firm.manager, firm.owner)
    shown = browser.hand_in()

    told = json.dumps(state_of(desk, browser.reader, at=AT))

    assert shown not in told
    assert "fingerprint" not in told


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("key/", {"seal": "x", "sign": "y", "sure": False}),
        ("key/", {"seal": "x"}),
        ("epoch/", {"epoch": {}, "shares": {}}),
        ("epoch/", {"epoch": {"number": 2, "seal": "A"}, "shares": {}}),
        ("epoch/", {"epoch": 3, "shares": 4}),
        ("epoch/", {"epoch": dict.fromkeys(EPOCH_FIELDS, "x"), "shares": {}}),
        ("epoch/", {"epoch": {**dict.fromkeys(EPOCH_FIELDS, "A"), **ANEW}, "shares": {}}),
        ("shares/", {"reader": 0, "shares": {"x": "y"}}),
        ("shares/", {"reader": 0, "shares": {"1": {"sealed": "x", "by": "", "signature": ""}}}),
        ("admit/", {"reader": 0, **HALVES, "compared": 1, "signature": "x"}),
        ("admit/", {"reader": 0, **HALVES, "compared": True, "signature": "x"}),
        ("drop/", {"numbers": 1}),
        ("drop/", {"numbers": ["1"]}),
        ("answer/", {"letter": "x"}),
        ("answer/", {"letter": None}),
        ("answer/", {}),
    ],
)
def test_what_a_browser_sends_wrongly_is_refused_with_a_sentence(
    firm: Cast, client_of: ClientOf, address: str, body: dict[str, Any]
) -> None:
    desk, (browser,) = a_desk(firm.people_lead, firm.manager)
    if "reader" in body:
        body = {**body, "reader": browser.reader.pk}

    status, said = posted(client_of(firm.manager), f"/mailbox/desks/{desk.pk}/{address}", body)

    assert status == 409
    assert said["say"].endswith(".")


def test_a_reader_lets_another_in(firm: Cast, client_of: ClientOf) -> None:
    desk, (one, two) = a_desk(firm.people_lead, firm.manager, firm.owner)
    epoch, _keys = one.begin()
    client, base = client_of(firm.manager), f"/mailbox/desks/{desk.pk}/"
    share = one.share(epoch, one.secret_of(epoch), two)
    shared = {"reader": two.reader.pk, "shares": {"1": in_json(share)}}
    signature = to_text(one.admission(two).signature)
    halves = {"seal": to_text(two.me.seal), "sign": to_text(two.me.sign)}
    told = {"reader": two.reader.pk, **halves, "compared": True, "signature": signature}

    too_early, said = posted(client, f"{base}shares/", shared)
    admitted, state = posted(client, f"{base}admit/", told)
    status, after = posted(client, f"{base}shares/", shared)

    assert (too_early, admitted, status) == (409, 200, 200)
    assert "Compare signs" in said["say"]
    (admission,) = state["admissions"]
    assert admission["of"] == {"id": two.reader.pk, **halves}
    assert admission["by"] == to_text(one.me.sign)
    assert [reader["has"] for reader in after["readers"]] == [[1], [1]]
    theirs = client_of(firm.owner)
    _status, dropped = posted(theirs, f"{base}drop/", {"numbers": [1]})
    assert dropped["shares"] == {}
    strange = Reader.objects.create(
        desk=open_desk("Other", by=firm.owner), person=firm.owner, since=ON
    )
    for address in ("admit/", "shares/"):
        body = told if address == "admit/" else shared
        missing = posted_to(client, f"{base}{address}", {**body, "reader": strange.pk})
        assert missing == 404


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
    monkeypatch.delitem(ON_BOARD, "suggestion", raising=False)
    monkeypatch.setitem(ON_BOARD, "question", lambda _voice: None)
    monkeypatch.delitem(ON_BOARD, "suggestion", raising=False)
    monkeypatch.setattr(
        "bothways.mailbox.registry.ASKABLE", [lambda: [("7", firm.manager.name)]], raising=True
    )

    page = client.get("/mailbox/").content.decode()

    assert f'data-board="{board.code}"' in page
    assert 'data-kind="question"' in page
    assert 'data-kind="suggestion"' not in page
    assert 'data-kind="letter"' not in page
    assert f'<option value="7">{firm.manager.name}</option>' in page


def test_more_desks_ask_the_database_nothing_more(firm: Cast, client_of: ClientOf) -> None:
    client, counts = client_of(firm.employee), []
    for name in ("Ideas", "Works council", "Safety"):
        _desk, (first, _second) = a_desk(firm.people_lead, firm.manager, firm.owner, name=name)
        first.begin()
        with CaptureQueriesContext(connection) as asked:
            for page in ("/mailbox/", "/mailbox/desks/"):
                assert name in client.get(page).content.decode()
        counts.append(len(asked))

    assert counts[1] == counts[2]
