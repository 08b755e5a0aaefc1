"""Is the record the one that was written?"""

from collections.abc import Iterator

from bothways.operations.audit.finding import Finding, violation
from bothways.operations.audit.look import Look
from bothways.operations.audit.reading import DATABASES
from bothways.record import queries
from bothways.record.models import Entry
from bothways.record.queries import Why, WhyHead

ENTRY_CHANGED = violation(
    "record-changed",
    "An entry of the record is not what it was when it was written, or it is gone. Its commitment "
    "on the ledger shows it.",
    "Compare the record with a backup or an export of an earlier day; ask who wrote to the "
    "database.",
)
HEAD_WRONG = violation(
    "head-does-not-hold",
    "The ledger is not the one whose head was signed and sent out: entries were taken away, put "
    "in or put in another order, and the tree was made anew.",
    "Take a mail in which an old head stands, and let `bothways verify` compare.",
)
BACKDATED = violation(
    "record-out-of-order",
    "An entry about a round comes after a later step of it: it was written in, or changed.",
    "Compare the record with a backup or an export of an earlier day.",
)

WHERE = f"{DATABASES['default']}: record_entry"
LEDGER = f"{DATABASES['default']}: record_leaf, record_head"
STEPS = ("round.prepared", "round.announced", "round.closed", "round.released")
SAID = {
    Why.CHANGED: "The entry at place %d does not say any more what it said.",
    Why.GONE: "The entry at place %d is not there any more.",
    Why.COMMITMENT: "The entry at place %d has another commitment than the ledger.",
    Why.ERASED_IN_SILENCE: "The entry at place %d was erased, and no entry says so.",
    Why.NO_PLACE: "The ledger has a gap at place %d; nothing behind it can be told.",
}
SAID_OF_HEAD = {
    WhyHead.ROOT: "The head over %d places has another root than the ledger.",
    WhyHead.SIGNATURE: "The signature of the head over %d places does not hold.",
    WhyHead.SUBTREE: "What is kept for proofs at place %d is not what the leaves give.",
    WhyHead.TOO_LONG: "A head over %d places was signed, and the ledger is shorter.",
}


def check(_look: Look) -> Iterator[Finding]:
    """Compare every entry with its commitment, every head with the tree, and look at the order."""
    for broken in queries.broken_entries():
        yield ENTRY_CHANGED.at(WHERE, SAID[broken.why] % broken.position)
    for entry in queries.waiting():
        if bytes(entry.commitment) and entry.computed_commitment() != bytes(entry.commitment):
            words = f"Entry {entry.pk}, not on the ledger yet, does not say what it said."
            yield ENTRY_CHANGED.at(WHERE, words)
    for head in queries.heads_that_do_not_hold():
        yield HEAD_WRONG.at(LEDGER, SAID_OF_HEAD[head.why] % head.size)
    yield from _steps()


def _steps() -> Iterator[Finding]:
    reached: dict[str, int] = {}
    for entry in Entry.objects.filter(verb__in=STEPS).order_by("id"):
        step = STEPS.index(entry.verb)
        if step <= reached.get(entry.about_id, -1):
            yield BACKDATED.at(WHERE, f"Entry {entry.pk} ({entry.verb}) comes after a later step.")
        reached[entry.about_id] = step
