"""What each person wishes of mails: the weekly one or not, and which groups at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from bothways.notifications.catalogue import GROUPS, MESSAGES, WEEKLY, Group
from bothways.notifications.errors import NotToBeTurnedOffError
from bothways.notifications.models import PutOff, Unreachable, Wish
from bothways.people.models import Person

USUAL = {  # of a group: something in it can't wait
    about: any(mail.urgent for mail in MESSAGES.values() if mail.about == about)
    for about in {mail.about for mail in MESSAGES.values()}
}


@dataclass(frozen=True)
class Choice:
    """One group of mails as it stands for a person. at_once: it does not wait for the weekly."""

    about: str
    group: Group
    at_once: bool


@transaction.atomic
def choose(about: str, *, by: Person, wished: bool) -> None:
    """Keep whether `by` gets a group of mails at once, or the weekly mail at all.

    Raises NotToBeTurnedOffError for an unknown group, and for one that keeps an account or a
    round safe.
    """
    if about not in GROUPS or GROUPS[about].fixed:
        raise NotToBeTurnedOffError
    Wish.objects.update_or_create(person=by, about=about, defaults={"wished": wished})


def choices_of(person: Person) -> list[Choice]:
    """Return every group with how it stands for this person, the weekly mail first (1 query)."""
    said = dict(Wish.objects.filter(person=person).values_list("about", "wished"))
    order = sorted(GROUPS, key=lambda about: (about != WEEKLY, GROUPS[about].fixed))
    return [
        Choice(about, GROUPS[about], said.get(about, USUAL.get(about, False)))
        for about in order
        if about in USUAL or not GROUPS[about].fixed
    ]


def who_get_it_at_once(kind: str, people: Iterable[Person]) -> list[Person]:
    """Return who of these gets a mail of this kind now: they can be reached, and wish it so."""
    mail, people = MESSAGES[kind], list(people)
    reached = who_can_be_reached(people)
    if GROUPS[mail.about].fixed:
        return reached
    said: dict[UUID, bool] = dict(
        Wish.objects.filter(person__in=people, about=mail.about).values_list("person_id", "wished")
    )
    return [person for person in reached if said.get(person.pk, mail.urgent)]


def who_can_be_reached(people: Iterable[Person]) -> list[Person]:
    """Return who is here, has an address, and has one that mails do not come back from."""
    here = [person for person in people if person.email and person.is_active]
    dead: dict[UUID, str] = dict(
        Unreachable.objects.filter(person__in=here).values_list("person_id", "address")
    )
    return [person for person in here if dead.get(person.pk) != person.email]


def unreachable_now() -> list[Person]:
    """Return those who are here and whose address gives every mail back, by name."""
    return list(Person.objects.here().filter(unreachable__address=F("email")))


@transaction.atomic
def put_off(key: str, *, by: Person, until: date) -> None:
    """Let a thing stand in somebody's week again from a day on, and not before."""
    PutOff.objects.update_or_create(person=by, key=key[:80], defaults={"until_on": until})


def bring_back(key: str, *, by: Person) -> None:
    """Let what was put off stand in the week again now."""
    PutOff.objects.filter(person=by, key=key[:80]).delete()
