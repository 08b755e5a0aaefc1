"""Do the mails about a round say the same to everybody who is asked?"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from bothways.notifications.catalogue import MESSAGES
from bothways.notifications.models import Message
from bothways.notifications.wishes import who_can_be_reached
from bothways.operations.audit.finding import Finding, violation
from bothways.operations.audit.look import Look
from bothways.operations.audit.reading import DATABASES
from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.surveys.models import Entitlement, Round

NOT_TO_ALL = violation(
    "mail-not-to-all",
    "A mail about a round did not go to everybody who is asked. Whoever sees who got it, and who "
    "did not, is told something about who has answered.",
    "Find out who wrote into the outbox; the program writes to all or to nobody.",
)
DIFFERS = violation(
    "mail-differs",
    "What one person was told of a round differs from what another was told: another link or text "
    "can mark a person.",
    "Find out who wrote into the outbox; the program writes the same to all.",
)
UNKNOWN_MAIL = violation(
    "unknown-mail",
    "The program has no such mail (docs/reference/messages.md). It could tell who has answered.",
    "Find out who wrote into the outbox.",
)

WHERE = f"{DATABASES['default']}: notifications_message"
TO_ALL = ("round.opened", "round.reminder", "round.released", "round.voided", "round.key_lost")
LINK = re.compile(r"https?://\S+")
OF_A_ROUND = re.compile(r"/rounds/([0-9a-f-]{32,36})/")

Batch = tuple[str, datetime]


def check(_look: Look) -> Iterator[Finding]:
    """Take together what was told at one moment, and compare who got it and what it says."""
    batches: dict[Batch, list[Message]] = defaultdict(list)
    for kind in sorted(_kinds() - set(MESSAGES)):
        yield UNKNOWN_MAIL.at(WHERE, f"There is a mail of a kind {kind}.")
    for message in Message.objects.filter(kind__in=TO_ALL):
        batches[message.kind, message.made_at].append(message)
    asked_people = {round_: _asked(round_) for round_ in Round.objects.exclude(manifest="")}
    for (kind, at), mails in sorted(batches.items()):
        yield from _same_words(kind, at, mails)
        round_ = _round_of(kind, at, mails, asked_people)
        if round_ is not None:
            yield from _to_all(kind, at, mails, asked_people[round_])


def _kinds() -> set[str]:
    return set(Message.objects.order_by().values_list("kind", flat=True).distinct())


def _asked(round_: Round) -> set[str]:
    ids = Entitlement.objects.filter(round=round_).values_list("person_id", flat=True)
    reached = Person.objects.filter(pk__in=list(ids)).exclude(email=None).exclude(email="")
    return {str(person.pk) for person in who_can_be_reached(reached)}


def _round_of(
    kind: str, at: datetime, mails: list[Message], rounds: dict[Round, set[str]]
) -> Round | None:
    named = OF_A_ROUND.search(mails[0].body)
    for round_ in rounds:
        if named and round_.pk.hex == named[1].replace("-", ""):
            return round_
        release = getattr(round_, "release", None) if kind == "round.released" else None
        if release is not None and release.released_at == at:
            return round_
    return None


def _same_words(kind: str, at: datetime, mails: list[Message]) -> Iterator[Finding]:
    from django.conf import settings

    links = {tuple(LINK.findall(mail.body)) for mail in mails}
    texts = {(mail.subject, mail.body) for mail in mails}
    if len(links) > 1 or len(texts) > len(settings.LANGUAGES):
        yield DIFFERS.at(f"{WHERE}, {kind} of {at:%Y-%m-%d}", "Not everybody was told the same.")


def _to_all(kind: str, at: datetime, mails: list[Message], asked: set[str]) -> Iterator[Finding]:
    told = {str(mail.to_id) for mail in mails}
    missing = asked - told
    if missing:
        missing -= _changed_since(missing, at)
    if missing:
        words = f"{len(missing)} of those who are asked were not told."
        yield NOT_TO_ALL.at(f"{WHERE}, {kind} of {at:%Y-%m-%d}", words)


def _changed_since(people: set[str], at: datetime) -> set[str]:
    """Those about whom the record says something since: an address may have come later."""
    changed = Entry.objects.filter(at__gte=at, about_kind="people.person", about_id__in=people)
    return set(changed.values_list("about_id", flat=True))
