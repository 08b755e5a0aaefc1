"""The first hour as one path: its steps, what each leaves out costs, and how they stand."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import BooleanField, Exists, Q, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bothways.firm.models import Announcement, Mark
from bothways.firm.queries import announced_round
from bothways.people.models import Organisation, Person, Role
from bothways.people.models import Value as Held
from bothways.surveys.models import Round

ALL = "all"  # the mark by which somebody ends the first hour as a whole
YES = Value(value=True, output_field=BooleanField())
NO = Value(value=False, output_field=BooleanField())


@dataclass(frozen=True)
class Step:
    """One screen of the path. `cost` is what is lost without it; '' can't be left out."""

    key: str
    name: Promise
    address: str
    stands: Callable[[], Exists | Value]  # said of the firm; all steps are one query
    cost: Promise | str = ""
    is_owners: bool = False


STEPS = (
    Step(
        "begin",
        _("The firm"),
        "firm:settings",
        lambda: YES,
        is_owners=True,
    ),
    Step(
        "people",
        _("The people"),
        "firm:people",
        lambda: Exists(Person.objects.here()[1:2]),
        _("Without people nobody can be asked. You can look at every page, and come back."),
    ),
    Step(
        "group",
        _("The smallest group"),
        "firm:group",
        lambda: NO,
        _("Then the usual rule holds: nothing is shown from fewer than 7 answers."),
        is_owners=True,
    ),
    Step(
        "representative",
        _("The representative"),
        "firm:representative",
        lambda: Exists(Person.objects.here().filter(roles__kind=Role.Kind.REPRESENTATIVE)),
        _("Then nobody watches over the rounds for the employees, and every poster says so."),
        is_owners=True,
    ),
    Step(
        "values",
        _("What you stand for"),
        "firm:values",
        lambda: Exists(Held.objects.filter(dropped_on=None)),
        _("Then promises can't point to what the firm says it stands for."),
        is_owners=True,
    ),
    Step(
        "mail",
        _("A test mail"),
        "firm:mail",
        lambda: NO,
        _("Then you find out only on the day whether the invitations arrive."),
    ),
    Step(
        "round",
        _("The first round"),
        "firm:round",
        lambda: Exists(Round.objects.exclude(state=Round.State.VOID)),
        _("Then nothing is asked. You can prepare a round on the trust page at any time."),
    ),
    Step(
        "words",
        _("What you tell people"),
        "firm:words",
        lambda: Exists(Announcement.objects.all()),
        _("Then people get one short mail when the box opens, and no reason why you ask."),
    ),
    Step(
        "announce",
        _("Announce it"),
        "firm:announce",
        lambda: Exists(Round.objects.exclude(state=Round.State.DRAFT)),
        _("The draft waits. Nobody but you and the people lead sees it."),
    ),
)


@dataclass(frozen=True)
class Stage:
    """One step as it stands for one person."""

    step: Step
    number: int
    state: str  # 'done', 'left' or 'open'
    is_mine: bool  # may take it


def path_for(person: Person) -> list[Stage]:
    """Return every step with how it stands; what is so counts before what somebody said.

    2 queries.
    """
    said = dict(Mark.objects.values_list("step", "said"))
    owns = person.has_role(Role.Kind.OWNER)
    return [
        Stage(
            step,
            number,
            "done" if is_so else said.get(step.key, "open"),
            owns or not step.is_owners,
        )
        for number, (step, is_so) in enumerate(zip(STEPS, _what_is_so(), strict=True), start=1)
    ]


def _what_is_so() -> list[bool]:
    """Return of each step whether it is done (1 query)."""
    firm = Organisation.objects.values_list(*(step.stands() for step in STEPS)).first()
    return list(firm) if firm else [False] * len(STEPS)


def step_of(key: str) -> Step:
    """Return a step by its key. Raises StopIteration for a key that is none."""
    return next(step for step in STEPS if step.key == key)


def path_ahead() -> list[Stage]:
    """Return every step as it stands for whoever has not named the firm yet."""
    return [
        Stage(step, number, "open", is_mine=False) for number, step in enumerate(STEPS, start=1)
    ]


def after(key: str, person: Person) -> str:
    """Return the name of the address that follows a step, of those this person may take."""
    place = STEPS.index(step_of(key))
    owns = person.has_role(Role.Kind.OWNER)
    mine = (step.address for step in STEPS[place + 1 :] if owns or not step.is_owners)
    return next(mine, "firm:done")


def before(key: str, person: Person) -> str:
    """Return the name of the address before a step, '' for the first ones."""
    place = STEPS.index(step_of(key))
    owns = person.has_role(Role.Kind.OWNER)
    mine = (step.address for step in reversed(STEPS[1:place]) if owns or not step.is_owners)
    return next(mine, "")


def is_setting_up(person: Person) -> bool:
    """Nothing was announced yet, and somebody is still on the way there."""
    return announced_round() is None and what_is_left(person) is not None


@dataclass(frozen=True)
class Left:
    """What is left of the first hour: the next open step, and how many there are."""

    next: Step
    n_open: int
    n_steps: int


def what_is_left(person: Person) -> Left | None:
    """Return what is left for whoever sets up, or None: all done, ended, or a round was counted."""
    goes_on = Organisation.objects.exclude(is_over()).exists()
    return steps_left(person) if goes_on else None


def is_over() -> Q:
    """Say that the first hour is over: somebody ended it, or a round was counted."""
    counted = Round.objects.filter(state=Round.State.RELEASED)
    return Q(Exists(Mark.objects.filter(step=ALL))) | Q(Exists(counted))


def steps_left(person: Person) -> Left | None:
    """Return what this person can still do of the first hour, while it lasts."""
    open_ones = [s for s in path_for(person) if s.state == "open" and s.is_mine]
    return Left(open_ones[0].step, len(open_ones), len(STEPS)) if open_ones else None
