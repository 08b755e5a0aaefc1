"""A firm's own questions where figures are shown: under their heading, in no score, in no line."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from bothways.people.models import Person
from bothways.surveys.actions import Heading, Words, asked_of, reword_question, write_question
from bothways.surveys.models import OwnQuestion, Round
from bothways.trust.book import themes_of
from bothways.trust.counted import Asked, own_name
from bothways.trust.queries import counted_rounds
from bothways.trust.together import together_in
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import NOW
from tests.rounds import counted
from tests.trust.counted import make_counted

FAIR_LUNCH = "The canteen is fair to the late shift."
OTHER_WORDS = "Late shift gets a warm meal here."


def words(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


@pytest.fixture
def twice(firm: Cast) -> OwnQuestion:
    """A question under Fairness, asked in one wording and, a quarter later, in another."""
    lead = firm.people_lead
    first = write_question(Words(FAIR_LUNCH, "en"), by=lead, at=NOW, heading=Heading("FAI"))
    answers = dict.fromkeys(Person.objects.here(), (4,))
    counted(lead, answers, questions=[asked_of(first)])
    second = reword_question(first.question, Words(OTHER_WORDS, "en"), by=lead, at=NOW)
    later = NOW + timedelta(days=100)
    counted(lead, answers, questions=[asked_of(second)], opens_at=later, title="Spring")
    return first.question


def test_two_versions_are_two_series_and_both_stand_in_the_book(
    twice: OwnQuestion, employee: Person, client_of: ClientOf
) -> None:
    item = counted_rounds()[0].said.items[twice.code]
    assert item["statistics"]["times"] == 1
    assert item["change"] is None
    assert item["in_other_words"] is True

    *themes, own = themes_of(counted_rounds())
    assert [one.asked.version for one in own.shown] == [2, 1]
    assert [one.is_newest for one in own.shown] == [True, False]
    fairness = next(theme for theme in themes if theme.name == "Fairness")
    assert not fairness.shown
    client = client_of(employee)
    text = words(client, "/trust/questions/")
    text = text[text.index("Our own questions") :]
    assert text.index(OTHER_WORDS) < text.index(FAIR_LUNCH)
    assert "Under: Fairness. Version 2." in text
    assert "It was asked in other words since; the two are not one line." in text

    assert "One figure so far. A line needs two." in words(
        client, f"/trust/questions/{twice.code}/"
    )
    page = words(client, "/trust/")
    assert "Our own question: Fairness" in page
    assert twice.code not in page
    assert "Asked in other words before" in page
    figures = client.get("/trust/story.json").json()["figures"]
    assert {one["theme"] for one in figures} == {"Our own question: Fairness"}


def test_a_topic_of_the_firms_own_is_its_heading_and_none_has_words_too() -> None:
    asked = Asked("OWN-x", 1, "The lift works.", about_leader=False, topic="Lifts")
    loose = Asked("OWN-y", 1, "The gate works.", about_leader=False)

    assert own_name(asked) == "Our own question: Lifts"
    assert own_name(loose) == "A question of our own"


def test_an_own_question_is_no_part_of_a_score_and_of_nothing_that_goes_together(
    firm: Cast,
) -> None:
    questions = {
        "U-TRU1": ("TRU", "I feel safe relying on my leader.", True),
        "U-FAI1": ("FAI", "Rules are the same for everyone here.", False),
        "OWN-x": ("OWN-x", FAIR_LUNCH, False),
    }
    answers = {f"b{n}": [(4, 4, 1)] * (2 + n) + [(2, 2, 5)] * (10 - n) for n in range(1, 9)}
    make_counted(firm, answers, format="full", questions=questions, more=6)
    assert Round.objects.get().kind == "survey"
    (survey,) = counted_rounds()

    scores = {one["construct"]: one for one in survey.said.firm["scores"]}
    assert scores["FAI"]["codes"] == ["U-FAI1"]
    found = together_in(survey)
    assert found is not None
    assert not found.too_few
    named = {*found.together, *found.apart, *found.unclear}
    assert named == {"Fairness"}
