"""`bothways doctor`: what is wrong with this installation, and what to do about each."""

from collections.abc import Iterator
from datetime import datetime

from bothways.operations.doctor import machine, network, stored
from bothways.operations.doctor.finding import Finding, State

__all__ = ["Finding", "State", "examine"]


def examine(
    *, now: datetime, outside: bool = True, time_from: str = "", mail_to: str = ""
) -> list[Finding]:
    """Look at everything and return what was found, in a fixed order.

    outside: also ask the mail server and the firm's own address, which may take seconds;
    time_from: an address whose clock is trusted; mail_to: where a test mail is sent.
    """
    return list(_all(now, outside=outside, time_from=time_from, mail_to=mail_to))


def _all(now: datetime, *, outside: bool, time_from: str, mail_to: str) -> Iterator[Finding]:
    yield machine.version()
    yield from machine.clock(now)
    if outside:
        yield from network.clock_elsewhere(time_from)
    yield machine.disk()
    yield machine.folder()
    yield from stored.databases()
    yield from stored.worker(now)
    yield stored.outbox(now)
    yield stored.backup(now)
    yield from stored.boxes()
    yield from stored.search()
    yield from machine.files()
    yield from network.addresses()
    if outside:
        yield from network.https()
        yield from network.box()
        yield network.letters()
        yield network.mail(mail_to)
