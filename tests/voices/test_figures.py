"""The figures of ideas and questions: each is counted once, in the place where it belongs."""

import csv
from dataclasses import fields
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from bothways.commitments.actions import break_commitment
from bothways.voices.figures import (
    HEAD,
    Answers,
    a_year_of,
    by_month,
    in_time_words,
    open_words,
    table,
)
from bothways.voices.models import Voice
from bothways.voices.queries import listed
from tests.cast import Cast
from tests.factories import at_nine
from tests.voices.year import ON, a_year, day, ended


def test_each_is_counted_once_in_the_place_where_it_belongs(
    firm: Cast, django_assert_num_queries: Any
) -> None:
    a_year(firm)

    with django_assert_num_queries(1):
        found = a_year_of(on=ON)

    ideas, questions = found["suggestion"], found["question"]
    assert ideas == Answers(
        in_time=2, late=1, silent=1, waiting=2,
        will=1, done=1, wont=1, hidden=1, taken_back=1, merged=1,
    )  # fmt: skip
    assert (ideas.said, ideas.due, ideas.open) == (9, 4, 3)
    assert questions == Answers(in_time=1, late=1, waiting=1, replied=2)
    assert (questions.said, questions.due, questions.open) == (3, 2, 1)
    _the_months_add_up_to_the_same_and_know_what_is_older_too(django_assert_num_queries)


def _the_months_add_up_to_the_same_and_know_what_is_older_too(num_queries: Any) -> None:
    with num_queries(1):
        months = by_month(on=ON)

    newest = [month for month, _kind, _answers in months]
    assert newest == sorted(newest, reverse=True)
    assert len({(month, kind) for month, kind, _answers in months}) == len(months)
    assert sum(answers.said for _m, kind, answers in months if kind == "suggestion") == 9 + 1
    assert sum(answers.said for _m, kind, answers in months if kind == "question") == 3


def test_where_nobody_has_said_anything_there_is_nothing(db: None) -> None:
    assert a_year_of(on=ON) == {"suggestion": Answers(), "question": Answers()}
    assert list(table(on=ON)) == [tuple(str(name) for name in HEAD)]
    assert in_time_words("suggestion", Answers()) == ""
    assert open_words(Answers()) == "None waits for its answer."


def test_the_head_of_the_table_names_every_column() -> None:
    assert len(HEAD) == 2 + len(fields(Answers))


@pytest.mark.parametrize(
    ("kind", "answers", "in_time", "waiting"),
    [
        (
            "suggestion",
            Answers(in_time=46, late=1, silent=3),
            "Ideas answered within 10 days: 46 of 50.",
            "3 wait for their answer, 3 of them are late.",
        ),
        (
            "suggestion",
            Answers(in_time=1, waiting=1),
            "Ideas answered within 10 days: 1 of 1.",
            "1 waits for its answer, none of them past its day.",
        ),
        (
            "question",
            Answers(late=2),
            "Questions answered within 10 days: 0 of 2.",
            "None waits for its answer.",
        ),
        (
            "question",
            Answers(silent=1),
            "Questions answered within 10 days: 0 of 1.",
            "1 waits for its answer, 1 of them is late.",
        ),
    ],
)
def test_the_sentences_say_what_the_numbers_say(
    kind: str, answers: Answers, in_time: str, waiting: str
) -> None:
    assert in_time_words(kind, answers) == in_time
    assert open_words(answers) == waiting


@pytest.mark.parametrize("language", ["de", "es"])
def test_they_are_said_in_each_language(language: str) -> None:
    answers = Answers(in_time=46, late=1, silent=3)
    with translation.override(language):
        said = [in_time_words("suggestion", answers), open_words(answers)]

    assert all(number in said[0] for number in ("46", "50", "10"))
    assert not any("answered" in words or "wait for" in words for words in said)


def test_anybody_here_can_take_the_table_away(client: Client, firm: Cast) -> None:
    a_year(firm)
    client.force_login(firm.employee)

    answer = client.get("/ideas/figures.csv")

    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert answer["Content-Type"].startswith("text/csv")
    assert {row["kind"] for row in rows} == {"suggestion", "question"}
    assert sum(int(row["answered in time"]) for row in rows) == 3
    assert sum(int(row["hidden"]) for row in rows) == 1
    assert not any("name" in column for column in rows[0])


def test_a_promise_that_was_broken_is_not_counted_or_listed_as_will_be_done(firm: Cast) -> None:
    a_year(firm)
    soup = Voice.objects.get(title="Soup")
    assert soup.promise is not None
    break_commitment(soup.promise, by=firm.manager, words="No cook.", at=at_nine(day(1)))

    ideas = a_year_of(on=ON)["suggestion"]

    assert (ideas.will, ideas.done, ideas.broken) == (0, 1, 1)
    assert list(listed("suggestion", firm.employee, show="will", on=ON)) == []


def test_a_day_that_was_moved_makes_no_late_answer_one_in_time(firm: Cast) -> None:
    ended(
        firm, "Why?", ago=40, kind="question",
        state="answered", answered_on=day(5), answer_due_on=day(5),
    )  # fmt: skip

    questions = a_year_of(on=ON)["question"]

    assert (questions.in_time, questions.late) == (0, 1)
