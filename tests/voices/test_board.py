"""An idea without a name, from the letter that was sealed to the answer that its author reads."""

from bothways.letterbox.queries import MonthKey
from bothways.mailbox.actions import hear_board, open_board, take_out
from bothways.mailbox.registry import askable
from bothways.people.models import Person
from bothways.pure.ballots import to_text
from bothways.voices import actions
from bothways.voices.models import Voice
from tests.cast import Cast
from tests.factories import WHY
from tests.mailbox.actions.test_board import (
    AFTERNOON,
    MORNING,
    NEXT_DAY,
    SAID,
    a_thread,
    answers_to,
    write,
)
from tests.mailbox.conftest import month  # noqa: F401 (a fixture)
from tests.mailbox.desk import ON


def test_it_comes_to_everybodys_page_and_its_answer_to_its_author_alone(
    firm: Cast,
    month: MonthKey,  # noqa: F811
) -> None:
    take_out(at=MORNING)
    open_board(on=ON)
    thread = a_thread()
    write(thread, "In the sun.", voice=SAID | {"about": ""})
    asked = a_thread()
    about = str(firm.manager.pk)
    write(asked, "", voice={"kind": "question", "title": "Why two?", "about": about})
    nobody = a_thread()
    write(nobody, "", voice={"kind": "question", "title": "Who?", "about": str(firm.leaver.pk)})
    take_out(at=AFTERNOON)

    assert hear_board() == 3

    idea, question = Voice.objects.order_by("-kind")
    assert (idea.title, idea.text, idea.way) == ("A bench", "In the sun.", "no_name")
    assert idea.thread == to_text(thread.sign_public)
    assert (question.title, question.answered_by()) == ("Why two?", [firm.manager])

    lead = Person.objects.get(pk=firm.people_lead.pk)
    actions.wont_do(idea, by=lead, words=WHY, look_again_on=NEXT_DAY.date(), at=AFTERNOON)
    actions.answer(question, by=firm.manager, words="One was not enough.", at=AFTERNOON)
    take_out(at=NEXT_DAY)
    [answer] = answers_to(thread)
    assert WHY in answer
    assert "One was not enough." in answers_to(asked)[0]
    assert "leads nobody here now" in answers_to(nobody)[0]


def test_whoever_leads_can_be_asked_without_a_name_and_nobody_else(firm: Cast) -> None:
    assert (str(firm.manager.pk), firm.manager.name) in askable()
    assert firm.employee.name not in {name for _pk, name in askable()}
