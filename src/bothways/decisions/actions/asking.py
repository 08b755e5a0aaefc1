"""Questions about a decision, by name, and the answers that those who decided owe."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from bothways.decisions import errors
from bothways.decisions.actions.telling import noted, tell_about
from bothways.decisions.models import LONGEST_TEXT, Answer, Decision, Question, waits_since
from bothways.decisions.queries import those_who_answer
from bothways.decisions.wording import line, text
from bothways.people.models import Person
from bothways.storage.alone import stand_alone

LONGEST_QUESTION = 1000


@transaction.atomic
def ask_about(decision: Decision, *, by: Person, words: str, at: datetime) -> Question:
    """Ask those who decided; from now on they owe an answer, and everyone sees since when.

    The same words twice on a day are one question.
    Raises AskingYourselfError, NoWordsError, TooManyWordsError.
    """
    stand_alone(f"questions about {decision.pk}")
    words, on = line(words, LONGEST_QUESTION), localdate(at)
    owing = those_who_answer(decision)
    if by in owing:
        raise errors.AskingYourselfError
    asked: Question | None = decision.questions.filter(by=by, text=words, said_on=on).first()
    if asked is not None:
        return asked
    question = Question.objects.create(decision=decision, by=by, said_on=on, text=words)
    _count(decision)
    noted("decision.asked", decision, by=by, at=at, text=words)
    tell_about("decision.asked", decision, to=owing, at=at, who=by.name, words=words)
    return question


@transaction.atomic
def answer_question(question: Question, *, by: Person, words: str, at: datetime) -> Answer:
    """Answer in writing, in everyone's sight; whoever asked is told.

    Raises NotYoursToAnswerError, AlreadyAnsweredError, NoWordsError, TooManyWordsError.
    """
    decision = question.decision
    stand_alone(f"questions about {decision.pk}")
    words = text(words, LONGEST_TEXT)
    if by not in those_who_answer(decision):
        raise errors.NotYoursToAnswerError
    if Answer.objects.filter(question=question).exists():
        raise errors.AlreadyAnsweredError
    answer = Answer.objects.create(question=question, by=by, said_on=localdate(at), text=words)
    _count(decision)
    noted("decision.answered", decision, by=by, at=at, words=words)
    told = {"who": by.name, "words": words, "asked": question.text}
    tell_about("decision.answered", decision, to=[question.by], at=at, **told)
    return answer


def _count(decision: Decision) -> None:
    """Bring up to date how many questions were asked and answered, and since when one waits."""
    asked = list(decision.questions.select_related("answer"))
    n_answered = sum(hasattr(question, "answer") for question in asked)
    Decision.objects.filter(pk=decision.pk).update(
        n_questions=len(asked), n_answered=n_answered, waits_since=waits_since(asked)
    )
    decision.refresh_from_db()
