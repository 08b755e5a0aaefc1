"""What the rows are called that point at a person, for the page and the letter of erasing."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ROWS: dict[str, Promise] = {
    "people.role": gettext_lazy("roles"),
    "people.also": gettext_lazy("further units"),
    "people.line": gettext_lazy("further lines and standing in"),
    "record.entry": gettext_lazy("entries of the record"),
    "notifications.message": gettext_lazy("mails"),
    "notifications.pushaddress": gettext_lazy("addresses of browsers for notifications"),
    "notifications.wish": gettext_lazy("wishes about mails"),
    "notifications.weeklymail": gettext_lazy("weeks in which a mail was written"),
    "notifications.putoff": gettext_lazy("things that were put off"),
    "notifications.unreachable": gettext_lazy("addresses that give mails back"),
    "notifications.feed": gettext_lazy("addresses of calendars"),
    "members.session": gettext_lazy("sessions"),
    "members.code": gettext_lazy("codes to sign in"),
    "members.passkey": gettext_lazy("passkeys"),
    "members.importdraft": gettext_lazy("lists of people that were never taken in"),
    "members.takenin": gettext_lazy("lists of people that were taken in"),
    "members.invitation": gettext_lazy("that an invitation was sent"),
    "members.card": gettext_lazy("cards to sign in"),
    "members.kiosk": gettext_lazy("shared devices that were registered"),
    "keyholders.keyholder": gettext_lazy("times of keeping the second key"),
    "mailbox.reader": gettext_lazy("desks at which they read letters"),
    "mailbox.drawn": gettext_lazy("months in which they could draw stamps"),
    "surveys.entitlement": gettext_lazy("rounds in which an answer was asked for"),
    "results.look": gettext_lazy("days on which results of a group were looked at"),
    "leaders.namedsheet": gettext_lazy("answers given by name"),
    "leaders.profileshare": gettext_lazy("times of sharing a profile"),
    "commitments.commitment": gettext_lazy("promises"),
    "decisions.decision": gettext_lazy("decisions that were written down"),
    "decisions.decider": gettext_lazy("decisions that were taken"),
    "decisions.version": gettext_lazy("versions of decisions"),
    "decisions.correction": gettext_lazy("corrections of decisions"),
    "decisions.question": gettext_lazy("questions about decisions"),
    "decisions.answer": gettext_lazy("answers about decisions"),
    "decisions.thanks": gettext_lazy("thanks for a mistake that was pointed out"),
    "decisions.draft": gettext_lazy("drafts of decisions"),
    "decisions.writer": gettext_lazy("drafts that were written together"),
    "voices.voice": gettext_lazy("ideas and questions"),
    "voices.word": gettext_lazy("words about ideas and questions"),
    "voices.support": gettext_lazy("ideas and questions that were supported by name"),
    "voices.keeper": gettext_lazy("that they keep the paper box"),
    "confirmations.judgement": gettext_lazy("words by name about promises that were kept"),
    "answers.agreement": gettext_lazy("words that a round could not wait"),
    "commitments.heard": gettext_lazy("promises that were heard"),
    "commitments.evidence": gettext_lazy("things that show how a promise stands"),
    "commitments.picture": gettext_lazy("pictures that show how a promise stands"),
    "commitments.handover": gettext_lazy("times a promise was to change hands"),
    "api.token": gettext_lazy("tokens that were made for programs"),
    "outcomes.filedraft": gettext_lazy("files of figures that were never taken in"),
    "programmes.programme": gettext_lazy("programmes that were declared"),
    "programmes.said": gettext_lazy("words about programmes"),
}


def words_for(label: str) -> str:
    """Return what the rows of a table are called, as in 'promises' for commitments.commitment."""
    return str(ROWS[label]) if label in ROWS else _("other entries")
