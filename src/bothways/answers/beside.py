"""What a round's page says of answers: what will be owed, what is owed, who agreed to ask first."""

from django.template.loader import render_to_string
from django.utils import timezone

from bothways.answers import queries
from bothways.people.models import Person
from bothways.pure.owed import MOST
from bothways.surveys.models import Round
from bothways.surveys.registry import beside_a_round


@beside_a_round
def owing(round_: Round, person: Person) -> str:
    """Before the count the rule; after it what asks for an answer, and how many have one."""
    if round_.is_about_promises or round_.state == Round.State.VOID:
        return ""
    on, is_draft = timezone.localdate(), round_.state == Round.State.DRAFT
    entries = queries.entries_of_rounds(round_.pk) if round_.state == Round.State.RELEASED else []
    asked = [entry for entry in entries if entry.why]
    context = {
        "round": round_,
        "is_counted": round_.state == Round.State.RELEASED,
        "n_asked": len(asked),
        "n_answered": sum(entry.is_answered for entry in asked),
        "most": MOST,
        "owed": queries.owed_before(round_, on) if is_draft else [],
        "agreements": queries.agreements_of(round_),
        "lapsed": queries.lapsed_of(round_) if is_draft else [],
        "may_agree": is_draft and queries.side_of(person) is not None,
        "is_draft": is_draft,
    }
    return render_to_string("answers/_beside.html", context)
