"""Person by person: what somebody can see of you, and what they can't."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.members.queries import representatives
from bothways.people.models import Person
from bothways.people.queries import stand_in_of
from bothways.trust.find_out import keys
from bothways.trust.find_out.setup import Setup


@dataclass(frozen=True)
class Viewer:
    """Somebody, what they can see of you, and what they can't."""

    who: str
    can: list[str]
    cannot: list[str]


def viewers(person: Person, setup: Setup) -> list[Viewer]:
    """Return everybody who could look, the mightiest first."""
    found = [_server(setup)]
    manager = person.manager
    if manager is not None and manager.is_active:
        found.append(_manager(manager, setup))
    stand_in = stand_in_of(person, on=timezone.localdate())
    if stand_in is not None:
        found.append(_stand_in(stand_in))
    found += [_people_lead(setup), _colleague(setup)]
    return [*found, *(_representative(one.name, setup) for one in representatives())]


def _server(setup: Setup) -> Viewer:
    return Viewer(
        _("The person who runs the server"),
        [
            _("That you are on the list, and that you fetched an envelope for a round"),
            _("All that you do under your name, promises between two people included"),
            _("Sealed ballots while the box is open: mixed, with your group, no name and no time"),
            keys.read_by_the_server(setup.second_key),
        ],
        _hidden_from_the_server() if setup.ballots_in_sqlite else _hidden_but_for_the_log(),
    )


def _hidden_from_the_server() -> list[str]:
    return [
        _("Who answered, or what you answered: no record leads there"),
        _("Which ballot is yours, also with all backups, unless they watch it arrive"),
        _("Anything but the totals, once a round is counted"),
    ]


def _hidden_but_for_the_log() -> list[str]:
    """On PostgreSQL the database keeps a log of its own (limits.py, 'The disk.')."""
    return [
        _("Who answered, or what you answered, from what Bothways itself keeps"),
        _(
            "Which ballot is yours, unless they watch it arrive, or read the database's own log "
            "before it is written over"
        ),
        _("Anything but the totals, once a round is counted and that log is written over"),
    ]


def _manager(manager: Person, setup: Setup) -> Viewer:
    return Viewer(
        _("%(name)s, who leads you") % {"name": manager.name},
        [
            _("Totals of your group, where %(floor)d or more answered") % {"floor": setup.floor},
            _("So does everybody above them, up to the top of the firm"),
            _("Promises made in the open, and those between the two of you"),
        ],
        [
            _("Any list of who answered"),
            _("Any single answer, also by taking one total from another"),
        ],
    )


def _stand_in(person: Person) -> Viewer:
    return Viewer(
        _("%(name)s, who stands in for who leads you") % {"name": person.name},
        [
            _("The same trust page as you"),
            _("Totals of a group only if it is their own, or they lead it for good"),
        ],
        [
            _("How a group sees the leader they stand in for"),
            _("Any list of who answered"),
        ],
    )


def _people_lead(setup: Setup) -> Viewer:
    return Viewer(
        _("The owner and the people lead"),
        [
            _("The same trust page as you"),
            _("The people lead: totals of every group, where %(floor)d or more answered")
            % {"floor": setup.floor},
            _("The list of people with their addresses; to save it is on the record"),
        ],
        [
            _("Who answered, or what anyone answered"),
            _("How a group sees its own leader, unless it is theirs"),
        ],
    )


def _representative(name: str, setup: Setup) -> Viewer:
    return Viewer(
        _("%(name)s, employee representative") % {"name": name},
        [
            _("The same trust page as you"),
            _("The record: every round, its rules, every attempt to change them"),
            *keys.seen_with_the_second(setup.second_key),
        ],
        [keys.hidden_from_the_representative(setup.second_key)],
    )


def _colleague(setup: Setup) -> Viewer:
    return Viewer(
        _("A colleague"),
        [
            _("The same trust page as you"),
            _("In your own group: its totals, where %(floor)d or more answered")
            % {"floor": setup.floor},
            _("Promises made in the open"),
        ],
        [
            _("Your answers"),
            ngettext(
                "What you answered, by putting one other person's answer to the totals",
                "What you answered, by putting the answers of %(c)d people to the totals",
                setup.c,
            )
            % {"c": setup.c},
        ],
    )
