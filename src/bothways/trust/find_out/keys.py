"""What the page of what could be found out says of the keys to the box, by where the second is."""

from django.utils.translation import gettext as _

from bothways.surveys.second_key import APART, NONE, SAME_HOST, State


def limit_of_keys(state: State) -> tuple[str, str]:
    """Return what the keys can't protect from: (name, sentences)."""
    if state == APART:
        return (
            _("Two who agree."),
            _(
                "The company and the employee representative hold a key each. If they put them "
                "together, they could open ballots as they come in and read them, without a name, "
                "and could add ballots of their own."
            ),
        )
    if state == SAME_HOST:
        return (
            _("Two keys on one side, so one key."),
            _(
                "The second key lies with the company. Whoever has both there could open ballots "
                "as they come in and read them, without a name, and could add ballots of their own."
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
    if state == SAME_HOST:
        return _("With both keys there: what such a ballot says, but not whose it is")
    return _("With the company's key: what such a ballot says, but not whose it is")


def seen_with_the_second(state: State) -> list[str]:
    """Return what the representative can see because they keep a key."""
    if state == NONE:
        return []
    return [
        _("If they keep the second key: who is in which group, and who asked for an envelope"),
        _("With that key, at the count: the ballots of a group, mixed and without names"),
    ]


def hidden_from_the_representative(state: State) -> str:
    """Return what the representative can't see, and why."""
    if state == APART:
        return _("Whose a ballot is; and before the count, what any says: that takes both keys")
    if state == SAME_HOST:
        return _("Whose a ballot is; the second key lies with the company, and changes nothing")
    return _("Any single answer. They hold no key to the box here")


def who_reads_ballots(state: State) -> str:
    """Return who could read the sealed ballots of an open round."""
    if state == APART:
        return _("whoever has the server and both keys")
    if state == SAME_HOST:
        return _("whoever has the server and both keys, which lie with the company")
    return _("whoever has the server and the company's key")


def copy_of_the_machine(state: State) -> str:
    """Return what a copy keeps that is taken while a box is open."""
    if state == APART:
        return _("taken while a box is open. It keeps the sealed ballots, and one of the two keys.")
    if state == SAME_HOST:
        return _("taken while a box is open. It keeps the sealed ballots, and maybe both keys.")
    return _("taken while a box is open. It keeps the sealed ballots, and the key that opens them.")


def false_page(state: State) -> str:
    """Return what the server could do with the scripts that it delivers."""
    if state == NONE:
        return _("The company's server sends you the script that seals your answers.")
    return _(
        "The company's server sends you the script that seals your answers, and sends the "
        "representative the page that uses the second key, unless they use the program instead."
    )


def look_into_the_count(state: State) -> str:
    """Return what could be copied while ballots lie open in a memory."""
    if state == NONE:
        return _(
            "The server counts in its memory. Whoever runs it could copy a group's ballots "
            "there: mixed, without names, but whole."
        )
    return _(
        "The server counts, and so does the device with the second key, each in its memory. "
        "Whoever runs one of them could copy a group's ballots there: mixed, without names, but "
        "whole."
    )


def log_of_the_database(state: State) -> str:
    """Return what PostgreSQL's own log keeps for a while."""
    if state == APART:
        return _(
            "Until it is written over, the database's own log keeps sealed ballots, the order in "
            "which they came and one of the two keys; and from the count on, without order or "
            "name, what the second key has opened of them, which the company's key then reads."
        )
    return _(
        "Until it is written over, the database's own log keeps sealed ballots, the order in "
        "which they came and the key that opens them, also after they were counted."
    )
