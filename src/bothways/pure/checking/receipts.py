"""Was my ballot counted? From a round's file and one's own receipt."""

from collections.abc import Iterator

from bothways.pure.ballots import BallotError, read_leaves, read_manifest, receipt_holds
from bothways.pure.checking.files import ReceiptFile, RoundFile
from bothways.pure.checking.findings import Finding, found, untold, wrong


def check_receipt(file: RoundFile, receipt: ReceiptFile) -> list[Finding]:
    """Return whether this receipt is of this round, is signed, and its ballot on the list."""
    return list(_checks(file, receipt))


def _checks(file: RoundFile, receipt: ReceiptFile) -> Iterator[Finding]:
    rules = read_manifest(file.manifest)
    same = (receipt.round, receipt.rules) == (rules.round, rules.hash)
    yield found(
        "receipt.round",
        same,
        "The receipt is of this round.",
        "The receipt is of another round, or of other rules.",
    )
    if not same:
        return
    signed = receipt_holds(
        rules.receipt_key,
        receipt.receipt,
        leaf_hash=receipt.leaf,
        manifest_hash=rules.hash,
        closes=receipt.closes,
    )
    yield found(
        "receipt.signature",
        signed and receipt.closes == rules.closes_at,
        "The box signed it.",
        "The box did not sign it, or it was changed.",
    )
    yield _on_the_list(file, receipt)


def _on_the_list(file: RoundFile, receipt: ReceiptFile) -> Finding:
    if file.leaves is None:
        return untold("receipt.leaf", "There is no list of ballots yet.")
    try:
        listed = receipt.leaf in read_leaves(file.leaves)
    except BallotError as error:
        return wrong("receipt.leaf", f"The list of ballots is no list: {error}.")
    return found(
        "receipt.leaf",
        listed,
        "Your ballot is on the list of those that were counted.",
        "Your ballot is not on the list. That is right if you answered again later, on whichever "
        "device: then the later one is there, with a receipt of its own. If you did not, show "
        "this receipt to the employee representative: it proves that the box took your ballot.",
    )
