"""Whether what people say gets an answer: on the trust page, in the story and for programs."""

import json
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.utils import timezone

from bothways.trust.voices import NAMES, ROWS, voices
from bothways.voices.figures import Answers
from bothways.voices.models import Voice
from tests.cast import Cast
from tests.factories import make_voice
from tests.trust.counted import make_counted, mixed
from tests.voices.year import ON, a_year

ClientOf = Callable[[object], Client]


def test_every_number_has_its_words_and_every_kind_its_name() -> None:
    assert set(ROWS) == set(vars(Answers()))
    assert set(NAMES) == set(Voice.Kind.values)


def test_a_row_that_is_nothing_for_both_kinds_is_left_out(
    firm: Cast, django_assert_num_queries: Any
) -> None:
    assert voices(on=ON)["said"] == []
    a_year(firm)

    with django_assert_num_queries(1):
        rows: Any = voices(on=ON)["said"]

    said = {str(words): [number for _name, number in numbers] for words, numbers in rows}
    assert said["Answered in time"] == [2, 1]
    assert said["Answered in words"] == [0, 2]
    assert "Was promised, and not kept" not in said
    assert len(said) == len(ROWS) - 1


def test_the_trust_page_says_it_to_the_newest_hire(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.employee)
    assert "Nobody has said an idea or asked a question in the open yet." in text_of(client)

    make_voice(firm.employee, said_on=timezone.localdate())

    page = text_of(client)
    assert "1 waits for its answer, none of them past its day." in page
    assert 'href="/ideas/figures.csv"' in page
    assert "What became of ideas and questions" in page


def test_the_story_to_take_away_has_it_too(firm: Cast, client_of: ClientOf) -> None:
    make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(6, 5)})
    make_voice(firm.employee, said_on=timezone.localdate())

    story = json.loads(client_of(firm.employee).get("/trust/story.json").content)

    assert story["voices"]["suggestion"]["waiting"] == 1
    assert story["voices"]["question"] == vars(Answers())


def text_of(client: Client) -> str:
    return client.get("/trust/").content.decode()
