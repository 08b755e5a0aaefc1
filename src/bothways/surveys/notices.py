"""What an open round has to say on the pages of other rooms."""

from django.utils.translation import gettext as _

from bothways.members.registry import import_notice
from bothways.surveys import queries


@import_notice
def the_open_round_keeps_its_people() -> str:
    """A list of people that changes now does not reach into the box."""
    round_ = queries.open_round()
    if round_ is None:
        return ""
    return _(
        "“%(title)s” keeps the people and groups that were fixed with its rules. "
        "Whoever comes now is asked in the next round. "
        "Whoever leaves is signed out and gets no envelope any more."
    ) % {"title": round_.title}
