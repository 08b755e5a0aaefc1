"""'We were wrong about': a correction stands at the top of its decision for as long as that."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from bothways.decisions import errors
from bothways.decisions.actions.telling import noted, tell_about, tell_concerned
from bothways.decisions.models import Correction, Decision, Thanks
from bothways.decisions.wording import LONGEST_DECIDED, line
from bothways.people.models import Person


@transaction.atomic
def correct(
    decision: Decision,
    *,
    by: Person,
    was: str,
    now: str,
    words: str,
    at: datetime,
    thanks_to: Person | None = None,
) -> Correction:
    """Say what was wrong: what the decision said, what is so, and how that came to light.

    thanks_to: who pointed it out; named for others only once that person wishes it.
    Raises NotYoursToWriteError, NoWordsError, TooManyWordsError.
    """
    if not decision.may_be_written_by(by):
        raise errors.NotYoursToWriteError
    said = {"was": was, "now": now, "words": words}
    said = {key: line(value, LONGEST_DECIDED) for key, value in said.items()}
    on = localdate(at)
    same: Correction | None = decision.corrections.filter(by=by, said_on=on, **said).first()
    if same is not None:
        return same
    correction = Correction.objects.create(decision=decision, by=by, said_on=on, **said)
    Decision.objects.filter(pk=decision.pk).update(n_corrections=F("n_corrections") + 1)
    decision.refresh_from_db()
    noted("decision.corrected", decision, by=by, at=at, **said)
    tell_concerned("decision.corrected", decision, by=by, at=at, words=said["now"])
    if thanks_to is not None and thanks_to != by:
        Thanks.objects.create(correction=correction, person=thanks_to)
        tell_about("decision.thanks", decision, to=[thanks_to], at=at, who=by.name)
    return correction


@transaction.atomic
def answer_thanks(thanks: Thanks, *, by: Person, is_named: bool, at: datetime) -> None:
    """Let whoever is thanked say whether others see the name; it can be said anew at any time.

    Raises NotYoursToSayError.
    """
    if by.pk != thanks.person_id:
        raise errors.NotYoursToSayError
    changed = Thanks.objects.filter(pk=thanks.pk).exclude(is_named=is_named)
    if changed.update(is_named=is_named) and is_named:
        noted("decision.thanked", thanks.correction.decision, by=by, at=at)
    thanks.refresh_from_db()
