"""Addresses that give every mail back: at once, or by a report that comes later (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.message import Message as Mail

import structlog
from django.db import transaction

from bothways.notifications.models import Message, Unreachable
from bothways.notifications.tokens import read_bounce
from bothways.people.models import Person

NO_SUCH_BOX = (550, 551, 553)  # what these mean where no enhanced status stands beside them
FOR_GOOD = re.compile(r"^5\.(1\.\d+|2\.1|0\.0|4\.4)$")  # no such address, or nobody reads it
STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
TOKEN = re.compile(r"\+([a-z2-7]{42})@", re.IGNORECASE)
ADDRESSED = ("Delivered-To", "X-Original-To", "Envelope-To", "To")

log = structlog.get_logger("bothways.notifications")


@dataclass(frozen=True)
class Report:
    """What one report says: about which message, and whether the address is gone for good."""

    message: Message | None
    status: str  # '' if it is no failure, or none for good


def permanent_status(code: int, words: bytes | str) -> str:
    """Return the status by which a server refused an address for good, else ''.

    A full mailbox, a policy or a server that is busy is none: that mail is tried again.
    """
    said = words.decode("ascii", "replace") if isinstance(words, bytes) else str(words)
    found = STATUS.search(said)
    if found:
        return found[1] if FOR_GOOD.match(found[1]) else ""
    return str(code) if code in NO_SUCH_BOX else ""


@transaction.atomic
def mark_unreachable(person: Person, address: str, *, status: str, on: date) -> bool:
    """Send nothing more to an address, if it is still this person's; say whether that is new.

    A new address ends it by itself, and so does a code that reached the old one.
    """
    if not address or address != person.email:
        return False
    row, is_new = Unreachable.objects.get_or_create(
        person=person, defaults={"address": address, "since_on": on, "status": status[:12]}
    )
    if not is_new and row.address != address:
        row.address, row.since_on, row.status = address, on, status[:12]
        row.save()
        is_new = True
    if is_new:
        log.warning("an address gives mails back", status=status)
    return is_new


def is_reached_again(person: Person) -> None:
    """Forget that an address did not work: a mail to it was just read."""
    Unreachable.objects.filter(person=person).delete()


def dead_address_of(person: Person) -> Unreachable | None:
    """Return what is known of this person's address, if mails to it come back."""
    return Unreachable.objects.filter(person=person, address=person.email or "").first()


def take_report(report: Mail, *, sent_to: str = "", on: date) -> bool:
    """Read one delivery report; say whether an address was found to be gone for good by it.

    sent_to: the return address, where the mail server names it apart. Only a return address that
    was made here counts: what else the report says of who it is about is believed by nobody.
    """
    read = read_report(report, sent_to=sent_to)
    if read.message is None or not read.status:
        return False
    message = read.message
    return mark_unreachable(message.to, message.address, status=read.status, on=on)


def read_report(report: Mail, *, sent_to: str = "") -> Report:
    """Return what a report says, after checking that it came to an address of ours."""
    addresses = [sent_to, *(str(value) for name in ADDRESSED for value in report.get_all(name, []))]
    tokens = (found[1] for address in addresses for found in TOKEN.finditer(address))
    ids = [message for message in map(read_bounce, tokens) if message is not None]
    found = Message.objects.filter(pk__in=ids).select_related("to").first()
    status = next((s for s in _failed(report) if FOR_GOOD.match(s)), "")
    return Report(found, status)


def _failed(report: Mail) -> Iterator[str]:
    """Give the status of every recipient to whom delivery failed."""
    for part in report.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        fields_of_each = part.get_payload() if part.is_multipart() else []
        for fields in (one for one in fields_of_each if isinstance(one, Mail)):
            if str(fields.get("Action", "")).strip().lower() == "failed":
                found = STATUS.search(str(fields.get("Status", "")))
                yield found[1] if found else ""
