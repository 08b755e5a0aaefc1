"""What could anyone find out about you? Written from the configuration as it is now."""

from dataclasses import dataclass

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.people.models import Person, Role
from bothways.people.queries import organisation
from bothways.pure.disclosure import floor_of
from bothways.surveys.second_key import State, second_key_state
from bothways.trust import keys_said


@dataclass(frozen=True)
class Viewer:
    """Somebody, what they can see of you, and what they can't."""

    who: str
    can: list[str]
    cannot: list[str]


@dataclass(frozen=True)
class Setup:
    """The configuration that the sentences speak of."""

    k: int
    c: int
    delay: int
    ballots_in_sqlite: bool
    session_days: int
    is_demo: bool
    second_key: State

    @property
    def floor(self) -> int:
        """The fewest answers that make a figure."""
        return floor_of(k=self.k, c=self.c)


@dataclass(frozen=True)
class Page:
    """The page as sentences."""

    setup: Setup
    viewers: list[Viewer]
    stored: list[tuple[str, str, str]]
    limits: list[tuple[str, str]]


def about(person: Person) -> Page:
    """Return the page for one person."""
    setup = read_setup()
    return Page(setup, _viewers(person, setup), _stored(setup), limits(setup))


def read_setup() -> Setup:
    """Read what is in force: the firm's numbers and this installation's settings."""
    firm = organisation()
    return Setup(
        k=firm.k if firm else 7,
        c=firm.c if firm else 2,
        delay=settings.BALLOT_DELAY_SECONDS,
        ballots_in_sqlite=connections["ballots"].vendor == "sqlite",
        session_days=settings.SESSION_COOKIE_AGE // 86400,
        is_demo=settings.MODE == "demo",
        second_key=second_key_state(),
    )


def _viewers(person: Person, setup: Setup) -> list[Viewer]:
    viewers = [_server(setup), _people_lead(setup), _colleague(setup)]
    manager = person.manager
    if manager is not None and manager.is_active:
        viewers.insert(1, _manager(manager, setup))
    representatives = Person.objects.here().filter(roles__kind=Role.Kind.REPRESENTATIVE)
    names = representatives.values_list("name", flat=True)
    viewers += [_representative(name, setup) for name in names]
    return viewers


def _server(setup: Setup) -> Viewer:
    return Viewer(
        _("The person who runs the server"),
        [
            _("That you are on the list, and that you fetched an envelope for a round"),
            _("All that you do under your name, promises between two people included"),
            _("Sealed ballots while the box is open: mixed, with your group, no name and no time"),
            keys_said.read_by_the_server(setup.second_key),
        ],
        [
            _("Who answered, or what you answered: no record leads there"),
            _("Which ballot is yours, also with all backups, unless they watch it arrive"),
            _("Anything but the totals, once a round is counted"),
        ],
    )


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
        ],
        [keys_said.read_by_the_representative(setup.second_key)],
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


def _stored(setup: Setup) -> list[tuple[str, str, str]]:
    """Return what is stored: what, who can read it, when it goes."""
    server = _("whoever runs the server")
    return [
        (
            _("Name, team, what you do, who leads you, your roles"),
            _("everyone here"),
            _("kept when you leave"),
        ),
        (
            _("E-mail address, staff number, site, first day"),
            _("the owner and the people lead"),
            _("kept when you leave"),
        ),
        (
            _("That a card was printed for you: the day, by whom, and how it stands"),
            _("you, the owner and the people lead"),
            _("when you leave; never when you used it"),
        ),
        (
            _("That you may answer a round, and that you fetched an envelope"),
            server,
            _("kept; it does not say that you answered"),
        ),
        (
            _("Sealed ballots of an open round"),
            keys_said.who_reads_ballots(setup.second_key),
            _("when the round is counted, with its keys"),
        ),
        (
            _("On which day who looked at totals of your group"),
            _("you, and the people of your group"),
            _("stays"),
        ),
        (_("The totals of a round"), _("see “Person by person”"), _("kept; all that is left")),
        (_("Your promises"), _("those they were made to, or everyone"), _("stays")),
        (_("The record of what was done"), _("everyone here"), _("stays")),
        (_("Mails to you"), server, _("after 30 days")),
        (
            _("The address under which your browser is rung, if you turned notifications on"),
            _("whoever runs the server; the maker of your browser learns that it rings, and when"),
            _("when you turn it off or sign out"),
        ),
        (
            _("That you are signed in, and the night when that ends"),
            server,
            ngettext("after %(days)d day", "after %(days)d days", setup.session_days)
            % {"days": setup.session_days},
        ),
    ]


def limits(setup: Setup) -> list[tuple[str, str]]:
    """Return all that this design can't protect from, in this configuration: (name, sentences)."""
    return [*_limits_of_the_server(setup), *_limits_around_you(setup)]


def _limits_of_the_server(setup: Setup) -> list[tuple[str, str]]:
    """What whoever runs the server could still do."""
    return [
        (
            _("A false page."),
            _("The company's server sends you the script that seals your answers."),
        ),
        keys_said.limit_of_keys(setup.second_key),
        (
            _("Borrowed names."),
            _(
                "Whoever runs the server could sign in as people who take no part, and whoever "
                "keeps the list of people could invent some. With such ballots they learn more "
                "than a few colleagues could. Look at who is in your group; it stands with the "
                "rules of each round."
            ),
        ),
        (
            _("A look into the count."),
            _(
                "The server counts in its memory. Whoever runs it could copy a group's ballots "
                "there: mixed, without names, but whole."
            ),
        ),
        (
            _("A copy of the machine"),
            keys_said.copy_of_the_machine(setup.second_key),
        ),
        (_("The disk."), _disk(setup)),
    ]


def _limits_around_you(setup: Setup) -> list[tuple[str, str]]:
    """What the network, devices, colleagues and habits could still give away."""
    return [
        (_("The network."), _network(setup)),
        (
            _("The mail."),
            _(
                "The firm's mail server may keep when a code to sign in came to you. That a code "
                "was printed for you is on the record, with the hour."
            ),
        ),
        (
            _("A card that somebody else held first."),
            _(
                "Whoever prints or copies a sign-in card could use it before its owner does, and "
                "answer in that place. Your own page says when a card was printed for you, and by "
                "whom. If its printed PIN does not work the first time, ask for a new card."
            ),
        ),
        (
            _("A shared device."),
            _(
                "There your envelope is fetched and put in the box within a moment. Whoever "
                "watches the server live can put the two together, and whoever manages the "
                "device can record what is typed."
            ),
        ),
        (
            _("A watched device."),
            _("A work computer can record what you press. Use your own phone."),
        ),
        (
            _("Rules shown to you alone."),
            _(
                "A server that lies could show you other rules or another key than your "
                "colleagues get. Compare the mark of the round with theirs."
            ),
        ),
        (_("Colleagues who put their answers together."), _colluders(setup)),
        (
            _("Time."),
            _(
                "If the same question comes back often and your answer never changes, each total "
                "adds a little to what others can work out."
            ),
        ),
        (
            _("Someone at your shoulder"),
            _("who makes you show your screen, or answers in your place."),
        ),
        (
            _("Whether you answered a question at all."),
            _("In some groups everyone did, and it shows."),
        ),
        (
            _("Your own words."),
            _("What you write in a promise or a reason can sound like you."),
        ),
    ]


def _disk(setup: Setup) -> str:
    if setup.ballots_in_sqlite:
        return _(
            "Ballots are overwritten when they are counted. A disk that keeps old blocks may "
            "hold sealed ones for a while."
        )
    return _(
        "Until it is written over, the database's own log keeps sealed ballots, the order in "
        "which they came and the key that opens them, also after they were counted."
    )


def _network(setup: Setup) -> str:
    if setup.delay:
        return _(
            "On your own device a ballot waits a while before it leaves, %(longest)d seconds at "
            "most while the page is open, and some minutes more if you close it and your browser "
            "takes its time; on a shared one it leaves at once. Whoever watches the line, or the "
            "server live, can still see that your device sent something, and when. Unless others "
            "of your group answer in the same minutes, that tells which ballot is yours. An empty "
            "ballot that your device sends is one more such moment; you can decline it on your "
            "own page."
        ) % {"longest": 3 * setup.delay}  # as frontend/src/envelope.ts has it
    return _(
        "Here a ballot leaves at once. Whoever watches the line, or the server live, can see that "
        "your device sent something, and when, and so which ballot is yours."
    )


def _colluders(setup: Setup) -> str:
    return ngettext(
        "%(c)d of them can't be sure of yours. More might be.",
        "%(c)d of them can't be sure of yours. More might be.",
        setup.c,
    ) % {"c": setup.c}
