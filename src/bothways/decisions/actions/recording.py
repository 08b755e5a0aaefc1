"""Writing a decision down: with its reasons, in everyone's sight, from the first press on."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from bothways.decisions import errors
from bothways.decisions.actions.telling import noted, tell_deciders, tell_replaced
from bothways.decisions.models import Decider, Decision, Draft, Version
from bothways.decisions.wording import Told, checked
from bothways.people.models import Person, Value
from bothways.record.prompted import LONGEST_PROMPT, Prompt, columns_of
from bothways.search.actions import refresh
from bothways.storage.alone import stand_alone


@transaction.atomic
def record_decision(
    *,
    by: Person,
    told: Told,
    at: datetime,
    deciders: Sequence[Person] = (),
    value: Value | None = None,
    prompt: Prompt | None = None,
    replaces: Decision | None = None,
    draft: Draft | None = None,
) -> Decision:
    """Put a decision with its reasons on the record, where everybody reads it at once.

    deciders: who decided; without any, whoever writes it down. replaces: an older decision that
    it takes the place of. draft: what it was written in, which goes. Raises what
    wording.checked() raises, NobodyDecidedError where none of the deciders is here,
    AlreadyRecordedError for a second click, AlreadyReplacedError, NotYoursToWriteError.
    """
    stand_alone(f"decisions of {by.pk}")  # two clicks at once are one decision
    on = localdate(at)
    wording = checked(told, on=on)
    people = list(dict.fromkeys(deciders)) or [by]
    if not any(person.is_active for person in people):
        raise errors.NobodyDecidedError
    same = Decision.objects.filter(made_by=by, recorded_on=on, question=wording["question"])
    first = same.filter(reasons=wording["reasons"], outcome=wording["outcome"]).first()
    if first is not None:
        raise errors.AlreadyRecordedError(first.pk)
    decision = Decision.objects.create(
        made_by=by, recorded_on=on, value=value, **columns_of(prompt), **wording
    )
    Decider.objects.bulk_create(Decider(decision=decision, person=one) for one in people)
    append_version(decision, Version.Kind.FIRST, by=by, at=at)
    noted("decision.recorded", decision, by=by, at=at, **said_of(decision))
    tell_deciders("decision.recorded", decision, by=by, at=at)
    if replaces is not None:
        _replace(replaces, by_that=decision, by=by, at=at)
    if draft is not None:
        draft.delete()
    return decision


def say_no(
    *,
    by: Person,
    prompt: Prompt,
    reasons: str,
    look_again_on: date,
    at: datetime,
    question: str = "",
) -> Decision:
    """Say 'we won't, because': the short form, which is a whole decision.

    question: what was to be decided, where the words of the prompt do not say it.
    Raises what record_decision() raises.
    """
    told = Told(
        question=_cut(question or prompt.words),
        outcome=Decision.Outcome.NO,
        reasons=reasons,
        decided_on=localdate(at),
        look_again_on=look_again_on,
    )
    return record_decision(by=by, told=told, prompt=prompt, at=at)


def append_version(
    decision: Decision, kind: Version.Kind, *, by: Person, at: datetime, why: str = ""
) -> Version:
    """Keep the words of a decision as they are from now on."""
    version = Version.objects.create(
        decision=decision,
        number=decision.version,
        kind=kind,
        why=why,
        by=by,
        said_on=localdate(at),
        **decision.wording(),
    )
    refresh("decision", decision.pk)
    return version


def said_of(decision: Decision) -> dict[str, Any]:
    """Return the words of a decision as the record keeps them: all that is not empty."""
    said = {key: value for key, value in decision.wording().items() if value}
    days = {key: said[key].isoformat() for key in ("decided_on", "look_again_on") if key in said}
    return {"text": decision.question, "version": decision.version, "wording": said | days}


def _replace(old: Decision, *, by_that: Decision, by: Person, at: datetime) -> None:
    if not old.may_be_written_by(by):
        raise errors.NotYoursToWriteError
    on = localdate(at)
    first = Decision.objects.filter(pk=old.pk, replaced_by=None).exclude(pk=by_that.pk)
    if not first.update(replaced_by=by_that, replaced_on=on):
        raise errors.AlreadyReplacedError
    old.refresh_from_db()
    noted("decision.replaced", old, by=by, at=at, text=old.question, now=by_that.question)
    tell_replaced(old, by=by, at=at)


def _cut(words: str) -> str:
    longest = Decision._meta.get_field("question").max_length or LONGEST_PROMPT
    words = " ".join(words.split())
    return words if len(words) <= longest else f"{words[: longest - 1]}…"
