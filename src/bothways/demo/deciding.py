"""What was decided at Millrace, told by the real actions: versions, questions, a correction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from bothways.decisions import actions
from bothways.decisions.models import Decision, Question, Thanks
from bothways.decisions.wording import Told
from bothways.demo import firm
from bothways.demo.clock import Clock
from bothways.demo.stories import Decided, Later, decisions
from bothways.people.models import Person
from bothways.record.prompted import Prompt, PromptKind
from bothways.surveys.models import Round, RoundQuestion

Act = Callable[[datetime], object]
HOURS = (9, 10, 11, 13, 14)  # when people write things down


@dataclass
class Deciding:
    """The decisions while their story is told."""

    clock: Clock
    recorded: dict[str, Decision] = field(default_factory=dict)

    def events(self) -> Iterator[tuple[datetime, Act]]:
        """Yield each decision and all that came later of it."""
        for number, story in enumerate(decisions()):
            hour = HOURS[number % len(HOURS)]
            yield self.clock.at(self.clock.workday(story.ago), hour), self._recording(story)
            for nth, later in enumerate(story.then):
                day = self.clock.workday(story.ago - later.after)
                yield self.clock.at(day, hour, 20 + nth), self._following(story, later)

    def _recording(self, story: Decided) -> Act:
        def record(at: datetime) -> None:
            told = Told(
                question=story.question,
                outcome=story.outcome,
                reasons=story.reasons,
                decided_on=self.clock.workday(story.ago),
                look_again_on=self.clock.workday(story.ago - story.again),
                decided=story.decided,
                context=story.context,
                options=story.options,
                who_was_heard=story.who_was_heard,
                uncertain=story.uncertain,
                would_change_our_mind=story.would_change_our_mind,
            )
            self.recorded[story.name] = actions.record_decision(
                by=firm.person(story.by),
                told=told,
                deciders=[firm.person(number) for number in story.deciders],
                value=firm.value(story.value),
                prompt=prompt_of(*story.answers) if story.answers else None,
                at=at,
            )

        return record

    def _following(self, story: Decided, later: Later) -> Act:
        def follow(at: datetime) -> None:
            decision, by = self.recorded[story.name], firm.person(later.by)
            decision.refresh_from_db()
            if later.verb in {"changed", "stands"}:
                self._look_again(story, later, decision, by, at)
            elif later.verb == "corrected":
                _correct(later, decision, by, at)
            elif later.verb == "asked":
                actions.ask_about(decision, by=by, words=later.words, at=at)
            else:
                actions.answer_question(_waiting(decision), by=by, words=later.words, at=at)

        return follow

    def _look_again(
        self, story: Decided, later: Later, decision: Decision, by: Person, at: datetime
    ) -> None:
        """Say that it stands, or give it new words; either until another day."""
        again = self.clock.workday(story.ago - later.again)
        if later.verb == "stands":
            actions.let_stand(
                decision,
                by=by,
                why=later.words,
                look_again_on=again,
                version=decision.version,
                at=at,
            )
            return
        told = replace(
            Told(**decision.wording()),
            outcome=later.outcome,
            decided=later.decided,
            reasons=later.reasons,
            look_again_on=again,
        )
        actions.change_decision(
            decision, by=by, told=told, why=later.why, version=decision.version, at=at
        )


def events(clock: Clock) -> Iterator[tuple[datetime, Act]]:
    """Yield what was decided, and when."""
    return Deciding(clock).events()


def prompt_of(number: int, code: str) -> Prompt:
    """Return the result of a question in the round of this number, as what prompts something."""
    of_trust = Round.objects.filter(audience=Round.Audience.EVERYONE).exclude(kind="promises")
    round_ = of_trust.order_by("opens_at")[number - 1]
    asked = RoundQuestion.objects.get(round=round_, code=code)
    return Prompt(PromptKind.RESULT, f"{round_.pk}/{code}", asked.text)


def prompt_by(name: str) -> Prompt:
    """Return the decision of this name, as what prompts something."""
    [question] = [story.question for story in decisions() if story.name == name]
    decision = Decision.objects.get(question=question)
    return Prompt(PromptKind.DECISION, str(decision.pk), question)


def _correct(later: Later, decision: Decision, by: Person, at: datetime) -> None:
    """Correct it, with thanks to whoever saw it, who lets the name be shown or not."""
    thanked = firm.person(later.thanks) if later.thanks else None
    correction = actions.correct(
        decision, by=by, was=later.was, now=later.now, words=later.words, thanks_to=thanked, at=at
    )
    if thanked and later.named:
        thanks = Thanks.objects.get(correction=correction)
        actions.answer_thanks(thanks, by=thanked, is_named=True, at=at)


def _waiting(decision: Decision) -> Question:
    """The oldest question that nobody has answered."""
    oldest: Question = decision.questions.filter(answer=None).earliest("pk")
    return oldest
