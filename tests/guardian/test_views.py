"""The addresses of the desk: who gets in, by a session or by a signature, and what comes out."""

import json
import time
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from bothways.guardian.machine import machine_mark, same_machine
from bothways.guardian.models import SeenRequest
from bothways.keyholders.models import Keyholder
from bothways.keyholders.queries import keyholder
from bothways.people.models import Person
from bothways.pure.ballots import canonical_json, to_text
from bothways.pure.guardian.documents import authorization, ceremony, signed_answers
from bothways.pure.guardian.keyfile import new_identity
from bothways.pure.guardian.keys import Identity
from bothways.record.models import Entry
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.keeper import Keeper
from tests.rounds import opened

WORK, ANSWER, CEREMONY = "/guardian/work/", "/guardian/answer/", "/guardian/ceremony/"
ELSEWHERE = {"REMOTE_ADDR": "203.0.113.7"}


def post(client: Client, address: str, document: dict[str, Any], **extra: str) -> HttpResponse:
    body = canonical_json(document)
    return client.post(address, body, content_type="application/json", **extra)  # type: ignore[return-value,arg-type]


def headers(
    identity: Identity, method: str, path: str, body: bytes = b"", *, unix: float | None = None
) -> dict[str, str]:
    at = int(time.time() if unix is None else unix)
    return {
        "HTTP_AUTHORIZATION": authorization(identity, method=method, path=path, unix=at, body=body),
        "HTTP_BOTHWAYS_KEY": to_text(identity.public),
    }


def told(answer: Any) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(answer.content)
    return read


def test_the_representative_takes_the_key_in_the_browser(firm: Cast, client_of: ClientOf) -> None:
    identity = new_identity("Edda Falk")

    answer = post(client_of(firm.representative), CEREMONY, ceremony(identity), **ELSEWHERE)

    assert answer.status_code == 200
    assert told(answer) == {"fingerprint": identity.fingerprint, "where": "apart"}


def test_a_ceremony_on_the_server_itself_is_named_so(firm: Cast, client_of: ClientOf) -> None:
    answer = post(client_of(firm.representative), CEREMONY, ceremony(new_identity("Edda")))

    assert told(answer)["where"] == "same_host"


def test_behind_a_proxy_on_the_same_machine_the_browser_is_elsewhere(
    firm: Cast, client_of: ClientOf
) -> None:
    client = client_of(firm.representative)
    document = ceremony(new_identity("Edda"))

    answer = post(client, CEREMONY, document, HTTP_X_FORWARDED_FOR="203.0.113.7")

    assert told(answer)["where"] == "apart"


@pytest.mark.parametrize("who", ["employee", "owner", "manager"])
def test_nobody_else_may_hold_a_ceremony(firm: Cast, client_of: ClientOf, who: str) -> None:
    answer = post(client_of(getattr(firm, who)), CEREMONY, ceremony(new_identity("x")))

    assert answer.status_code == 403
    assert keyholder() is None


def test_a_representative_who_leads_people_is_refused_with_a_sentence(
    firm: Cast, client_of: ClientOf
) -> None:
    Person.objects.filter(pk=firm.dispatcher.pk).update(manager=firm.representative)

    answer = post(client_of(firm.representative), CEREMONY, ceremony(new_identity("x")))

    assert answer.status_code == 409
    assert "leads people" in told(answer)["say"]


@pytest.mark.parametrize("body", ["", "[]", "{", '{"v":1,"v":1}', '{"v":1.5}'])
def test_what_is_no_document_is_refused(keeper: Keeper, client_of: ClientOf, body: str) -> None:
    client = client_of(keeper.person)
    for address in (CEREMONY, ANSWER):
        answer = client.post(address, body, content_type="application/json")
        assert answer.status_code == 400
        assert told(answer)["error"] == "malformed"


def test_the_page_says_to_everybody_who_keeps_the_key(
    firm: Cast, keeper: Keeper, client_of: ClientOf
) -> None:
    for person in (firm.employee, firm.owner, firm.representative):
        page = client_of(person).get("/guardian/").content.decode()

        assert "Edda Falk" in page
        assert keeper.identity.fingerprint in page


def test_without_a_keeper_the_page_says_so(firm: Cast, client_of: ClientOf) -> None:
    page = client_of(firm.employee).get("/guardian/").content.decode()

    assert keyholder() is None
    assert "second key" in page


def test_the_state_tells_each_what_is_theirs(
    firm: Cast, keeper: Keeper, round_: Round, client_of: ClientOf
) -> None:
    mine = told(client_of(firm.representative).get("/guardian/state/"))
    others = told(client_of(firm.owner).get("/guardian/state/"))

    assert (mine["holder"]["mine"], others["holder"]["mine"]) == (True, False)
    assert (mine["may_take"], others["may_take"]) == (True, False)
    assert mine["rounds"][0]["step"] == "box_open"
    assert mine["rounds"][0]["round"] == round_.pk.hex
    assert (mine["rounds"][0]["mine"], others["rounds"][0]["mine"]) == (True, False)
    assert mine["spare"]["want_blocks"] >= 4
    assert keeper.identity.secret not in str(mine)


def test_a_round_that_nobody_confirmed_says_so_in_the_state(
    firm: Cast, keeper: Keeper, client_of: ClientOf
) -> None:
    opened(firm.owner)

    state = told(client_of(firm.representative).get("/guardian/state/"))

    assert state["rounds"][0]["step"] == "confirm"
    assert state["rounds"][0]["confirmed"] is False


def test_the_keeper_gets_the_work_in_the_browser(keeper: Keeper, client_of: ClientOf) -> None:
    answer = client_of(keeper.person).get(WORK)

    assert answer.status_code == 200
    assert told(answer)["v"] == 1
    assert answer["Cache-Control"] == "no-store, private"


def test_a_new_device_can_look_through_what_was_confirmed_before(
    keeper: Keeper, round_: Round, client_of: ClientOf
) -> None:
    client = client_of(keeper.person)

    assert told(client.get(WORK))["rounds"] == []
    again = told(client.get(f"{WORK}?again=1"))["rounds"]
    assert [item["do"] for item in again] == ["confirm"]


@pytest.mark.parametrize("who", ["employee", "owner", "people_lead"])
def test_who_keeps_no_key_gets_no_work_and_can_answer_nothing(
    firm: Cast, keeper: Keeper, client_of: ClientOf, who: str
) -> None:
    client = client_of(getattr(firm, who))

    assert client.get(WORK).status_code == 403
    assert post(client, ANSWER, signed_answers(keeper.identity, [])).status_code == 403


def test_without_a_session_and_without_a_signature_there_is_nothing(
    keeper: Keeper, client: Client
) -> None:
    assert client.get(WORK).status_code == 403
    assert client.post(WORK).status_code in {403, 405}


def test_a_form_of_another_site_answers_nothing_in_the_keepers_name(keeper: Keeper) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(keeper.person)

    answer = post(strict, ANSWER, signed_answers(keeper.identity, []))

    assert answer.status_code == 403


def test_answers_come_in_by_the_browser(keeper: Keeper, client_of: ClientOf) -> None:
    document = signed_answers(keeper.identity, [{"kind": "spare", "keys": []}])

    answer = post(client_of(keeper.person), ANSWER, document)

    assert told(answer) == {
        "v": 1,
        "results": [{"kind": "spare", "round": "", "say": "", "taken": True}],
    }


def test_the_wrong_method_is_told_the_right_one(keeper: Keeper, client_of: ClientOf) -> None:
    client = client_of(keeper.person)

    assert client.get(ANSWER)["Allow"] == "POST"
    assert post(client, WORK, {})["Allow"] == "GET"


# The service, which signs.


def test_a_service_gets_its_work_by_a_signature_alone(keeper: Keeper, client: Client) -> None:
    path = f"{WORK}?head_size=3"

    answer = client.get(path, **headers(keeper.identity, "GET", path))  # type: ignore[arg-type]

    assert answer.status_code == 200


def test_a_service_answers_without_a_token_of_a_page(keeper: Keeper) -> None:
    strict = Client(enforce_csrf_checks=True)
    body = canonical_json(signed_answers(keeper.identity, [])).encode()

    answer = strict.post(
        ANSWER,
        body,
        content_type="application/json",
        **headers(keeper.identity, "POST", ANSWER, body),  # type: ignore[arg-type]
    )

    assert answer.status_code == 200


def test_a_signed_request_works_once(keeper: Keeper, client: Client) -> None:
    signed = headers(keeper.identity, "GET", WORK)

    assert client.get(WORK, **signed).status_code == 200  # type: ignore[arg-type]
    again = client.get(WORK, **signed)  # type: ignore[arg-type]
    assert again.status_code == 401
    assert told(again)["error"] == "unsigned"


@pytest.mark.parametrize("off", [-301, 301, -100_000])
def test_a_request_from_another_time_is_refused(keeper: Keeper, client: Client, off: int) -> None:
    signed = headers(keeper.identity, "GET", WORK, unix=time.time() + off)

    assert client.get(WORK, **signed).status_code == 401  # type: ignore[arg-type]


def test_a_signature_for_another_path_body_or_key_is_refused(
    keeper: Keeper, client: Client
) -> None:
    stranger = new_identity("x")
    for signed in (
        headers(keeper.identity, "GET", ANSWER),
        headers(keeper.identity, "POST", WORK),
        headers(keeper.identity, "GET", WORK, b"body"),
        headers(stranger, "GET", WORK),
        {**headers(stranger, "GET", WORK), "HTTP_BOTHWAYS_KEY": to_text(keeper.identity.public)},
        {**headers(keeper.identity, "GET", WORK), "HTTP_BOTHWAYS_KEY": "!"},
        {**headers(keeper.identity, "GET", WORK), "HTTP_AUTHORIZATION": "Bothways-Guardian x"},
    ):
        assert client.get(WORK, **signed).status_code == 401  # type: ignore[arg-type]

    assert SeenRequest.objects.count() == 0


def test_signatures_that_are_too_old_to_come_again_are_forgotten(
    keeper: Keeper, client: Client
) -> None:
    from django.utils import timezone

    SeenRequest.objects.create(mark="0" * 64, until=timezone.now())
    client.get(WORK, **headers(keeper.identity, "GET", WORK))  # type: ignore[arg-type]

    assert not SeenRequest.objects.filter(mark="0" * 64).exists()
    assert SeenRequest.objects.count() == 1


@pytest.mark.skipif(not machine_mark(), reason="this machine has no id")
def test_a_service_on_the_companys_own_machine_is_found_out(keeper: Keeper, client: Client) -> None:
    signed = headers(keeper.identity, "GET", WORK)

    client.get(WORK, HTTP_BOTHWAYS_MACHINE=machine_mark(), **signed)  # type: ignore[arg-type]

    assert Keyholder.objects.get().where == "same_host"
    assert Entry.objects.filter(verb="key.same_host").count() == 1


def test_the_mark_of_another_machine_is_not_taken_for_ones_own() -> None:
    assert not same_machine("")
    assert not same_machine("ab" * 32)
    assert not same_machine("ä")


# Giving up, and losing.


def test_the_keeper_gives_the_key_up_on_the_page(keeper: Keeper, client_of: ClientOf) -> None:
    answer = client_of(keeper.person).post("/guardian/leave/")

    assert answer.status_code == 302
    assert keyholder() is None


def test_nobody_else_gives_it_up(firm: Cast, keeper: Keeper, client_of: ClientOf) -> None:
    assert client_of(firm.owner).post("/guardian/leave/").status_code == 409
    assert keyholder() is not None


@pytest.mark.parametrize("who", ["owner", "representative"])
def test_both_sides_can_declare_the_key_lost_and_the_round_is_void_in_the_open(
    firm: Cast, round_: Round, client_of: ClientOf, who: str
) -> None:
    client = client_of(getattr(firm, who))

    assert client.post("/guardian/lost/", {"round": round_.pk.hex}).status_code == 302

    round_.refresh_from_db()
    assert round_.state == Round.State.VOID
    entry = Entry.objects.get(verb="round.voided")
    assert (entry.by, entry.details["why"]) == (getattr(firm, who), "key_lost")
    assert client.post("/guardian/lost/", {"round": round_.pk.hex}).status_code == 409


def test_nobody_else_declares_it_lost(firm: Cast, round_: Round, client_of: ClientOf) -> None:
    answer = client_of(firm.people_lead).post("/guardian/lost/", {"round": round_.pk.hex})

    assert answer.status_code == 403
    round_.refresh_from_db()
    assert round_.state == Round.State.OPEN


def test_once_the_box_was_opened_no_key_can_be_lost_any_more(
    firm: Cast, closed: Round, keeper: Keeper, after: Any, client_of: ClientOf
) -> None:
    keeper.serve(after)

    answer = client_of(firm.owner).post("/guardian/lost/", {"round": closed.pk.hex})

    assert answer.status_code == 409
    closed.refresh_from_db()
    assert closed.state == Round.State.CLOSED


@pytest.mark.parametrize("odd", ["", "x", "00" * 16])
def test_a_round_that_there_is_not_can_not_be_given_up(
    firm: Cast, client_of: ClientOf, odd: str
) -> None:
    assert client_of(firm.owner).post("/guardian/lost/", {"round": odd}).status_code == 404


def test_a_round_with_one_key_has_none_to_lose(firm: Cast, client_of: ClientOf) -> None:
    round_ = opened(firm.owner)

    answer = client_of(firm.owner).post("/guardian/lost/", {"round": round_.pk.hex})

    assert answer.status_code == 409
    assert "no second key" in answer.content.decode()
