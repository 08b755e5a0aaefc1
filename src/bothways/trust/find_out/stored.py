"""What is stored about a person: what, who can read it, when it goes."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.trust.find_out import keys, letters
from bothways.trust.find_out.setup import Setup

Row = tuple[str, str, str]


def stored(setup: Setup) -> list[Row]:
    """Return what is stored in this configuration."""
    return [
        *_of_a_person(),
        *_of_rounds(setup),
        *letters.stored(),
        *_under_your_name(),
        *_of_use(setup),
        _backups(setup),
    ]


def _of_a_person() -> list[Row]:
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
    ]


def _of_rounds(setup: Setup) -> list[Row]:
    server = _("whoever runs the server")
    return [
        (
            _("That you may answer a round, and that you fetched an envelope"),
            _("whoever runs the server, and whoever keeps the second key")
            if setup.has_second_key
            else server,
            _("kept; it does not say that you answered"),
        ),
        (
            _("Sealed ballots of an open round"),
            keys.who_reads_ballots(setup.second_key),
            _("when the round is counted, with its keys"),
        ),
        (
            _("On which day who looked at totals of your group"),
            _("you, and the people of your group"),
            _("stays"),
        ),
        (_("The totals of a round"), _("see “Person by person”"), _("kept; all that is left")),
    ]


def _under_your_name() -> list[Row]:
    return [
        (_("Your promises"), _("those they were made to, or everyone"), _("stays")),
        (
            _("What you said by name of a promise that was kept, and what you said before that"),
            _("of one to you alone: you and whoever gave it; of all others everyone here"),
            _("stays"),
        ),
        (
            _("If you lead people: what you answered under your own name, as you chose to"),
            _("everyone here, once the round is counted"),
            _("stays; until then you can take it back"),
        ),
        (
            _("If you lead people: to whom you showed your profile, and for how long"),
            _("you; those you chose see the profile itself"),
            _("stays; taken back, the profile is shown to nobody"),
        ),
        (
            _("What you declared to be tried, and said about it"),
            _("everyone here"),
            _("stays"),
        ),
        (_("The record of what was done"), _("everyone here"), _("stays")),
    ]


def _of_use(setup: Setup) -> list[Row]:
    server = _("whoever runs the server")
    passkeys = (
        _("Your passkeys: the name you gave each, and its public half; never when you use it"),
        _("you, and whoever runs the server"),
        _("when you remove them, or leave"),
    )
    return [
        (_("Mails to you"), server, _("after 30 days")),
        (
            _("The address under which your browser is rung, if you turned notifications on"),
            _("whoever runs the server; the maker of your browser learns that it rings, and when"),
            _("when you turn it off or sign out"),
        ),
        (
            _("What you chose of mails, what you put off, and in which weeks a mail was written"),
            server,
            _("when you leave; the weeks after 4 months"),
        ),
        (
            _("That your address gives mails back"),
            _("you, whoever keeps the list of people, and whoever runs the server"),
            _("when you have a new address"),
        ),
        *([passkeys] if setup.has_passkeys else []),
        (
            _("That you are signed in, and the night when that ends"),
            server,
            ngettext("after %(days)d day", "after %(days)d days", setup.session_days)
            % {"days": setup.session_days},
        ),
    ]


def _backups(setup: Setup) -> Row:
    """What leaves the two databases, by what is set up: no ballot and no key to a box ever."""
    if not setup.has_backups:
        return (
            _("Backups: Bothways makes none by itself here"),
            _("whoever runs the server can make one, without ballots or keys to a box"),
            _("not in Bothways' hands"),
        )
    return (
        _("The backup of each night: all of this but ballots, their keys and sign-ins"),
        _("whoever has the file and the key or passphrase that closes it"),
        ngettext("after %(n)d night", "after %(n)d nights", setup.backups_kept)
        % {"n": setup.backups_kept}
        if setup.backups_kept
        else _("not in Bothways' hands"),
    )
