"""All writes of this room: answers by name, and who may see a profile for how long."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from bothways.leaders import errors
from bothways.leaders.models import NamedSheet, ProfileShare
from bothways.leaders.queries import by_name_is_offered, mirrored, profile_of
from bothways.people.models import Person
from bothways.people.queries import direct_reports
from bothways.record.actions import note
from bothways.surveys.models import Round


@transaction.atomic
def say_by_name(
    round_: Round | None, answers: Mapping[str, int], *, by: Person, on: date
) -> NamedSheet:
    """Keep what a leader says of the own team under their own name, beside this round.

    It is not on the record: who takes it back in time leaves no trace of it.
    answers: 1 to 5 by the code of the leader's question; those that the round does not mirror are
    left out. Said again before it is shown, it takes the place of what was said.
    Raises BoxInsteadError where enough people lead, NothingAskedError without a round,
    NothingSaidError without an answer and AlreadyUsedError once it is shown.
    """
    if not by_name_is_offered():
        raise errors.BoxInsteadError
    if round_ is None:
        raise errors.NothingAskedError
    told = [
        {
            "code": pair.item.code,
            "version": pair.item.version,
            "construct": pair.construct,
            "texts": pair.item.texts,
            "answer": answers[pair.item.code],
        }
        for pair in mirrored(by, round_).pairs
        if pair.item.code in answers
    ]
    if not told:
        raise errors.NothingSaidError
    before = _not_shown_yet(by, round_, on)
    if before is not None:
        before.delete()
    return NamedSheet.objects.create(person=by, round=round_, answers=told, given_on=on)


@transaction.atomic
def take_back(round_: Round, *, by: Person, on: date) -> None:
    """Delete what a leader said by name, as long as it is not shown.

    Raises AlreadyUsedError once it is; does nothing where nothing was said.
    """
    sheet = _not_shown_yet(by, round_, on)
    if sheet is not None:
        sheet.delete()


@transaction.atomic
def share_profile(*, by: Person, shown_to: str, days: int, on: date, at: datetime) -> ProfileShare:
    """Let others see one's own profile for so many days. What it says is not on the record.

    Sharing it again with the same people begins a new time.
    Raises NothingToShareError without a profile, or where there is nobody of that kind.
    """
    if not profile_of(by).has_something or not _somebody(by, shown_to):
        raise errors.NothingToShareError
    _ended(by, shown_to, on)
    try:
        with transaction.atomic():
            share = ProfileShare.objects.create(
                leader=by, shown_to=shown_to, from_on=on, until_on=on + timedelta(days=days)
            )
    except IntegrityError:  # shared in another window at the same moment
        return ProfileShare.objects.get(leader=by, shown_to=shown_to, ended_on=None)
    note(
        "profile.shared",
        by=by,
        about=by,
        at=at,
        shown_to=shown_to,
        until=share.until_on.isoformat(),
    )
    return share


@transaction.atomic
def stop_sharing(share: ProfileShare, *, on: date, at: datetime) -> None:
    """Take a share back; from now on nobody sees the profile by it."""
    if ProfileShare.objects.filter(pk=share.pk, ended_on=None).update(ended_on=on):
        note(
            "profile.unshared", by=share.leader, about=share.leader, at=at, shown_to=share.shown_to
        )


def _not_shown_yet(person: Person, round_: Round, on: date) -> NamedSheet | None:
    sheet = NamedSheet.objects.filter(person=person, round=round_).select_related("round").first()
    if sheet is not None and sheet.is_shown(on):
        raise errors.AlreadyUsedError
    return sheet


def _somebody(by: Person, shown_to: str) -> bool:
    if shown_to == ProfileShare.With.TEAM:
        return bool(direct_reports(by))
    if shown_to == ProfileShare.With.ABOVE:
        return by.manager is not None and by.manager.is_active
    return True


def _ended(by: Person, shown_to: str, on: date) -> None:
    running = ProfileShare.objects.filter(leader=by, shown_to=shown_to, ended_on=None)
    running.update(ended_on=on)
