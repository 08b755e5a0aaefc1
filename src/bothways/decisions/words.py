"""How a decision stands, in words: the same on every page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from bothways.decisions.models import Decider, Decision, Question
from bothways.decisions.queries import EXCERPT
from bothways.ui.days import day_and_year

SHORTEST = 60  # of a text that is cut at the end of a word


@dataclass(frozen=True)
class Standing:
    """What a decision needs, as seen on one day; sign: of the promises' signs, or ''."""

    words: str
    sign: str = ""


@dataclass(frozen=True)
class Row:
    """One decision as a list prints it: what it needs first, the outcome, how the words begin."""

    decision: Decision
    first: Standing | None
    second: str
    outcome: str
    excerpt: str
    by: str


def standings(decision: Decision, today: date) -> list[Standing]:
    """Return all that needs somebody or has to be known, most pressing first."""
    is_late = decision.is_to_be_looked_at_again(today)
    said = [
        look_again(decision, today) if is_late else None,
        answers_owed(decision, today),
        None if is_late else look_again(decision, today),
        _answered(decision),
        _corrected(decision),
        _replaced(decision, today),
    ]
    return [one for one in said if one is not None]


def outcome(decision: Decision) -> str:
    """'Yes, we will', 'No, we won't' or 'Decided', for a row of the list."""
    if decision.outcome == Decision.Outcome.OTHER:
        return pgettext("outcome of a decision", "Decided")
    return str(Decision.Outcome(decision.outcome).label)


def row(decision: Decision, names: str, today: date) -> Row:
    """Put a decision of queries.listed() and the names of those who decided into a row."""
    said = standings(decision, today)
    words = decision.decided or vars(decision).get("excerpt") or decision.reasons
    return Row(
        decision=decision,
        first=said[0] if said else None,
        second=said[1].words if len(said) > 1 else "",
        outcome=outcome(decision),
        excerpt=cut(words, EXCERPT),
        by=_("%(who)s, on %(day)s")
        % {"who": names, "day": day_and_year(decision.decided_on, today)},
    )


def cut(words: str, longest: int) -> str:
    """Return words as they are, or their beginning up to a whole word, with three dots."""
    words = words[: longest + 1]
    if len(words) <= longest:
        return words
    whole = words[:longest].rpartition(" ")[0]
    return f"{whole if len(whole) > SHORTEST else words[: longest - 1]}…"


def in_a_row(deciders: Iterable[Decider]) -> str:
    """Return who decided, by name; those who have left are named as such."""
    names = []
    for decider in deciders:
        person = decider.person
        left = _("%(name)s (has left)") % {"name": person.name}
        names.append(person.name if person.is_active else left)
    return ", ".join(names)


def waits(question: Question, today: date) -> Standing:
    """Say for how long a question has waited for its answer."""
    n_days = question.days_waited(today)
    if question.is_silent(today):
        words = ngettext("Silent for a day", "Silent for %(n)s days", n_days)
        return Standing(words % {"n": n_days}, "silent")
    if n_days == 0:
        return Standing(_("An answer is owed since today"), "open")
    words = ngettext(
        "An answer is owed since yesterday", "An answer is owed for %(n)s days", n_days
    )
    return Standing(words % {"n": n_days}, "open")


def look_again(decision: Decision, today: date) -> Standing | None:
    """Say when it is looked at again, or should have been; None once it was replaced."""
    day = decision.look_again_on
    if day is None or decision.replaced_on:
        return None
    if day < today:
        said = _("Should have been looked at again on %(day)s")
    elif day == today:
        return Standing(_("To be looked at again today"))
    else:
        said = _("Will be looked at again on %(day)s")
    return Standing(said % {"day": day_and_year(day, today)}, "silent" if day < today else "")


def answers_owed(decision: Decision, today: date) -> Standing | None:
    """Say how many questions about it wait for their answers; None if none does."""
    if decision.waits_since is None:
        return None
    words = ngettext("One answer is owed", "%(n)s answers are owed", decision.n_owed)
    said = words % {"n": decision.n_owed}
    if not decision.is_silent(today):
        return Standing(said, "open")
    n_days = (today - decision.waits_since).days
    silent = ngettext("silent for a day", "silent for %(n)s days", n_days) % {"n": n_days}
    return Standing(f"{said}, {silent}", "silent")


def _answered(decision: Decision) -> Standing | None:
    if not decision.n_answered:
        return None
    n, of = decision.n_answered, decision.n_questions
    words = ngettext("%(n)s of %(of)s question answered", "%(n)s of %(of)s questions answered", of)
    return Standing(words % {"n": n, "of": of}, "back" if n == of else "")


def _corrected(decision: Decision) -> Standing | None:
    n = decision.n_corrections
    if not n:
        return None
    return Standing(ngettext("Corrected", "Corrected %(n)s times", n) % {"n": n})


def _replaced(decision: Decision, today: date) -> Standing | None:
    if decision.replaced_on is None:
        return None
    day = day_and_year(decision.replaced_on, today)
    return Standing(_("Replaced on %(day)s") % {"day": day})
