"""What stands beside a promise of what those it was made to say of its end."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from bothways.commitments.models import Commitment
from bothways.commitments.registry import beside_a_promise, under_a_promise
from bothways.confirmations import queries
from bothways.confirmations.gathering import NOT_OLDER
from bothways.people.models import Person


@beside_a_promise
def what_they_say(promises: Sequence[Commitment], _reader: Person, _on: date) -> Mapping[UUID, str]:
    """Confirmed, seen differently, or the figure of a round, in a few words."""
    return queries.in_a_line(p.pk for p in promises if p.state == queries.KEPT)


@under_a_promise
def all_they_say(promise: Commitment, reader: Person, on: date) -> SafeString:
    """Each word by name with its answer, the figures, and what the reader can do."""
    found = queries.confirmed([promise.pk]).get(promise.pk)
    helped = queries.helped([promise.pk]).get(promise.pk, "")
    if found is None or (found.how == queries.Confirm.NOT and not helped):
        return SafeString("")
    mine = queries.words_of(reader, promise)
    is_mine = promise.made_by_id == reader.pk
    heard = promise.is_made_to(reader)
    context = {
        "promise": promise,
        "found": found,
        "helped": helped,
        "is_mine": is_mine,
        "mine": mine[-1] if mine else None,
        "may_say": heard and found.how == queries.Confirm.BY_NAME and queries.may_change(mine, on),
        "too_old": promise.closed_on is not None and promise.closed_on < on - NOT_OLDER,
        "today": on,
    }
    return render_to_string("confirmations/_under.html", context)
