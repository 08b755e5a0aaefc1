"""What an older installation asked in its own words, as it is kept after the upgrade."""

from importlib import import_module

import pytest
from django.apps import apps

from bothways.people.models import Person
from bothways.surveys.actions import own_question, word_questions
from bothways.surveys.models import LONGEST_ASKED, OwnQuestion, OwnWording, Round, RoundQuestion
from tests.conftest import ClientOf
from tests.factories import NOW
from tests.rounds import draft

upgrade = import_module("bothways.surveys.migrations.0012_own_questions_that_were_asked")
EVERYONE, LEADERS = Round.Audience.EVERYONE, Round.Audience.LEADERS
ROTA = own_question("The rota is fair.")


def asked_before(by: Person, *, audience: str, text: str = ROTA.text) -> Round:
    """Return a draft with a question that nobody keeps, as it was before there was a list."""
    round_ = draft(by, questions=[], audience=audience)
    RoundQuestion.objects.create(
        round=round_, position=1, code=ROTA.code, construct=ROTA.code, text=text, texts={"en": text}
    )
    return round_


def upgraded() -> OwnWording:
    upgrade.keep(apps, None)
    return OwnWording.objects.get()


@pytest.mark.parametrize("order", [(EVERYONE, LEADERS), (LEADERS, EVERYONE)])
def test_what_both_were_asked_is_everyones_whoever_was_asked_last(
    people_lead: Person, order: tuple[str, str]
) -> None:
    for audience in order:
        asked_before(people_lead, audience=audience)

    assert upgraded().audience == EVERYONE
    again = draft(people_lead, questions=[ROTA])
    assert again.questions.get().code == ROTA.code


def test_what_those_who_lead_alone_were_asked_stays_theirs(people_lead: Person) -> None:
    asked_before(people_lead, audience=LEADERS)

    assert upgraded().audience == LEADERS


@pytest.mark.both
def test_a_question_that_is_longer_than_one_may_write_now_is_kept_whole_and_can_be_worked_with(
    people_lead: Person, client_of: ClientOf
) -> None:
    text = "x" * LONGEST_ASKED
    round_ = asked_before(people_lead, audience=EVERYONE, text=text)

    assert upgraded().text == text

    browser = client_of(people_lead)
    page = f"/rounds/{round_.pk}/wordings/"
    assert browser.get(page).status_code == 200
    browser.post(page, {f"{ROTA.code}.de": "Der Plan ist gerecht."})
    assert round_.questions.get().texts == {"en": text, "de": "Der Plan ist gerecht."}
    html = browser.get(f"/rounds/{round_.pk}/change/").content.decode()
    assert f'name="reuse" value="{ROTA.code}" checked' in html
    word_questions(round_, {ROTA.code: {"de": ""}}, by=people_lead, at=NOW)
    assert OwnQuestion.objects.get().wordings.get().texts == {"en": text}
