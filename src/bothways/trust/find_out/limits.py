"""What this can't protect from, in the configuration as it is now."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.trust.find_out import keys, letters
from bothways.trust.find_out.setup import Setup

Limit = tuple[str, str]


def limits(setup: Setup) -> list[Limit]:
    """Return all that this design can't protect from, in this configuration: (name, sentences)."""
    return [*_limits_of_the_server(setup), *_limits_around_you(setup)]


def _limits_of_the_server(setup: Setup) -> list[Limit]:
    """What whoever runs the server could still do."""
    return [
        (_("A false page."), keys.false_page(setup.second_key)),
        keys.limit_of_keys(setup.second_key),
        (
            _("Borrowed names."),
            _(
                "Whoever runs the server could sign in as people who take no part, and whoever "
                "keeps the list of people could invent some. With such ballots they learn more "
                "than a few colleagues could. Look at who is in your group; it stands with the "
                "rules of each round."
            ),
        ),
        (_("A look into the count."), keys.look_into_the_count(setup.second_key)),
        (
            _("A copy of the machine"),
            keys.copy_of_the_machine(setup.second_key),
        ),
        *([(_("A copy of the database."), _replica(setup))] if setup.has_replica else []),
        (_("The disk."), _disk(setup)),
    ]


def _limits_around_you(setup: Setup) -> list[Limit]:
    """What the network, devices, colleagues and habits could still give away."""
    return [
        (_("The network."), f"{_network(setup)} {_address(setup)}"),
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
        letters.limit(in_sqlite=setup.ballots_in_sqlite),
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
    return keys.log_of_the_database(setup.second_key)


def _replica(setup: Setup) -> str:
    if setup.ballots_in_sqlite:
        return _(
            "A second machine keeps one of the people and the record, without ballots. Whoever "
            "runs it can read what whoever runs the server can read there."
        )
    return _(
        "A second machine keeps one of everything, sealed ballots and the company's keys "
        "included. Whoever runs it can read what whoever runs the server can read."
    )


def _address(setup: Setup) -> str:
    if setup.box_address:
        return _(
            "Ballots go to an address of their own here, %(address)s: whoever sees what comes to "
            "the pages alone does not see them come."
        ) % {"address": setup.box_address}
    return _(
        "Ballots go to the same address as the pages here, so whoever sees what comes to it sees "
        "both."
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
