"""What the page of what could be found out says of the keys to the box, by where the second is."""

from django.utils.translation import gettext as _

from bothways.surveys.second_key import APART, SAME_HOST, State


def limit_of_keys(state: State) -> tuple[str, str]:
    """Return what the keys can't protect from: (name, sentences)."""
    if state == APART:
        return (
            _("Two who agree."),
            _(
                "The company and the employee representative hold a key each. If they put them "
                "together, they could open ballots as they come in and read them, without a name."
            ),
        )
    if state == SAME_HOST:
        return (
            _("One host, so one key."),
            _(
                "The second key stands on the company's own server. Whoever runs it has both, so "
                "it is as if there were one: they could open ballots as they come in and read "
                "them, without a name, and could add ballots of their own."
            ),
        )
    return (
        _("One key."),
        _(
            "The company alone holds it. Whoever runs the server could open ballots as they "
            "come in and read them, without a name, and could add ballots of their own. A "
            "second key on the same server would change nothing."
        ),
    )


def read_by_the_server(state: State) -> str:
    """Return what whoever runs the server can read of a sealed ballot, with all keys there."""
    if state == APART:
        return _("Nothing of what such a ballot says, unless the representative's key is added")
    return _("With the company's key: what such a ballot says, but not whose it is")


def read_by_the_representative(state: State) -> str:
    """Return what the representative can't see, and why."""
    if state == APART:
        return _("Any single answer: their key alone opens no ballot")
    if state == SAME_HOST:
        return _("Any single answer. Their key lies on the company's server")
    return _("Any single answer. They hold no key to the box here")


def who_reads_ballots(state: State) -> str:
    """Return who could read the sealed ballots of an open round."""
    if state == APART:
        return _("whoever has the server and both keys")
    return _("whoever has the server and the company's key")


def copy_of_the_machine(state: State) -> str:
    """Return what a copy keeps that is taken while a box is open."""
    if state == APART:
        return _("taken while a box is open. It keeps the sealed ballots, and one of the two keys.")
    return _("taken while a box is open. It keeps the sealed ballots, and the key that opens them.")
