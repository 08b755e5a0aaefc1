"""Who may do what at each address of a promise, and what odd addresses are answered."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from bothways.commitments.actions import (
    give_word,
    hand_over,
    keep_commitment,
    show_picture,
    show_words,
)
from bothways.commitments.models import Change, Commitment
from bothways.people.models import Person
from tests.cast import ASSEMBLY, Cast
from tests.commitments.test_showing import photo
from tests.commitments.test_views import SOON
from tests.conftest import ClientOf
from tests.factories import NOW, make_person, make_promise, make_unit

ACTS = ("word", "keep", "move", "break", "let-go", "take-back")
FAR = 10**24
LONG = "Ludmila-Antoinette Freifrau von und zu Hohenlohe-Waldenburg-Schillingsfürst y Ortega"


@pytest.fixture
def promise(firm: Cast) -> Commitment:
    """The lead of Assembly to Assembly, made on the real today."""
    today = localdate()
    return make_promise(firm.manager, to=make_unit(ASSEMBLY), made_on=today, due_on=today + SOON)


@pytest.fixture
def between(firm: Cast) -> Commitment:
    """The lead of Assembly to one of the team, made on the real today."""
    today = localdate()
    return make_promise(firm.manager, to=firm.employee, made_on=today, due_on=today + SOON)


def at(name: str, *args: object) -> str:
    return reverse(f"commitments:{name}", args=args)


def statuses(client_of: ClientOf, firm: Cast, address: str) -> dict[str, int]:
    """What each role is answered at an address."""
    roles = ("owner", "people_lead", "manager", "employee", "representative", "other_manager")
    return {role: client_of(getattr(firm, role)).get(address).status_code for role in roles}


@pytest.mark.parametrize("name", ["show", "hand-over"])
def test_in_the_open_the_author_acts_and_the_others_are_refused(
    promise: Commitment, firm: Cast, client_of: ClientOf, name: str
) -> None:
    found = statuses(client_of, firm, at(name, promise.pk))

    assert found.pop("manager") == 200
    assert set(found.values()) == {403}


@pytest.mark.parametrize("name", ["one", "day", "show", "hand-over", "answer", "end"])
def test_between_two_nobody_else_finds_any_address(
    between: Commitment, firm: Cast, client_of: ClientOf, name: str
) -> None:
    found = statuses(client_of, firm, at(name, between.pk))

    others = {role: found[role] for role in found if role not in {"manager", "employee"}}
    assert set(others.values()) == {404}
    assert found["manager"] != 404


def test_whoever_is_not_signed_in_is_led_to_the_door_at_every_address(
    promise: Commitment, client: Client
) -> None:
    names = ("one", "show", "hand-over", "answer", "end", "day")
    addresses = [at(name, promise.pk) for name in names]
    addresses += [at("act", promise.pk, act) for act in ACTS]
    addresses += [at("picture", promise.pk, 1), at("take-away", promise.pk, 1)]

    for address in addresses:
        reply = client.post(address) if address.endswith("away/") else client.get(address)
        assert reply.status_code == 302, address
        assert reply["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("piece", [0, 999_999, FAR])
def test_a_piece_that_is_not_there_is_not_found(
    promise: Commitment, firm: Cast, client_of: ClientOf, piece: int
) -> None:
    client = client_of(firm.manager)

    assert client.get(at("picture", promise.pk, piece)).status_code == 404
    assert client.post(at("take-away", promise.pk, piece)).status_code == 404


def test_words_have_no_picture(promise: Commitment, firm: Cast, client_of: ClientOf) -> None:
    shown = show_words(promise, by=firm.manager, words="All hang there.", at=NOW)

    assert client_of(firm.manager).get(at("picture", promise.pk, shown.pk)).status_code == 404


def test_a_piece_of_another_promise_is_not_taken_away(
    promise: Commitment, between: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    shown = show_words(between, by=firm.manager, words="All hang there.", at=NOW)

    reply = client_of(firm.manager).post(at("take-away", promise.pk, shown.pk))

    assert reply.status_code == 404
    shown.refresh_from_db()
    assert shown.taken_away_on is None


def test_whoever_took_a_promise_on_leaves_what_the_old_name_showed(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    shown = show_words(promise, by=firm.manager, words="All hang there.", at=NOW)
    Commitment.objects.filter(pk=promise.pk).update(made_by=firm.employee)

    reply = client_of(firm.employee).post(at("take-away", promise.pk, shown.pk))

    assert reply.status_code == 404
    shown.refresh_from_db()
    assert shown.words == "All hang there."


def test_taking_away_is_no_link_to_follow(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    shown = show_words(promise, by=firm.manager, words="All hang there.", at=NOW)

    assert client_of(firm.manager).get(at("take-away", promise.pk, shown.pk)).status_code == 405


def test_a_picture_has_a_mark_by_which_a_browser_knows_it_again(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    shown = show_picture(
        promise, by=firm.manager, words="A gauge", content=photo(), name="", at=NOW
    )

    reply = client_of(firm.employee).get(at("picture", promise.pk, shown.pk))

    assert shown.image is not None
    assert reply["ETag"] == f'"{shown.image.sha256}"'
    assert reply["Content-Disposition"] == "inline"


@pytest.mark.parametrize(
    "query",
    [{"page": "abc"}, {"page": "99999"}, {"page": "-1"}, {"show": "\x00"}, {"kind": "x" * 3000},
     {"show": "'; DROP TABLE"}],
)  # fmt: skip
def test_an_odd_address_of_the_list_shows_the_list(
    promise: Commitment, firm: Cast, client_of: ClientOf, query: dict[str, str]
) -> None:
    reply = client_of(firm.employee).get(at("list"), query)

    assert reply.status_code == 200
    assert promise.text in reply.content.decode()


@pytest.mark.parametrize(
    "query", [{"round": "nonsense"}, {"round": "\x00"}, {"prompt_kind": "weather"}, {"to": "moon"}]
)
def test_an_odd_address_of_a_new_promise_shows_an_empty_form(
    firm: Cast, client_of: ClientOf, query: dict[str, str]
) -> None:
    assert client_of(firm.employee).get(at("new"), query).status_code == 200


def test_what_is_ended_asks_nobody_to_take_it_on(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    hand_over(promise, to=firm.employee, by=firm.manager, words="I leave in May.", at=NOW)
    client, address = client_of(firm.employee), at("answer", promise.pk)
    assert client.get(address).status_code == 200

    keep_commitment(promise, by=firm.manager, words="All hang there.", at=timezone.now())

    reply = client.get(address)
    assert (reply.status_code, reply["Location"]) == (302, at("one", promise.pk))


def test_a_refused_move_keeps_the_reason_and_the_day_that_were_typed(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    typed = {"to": promise.due_on.isoformat(), "words": "The maker is late."}

    reply = client_of(firm.manager).post(at("act", promise.pk, "move"), typed)

    page = reply.content.decode()
    assert reply.status_code == 409
    assert "The new day has to come after the one you promised." in page
    assert "The maker is late.</textarea>" in page
    assert f'value="{promise.due_on.isoformat()}"' in page
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("language", "says"), [("de", "Der neue Tag muss nach"), ("es", "El nuevo día tiene que ser")]
)
def test_a_refusal_is_read_in_ones_own_language(
    promise: Commitment, firm: Cast, client_of: ClientOf, language: str, says: str
) -> None:
    Person.objects.filter(pk=firm.manager.pk).update(language=language)
    typed = {"to": promise.due_on.isoformat(), "words": "Spät."}

    reply = client_of(firm.manager).post(at("act", promise.pk, "move"), typed)

    assert says in reply.content.decode()


def test_a_long_name_asked_to_take_it_on_stands_whole_on_the_page(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    asked = make_person(LONG, unit=ASSEMBLY, email="l@millrace.example")
    hand_over(promise, to=asked, by=firm.manager, words="I leave in May.", at=NOW)

    page = client_of(firm.owner).get(at("one", promise.pk)).content.decode()

    assert f"{LONG} is asked to take this on." in page


def test_the_page_of_a_promise_costs_the_same_however_much_was_said_and_shown(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    client, address = client_of(firm.employee), at("one", promise.pk)

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    give_word(promise, by=firm.manager, words="Word 0.", at=NOW)
    show_words(promise, by=firm.manager, words="Gauge 0", at=NOW)
    before = n_queries()
    for number in range(1, 8):
        give_word(promise, by=firm.manager, words=f"Word {number}.", at=NOW)
        show_words(promise, by=firm.manager, words=f"Gauge {number}", at=NOW)

    assert n_queries() == before
