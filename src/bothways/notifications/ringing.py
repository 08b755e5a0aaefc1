"""Browsers that may be rung: who wished it, when one is due, and when it is forgotten.

Loaded by actions.py: a ring is due together with the message it is about, in one transaction.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction

from bothways.notifications import push
from bothways.notifications.errors import UnknownPushServiceError
from bothways.notifications.models import PushAddress
from bothways.people.models import Person

MOST_TRIES = 6
FIRST_RETRY = timedelta(minutes=1)  # then 4, 16 ... minutes: 6 hours in all
AT_ONCE = 50

log = structlog.get_logger("bothways.notifications")


@transaction.atomic
def keep_address(endpoint: str, *, by: Person, browser: str) -> None:
    """Let this browser of `by` be rung; browser: the handle of its session.

    An address is one browser's: whoever had it before is not rung there any more.
    Raises UnknownPushServiceError if it belongs to no push service that we know.
    """
    if not settings.PUSH or len(endpoint) > 1000 or not push.is_known(endpoint):
        raise UnknownPushServiceError
    PushAddress.objects.filter(endpoint=endpoint).delete()
    PushAddress.objects.filter(browser=browser).delete()
    PushAddress.objects.create(person=by, browser=browser, endpoint=endpoint)


def forget_browser(browser: str) -> bool:
    """Ring this browser no more; say whether it was rung before."""
    return bool(PushAddress.objects.filter(browser=browser).delete()[0])


def is_rung(browser: str) -> bool:
    """Say whether this browser is one that may be rung."""
    return PushAddress.objects.filter(browser=browser).exists()


def ring_browser(browser: str, *, at: datetime) -> None:
    """Ring one browser, so that its person sees whether it works."""
    PushAddress.objects.filter(browser=browser).update(due_at=at, n_tries=0)


def ring_for(people: Iterable[Person], *, at: datetime) -> None:
    """Have every browser of these people rung once, however much is new."""
    if settings.PUSH:
        here = [person.pk for person in people if person.is_active]
        PushAddress.objects.filter(person__in=here).update(due_at=at, n_tries=0)


def ring_due(*, at: datetime) -> tuple[int, int]:
    """Ring the browsers that are due; return (rung, not reached). The gone are forgotten."""
    due = PushAddress.objects.filter(due_at__lte=at).select_related("person")
    n_rung = n_missed = 0
    for address in due.order_by("due_at")[:AT_ONCE]:
        if _ring(address, at=at):
            n_rung += 1
        else:
            n_missed += 1
    return n_rung, n_missed


def _ring(address: PushAddress, *, at: datetime) -> bool:
    """Try one. What follows a failure is written first, so that a crash does not ring for ever."""
    retry_at = at + FIRST_RETRY * 4**address.n_tries
    still_due = PushAddress.objects.filter(pk=address.pk, due_at=address.due_at)
    if not still_due.update(due_at=retry_at, n_tries=address.n_tries + 1):
        return False  # another worker was first, or something newer came
    answer = _answer_of(address)
    if answer is push.Answer.GONE or not address.person.is_active:
        PushAddress.objects.filter(pk=address.pk).delete()
    elif answer is push.Answer.TAKEN:
        ours = PushAddress.objects.filter(pk=address.pk, due_at=retry_at)
        ours.update(due_at=None, n_tries=0)
    elif address.n_tries + 1 >= MOST_TRIES:
        PushAddress.objects.filter(pk=address.pk).delete()
    return answer is push.Answer.TAKEN


def _answer_of(address: PushAddress) -> push.Answer:
    """Ring, and take silence for 'later'. The address is in no log: it is a secret."""
    try:
        return push.ring(address.endpoint) if address.person.is_active else push.Answer.GONE
    except OSError as error:
        log.warning("a push service did not answer", error=type(error).__name__)
        return push.Answer.LATER
