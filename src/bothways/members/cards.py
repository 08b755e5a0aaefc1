"""Reads about cards: who has one, in which state, and who may print for whom."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from bothways.members.models import Card
from bothways.members.queries import people_here
from bothways.people.models import Person, Role

WORKING = (Card.State.PRINTED, Card.State.IN_USE, Card.State.LOCKED)


@dataclass(frozen=True)
class CardLine:
    """One person and their card, as the list shows them; never when it was used."""

    person: Person
    card: Card | None
    state: str
    may_print: bool
    may_revoke: bool


def people_for_cards(
    *, show: str = "", words: str = "", unit: str = "", only: str = ""
) -> QuerySet[Person]:
    """Return people by unit and name.

    show: '' is who has neither an e-mail address nor a working card, 'cards' who has or had a
    card, 'all' everybody. unit: a path, with all below it. only: the id of one person.
    """
    people = people_here(words=words).select_related("unit", "card", "card__printed_by")
    if only:
        return people.filter(pk=only)
    if unit:
        people = people.filter(Q(unit__path=unit) | Q(unit__path__startswith=f"{unit}/"))
    if show == "cards":
        return people.filter(card__isnull=False)
    if show == "all":
        return people
    works = Card.objects.filter(person=OuterRef("pk"), state__in=WORKING)
    return people.filter(email=None).exclude(Exists(works))


def lines_for(people: list[Person], *, by: Person, on: date) -> list[CardLine]:
    """Return these people as lines of the list that `by` looks at (1 query, for roles)."""
    ids = [person.pk for person in people]
    with_role = set(Role.objects.filter(person__in=ids).values_list("person_id", flat=True))
    is_owner = by.has_role(Role.Kind.OWNER)
    return [_line(person, may=is_owner or person.pk not in with_role, on=on) for person in people]


def card_of(person: Person) -> Card | None:
    """Return the person's card, whatever its state (1 query)."""
    return Card.objects.filter(person=person).select_related("printed_by").first()


def n_never_used(people: QuerySet[Person] | None = None) -> int:
    """Count the cards that were printed and not used yet, of these people or of all here."""
    unused = Card.objects.filter(state=Card.State.PRINTED, person__left_on=None)
    return (unused if people is None else unused.filter(person__in=people)).count()


def state_on(card: Card, on: date) -> Card.State:
    """Return the state of a card on a day: an unused one expires before anybody notes it."""
    if card.state == Card.State.PRINTED and card.use_before <= on:
        return Card.State.EXPIRED
    return Card.State(card.state)


def _line(person: Person, *, may: bool, on: date) -> CardLine:
    card: Card | None = getattr(person, "card", None)
    state = state_on(card, on) if card else None
    return CardLine(
        person=person,
        card=card,
        state=str(state.label) if state else "",
        may_print=may,
        may_revoke=may and state in WORKING,
    )
