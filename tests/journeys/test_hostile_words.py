"""Names, titles, questions, promises, ideas and desks that try to be program: nothing runs."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from bothways.commitments.actions import keep_commitment
from bothways.members.actions import keep_draft
from bothways.people.models import Organisation, Person, Unit
from bothways.surveys.actions import own_question
from bothways.voices import actions as voices
from bothways.voices.wording import Told
from tests.cast import Cast
from tests.factories import make_promise, make_voice
from tests.journeys.conftest import WindowOf
from tests.mailbox.desk import a_desk
from tests.rounds import SAFETY, counted, draft, opened
from tests.voices.test_boarding import opened as boarded

pytestmark = pytest.mark.browser

IMAGE = "<img src=x onerror=window.ran=1>"
BREAKS_OUT = "\"'><svg onload=window.ran=1>{{ 7|add:7 }}"
SCRIPT = "</title></script><script>window.ran=1</script>"


def with_hostile_words(firm: Cast) -> list[str]:
    """Put program into everything that somebody can write; return the pages that show it."""
    now = timezone.now()
    Organisation.objects.update(name=SCRIPT)
    Unit.objects.filter(pk=firm.employee.unit_id).update(name=IMAGE)
    people = Person.objects.filter(pk__in=[firm.manager.pk, firm.colleague.pk])
    people.update(name=BREAKS_OUT, title=SCRIPT)
    firm.manager.refresh_from_db()
    asked = [SAFETY, own_question(f"{IMAGE} is good"), own_question(f"{BREAKS_OUT} is fair")]
    answers = dict.fromkeys(Person.objects.here(), (5, 4, 2))
    done = counted(
        firm.owner, answers, questions=asked, title=SCRIPT, opens_at=now - timedelta(days=100)
    )
    open_now = opened(
        firm.owner, questions=asked, title=BREAKS_OUT, opens_at=now - timedelta(hours=1)
    )
    sketch = draft(firm.owner, questions=asked, title=IMAGE, opens_at=now + timedelta(days=1))
    kept = make_promise(firm.manager, SCRIPT, made_on=localdate(), due_on=localdate())
    keep_commitment(kept, by=firm.manager, words=BREAKS_OUT, at=now)
    file = f"name,email,unit,{IMAGE}\n{SCRIPT},a@b.example,Millrace/{IMAGE}\n"
    keep_draft(
        by=firm.owner, file_name=f"{IMAGE}.csv", content=file.encode(), everybody=False, at=now
    )
    return [
        "/",
        "/trust/",
        f"/trust/?round={done.pk}",
        f"/trust/questions/{asked[1].code}/",
        "/trust/groups/",
        "/anonymity/",
        "/record/",
        "/rounds/",
        *(f"/rounds/{round_.pk}/" for round_ in (done, open_now, sketch)),
        f"/rounds/{open_now.pk}/answer/",
        f"/rounds/{sketch.pk}/change/",
        "/promises/",
        f"/promises/{kept.pk}/",
        "/promises/new/",
        f"/people/?q={BREAKS_OUT}",
        f"/people/{firm.manager.pk}/",
        "/people/import/preview/",
        "/me/",
        *of_ideas_and_letters(firm),
    ]


def of_ideas_and_letters(firm: Cast) -> list[str]:
    """Ideas and questions of every way they come, what is said to them, and a desk."""
    now = timezone.now()
    letter = boarded(title=IMAGE, text=SCRIPT, thread="T" * 43)
    nameless = voices.take_from_board(letter)
    voices.take_from_board(replace(letter, text=BREAKS_OUT, is_first=False, digest="e" * 64))
    voices.look_at(nameless, by=firm.people_lead, words=SCRIPT, at=now)
    slip = voices.type_in(by=firm.people_lead, told=Told(kind="suggestion", title=SCRIPT), at=now)
    voices.hide(slip, by=firm.people_lead, words=IMAGE, at=now)
    question = make_voice(
        firm.employee, BREAKS_OUT, text=IMAGE, kind="question", asked_of=firm.manager
    )
    voices.answer(question, by=firm.manager, words=SCRIPT, at=now)
    desk, _browsers = a_desk(firm.people_lead, firm.manager, name=IMAGE)
    return [
        "/ideas/",
        f"/ideas/{nameless.pk}/",
        f"/ideas/{slip.pk}/",
        "/questions/",
        f"/questions/{question.pk}/",
        "/mailbox/",
        "/mailbox/desks/",
        f"/mailbox/desks/{desk.pk}/",
    ]


def test_nothing_that_somebody_writes_is_run_by_anybody_s_browser(
    firm: Cast, window_of: WindowOf
) -> None:
    paths = with_hostile_words(firm)
    page = window_of(firm.owner)

    for path in paths:
        answer = page.goto(path)

        assert answer is not None, path
        assert answer.status in {200, 404}, path
        assert page.evaluate("window.ran") is None, path
        assert page.locator("img[src=x], svg[onload]").count() == 0, path
        assert "14" not in page.title(), path
