"""What people are told of a round: the firm's own words, then what is true of its rules.

The firm can write the first part as it likes. The second is made from the rules as they are, at the
moment of reading, so that nobody can print a promise that the software does not keep.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from bothways.firm.models import Announcement
from bothways.members.queries import representatives
from bothways.people.models import Person, Role
from bothways.people.queries import firm_language, organisation
from bothways.surveys.actions import minutes_for
from bothways.surveys.explain import keys_of, limits, smallest_shown, what_is_done
from bothways.surveys.models import Round


@dataclass(frozen=True)
class Fact:
    """One heading, and the sentences that are true under it."""

    name: str
    sentences: list[str]


def in_the_firms_language() -> override:
    """Return what lets everything inside be said in the language of the firm's own words."""
    return override(firm_language() or settings.LANGUAGE_CODE)


def rules_of(round_: Round) -> tuple[int, int]:
    """Return (k, c): as they were fixed, or for a draft as they would be."""
    if round_.rules:
        return round_.rules["k"], round_.rules["c"]
    firm = organisation()
    return (firm.k, firm.c) if firm else (7, 2)


def ready_words(round_: Round) -> str:
    """Return the announcement as it begins: to be changed by whoever announces."""
    owners = Person.objects.here().filter(roles__kind=Role.Kind.OWNER)
    with in_the_firms_language():
        parts = [
            _("Dear all,"),
            _(
                "We would like to know how it is to work here, and we would rather ask than guess. "
                "So we ask everyone the same questions, the owner and the newest hire: “%(title)s”."
            )
            % {"title": round_.title},
            _(
                "You need not take part, and nobody is told who did. If you do, say what you "
                "think. We can only mend what we know of."
            ),
            _(
                "When the box is counted, everyone sees the same result at the same time. Within "
                "ten days after that we answer it: with a promise that you can hold us to, or with "
                "a no and the reason."
            ),
            ", ".join(owner.name for owner in owners),
        ]
    return "\n\n".join(parts)


def ready_contact() -> str:
    """Return whom people can ask: the representatives, else nobody."""
    return ", ".join(f"{person.name} ({person.unit.name})" for person in representatives())


def words_of(round_: Round) -> Announcement:
    """Return the announcement as it was kept, or as it begins."""
    kept = Announcement.objects.filter(round=round_).first()
    if kept is not None:
        return kept
    return Announcement(round=round_, words=ready_words(round_), contact=ready_contact())


def facts_of(round_: Round) -> list[Fact]:
    """Return what is true of this round by its rules, in the reader's language."""
    k, c = rules_of(round_)
    return [
        Fact(_("When and how"), _when(round_)),
        Fact(
            _("What happens to an answer"),
            [
                *(f"{short} {long}" for short, long in what_is_done(k, c, keys_of(round_))),
                shown_words(k, c),
            ],
        ),
        Fact(_("What this can't protect you from"), limits(keys_of(round_))),
        Fact(_("Who sees what"), who_sees()),
        Fact(_("Who can be asked"), _whom_to_ask(round_)),
    ]


def shown_words(k: int, c: int) -> str:
    """Say what k and c protect."""
    return ngettext(
        "Nothing is shown from fewer than %(n)d answers, and so little near the ends that "
        "a colleague who knows their own answer can't work out yours.",
        "Nothing is shown from fewer than %(n)d answers, and so little near the ends that even "
        "%(c)d colleagues who put their own answers together can't work out yours.",
        c,
    ) % {"n": smallest_shown(k, c), "c": c}


def who_sees() -> list[str]:
    """Say who sees which figure."""
    return [
        _("The figures of the whole firm: everyone, at the same time."),
        _("A group's figures: its own people, those who lead them, and the people lead."),
        _("Questions about one's own leader, by group: that leader alone."),
        _("A single answer: no page shows one. They are destroyed when they are counted."),
    ]


def _when(round_: Round) -> list[str]:
    n = round_.questions.count()
    minutes = minutes_for(n)
    asked = ngettext("%(n)d question", "%(n)d questions", n) % {"n": n}
    takes = ngettext("about %(n)d minute", "about %(n)d minutes", minutes) % {"n": minutes}
    return [
        _("%(asked)s, %(takes)s, on any phone or computer.") % {"asked": asked, "takes": takes},
        _("The box is open from %(opens)s until %(closes)s.")
        % {"opens": moment(round_.opens_at), "closes": moment(round_.closes_at)},
        _("Sign in at %(address)s.") % {"address": settings.BASE_URL},
    ]


def moment(at: datetime) -> str:
    """Say a moment in the firm's time: the weekday, the day, the hour."""
    local = localtime(at)
    return _("%(day)s, %(hour)s") % {
        "day": date_format(local, "WEEKDAY_FORMAT"),
        "hour": date_format(local, "TIME_FORMAT"),
    }


def _whom_to_ask(round_: Round) -> list[str]:
    contact = words_of(round_).contact or ready_contact()
    if contact:
        return [_("Ask %(contact)s.") % {"contact": contact}]
    return [
        _("Nobody stands for the employees here yet, so nobody watches over this for you."),
    ]


def as_text(round_: Round) -> str:
    """Return the whole announcement as plain text in the firm's language, for a mail."""
    with in_the_firms_language():
        facts = [
            "\n".join([fact.name, *(f"- {sentence}" for sentence in fact.sentences)])
            for fact in facts_of(round_)
        ]
        return "\n\n".join([words_of(round_).words, *facts])
