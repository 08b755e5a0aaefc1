"""Reads of decisions that more than one page needs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Substr

from bothways.decisions.models import (
    Correction,
    Decider,
    Decision,
    DecisionQuerySet,
    Draft,
    Question,
    Version,
)
from bothways.people.models import Person, Role, here_on
from bothways.record.prompted import LONGEST_PROMPT, LONGEST_REF, Prompt, PromptKind
from bothways.results.queries import figure_words
from bothways.storage.kept_queries import Id, KeptByIds, KeptThings
from bothways.surveys.models import RoundQuestion

EXCERPT = 160  # characters of the reasons in a list
LONG = ("reasons", "context", "options", "who_was_heard", "uncertain", "would_change_our_mind")
of_ids = KeptByIds(Decision, *LONG)
deciders_of_ids = KeptByIds(Decider, person=(), decision=LONG)
STANDS = Q(decision=Id("decision"), kind=Version.Kind.STANDS)
STOOD = KeptThings(lambda: Version.objects.filter(STANDS).order_by("-pk"), by=())
WITH_NAMES = Prefetch("deciders", Decider.objects.select_related("person"))


def answering(round_id: UUID) -> dict[str, list[Decision]]:
    """Return the decisions that answer a round's results, by question code, oldest first."""
    return {code: found for (_round, code), found in answers_to([round_id]).items()}


def answers_to(round_ids: Iterable[UUID]) -> dict[tuple[UUID, str], list[Decision]]:
    """Return the decisions that answer results of these rounds, by round and question code."""
    return by_result(with_people(that_answer(round_ids)).order_by("recorded_on", "pk"))


def that_answer(round_ids: Iterable[UUID]) -> DecisionQuerySet:
    """Return the decisions that answer any result of these rounds."""
    about = Q(pk__in=[])
    for round_id in round_ids:
        about |= Q(prompt_ref__startswith=f"{round_id}/")
    return Decision.objects.filter(about, prompt_kind=PromptKind.RESULT)


def by_result(decisions: Iterable[Decision]) -> dict[tuple[UUID, str], list[Decision]]:
    """Put decisions that answer results beside the round and the question code they answer."""
    answers: dict[tuple[UUID, str], list[Decision]] = {}
    for decision in decisions:
        of_round, _slash, code = decision.prompt_ref.partition("/")
        answers.setdefault((UUID(of_round), code), []).append(decision)
    return answers


def with_people(decisions: DecisionQuerySet) -> DecisionQuerySet:
    """Fetch who wrote them down, and who decided along with them (1 query more)."""
    return decisions.select_related("made_by").prefetch_related(WITH_NAMES)


def decided_by_somebody_here(today: Any) -> Exists:
    """Say of which decisions one of those who decided is still here."""
    here = Decider.objects.filter(here_on(today, prefix="person__"))
    return Exists(here.filter(decision=OuterRef("pk")))


def listed(person: Person, *, show: str, on: date) -> DecisionQuerySet:
    """Return decisions in list order: to look at again, then answers owed, then the newest.

    show: all, no, again, asked, corrected or mine; an unknown word shows all. Of long texts only
    the beginning of the reasons comes along, as `excerpt`.
    """
    excerpt = Substr("reasons", 1, EXCERPT + 1)
    seen = Decision.objects.defer(*LONG).annotate(excerpt=excerpt)
    if show == "no":
        seen = seen.filter(outcome=Decision.Outcome.NO)
    elif show == "again":
        seen = seen.to_look_at_again(on)
    elif show == "asked":
        seen = seen.owing_answers()
    elif show == "corrected":
        seen = seen.filter(n_corrections__gt=0)
    elif show == "mine":
        seen = seen.filter(_of(person))
    return in_list_order(seen, on)


def with_names(page: Iterable[Decision]) -> list[tuple[Decision, str]]:
    """Return decisions with the names of those who decided, as a list prints them (1 query)."""
    decisions = list(page)
    names: dict[UUID, list[str]] = defaultdict(list)
    deciders = Decider.objects.filter(decision__in=decisions)
    for pk, name in deciders.values_list("decision_id", "person__name"):
        names[pk].append(name)
    return [(decision, ", ".join(names[decision.pk])) for decision in decisions]


def with_everybody(decision: Decision) -> Decision:
    """Fetch at once who has to do with one decision, and what stands in its place."""
    prefetch_related_objects([decision], "made_by", WITH_NAMES, "replaced_by", "value")
    return decision


def of(person: Person) -> DecisionQuerySet:
    """Return what this person decided or wrote down."""
    return Decision.objects.filter(_of(person))


def _of(person: Person) -> Q:
    decided = Decider.objects.filter(person=person)
    return Q(pk__in=decided.values("decision_id")) | Q(made_by=person)


def in_list_order(decisions: DecisionQuerySet, on: date) -> DecisionQuerySet:
    """Put first what needs somebody: the day to look again is past, then answers owed."""
    group = Case(
        When(replaced_on=None, look_again_on__lt=on, then=Value(0)),
        When(n_answered__lt=F("n_questions"), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    due = Case(When(replaced_on=None, look_again_on__lt=on, then=F("look_again_on")))
    return decisions.order_by(group, due, "waits_since", "-decided_on", "-recorded_on", "pk")


def drafts_of(person: Person) -> list[Draft]:
    """Return what this person is writing, alone or with others."""
    theirs = Draft.objects.filter(Q(made_by=person) | Q(writers__person=person)).distinct()
    return list(theirs.select_related("made_by").prefetch_related("writers__person"))


def those_who_answer(decision: Decision) -> list[Person]:
    """Return who owes the answers; where nobody who decided is here any more, the owners."""
    owners = Person.objects.here().filter(roles__kind=Role.Kind.OWNER)
    return decision.answered_by() or list(owners)


def questions_of(decision: Decision) -> list[Question]:
    """Return what was asked, what waits for an answer first, each with its answer."""
    if not decision.n_questions:
        return []
    asked = decision.questions.select_related("by", "answer__by")
    return sorted(asked, key=lambda question: (hasattr(question, "answer"), question.pk))


def corrections_of(decision: Decision) -> list[Correction]:
    """Return the corrections, the newest first, with whoever is thanked."""
    if not decision.n_corrections:
        return []
    said = decision.corrections.select_related("by", "thanks__person")
    return list(said.order_by("-pk"))


def prompt_in(told: Mapping[str, str]) -> Prompt | None:
    """Read what prompts a new decision from an address; what names nothing is none.

    told: {"round", "question"} of a result that was released, or {"prompt", "ref", "words"}.
    """
    kind, words = told.get("prompt", ""), " ".join(told.get("words", "").split())
    if "round" in told:
        return _result_in(told["round"], told.get("question", ""))
    if kind not in PromptKind.values or kind == PromptKind.RESULT or not words:
        return None
    return Prompt(kind, told.get("ref", "")[:LONGEST_REF], words[:LONGEST_PROMPT])


def _result_in(round_id: str, code: str) -> Prompt | None:
    try:
        figure = figure_words(UUID(round_id), code)
    except ValueError:
        return None
    asked = RoundQuestion.objects.filter(round_id=round_id, code=code).first()
    if asked is None or not figure:
        return None
    return Prompt(PromptKind.RESULT, f"{round_id}/{code}", f"“{asked.text}” {figure}")


def stood_lately(decision: Decision) -> Version | None:
    """Return when it was last looked at again and left as it is, with whoever did."""
    return STOOD.first(decision=decision.pk)


def versions_of(decision: Decision) -> list[Version]:
    """Return every version, the first one first."""
    return list(decision.versions.select_related("by"))
