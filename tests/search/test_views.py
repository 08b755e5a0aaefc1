"""The page /search/, as people meet it."""

from uuid import UUID

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bothways.search.actions import rebuild
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import make_promise
from tests.search.conftest import Notes, note_of


def page(client: Client, **query: str) -> str:
    reply = client.get("/search/", query)
    assert reply.status_code == 200
    return reply.content.decode()


def test_before_anything_is_typed_there_is_one_field(firm: Cast, client_of: ClientOf) -> None:
    shown = page(client_of(firm.employee))

    assert 'type="search"' in shown
    assert "thing found" not in shown
    assert "Nothing found" not in shown


def test_hits_show_the_found_words_marked(firm: Cast, client_of: ClientOf) -> None:
    promise = make_promise(firm.manager)

    shown = page(client_of(firm.other_employee), q="gau")

    assert "1 thing found" in shown
    assert "The <mark>gauges</mark> are at every station." in shown
    assert f'href="/promises/{promise.pk}/"' in shown
    assert 'value="gau"' in shown


def test_what_is_written_is_shown_as_words_never_as_code(firm: Cast, client_of: ClientOf) -> None:
    make_promise(firm.manager, "Less <b>noise</b> & <script>alert(1)</script>.")

    shown = page(client_of(firm.employee), q="<script>alert")

    assert "<script>alert" not in shown
    assert "<mark>script</mark>&gt;<mark>alert</mark>(1)" in shown


def test_nothing_found_says_what_to_try(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.employee)

    assert "Nothing found" in page(client, q="unicorn")
    assert "Look in everything" in page(client, q="unicorn", kind="promise")
    assert "Write a word" in page(client, q="-")


def test_a_kind_that_is_none_is_everything(firm: Cast, client_of: ClientOf) -> None:
    make_promise(firm.manager)

    assert "1 thing found" in page(client_of(firm.employee), q="gauges", kind="ballot")


def test_thirty_stand_on_a_page_whatever_the_address_says(
    firm: Cast, client_of: ClientOf, notes: Notes
) -> None:
    for number in range(31):
        notes[str(number)] = note_of(str(UUID(int=number)), f"Bench {number}")
    rebuild()
    client = client_of(firm.employee)

    assert page(client, q="bench").count("<mark>Bench</mark>") == 30
    assert page(client, q="bench", page="2").count("<mark>Bench</mark>") == 1
    for odd in ("0", "-1", "x", "99", "٣", "9" * 30):
        assert page(client, q="bench", page=odd).count("<mark>Bench</mark>") == 30


def test_a_page_costs_the_same_with_one_hit_and_with_thirty(
    firm: Cast,
    client_of: ClientOf,
    notes: Notes,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(60):
        notes[str(number)] = note_of(str(UUID(int=number)), f"Bench {number}")
    rebuild()
    client = client_of(firm.employee)

    with django_assert_max_num_queries(8):
        page(client, q="bench")


def test_the_way_to_it_stands_on_the_promises(firm: Cast, client_of: ClientOf) -> None:
    shown = client_of(firm.employee).get("/promises/").content.decode()

    assert 'href="/search/"' in shown
