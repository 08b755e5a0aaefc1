"""The fixed hour: what lies in the trays is taken out, kept elsewhere, and then wiped here."""

from collections.abc import Collection, Mapping

from django.db import transaction

from bothways.letterbox.models import Month, Spent, Tray
from bothways.letterbox.queries import BALLOTS
from bothways.letterbox.remnants import owe
from bothways.letterbox.trays import lay_out_letters
from bothways.pure.mailbox import tray


def take_letters() -> dict[int, list[bytes]]:
    """Return all letters that wait, by size, sorted; they stay until `wipe_letters`."""
    found: dict[int, list[bytes]] = {}
    for row in Tray.objects.order_by("id"):
        found.setdefault(row.size, []).extend(tray.records(bytes(row.records), row.size))
    return {size: sorted(set(letters)) for size, letters in found.items() if letters}


def wipe_letters(kept: Mapping[int, Collection[bytes]]) -> None:
    """Destroy the letters that are kept elsewhere now; what came since stays in its tray.

    The rows are laid out anew and the disk is written anew, and so are those of stamps: on
    PostgreSQL their older states tell in which order the letters came. Said twice, it changes
    nothing.
    """
    if not kept:
        return
    with transaction.atomic(using=BALLOTS):
        for size, gone in kept.items():
            rows = Tray.objects.select_for_update().filter(size=size).order_by("id")
            there = {one for row in rows for one in tray.records(bytes(row.records), size)}
            lay_out_letters(size, there - set(gone))
        owe(Month, Spent, Tray)
