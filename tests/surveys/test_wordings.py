"""A firm's own questions in the other languages; the book has its wordings already."""

import pytest
from django.utils import translation

from bothways.people.models import Organisation, Person
from bothways.surveys import actions
from bothways.surveys.actions import own_question, word_questions
from bothways.surveys.errors import FrozenError
from bothways.surveys.models import Round
from bothways.surveys.queries import wordings_of
from tests.conftest import ClientOf
from tests.factories import NOW
from tests.rounds import NEWS, draft, opened

CANTEEN = own_question("The canteen is good.")


def page_of(round_: Round) -> str:
    return f"/rounds/{round_.pk}/wordings/"


def texts_of(round_: Round, code: str = CANTEEN.code) -> dict[str, str]:
    texts: dict[str, str] = round_.questions.get(code=code).texts
    return texts


def test_an_own_question_begins_with_the_words_of_whoever_wrote_it(people_lead: Person) -> None:
    with translation.override("de"):
        question = own_question("Die Kantine ist gut.")

    round_ = draft(people_lead, questions=[question])

    assert texts_of(round_, question.code) == {"de": "Die Kantine ist gut."}


def test_the_page_asks_for_each_own_question_in_each_other_language(
    people_lead: Person, client_of: ClientOf
) -> None:
    round_ = draft(people_lead, questions=[CANTEEN, NEWS])

    text = client_of(people_lead).get(page_of(round_)).content.decode()

    assert text.count('type="text"') == 2
    assert NEWS.text not in text


def test_what_is_written_there_is_what_others_read(
    people_lead: Person, client_of: ClientOf
) -> None:
    round_ = draft(people_lead, questions=[CANTEEN])

    answer = client_of(people_lead).post(
        page_of(round_), {f"{CANTEEN.code}.de": "Die  Kantine ist gut.", f"{CANTEEN.code}.es": ""}
    )

    assert answer.headers["Location"] == f"/rounds/{round_.pk}/"
    assert texts_of(round_) == {"en": "The canteen is good.", "de": "Die Kantine ist gut."}
    with translation.override("de"):
        assert round_.questions.get().worded == "Die Kantine ist gut."


def test_the_same_question_brings_its_wordings_into_the_next_round(people_lead: Person) -> None:
    first = draft(people_lead, questions=[CANTEEN])
    word_questions(first, {CANTEEN.code: {"es": "El comedor es bueno."}}, by=people_lead, at=NOW)

    assert texts_of(draft(people_lead, questions=[CANTEEN]))["es"] == "El comedor es bueno."


def test_changing_a_draft_loses_no_wording(people_lead: Person) -> None:
    round_ = draft(people_lead, questions=[CANTEEN])
    word_questions(round_, {CANTEEN.code: {"de": "Die Kantine ist gut."}}, by=people_lead, at=NOW)

    actions.change_round(
        round_,
        by=people_lead,
        at=NOW,
        title="New title",
        kind=round_.kind,
        questions=[NEWS, CANTEEN],
        opens_at=round_.opens_at,
        closes_at=round_.closes_at,
    )

    assert texts_of(round_)["de"] == "Die Kantine ist gut."


def test_a_wording_that_points_at_ones_leader_protects_the_question_in_every_language(
    people_lead: Person,
) -> None:
    question = own_question("Whoever leads me listens.")
    round_ = draft(people_lead, questions=[question])
    assert not round_.questions.get().about_leader

    given = {question.code: {"de": "Meine Chefin hört mir zu."}}
    word_questions(round_, given, by=people_lead, at=NOW)

    assert round_.questions.get().about_leader


def test_what_points_at_ones_leader_in_one_language_still_does_in_the_next_draft(
    people_lead: Person,
) -> None:
    question = own_question("Whoever leads me listens.")
    round_ = draft(people_lead, questions=[question])
    given = {question.code: {"de": "Meine Chefin hört mir zu."}}
    word_questions(round_, given, by=people_lead, at=NOW)

    actions.change_round(
        round_,
        by=people_lead,
        at=NOW,
        title=round_.title,
        kind=round_.kind,
        questions=[question],
        opens_at=round_.opens_at,
        closes_at=round_.closes_at,
    )

    assert round_.questions.get().about_leader
    assert draft(people_lead, questions=[question]).questions.get().about_leader


def test_no_wording_changes_once_the_rules_are_fixed(
    people_lead: Person, client_of: ClientOf
) -> None:
    round_ = opened(people_lead, questions=[CANTEEN])

    with pytest.raises(FrozenError):
        word_questions(round_, {CANTEEN.code: {"de": "Anders."}}, by=people_lead, at=NOW)
    answer = client_of(people_lead).post(page_of(round_), {f"{CANTEEN.code}.de": "Anders."})

    assert answer.status_code == 409
    assert texts_of(round_) == {"en": "The canteen is good."}


ASKED = "It was asked in these words. Other words make a new version"


def test_the_page_says_what_a_change_does_to_words_that_were_asked(
    people_lead: Person, client_of: ClientOf
) -> None:
    fresh = own_question("The lift works.")
    opened(people_lead, questions=[CANTEEN])
    round_ = draft(people_lead, questions=[CANTEEN, fresh])
    browser = client_of(people_lead)

    text = browser.get(page_of(round_)).content.decode()

    assert text.count(ASKED) == 1
    assert text.index("The canteen is good.") < text.index(ASKED) < text.index("The lift works.")
    assert "every draft that asks it changes, too" in text
    nothing = browser.get(page_of(draft(people_lead, questions=[NEWS]))).content.decode()
    assert "every draft" not in nothing


def test_a_page_that_was_opened_before_a_colleague_wrote_takes_nothing_back(
    people_lead: Person, client_of: ClientOf
) -> None:
    opened(people_lead, questions=[CANTEEN])
    round_ = draft(people_lead, questions=[CANTEEN])
    browser = client_of(people_lead)
    shown = browser.get(page_of(round_)).content.decode()
    place = f"{CANTEEN.code}.es"
    assert f'type="hidden" name="initial-{place}"' in shown
    in_spanish = {CANTEEN.code: {"es": "El comedor es bueno."}}
    word_questions(round_, in_spanish, by=people_lead, at=NOW)

    given = {f"{CANTEEN.code}.de": "Die Kantine ist gut.", place: ""}
    browser.post(page_of(round_), {**given, **{f"initial-{name}": "" for name in given}})

    question = round_.questions.get()
    assert question.version == 1
    assert set(question.texts) == {"en", "de", "es"}
    browser.post(page_of(round_), {place: "", f"initial-{place}": "El comedor es bueno."})
    question.refresh_from_db()
    assert question.version == 2
    assert set(question.texts) == {"en", "de"}


def test_what_is_too_long_with_the_firms_name_is_said_at_its_field_and_stays(
    people_lead: Person, client_of: ClientOf
) -> None:
    round_ = draft(people_lead, questions=[CANTEEN])
    Organisation.objects.update(name="Millrace Spinning and Weaving")
    long = "{company} " + "x" * 190

    answer = client_of(people_lead).post(page_of(round_), {f"{CANTEEN.code}.de": long})

    assert answer.status_code == 422
    assert "it has over 200 letters. Make it shorter." in answer.content.decode()
    assert long in answer.content.decode()
    assert set(texts_of(round_)) == {"en"}


def test_only_who_keeps_rounds_says_them(
    employee: Person, people_lead: Person, client_of: ClientOf
) -> None:
    round_ = draft(people_lead, questions=[CANTEEN])

    assert client_of(employee).get(page_of(round_)).status_code in {403, 404}


def test_who_has_no_wording_in_their_language_is_told_so(
    people_lead: Person, client_of: ClientOf
) -> None:
    round_ = draft(people_lead, questions=[CANTEEN])
    people_lead.language = "de"
    people_lead.save()

    text = client_of(people_lead).get(f"/rounds/{round_.pk}/").content.decode()

    assert '<p class="word" lang="en">The canteen is good.</p>' in text
    assert "keinen Wortlaut in Ihrer Sprache" in text


def test_the_wordings_of_a_rounds_questions_are_read_at_once(people_lead: Person) -> None:
    first = draft(people_lead, questions=[CANTEEN])
    word_questions(first, {CANTEEN.code: {"es": "El comedor es bueno."}}, by=people_lead, at=NOW)
    other = draft(people_lead, title="Another")

    found = wordings_of([first.pk])

    assert found == {(first.pk, CANTEEN.code): [CANTEEN.text, "El comedor es bueno."]}
    assert set(wordings_of([first.pk, other.pk])) > set(found)
    assert wordings_of([]) == {}
