"""The pages of promises, as people meet them."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from bothways.commitments.actions import keep_commitment
from bothways.commitments.models import Commitment
from bothways.commitments.queries import origin_of
from bothways.people.models import Person
from tests.cast import ASSEMBLY, Cast
from tests.conftest import ClientOf
from tests.factories import NOW, at_nine, make_people, make_person, make_promise, make_unit
from tests.rounds import counted, opened

SOON = timedelta(days=10)
NO_ROUND = UUID(int=1)


@pytest.fixture
def promise(firm: Cast) -> Commitment:
    """The lead of Assembly to Assembly, made on the real today."""
    today = localdate()
    return make_promise(firm.manager, to=make_unit(ASSEMBLY), made_on=today, due_on=today + SOON)


def page(client: Client, name: str, *args: object, **query: str) -> str:
    """Return the text of a page that must be there."""
    reply = client.get(reverse(f"commitments:{name}", args=args), query)
    assert reply.status_code == 200
    return reply.content.decode()


def act(client: Client, promise: Commitment, verb: str, **typed: object) -> tuple[int, str]:
    """Send one act's form; return the status and the page."""
    reply = client.post(reverse("commitments:act", args=[promise.pk, verb]), typed)
    return reply.status_code, reply.content.decode()


def overdue(by: Person, **fields: object) -> Commitment:
    """A promise whose day was three days ago."""
    today = localdate()
    return make_promise(by, made_on=today - SOON, due_on=today - timedelta(days=3), **fields)


def test_whoever_is_not_signed_in_is_led_to_the_door(client: Client, promise: Commitment) -> None:
    for name, args in (("list", []), ("new", []), ("one", [promise.pk])):
        reply = client.get(reverse(f"commitments:{name}", args=args))

        assert reply.status_code == 302
        assert reply.url.startswith("/sign-in/")  # type: ignore[attr-defined]


def test_everyone_here_sees_a_promise_to_a_unit(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    for person in (firm.owner, firm.other_employee, firm.dispatcher):
        shown = page(client_of(person), "one", promise.pk)

        assert "“The gauges are at every station.”" in shown
        assert "Ruben Dahl, to the 11 people in Assembly." in shown
        assert "Everyone here sees this." in shown
        assert "It is kept" not in shown


def test_between_two_people_others_find_nothing(firm: Cast, client_of: ClientOf) -> None:
    between = make_promise(firm.employee, "I will learn the laser.", to=firm.manager)

    for person in (firm.owner, firm.people_lead, firm.representative, firm.colleague):
        client = client_of(person)
        for address in (
            reverse("commitments:one", args=[between.pk]),
            reverse("commitments:act", args=[between.pk, "keep"]),
        ):
            assert client.get(address).status_code == 404
        assert "learn the laser" not in page(client, "list")


def test_between_two_people_both_see_it(firm: Cast, client_of: ClientOf) -> None:
    between = make_promise(firm.employee, to=firm.manager)

    assert "You, to Ruben Dahl." in page(client_of(firm.employee), "one", between.pk)
    assert "Jo Marsh, to you." in page(client_of(firm.manager), "one", between.pk)


def test_who_sees_it_but_did_not_give_it_is_refused(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    status, _page = act(client_of(firm.owner), promise, "keep", words="Done.")

    assert status == 403
    assert Commitment.objects.get().is_open


def test_an_act_that_does_not_exist_is_not_found(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    assert act(client_of(firm.manager), promise, "forget")[0] == 404


def test_the_words_of_people_are_escaped_everywhere(firm: Cast, client_of: ClientOf) -> None:
    sharp = "<script>alert('a')</script>"
    author = make_person(
        "<b>Bo</b>", unit=ASSEMBLY, email="bo@millrace.example", title="<i>lead</i>"
    )
    promise = make_promise(author, sharp)
    keep_commitment(promise, by=author, words=sharp, at=NOW)

    for shown in (
        page(client_of(firm.employee), "list"),
        page(client_of(firm.employee), "one", promise.pk),
        page(client_of(author), "new"),
    ):
        assert "<script>alert" not in shown
        assert "<b>Bo" not in shown
        assert "<i>lead" not in shown


def test_giving_a_word_leads_to_its_page(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.employee)
    typed = {"text": "I clean the press.", "to": f"unit:{make_unit(ASSEMBLY).pk}"}

    reply = client.post(
        reverse("commitments:new"), typed | {"due_on": str(localdate() + SOON)}, follow=True
    )

    assert reply.redirect_chain == [(f"/promises/{Commitment.objects.get().pk}/", 302)]
    assert "You, to the 11 people in Assembly." in reply.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("text", "", "Say it in a sentence."),
        ("text", "x" * 281, "at most 280"),
        ("due_on", "", "A promise needs a day."),
        ("due_on", "soon", "This is no day."),
        ("to", "person:nobody", "Choose somebody who is on this list."),
        ("to", "", "This field is required."),
    ],
)
def test_a_form_that_says_too_little_keeps_what_was_typed(
    firm: Cast, client_of: ClientOf, field: str, value: str, says: str
) -> None:
    typed = {"text": "I clean the press.", "to": "all", "due_on": str(localdate())} | {field: value}

    reply = client_of(firm.employee).post(reverse("commitments:new"), typed)

    shown = reply.content.decode()
    assert says in shown
    assert all(kept in shown for name, kept in typed.items() if name != field and kept != "all")
    assert not Commitment.objects.exists()


def test_a_day_in_the_past_is_refused_and_nothing_typed_is_lost(
    firm: Cast, client_of: ClientOf
) -> None:
    typed = {"text": "I clean the press.", "to": "all", "due_on": "2026-01-01"}

    reply = client_of(firm.employee).post(reverse("commitments:new"), typed)

    assert reply.status_code == 409
    assert "This day is over." in reply.content.decode()
    assert "I clean the press." in reply.content.decode()


def test_nobody_can_choose_a_leaver_or_themselves(firm: Cast, client_of: ClientOf) -> None:
    shown = page(client_of(firm.employee), "new")

    assert "Ruben Dahl, Assembly" in shown
    assert "Nils Grau" not in shown
    assert f"person:{firm.employee.pk}" not in shown


def test_the_author_is_offered_what_can_be_done(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    shown = page(client_of(firm.manager), "one", promise.pk)

    for words in ("It is kept", "Say how it stands", "Move it in time", "It will not happen"):
        assert words in shown


def test_after_the_day_moving_is_not_offered_and_silence_shows(
    firm: Cast, client_of: ClientOf
) -> None:
    promise = overdue(firm.manager)

    shown = page(client_of(firm.manager), "one", promise.pk)

    assert "Silent for 3 days" in shown
    assert "Only you can end the silence." in shown
    assert "Move it in time" not in shown
    assert "Only Ruben Dahl can end" in page(client_of(firm.employee), "one", promise.pk)


def test_keeping_shows_the_end_with_its_words(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    client = client_of(firm.manager)

    status, _page = act(client, promise, "keep", words="All twelve are there.")

    shown = page(client, "one", promise.pk)
    assert status == 302
    assert "“All twelve are there.”" in shown
    assert "A mistake?" in shown


def test_every_act_does_what_it_says(firm: Cast, client_of: ClientOf) -> None:
    today = localdate()
    client = client_of(firm.manager)
    promise = make_promise(firm.manager, made_on=today, due_on=today + SOON)

    assert act(client, promise, "word", words="Ordered.")[0] == 302
    assert act(client, promise, "move", words="Late.", to=str(today + 2 * SOON))[0] == 302
    assert act(client, promise, "break", words="Too dear.")[0] == 302
    assert act(client, promise, "take-back", words="There is money.")[0] == 302
    assert act(client, promise, "keep", words="There.")[0] == 302

    kinds = [change.kind for change in promise.changes.all()]
    assert kinds == ["word", "moved", "broken", "taken_back", "kept"]
    shown = page(client, "one", promise.pk)
    for words in ("Ordered.", "Late.", "Too dear.", "There is money.", "There."):
        assert f"“{words}”" in shown


@pytest.mark.parametrize("verb", ["word", "keep", "move", "break", "take-back"])
def test_every_act_has_its_page(
    promise: Commitment, firm: Cast, client_of: ClientOf, verb: str
) -> None:
    assert "“The gauges are at every station.”" in page(
        client_of(firm.manager), "act", promise.pk, verb
    )


def test_who_comes_second_keeps_what_they_typed(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    keep_commitment(promise, by=firm.manager, words="Done.", at=NOW + timedelta(days=60))

    status, shown = act(client_of(firm.manager), promise, "break", words="It was not my day.")

    assert status == 409
    assert "Someone closed this first. Your text is still here." in shown
    assert "It was not my day." in shown
    assert "See how it stands now" in shown


def test_an_act_without_words_is_asked_again(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    status, shown = act(client_of(firm.manager), promise, "keep", words="  ")

    assert status == 200
    assert "Say it in a sentence." in shown
    assert Commitment.objects.get().is_open


def test_a_leavers_promise_says_that_they_left(firm: Cast, client_of: ClientOf) -> None:
    promise = overdue(firm.manager)
    Person.objects.filter(pk=firm.manager.pk).update(left_on=localdate())

    client = client_of(firm.employee)

    assert "Ruben Dahl (has left)" in page(client, "list")
    assert "Ruben Dahl has left, so this stays open" in page(client, "one", promise.pk)


def test_a_very_long_name_and_word_stay_in_the_page(firm: Cast, client_of: ClientOf) -> None:
    author = make_person("Wolfeschlegelsteinhausenbergerdorff" * 3, unit=ASSEMBLY)
    promise = make_promise(author, "x" * 280)

    assert "x" * 280 in page(client_of(firm.employee), "one", promise.pk)
    assert author.name in page(client_of(firm.employee), "list")


def test_one_person_and_many_are_said_differently(firm: Cast, client_of: ClientOf) -> None:
    two = make_people(2, unit="Millrace/Design")

    promise = make_promise(two[0], to=two[0].unit)

    assert "to 1 person in Design" in page(client_of(firm.owner), "one", promise.pk)


def test_the_list_says_who_promised_whom(firm: Cast, client_of: ClientOf) -> None:
    make_promise(firm.manager, to=make_unit(ASSEMBLY), made_on=date(2025, 11, 3))

    shown = page(client_of(firm.employee), "list")

    assert "Ruben Dahl, to Assembly, on 3 November 2025" in shown


def test_the_list_is_narrowed_by_words(firm: Cast, client_of: ClientOf) -> None:
    overdue(firm.manager, text="the silent one")
    make_promise(firm.manager, "the open one", made_on=localdate())

    shown = page(client_of(firm.employee), "list", show="silent")

    assert "the silent one" in shown
    assert "the open one" not in shown


@pytest.mark.parametrize(
    ("show", "says"),
    [
        ("all", "Nobody has promised anything yet."),
        ("to-me", "Nobody has promised you anything yet. Ask for one."),
        ("mine", "You have not promised anything yet."),
        ("silent", "No promise is silent."),
        ("kept", "There is none."),
    ],
)
def test_an_empty_list_says_so(firm: Cast, client_of: ClientOf, show: str, says: str) -> None:
    assert says in page(client_of(firm.employee), "list", show=show)


def test_twenty_are_on_a_page(firm: Cast, client_of: ClientOf) -> None:
    for number in range(21):
        make_promise(firm.owner, f"number {number}", to=firm.employee)

    client = client_of(firm.employee)

    assert page(client, "list").count("row promise") == 20
    assert page(client, "list", page="2").count("row promise") == 1


@pytest.mark.parametrize("n_promises", [1, 3, 40])
def test_the_list_asks_the_database_equally_often_however_long_it_is(
    firm: Cast,
    client_of: ClientOf,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    n_promises: int,
) -> None:
    for number in range(n_promises):
        make_promise(firm.manager, f"number {number}", to=firm.employee)
        make_promise(firm.employee, f"number {number}", to=make_unit(ASSEMBLY))
    client = client_of(firm.employee)

    with django_assert_max_num_queries(12):
        page(client, "list")


def test_the_list_opens_with_the_say_do_line(firm: Cast, client_of: ClientOf) -> None:
    today = localdate()
    kept = make_promise(firm.manager, made_on=today - SOON, due_on=today - timedelta(days=1))
    keep_commitment(kept, by=firm.manager, words="Done.", at=at_nine(today))
    overdue(firm.manager)
    make_promise(firm.owner, made_on=today)

    shown = page(client_of(firm.employee), "list")

    assert "of 2 kept" in shown
    assert "1 of them late" in shown
    assert "One more is on its way." in shown


def test_without_anything_due_no_figure_is_shown(firm: Cast, client_of: ClientOf) -> None:
    assert "No promise made in the open has fallen due yet." in page(
        client_of(firm.employee), "list"
    )


def test_a_word_after_the_day_is_called_one(firm: Cast, client_of: ClientOf) -> None:
    promise = overdue(firm.manager)
    client = client_of(firm.manager)
    assert "A word after the day," not in page(client, "one", promise.pk)

    act(client, promise, "word", words="On Monday.")

    shown = page(client, "one", promise.pk)
    assert "A word after the day," in shown
    assert "Past its day" in shown


def test_an_answer_to_a_result_carries_the_figure_as_it_was(
    firm: Cast, client_of: ClientOf
) -> None:
    round_ = counted(firm.owner, dict.fromkeys(Person.objects.here(), (5, 4, 2)))
    client = client_of(firm.owner)
    typed = {"text": "I answer each error in the open.", "to": "all", "kind": "promise"}
    typed |= {"due_on": str(localdate() + SOON), "question": "U-PSY1"}

    client.post(f"/promises/new/?round={round_.pk}", typed)

    made = Commitment.objects.get()
    assert (made.round_id, made.question) == (round_.pk, "U-PSY1")
    assert made.kind == Commitment.Kind.ANSWER
    assert made.figure.startswith("at least")
    assert (
        "In answer to: November pulse. “In this team I can say that I got something wrong.” "
        f"{made.figure}." in page(client, "one", made.pk)
    )


def test_the_results_of_a_round_can_be_chosen_from(firm: Cast, client_of: ClientOf) -> None:
    round_ = counted(firm.owner, dict.fromkeys(Person.objects.here(), (5, 4, 2)))

    shown = page(client_of(firm.owner), "new", round=str(round_.pk), question="U-PSY1")

    assert "In answer to: November pulse" in shown
    assert '<option value="U-PSY1" selected>“In this team I can say' in shown
    assert '<option value="U-COM1">“I hear about changes' in shown


@pytest.mark.parametrize("query", ["round=nonsense", f"round={NO_ROUND}", "question=U-PSY1", ""])
def test_without_a_counted_round_there_is_nothing_to_choose(
    firm: Cast, client_of: ClientOf, query: str
) -> None:
    client = client_of(firm.owner)
    address = f"/promises/new/?{query}"
    typed = {"text": "I hold a talk each Friday.", "to": "all", "due_on": str(localdate() + SOON)}
    assert "Which result" not in client.get(address).content.decode()

    client.post(address, typed | {"question": "U-PSY1"})

    assert Commitment.objects.get().round_id is None


def test_a_result_that_is_not_of_the_round_is_refused(firm: Cast, client_of: ClientOf) -> None:
    round_ = counted(firm.owner, dict.fromkeys(Person.objects.here(), (5, 4, 2)))
    typed = {
        "text": "I hold a talk each Friday.",
        "to": "all",
        "due_on": str(localdate()),
        "question": "U-FOL1",
    }

    reply = client_of(firm.owner).post(f"/promises/new/?round={round_.pk}", typed)

    assert "Choose a result that is on this list." in reply.content.decode()
    assert not Commitment.objects.exists()


def test_a_question_that_was_not_asked_or_not_counted_is_no_origin(firm: Cast) -> None:
    round_ = opened(firm.owner)

    assert origin_of(round_.pk, "U-PSY1") is None
    assert origin_of(round_.pk, "U-TRU3") is None


def test_a_second_click_leads_to_the_first_promise(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.employee)
    typed = {"text": "I clean the press.", "to": "all", "due_on": str(localdate() + SOON)}

    replies = [client.post("/promises/new/", typed) for _click in range(2)]

    addresses = {reply.url for reply in replies}  # type: ignore[attr-defined]
    assert addresses == {f"/promises/{Commitment.objects.get().pk}/"}
