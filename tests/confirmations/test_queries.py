"""What is shown of confirmations: by name as it was said, secretly as it was released."""

from datetime import timedelta

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from bothways.commitments.models import Commitment
from bothways.confirmations import queries
from bothways.confirmations.actions import judge
from bothways.confirmations.figures import say
from bothways.confirmations.models import Gathered, Judgement
from bothways.confirmations.questions import code_of
from bothways.people.models import Person
from bothways.results.queries import firm_cell, release_of
from bothways.surveys.actions import announce_round
from bothways.surveys.models import Round
from tests.cast import ASSEMBLY, Cast
from tests.confirmations.made import (
    BY_NAME,
    DECEMBER,
    SECRETLY,
    answering,
    counted_month,
    drafted,
    kept,
)
from tests.factories import TODAY, at_nine, make_unit
from tests.rounds import NEWS, counted

CONFIRMED, CONTESTED = Judgement.Says.CONFIRMED, Judgement.Says.CONTESTED
TOMORROW = at_nine(TODAY + timedelta(days=1))


def words_of(promise: Commitment) -> str:
    return queries.confirmed([promise.pk])[promise.pk].words


def test_to_one_person_it_is_confirmed_or_seen_differently(firm: Cast) -> None:
    promise = kept(firm.manager, to=firm.employee)
    assert words_of(promise) == ""

    judge(promise, by=firm.employee, says=CONFIRMED, at=TOMORROW)
    said_first = words_of(promise)
    judge(promise, by=firm.employee, says=CONTESTED, words="Not quite.", at=TOMORROW)

    assert (said_first, words_of(promise)) == ("Confirmed", "Seen differently")


def test_who_left_counts_among_those_it_was_made_to(firm: Cast) -> None:
    promise = kept(firm.manager, to=make_unit(ASSEMBLY), confirm=BY_NAME)
    judge(promise, by=firm.employee, says=CONFIRMED, at=TOMORROW)
    firm.employee.left_on = TODAY
    firm.employee.save()

    assert words_of(promise) == "1 of 11 confirmed"


def test_what_is_not_kept_has_nothing_to_confirm(firm: Cast) -> None:
    promise = kept(firm.manager, to=firm.employee)
    Commitment.objects.filter(pk=promise.pk).update(state="open", closed_on=None, closing_words="")

    assert queries.confirmed([promise.pk]) == {}
    assert queries.end_of(Commitment.objects.get(pk=promise.pk)) is None


def test_a_secret_figure_is_what_was_released_and_nothing_before(firm: Cast) -> None:
    promise = kept(firm.owner, confirm=SECRETLY)
    pulse = counted(firm.owner, {}, opens_at=at_nine(TODAY - timedelta(days=20)))
    helped = kept(firm.owner, "Soup comes on Fridays.", origin=answering(pulse, NEWS.code))
    people = [person for person in Person.objects.here() if person != firm.owner]
    late = DECEMBER + timedelta(days=14)
    draft = drafted(late)
    assert queries.asked_secretly([promise.pk], "kept")[promise.pk].state == "drafted"

    given = {person: [5 if n < 9 else 2, 4] for n, person in enumerate(people[:20])}
    round_ = counted_month(firm.owner, given, late)

    assert round_ == draft
    released = release_of(round_)
    assert released is not None
    assert words_of(promise) == say("kept", firm_cell(released, code_of(promise, "kept")))
    assert "of 20 who answered say it was kept" in words_of(promise)
    assert queries.helped([promise.pk, helped.pk]) == {
        helped.pk: say("helped", firm_cell(released, code_of(helped, "helped")))
    }
    assert [words for _row, words in queries.asked_in(round_)] == [
        words_of(promise), queries.helped([helped.pk])[helped.pk],
    ]  # fmt: skip


def test_too_few_answers_are_said_as_that(firm: Cast) -> None:
    promise = kept(firm.owner, confirm=SECRETLY)

    counted_month(firm.owner, {firm.employee: [5], firm.colleague: [5]})

    assert words_of(promise) == "Too few answered to say."


def test_while_it_is_open_nothing_is_shown(firm: Cast) -> None:
    promise = kept(firm.owner, confirm=SECRETLY)

    announce_round(drafted(), by=firm.owner, at=at_nine(DECEMBER))

    found = queries.confirmed([promise.pk])[promise.pk]
    assert found.secret is not None
    assert (found.secret.state, found.words) == ("open", "")


def test_a_figure_put_beside_another_promise_is_not_believed(firm: Cast) -> None:
    promise = kept(firm.owner, confirm=SECRETLY)
    other = kept(firm.owner, "Soup comes on Fridays.", confirm=BY_NAME)
    counted_month(firm.owner, {firm.employee: [5]})

    Gathered.objects.filter(commitment=promise).update(commitment=other)

    assert queries.asked_secretly([promise.pk, other.pk], "kept") == {}


@pytest.mark.parametrize("n_promises", [1, 3])
def test_a_page_of_promises_asks_the_same_number_of_questions(
    firm: Cast, n_promises: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(n_promises):
        promise = kept(firm.owner, f"Thing {number} is there.", confirm=BY_NAME)
        judge(promise, by=firm.employee, says=CONFIRMED, at=TOMORROW)
    ids = list(Commitment.objects.values_list("pk", flat=True))

    with django_assert_num_queries(6):
        assert len(queries.confirmed(ids)) == n_promises
    with django_assert_num_queries(3):
        assert set(queries.in_a_line(ids).values()) == {"1 of 30 confirmed"}
    with django_assert_num_queries(0):
        assert queries.in_a_line([]) == {}


def test_what_ended_over_two_weeks_ago_waits_for_nobody(firm: Cast) -> None:
    promise = kept(firm.manager, to=firm.employee)

    assert list(queries.waiting_for(firm.employee, on=TODAY + timedelta(days=15))) == [promise]
    assert list(queries.waiting_for(firm.employee, on=TODAY + timedelta(days=16))) == []
    assert list(queries.waiting_for(firm.manager, on=TODAY)) == []


def said_by(n_yes: int, n_no: int) -> tuple[Judgement, ...]:
    yes = [Judgement(says=CONFIRMED) for _ in range(n_yes)]
    return (*yes, *(Judgement(says=CONTESTED, words="No.") for _ in range(n_no)))


@pytest.mark.parametrize(
    ("n_yes", "n_no", "words"),
    [
        (0, 0, ""),
        (5, 0, "5 of 9 confirmed"),
        (0, 1, "1 sees it differently"),
        (0, 2, "2 see it differently"),
        (5, 1, "5 of 9 confirmed, 1 sees it differently"),
        (9, 0, "9 of 9 confirmed"),
    ],
)
def test_what_several_said_stands_in_a_line_and_silence_is_none(
    n_yes: int, n_no: int, words: str
) -> None:
    found = queries.Confirmed("by_name", n_heard=9, said=said_by(n_yes, n_no))

    assert found.words == words
    assert (found.n_confirmed, len(found.contests)) == (n_yes, n_no)


@pytest.mark.parametrize("language", ["de", "es"])
def test_the_line_is_said_in_the_language_of_the_page(language: str) -> None:
    found = queries.Confirmed("by_name", n_heard=9, said=said_by(5, 2))
    in_english = found.words

    with translation.override(language):
        words = found.words

    assert words != in_english
    assert "5" in words
    assert "9" in words
    assert "differently" not in words


def test_what_was_said_by_name_comes_before_the_figure_of_a_round() -> None:
    secret = queries.Secret("counted", Round(), "12 of 20 who answered say it was kept.")

    assert queries.Confirmed("secretly", 30, secret=secret).words == secret.words
    assert queries.Confirmed("by_name", 30, said_by(1, 0), secret).words == "1 of 30 confirmed"


@pytest.mark.parametrize(
    ("state", "said"),
    [("draft", "drafted"), ("announced", "open"), ("released", "counted"), ("void", "void")],
)
def test_every_state_of_a_round_has_its_word(state: str, said: str) -> None:
    assert queries._state_of(Round(state=state)) == said


def test_a_promise_without_anything_said_is_asked_about_by_name_only_if_it_was_chosen(
    firm: Cast,
) -> None:
    for confirm, by_name in ((BY_NAME, True), (SECRETLY, False), ("not", False)):
        promise = kept(firm.owner, f"It is {confirm}.", confirm=confirm)
        assert queries.is_asked_by_name(promise) is by_name


def test_nothing_is_asked_of_the_database_where_nothing_is_asked(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert queries.in_a_line([]) == {}


def test_two_who_spoke_stand_in_the_order_in_which_they_spoke(firm: Cast) -> None:
    promise = kept(firm.manager, to=make_unit(ASSEMBLY), confirm=BY_NAME)
    judge(promise, by=firm.colleague, says=CONFIRMED, at=TOMORROW)
    judge(promise, by=firm.employee, says=CONFIRMED, at=TOMORROW)

    said = queries.confirmed([promise.pk])[promise.pk].said

    assert [one.person for one in said] == [firm.colleague, firm.employee]
