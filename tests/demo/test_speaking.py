"""What was said at Millrace as ideas and questions, and what came back, by the real actions."""

import pytest
from django.utils.timezone import localdate

from bothways.demo.stories import voices
from bothways.people.models import Person
from bothways.surveys.models import Round
from bothways.voices.figures import a_year_of
from bothways.voices.models import Voice, VoteAsked, Word
from bothways.voices.votes import vote_on
from tests.millrace import NOW

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("millrace")]
TODAY = localdate(NOW)


def said(words: str) -> Voice:
    return Voice.objects.get(title__startswith=words)


def test_all_of_them_stand_there_by_the_way_they_came() -> None:
    stories = voices()

    assert Voice.objects.count() == len(stories)
    assert set(Voice.objects.values_list("way", flat=True)) == set(Voice.Way.values)
    assert Word.objects.count() == sum(came.verb not in {"vote", "kept"}
                                       for story in stories for came in story.then)  # fmt: skip


def test_every_end_that_there_is_can_be_seen() -> None:
    ideas, questions = (a_year_of(on=TODAY)[kind] for kind in ("suggestion", "question"))

    assert ideas.done >= 2
    assert ideas.late == questions.late == ideas.silent == 1
    assert min(ideas.will, ideas.wont, ideas.hidden, ideas.merged, ideas.waiting) >= 1
    assert questions.replied == 3
    assert questions.waiting == 2
    assert ideas.in_time > ideas.late + ideas.silent


def test_an_idea_that_was_done_leads_to_the_promise_that_was_kept() -> None:
    bench = said("A bench in the yard")

    assert bench.is_done
    assert bench.promise is not None
    assert bench.promise.prompt is not None
    assert bench.promise.prompt.ref == str(bench.pk)


def test_a_no_leads_to_its_reasons() -> None:
    lift = said("A second lift table")

    assert lift.decision is not None
    assert lift.decision.reasons.startswith("No second table this year.")


def test_those_behind_the_doors_of_owner_and_team_lead_owe_an_answer() -> None:
    for number in ("M001", "M004"):
        waits = Voice.objects.all().owed().filter(owner__number=number)
        assert waits.filter(answer_due_on__gte=TODAY).count() == 1, number


def test_the_people_lead_has_ideas_to_answer_and_others_to_merge() -> None:
    people_lead = Person.objects.get(number="M003")
    waits = [voice for voice in Voice.objects.all().owed() if people_lead in voice.answered_by()]

    assert len(waits) >= 2
    assert said("Something warm").merged_into == said("Soup on cold days")


def test_everyone_was_asked_secretly_about_one_and_will_be_about_another() -> None:
    counted, coming = vote_on(said("Let us swap shifts")), said("What would have to happen")

    assert counted is not None
    assert counted.state == "counted"
    assert counted.words.endswith("say it is worth doing.")
    assert counted.round == Round.objects.get(kind=Round.Kind.PROMISES)
    assert counted.round.title.startswith("Promises and ideas, ")
    assert VoteAsked.objects.filter(pk=coming.pk).exists()


def test_whoever_empties_the_paper_box_was_named_and_typed_the_slip_in() -> None:
    slip = Voice.objects.get(way=Voice.Way.PAPER)

    assert slip.author is None
    assert slip.typed_in_by == Person.objects.get(number="M039")
    assert hasattr(slip.typed_in_by, "keeps_box")
