"""A person is erased who said ideas, stood behind others and answered."""

from datetime import timedelta

from bothways.operations.actions.erasing import erase, plan_for, why_it_stays
from bothways.people.models import Person
from bothways.voices import actions
from bothways.voices.models import Keeper, Support, Voice
from bothways.voices.words import author
from tests.cast import Cast
from tests.factories import NOW, TODAY, WHY, make_voice

GONE = "A person who was erased"


def test_the_words_stay_without_the_name_and_support_goes(firm: Cast, idea: Voice) -> None:
    other = make_voice(firm.colleague, "Ask Jo Marsh for the key", text="Jo Marsh has it.")
    actions.support(other, by=firm.employee)
    actions.name_keeper(firm.employee, by=firm.people_lead, at=NOW)
    actions.look_at(other, by=firm.people_lead, words="Jo Marsh says yes.", at=NOW)
    said = {name for name, _n in plan_for(firm.employee).kept}
    assert "ideas and questions" in said
    assert any("can take back" in why for why in why_it_stays(plan_for(firm.employee)))
    assert not any("can take back" in why for why in why_it_stays(plan_for(firm.dispatcher)))

    erase(firm.employee, by=firm.owner, on=TODAY, at=NOW)

    idea.refresh_from_db()
    other = Voice.objects.get(pk=other.pk)
    assert author(idea) == GONE
    assert idea.title == "A bench in the yard, in the sun."
    assert "Jo Marsh" not in other.title + other.text + other.words.get().words
    assert (other.n_erased, other.words.get().n_erased) == (1, 1)
    assert not Support.objects.exists()
    assert not Keeper.objects.exists()


def test_what_they_took_back_before_is_gone_with_all_its_words(firm: Cast, idea: Voice) -> None:
    actions.take_back(idea, by=firm.employee, at=NOW)

    erase(firm.employee, by=firm.owner, on=TODAY, at=NOW)

    idea.refresh_from_db()
    assert (author(idea), idea.title, idea.text) == (GONE, "…", "")


def test_whoever_owed_answers_and_is_erased_owes_none(firm: Cast, idea: Voice) -> None:
    actions.hand_over(idea, to=firm.manager, by=firm.people_lead, words="Yours.", at=NOW)
    erase(firm.manager, by=firm.owner, on=TODAY, at=NOW)

    found = Voice.objects.get()
    assert found.answered_by() == [firm.people_lead]
    actions.wont_do(
        found,
        by=Person.objects.get(pk=firm.people_lead.pk),
        words=WHY,
        look_again_on=TODAY + timedelta(days=90),
        at=NOW,
    )
    assert found.words.order_by("pk").first().by.name == "Lena Oduya"
