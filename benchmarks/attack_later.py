"""The later half of the attack day: stuffing, dropping, altering, and what is left on the disk."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from benchmarks.report import report


def say(what: str, value: float, unit: str = "", goal: float | None = None) -> None:
    report(what, value, unit, goal=goal)


def own_wallet(held: Any, block: str, *, with_stamp: bool = False) -> Any:
    """A wallet as root stamps it alone, with the company's keys out of the database."""
    import secrets

    from bothways.ballotbox.actions import sign_blinded, sign_slip
    from bothways.pure.ballots import read_manifest
    from bothways.pure.ballots.client import new_wallet, with_credential

    rules = read_manifest(held.round.manifest)
    wallet = new_wallet(rules, block, draw=secrets.token_bytes)
    signed = sign_blinded(held.round.pk, block, wallet.blinded)
    slip = sign_slip(held.round.pk, wallet.slip.blinded) if wallet.slip else b""
    wallet = with_credential(wallet, rules, signed, slip_signature=slip)
    return replace(wallet, stamp=wallet.credential) if with_stamp else wallet


def stuff_with_one(held: Any) -> None:
    say("one key: ballots that root added (said in SECURITY.md)", n_added(held))


def stuff_with_two(held: Any, keeper: Any) -> None:
    """Ballots of root's own, a second envelope for somebody, one for a stranger."""
    say("two keys: ballots that root added", n_added(held), goal=0)
    say("two keys: stamps for a second envelope of a person", n_second(held, keeper), goal=0)
    say("two keys: stamps for somebody who is not on the list", n_strange(held, keeper), goal=0)
    say("two keys: the same, once the keeper's memory is lost (said)", n_forgotten(held, keeper))


def n_added(held: Any) -> int:
    from bothways.ballotbox import actions as box
    from bothways.ballotbox.errors import BoxRefusal
    from bothways.pure.ballots import read_manifest
    from bothways.pure.ballots.client import fill_in

    rules, n = read_manifest(held.round.manifest), 0
    for block in list(rules.block_keys)[:2]:
        wallet = own_wallet(held, block, with_stamp=rules.guardian is not None)
        wallet, envelope = fill_in(wallet, rules, [5] * len(rules.questions))
        try:
            box.put_ballot(held.round.pk, envelope.to_fields(), at=held.at)
            n += 1
        except BoxRefusal:
            pass
    return n


def n_second(held: Any, keeper: Any) -> int:
    return n_stamps(held, keeper.identity, keeper.memory, str(entitled(held).pk.hex))


def n_strange(held: Any, keeper: Any) -> int:
    return n_stamps(held, keeper.identity, keeper.memory, "0" * 32)


def n_forgotten(held: Any, keeper: Any) -> int:
    """A keeper whose memory is gone looks through the same list and confirms it again."""
    from bothways.guardian.queries import people_of
    from bothways.pure.guardian.memory import Memory
    from bothways.pure.guardian.rounds import read_round
    from bothways.pure.guardian.stamping import confirm

    item = {
        "round": held.round.pk.hex,
        "manifest": held.round.manifest,
        "people": people_of(held.round),
    }
    asked = read_round(item, keeper.identity)
    _answer, memory = confirm(item, asked, keeper.identity, Memory())
    who = next(one["id"] for one in people_of(held.round) if one["block"] == entitled(held).block)
    return n_stamps(held, keeper.identity, memory, who)


def entitled(held: Any) -> Any:
    from bothways.surveys.models import Entitlement

    return Entitlement.objects.get(round=held.round, person=held.drawn[0])


def n_stamps(held: Any, identity: Any, memory: Any, who: str) -> int:
    from bothways.keyholders.queries import wrapped_keys
    from bothways.pure.ballots import to_text
    from bothways.pure.guardian.rounds import read_round
    from bothways.pure.guardian.stamping import stamp

    wallet = own_wallet(held, entitled(held).block)
    item = {
        "round": held.round.pk.hex,
        "manifest": held.round.manifest,
        "wrapped": wrapped_keys(held.round.pk, "block"),
        "requests": [
            {
                "id": who,
                "name": "",
                "block": wallet.block,
                "blinded": to_text(wallet.guardian_blinded),
            }
        ],
    }
    answer, _memory, _refused = stamp(item, read_round(item, identity), identity, memory)
    return len(answer["stamps"])


def roll_back(held: Any) -> Any:
    """Put somebody's older ballot back in the place of the newer one; return the newer one."""
    from bothways.ballotbox.models import Bundle

    person = next(iter(held.older))
    older, newer = held.older[person], held.envelopes[person]
    for row in Bundle.objects.filter(round=held.round.pk.hex, block=newer.block):
        records = bytes(row.records)
        if newer.key in records:
            Bundle.objects.filter(pk=row.pk).update(
                records=records.replace(newer.pack(), older.pack())
            )
    return newer


def close(held: Any, keeper: Any) -> None:
    """Bring back an older ballot, change the rules and back, then let the round be counted."""
    from bothways.pure.ballots import leaf
    from bothways.results.actions import close_due_rounds
    from bothways.results.errors import RulesChangedError
    from bothways.results.models import Release, Sheet
    from bothways.surveys.models import Round
    from tests.tampering import tamper

    newer, late, refused = roll_back(held), held.round.closes_at + timedelta(minutes=1), 0
    row, rules = Round.objects.filter(pk=held.round.pk), held.round.manifest
    tamper(row, manifest=rules.replace('"k":7', '"k":5'))
    try:
        close_due_rounds(late)
    except RulesChangedError:
        refused = 1
    say("counted by rules changed after announcing", 1 - refused, goal=0)
    tamper(row, manifest=rules)
    close_due_rounds(late)
    for _step in ("open", "count") if keeper else ():
        keeper.serve(late)
    n_counted = Release.objects.filter(pk=held.round.pk).count()
    say("not counted in the end", 1 - n_counted, goal=0)
    listed = bytes(Sheet.objects.get(pk=held.round.pk).leaves)
    fits = leaf(newer) in [listed[at : at + 32] for at in range(0, len(listed), 32)]
    say("an older ballot put back, and the newer receipt fits", fits, goal=0)


def verified(held: Any) -> set[str]:
    """Return what `bothways verify` finds wrong with a round."""
    from bothways.pure.ballots import canonical_json
    from bothways.pure.checking import check_round, read_round_file
    from bothways.results.round_file import round_file

    text = canonical_json(round_file(held.round))
    findings = check_round(read_round_file(text.encode()))
    return {one.code for one in findings if one.verdict.value == "broken"}


def alter(one: Any, two: Any, mark: Any) -> None:
    """Change what is public after the count; `verify` and an old mail's mark must find it."""
    from bothways.record.models import Leaf
    from bothways.results.models import Release, Sheet
    from bothways.trust.marks import Verdict, check
    from tests.tampering import tamper

    for name, held in (("one key", one), ("two keys", two)):
        held.round.refresh_from_db()
        say(f"{name}: found wrong before anything is changed", len(verified(held)), goal=0)
        kept = Release.objects.get(pk=held.round.pk), Sheet.objects.get(pk=held.round.pk)
        silent = 0
        for model, column, value in (
            (Release, "document", kept[0].document.replace('"answered":', '"answered":1', 1)),
            (Release, "signature", "00" * 64),
            (Sheet, "leaves", bytes(kept[1].leaves)[32:]),
            (Sheet, "text", kept[1].text.replace('"issued":', '"issued":1', 1)),
        ):
            rows = model.objects.filter(pk=held.round.pk)
            before = rows.values_list(column, flat=True)[0]
            tamper(rows, **{column: value})
            silent += not found_wrong(held)
            tamper(rows, **{column: before})
        say(f"{name}: changes to result or list that verify passes", silent, goal=0)
    say(
        "an old mark before anything is changed fails", check(mark).verdict != Verdict.HOLDS, goal=0
    )
    first = Leaf.objects.order_by("position")[0]
    tamper(Leaf.objects.filter(pk=first.pk), commitment=bytes(32))
    rebuild()
    say("a rewritten record that an old mark passes", check(mark).verdict == Verdict.HOLDS, goal=0)


def found_wrong(held: Any) -> bool:
    try:
        return bool(verified(held))
    except (ValueError, LookupError):
        return True


def rebuild() -> None:
    """Sign the ledger anew over what is there now, as whoever has the secret can."""
    from bothways.pure import ledger
    from bothways.record.models import Head, Leaf
    from tests.tampering import tamper

    newest = Head.objects.order_by("-size")[0]
    leaves = [
        ledger.leaf_hash(bytes(one)) for one in commitments(Leaf.objects.order_by("position"))
    ]
    tamper(Head.objects.filter(pk=newest.pk), root=ledger.root(leaves[: newest.size]))


def commitments(leaves: Any) -> Any:
    return leaves.values_list("commitment", flat=True)


def the_secrets(held: Any) -> dict[str, list[bytes]]:
    """What opens, stamps or is a ballot, as root may copy it while the boxes are open."""
    from bothways.ballotbox.models import BlockKey, Box

    boxes = list(Box.objects.filter(pk=held.round.pk.hex))
    keys = list(BlockKey.objects.filter(round=held.round.pk.hex))
    both = list(held.envelopes.values())
    return {
        "keys of ballots": [envelope.key for envelope in both],
        "sealed ballots": [envelope.sealed[40:72] for envelope in both],
        "credentials and stamps": [envelope.credential[40:72] for envelope in both],
        "keys that seal and sign": [
            bytes(key) for box in boxes for key in (box.seal_key, box.receipt_key)
        ],
        "keys that stamp": [bytes(key.signing_key)[400:432] for key in keys]
        + [bytes(box.slips_key)[400:432] for box in boxes if box.slips_key],
    }


def after(found: dict[str, list[bytes]], during: Any, later: Any, is_log: Any) -> None:
    """How much of it lies on the disk, before and after the count."""
    for name, needles in found.items():
        before = n_there(needles, [data for path, data in during.items() if not is_log(path)])
        say(f"{name}: of {len(needles)} on the disk before the count", before)
        rest = n_there(needles, [data for path, data in later.items() if not is_log(path)])
        say(f"{name}: after it", rest, goal=0)
        logs = [data for path, data in later.items() if is_log(path)]
        if logs:
            say(f"{name}: in PostgreSQL's own log after it (said)", n_there(needles, logs))


def n_there(needles: list[bytes], files: list[bytes]) -> int:
    whole = b"\0\0".join(files)
    return sum(needle in whole for needle in needles)
