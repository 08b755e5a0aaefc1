"""What somebody types about a round: what is taken, and the sentence for what is not."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.people.models import Person
from bothways.surveys.actions import own_question
from bothways.surveys.bank import askable
from bothways.surveys.forms import DaysForm, RoundForm, WordingsForm, start_values, values_of
from bothways.surveys.models import OWN, Round, RoundQuestion
from tests.factories import NOW
from tests.rounds import NEWS, draft

SENT = {
    "title": "Spring pulse",
    "kind": "pulse",
    "items": ["U-TRU1"],
    "opens_at": "2030-03-05T08:00",
    "closes_at": "2030-03-12T18:00",
}
TURNED = next(item.code for item in askable("survey") if item.keyed == "-")
FOR_LEADERS = askable("survey", "leaders")[0].code


def form_of(**changed: object) -> RoundForm:
    return RoundForm({**SENT, **changed})


def refusals(**changed: object) -> dict[str, list[str]]:
    return {name: list(map(str, found)) for name, found in form_of(**changed).errors.items()}


def test_a_plain_pulse_is_taken_for_everyone_where_nothing_else_is_said() -> None:
    form = form_of()

    assert form.is_valid(), form.errors
    values = form.values()
    assert (values["title"], values["kind"]) == ("Spring pulse", "pulse")
    assert values["audience"] == Round.Audience.EVERYONE
    assert [asked.code for asked in values["questions"]] == ["U-TRU1"]
    assert values["questions"][0].about_leader


def test_questions_come_in_the_order_of_the_book_and_own_ones_last_as_they_were_typed() -> None:
    form = form_of(items=["U-COM1", "U-TRU1"], own="Zeal is here.\nA fan hums.")

    assert form.is_valid(), form.errors
    asked = form.values()["questions"]
    assert [one.code for one in asked[:2]] == ["U-TRU1", "U-COM1"]
    assert [one.text for one in asked[2:]] == ["Zeal is here.", "A fan hums."]
    assert all(one.code.startswith(OWN) for one in asked[2:])


@pytest.mark.parametrize("name", ["title", "kind", "opens_at", "closes_at"])
def test_what_is_missing_is_said_at_its_own_field_and_nowhere_else(name: str) -> None:
    assert refusals(**{name: ""}) == {name: ["This field is required."]}


@pytest.mark.parametrize("title", ["x" * 120, "Größe, 'Ñandú' & <b>", "سؤال الربيع"])
def test_a_title_may_be_long_and_in_any_letters(title: str) -> None:
    form = form_of(title=title)

    assert form.is_valid(), form.errors
    assert form.values()["title"] == title


def test_a_title_of_a_sign_more_is_told_how_many_it_has() -> None:
    assert "121" in refusals(title="x" * 121)["title"][0]


@pytest.mark.parametrize("closes", ["2030-03-05T08:00", "2030-03-05T07:59", "2029-03-12T18:00"])
def test_a_box_that_closes_when_it_opens_or_before_is_refused_at_the_closing(closes: str) -> None:
    assert refusals(closes_at=closes) == {
        "closes_at": ["The box must close after it opens. Choose a later day."]
    }


def test_a_minute_is_long_enough_for_the_form_and_seconds_from_a_browser_are_read() -> None:
    form = form_of(closes_at="2030-03-05T08:00:01")

    assert form.is_valid(), form.errors
    assert form.values()["closes_at"] - form.values()["opens_at"] == timedelta(seconds=1)


@pytest.mark.parametrize("moment", ["soon", "2030-02-30T08:00", "05.03.2030 08:00"])
def test_what_is_no_moment_is_refused_once_and_not_as_turned_round(moment: str) -> None:
    assert list(refusals(opens_at=moment)) == ["opens_at"]


@pytest.mark.parametrize("kind", ["promises", "PULSE", "x"])
def test_a_kind_that_nobody_chooses_by_hand_is_refused(kind: str) -> None:
    assert "kind" in refusals(kind=kind)


def test_what_is_turned_round_belongs_in_a_survey() -> None:
    assert refusals(items=[TURNED]) == {
        "items": ["Questions turned the other way round belong in a survey, not a pulse."]
    }
    assert refusals(items=[TURNED], kind="survey") == {}


def test_a_question_for_those_who_lead_is_not_asked_of_everyone() -> None:
    assert "items" in refusals(items=[FOR_LEADERS], kind="survey")
    assert refusals(items=[FOR_LEADERS], kind="survey", audience="leaders") == {}
    assert "items" in refusals(kind="survey", audience="leaders")


def test_a_question_that_is_in_no_book_is_refused() -> None:
    assert list(refusals(items=["U-XXX9"])) == ["items"]


def test_ten_questions_of_ones_own_are_taken_and_eleven_are_not() -> None:
    lines = [f"Own {'abcdefghijk'[at]} is fine." for at in range(11)]

    assert refusals(own="\n".join(lines[:10])) == {}
    assert refusals(own="\n".join(lines)) == {
        "own": ["Ten questions of your own at most. Take some out."]
    }
    assert refusals(own="\n".join(lines[:10] * 3)) == {}  # the same line again is the same question


def test_a_question_of_200_letters_is_taken_and_one_of_201_is_not() -> None:
    assert refusals(own="x" * 200) == {}
    assert refusals(own="x" * 201) == {
        "own": ["A question has 200 letters at most. Make it shorter."]
    }


@settings(max_examples=10)
@given(st.lists(st.text("ab \t\r\n\x0b", max_size=12), max_size=6))
def test_spaces_and_empty_lines_make_no_question(typed: list[str]) -> None:
    form = form_of(own="\n".join(typed))
    form.full_clean()
    lines = form.cleaned_data.get("own", [])

    assert all(line == " ".join(line.split()) and line for line in lines)
    assert len(set(lines)) == len(lines)
    assert {c for line in lines for c in line} <= {"a", "b", " "}


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", {"own", "closes_at"}), ("es", {"own", "closes_at"})],
)
def test_refusals_are_said_in_the_reader_s_language(language: str, said: set[str]) -> None:
    odd = {"own": "x" * 201, "closes_at": SENT["opens_at"]}
    english = refusals(**odd)
    with override(language):
        told = refusals(**odd)

    assert set(told) == set(english) == said
    assert all(told[name] != english[name] and told[name][0].strip() for name in said)


def test_the_days_of_a_draft_are_refused_by_the_same_sentence() -> None:
    days = {"opens_at": SENT["opens_at"], "closes_at": SENT["opens_at"]}

    assert DaysForm(days).errors == {
        "closes_at": ["The box must close after it opens. Choose a later day."]
    }
    assert DaysForm({**days, "closes_at": SENT["closes_at"]}).is_valid()


@settings(max_examples=25)
@given(st.integers(0, 24 * 365 * 4))
def test_an_empty_form_begins_with_a_week_by_the_firm_s_own_clock(hours: int) -> None:
    at = NOW + timedelta(hours=hours)
    start = start_values("pulse", ["U-TRU1"], now=at)

    opens, closes = (timezone.localtime(start[name]) for name in ("opens_at", "closes_at"))
    assert (opens.hour, opens.minute, opens.second) == (8, 0, 0)
    assert (closes.hour, closes.date() - opens.date()) == (18, timedelta(days=7))
    assert opens.date() - timezone.localdate(at) == timedelta(days=3)


def test_a_draft_is_shown_in_the_form_as_it_was_put_in(owner: Person) -> None:
    round_ = draft(owner, questions=[NEWS, own_question("The fan hums."), own_question("Zeal.")])

    shown = values_of(round_)

    assert shown["title"] == "November pulse"
    assert shown["items"] == ["U-COM1"]
    assert shown["reuse"] == [own_question("The fan hums.").code, own_question("Zeal.").code]
    assert (shown["opens_at"], shown["closes_at"]) == (NOW, NOW + timedelta(days=7))


def own_and_book() -> list[RoundQuestion]:
    own = RoundQuestion(code=f"{OWN}1", text="The fan hums.", language="en", texts={"de": "Brummt"})
    return [RoundQuestion(code="U-COM1", text="News.", language="en"), own]


def test_only_own_questions_ask_for_other_words_and_only_in_the_other_languages() -> None:
    form = WordingsForm(None, questions=own_and_book())

    ((question, fields),) = form.groups()
    assert question.text == "The fan hums."
    assert [field.name for field in fields] == [f"{OWN}1.de", f"{OWN}1.es"]
    assert [field.initial for field in fields] == ["Brummt", ""]
    assert 'lang="es"' in str(fields[1])


def test_the_wordings_that_somebody_wrote_are_gathered_by_question_and_language() -> None:
    form = WordingsForm(QueryDict(f"{OWN}1.es=Zumba&U-COM1.de=x"), questions=own_and_book())

    assert form.is_valid(), form.errors
    assert form.texts() == {f"{OWN}1": {"es": "Zumba"}}


@pytest.mark.parametrize(("length", "holds"), [(200, True), (201, False)])
def test_another_wording_has_200_letters_at_most_too(length: int, holds: bool) -> None:
    form = WordingsForm({f"{OWN}1.de": "x" * length}, questions=own_and_book())

    assert form.is_valid() is holds
