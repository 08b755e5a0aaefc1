"""The sentences that the policy table is written in: (person, thing) -> may they?"""

from collections.abc import Callable
from typing import Any

from django.utils.timezone import localdate

from bothways.people.models import Person, Role

Rule = Callable[[Person, Any], bool]


def anyone_here(person: Person, _thing: Any) -> bool:
    """Everybody who works here."""
    return person.is_active


def is_owner(person: Person, _thing: Any) -> bool:
    """The owner."""
    return person.has_role(Role.Kind.OWNER)


def is_people_lead(person: Person, _thing: Any) -> bool:
    """The people lead."""
    return person.has_role(Role.Kind.PEOPLE_LEAD)


def is_representative(person: Person, _thing: Any) -> bool:
    """The employee representative."""
    return person.has_role(Role.Kind.REPRESENTATIVE)


def is_owner_or_representative(person: Person, thing: Any) -> bool:
    """The owner or the employee representative."""
    return is_representative(person, thing) or is_owner(person, thing)


def keeps_people(person: Person, _thing: Any) -> bool:
    """The owner or the people lead."""
    return bool(person.role_kinds & {Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD})


def prints_for(person: Person, thing: Any) -> bool:
    """The owner or the people lead, for whoever is here; for somebody with a role the owner."""
    if thing.left_on is not None:
        return False
    return is_owner(person, thing) if thing.role_kinds else keeps_people(person, thing)


def erases(person: Person, thing: Any) -> bool:
    """The owner or the people lead; somebody with a role the owner, since it goes for good."""
    return is_owner(person, thing) if thing and thing.role_kinds else keeps_people(person, thing)


def is_in_sight(person: Person, thing: Any) -> bool:
    """Everybody, unless the thing is between two people: then those two."""
    return thing is None or bool(thing.is_in_sight_of(person))


def sees_person(person: Person, thing: Any) -> bool:
    """Everybody who works here, of those who do; who left or comes later by who keeps people."""
    return thing.is_active or keeps_people(person, thing)


def leads(person: Person, _thing: Any) -> bool:
    """Whoever leads people."""
    return person.leads_people


def answers_for_the_firm(person: Person, _thing: Any) -> bool:
    """The owner, the people lead, and whoever leads people."""
    return keeps_people(person, None) or person.leads_people


def is_of_this_leader(person: Person, thing: Any) -> bool:
    """The leader whose it is (its `leader`)."""
    return bool(thing.leader_id == person.pk)


def is_shown_to(person: Person, thing: Any) -> bool:
    """The leader whose it is, and those with whom that leader shares it for now."""
    return bool(thing.is_open_to(person, on=localdate()))


def is_made_to(person: Person, thing: Any) -> bool:
    """Those it was made to, as it was on that day; never whoever gave it."""
    return bool(thing.is_made_to(person))


def is_author(person: Person, thing: Any) -> bool:
    """Whoever made the thing (its `made_by`)."""
    return bool(thing.made_by_id == person.pk)


def writes_it(person: Person, thing: Any) -> bool:
    """Those who decided and whoever wrote it down; where none of them is here, the owner."""
    return bool(thing.may_be_written_by(person))


def answers_for_it(person: Person, thing: Any) -> bool:
    """Those who owe the answer; where none of them is here, the owner."""
    return bool(thing.may_be_answered_by(person))


def answers_for_it_or_keeps_people(person: Person, thing: Any) -> bool:
    """Those who owe the answer, the owner and the people lead."""
    return keeps_people(person, None) or answers_for_it(person, thing)


def says_it_or_answers_for_it(person: Person, thing: Any) -> bool:
    """Whoever said it by name, those who owe the answer, the owner and the people lead."""
    return is_said_by(person, thing) or answers_for_it_or_keeps_people(person, thing)


def is_said_by(person: Person, thing: Any) -> bool:
    """Whoever said it by name."""
    return bool(thing.is_said_by(person))


def keeps_the_box(person: Person, _thing: Any) -> bool:
    """The keepers of the paper box, the owner and the people lead."""
    return keeps_people(person, None) or hasattr(person, "keeps_box")


def is_thanked(person: Person, thing: Any) -> bool:
    """Whoever is thanked (its `person`)."""
    return bool(thing.person_id == person.pk)


def hands_over(person: Person, thing: Any) -> bool:
    """Whoever made the thing; once they have left or named their last day, who keeps people."""
    maker = thing.made_by
    going = maker.left_on is not None or maker.leaves_on is not None
    return is_author(person, thing) or (
        going and not thing.is_between_two and keeps_people(person, thing)
    )


def ends_for_leaver(person: Person, thing: Any) -> bool:
    """When its author has left: the owner; between two people the other of the two."""
    if thing.made_by.left_on is None:
        return False
    if thing.is_between_two:
        return bool(thing.to_person_id == person.pk)
    return is_owner(person, thing)


def reads_there(person: Person, thing: Any) -> bool:
    """Whoever reads at this desk."""
    return thing is not None and bool(thing.is_read_by(person))


def keeps_or_reads(person: Person, desk: Any) -> bool:
    """The owner or the people lead, or whoever reads at this desk."""
    return keeps_people(person, None) or reads_there(person, desk)
