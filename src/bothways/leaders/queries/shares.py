"""Who may see whose profile."""

from datetime import date

from bothways.leaders.models import ProfileShare
from bothways.people.models import Person


def own_shares(person: Person, *, on: date) -> list[ProfileShare]:
    """Return how this person's profile is shared on that day."""
    mine = ProfileShare.objects.filter(leader=person, ended_on=None, until_on__gte=on)
    return list(mine.select_related("leader"))


def shares_with(person: Person, *, on: date) -> list[ProfileShare]:
    """Return the profiles that others share with this person on that day, by name, one each."""
    others = ProfileShare.objects.filter(ended_on=None, from_on__lte=on, until_on__gte=on)
    others = others.exclude(leader=person).select_related("leader")
    seen = {s.leader_id: s for s in others if s.is_open_to(person, on=on)}
    return sorted(seen.values(), key=lambda share: share.leader.name)
