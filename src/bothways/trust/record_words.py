"""The record in words: one sentence per verb."""

from django.utils.translation import gettext_lazy as _

from bothways.record.models import Entry

WORDS = {
    "organisation.named": _("named the firm"),
    "people.imported": _("took in a file of people"),
    "people.exported": _("saved the list of people as a file"),
    "person.added": _("added a person"),
    "person.code_printed": _("printed a code with which somebody can sign in"),
    "person.left": _("said that somebody has left"),
    "role.given": _("gave somebody a role"),
    "role.taken": _("took a role from somebody"),
    "round.opened": _("opened a round of questions"),
    "round.closed": _("closed a round"),
    "round.released": _("released a result"),
    "round.voided": _("called a round off"),
    "commitment.made": _("promised something"),
    "commitment.kept": _("kept a promise"),
    "commitment.moved": _("moved a promise in time"),
    "commitment.broken": _("broke a promise, and said so"),
    "commitment.spoken_of": _("said how a promise stands"),
    "commitment.taken_back": _("opened a promise again"),
}


def words_for(entry: Entry) -> str:
    """Say what was done; a verb nobody has put into words yet is shown as it is."""
    return str(WORDS.get(entry.verb, entry.verb.replace(".", ": ").replace("_", " ")))
