"""Opening a box with two keys before its time, or other than its rules say, on an attack day."""

import json
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from benchmarks.attack_firm import Held
from benchmarks.attack_later import say


def open_early(held: Held, keeper: Any) -> None:
    """The second key is asked to do what it must not, on a copy of its memory."""
    from bothways.ballotbox.models import Box
    from bothways.keyholders.models import SpareKey
    from bothways.pure.ballots import BallotError, open_sealed, read_manifest, seal_info

    rules = read_manifest(held.round.manifest)
    own = bytes(Box.objects.get(pk=held.round.pk.hex).seal_key)
    n_read = 0
    for one in held.envelopes.values():
        info = seal_info(rules.hash, one.block, one.key, one.counter)
        try:
            open_sealed(one.sealed, private=own, info=info)
            n_read += 1
        except BallotError:
            pass
    say("two keys: ballots read with the company's key alone", n_read, goal=0)
    wrapped = SpareKey.objects.filter(round=held.round.pk.hex).values_list("wrapped", flat=True)
    say("two keys: lent keys unwrapped on the server", sum(map(unwraps, wrapped)), goal=0)
    control = n_peeled(held, keeper, as_it_is)
    say("two keys: the same request unforged is refused (control)", 1 - control, goal=0)
    for what, change in AT_OPENING.items():
        say(f"two keys: opened {what}", n_peeled(held, keeper, change), goal=0)


def unwraps(wrapped: str) -> bool:
    import pyrage

    try:
        pyrage.decrypt(wrapped.encode(), [pyrage.x25519.Identity.generate()])
    except pyrage.DecryptError:
        return False
    return True


def n_peeled(held: Held, keeper: Any, change: Callable[[dict[str, Any]], None]) -> int:
    """Return how many answers the second key gives to a forged work document."""
    from bothways.pure.guardian.answering import Choices, answer_work

    item = forged_opening(held, change)
    work = {"v": 1, "rounds": [item], "spare": {}}
    before = int((held.round.closes_at - timedelta(days=2)).timestamp())
    later = int(held.round.closes_at.timestamp())
    clock = before if change is in_time_it_is_not else later
    choices = Choices(lambda _asked: True, secrets.token_bytes, unix=clock)
    memory = replace(keeper.memory, head=None)  # the ledger is not what is tried here
    if change is one_less:  # after it was opened whole
        whole = {"v": 1, "rounds": [forged_opening(held, in_time_it_is_not)], "spare": {}}
        memory = answer_work(whole, keeper.identity, memory, choices).memory
    return len(answer_work(work, keeper.identity, memory, choices).answers)


def forged_opening(held: Held, change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """A work document as root writes it: changed, then signed with the company's own key."""
    from bothways.ballotbox.models import Box
    from bothways.keyholders.models import SpareKey
    from bothways.pure.ballots import canonical_json, sign_sheet, to_text
    from bothways.surveys.queries import n_issued

    records: dict[str, list[str]] = {}
    for one in held.envelopes.values():
        records.setdefault(one.block, []).append(to_text(one.pack()))
    item = {
        "do": "open",
        "round": held.round.pk.hex,
        "manifest": held.round.manifest,
        "wrapped": {"seal": SpareKey.objects.get(round=held.round.pk.hex, kind="seal").wrapped},
        "records": records,
        "issued": n_issued(held.round),
    }
    change(item)
    rules, item["sheet"] = sheet_of(item)
    key = bytes(Box.objects.get(pk=held.round.pk.hex).receipt_key)
    item["sheet_signature"] = to_text(sign_sheet(key, rules.hash, item["sheet"]))
    return dict(json.loads(canonical_json(item)))


def sheet_of(item: dict[str, Any]) -> tuple[Any, str]:
    from bothways.pure import ballots as b

    rules = b.read_manifest(item["manifest"])
    found = {
        block: [b.unpack(unpacked(one), block, 2) for one in some]
        for block, some in item["records"].items()
    }
    blocks = {
        block["id"]: b.BlockCount(
            block["eligible"], item["issued"].get(block["id"], 0), len(found.get(block["id"], []))
        )
        for block in json.loads(item["manifest"])["blocks"]
    }
    leaves = b.sorted_leaves([b.leaf(one) for some in found.values() for one in some])
    text = b.sheet_text(
        round_hex=item["round"], manifest_hash=rules.hash, listed=leaves, blocks=blocks
    )
    return rules, text


def unpacked(text: str) -> bytes:
    from bothways.pure.guardian.reading import from_text64

    return from_text64(text, "records")


def in_time_it_is_not(_item: dict[str, Any]) -> None:
    """Nothing is forged but the moment."""


def as_it_is(_item: dict[str, Any]) -> None:
    """Nothing is forged, so that the refusals below are for what was."""


def one_less(item: dict[str, Any]) -> None:
    next(iter(item["records"].values())).pop()


def smaller_groups(item: dict[str, Any]) -> None:
    rules = json.loads(item["manifest"])
    rules["k"] = 1
    item["manifest"] = rewritten(rules)


def sevenfold(item: dict[str, Any]) -> None:
    rules = json.loads(item["manifest"])
    rules["blocks"] += [rules["blocks"][0]] * 6
    item["manifest"] = rewritten(rules)


def company_stamps_twice(item: dict[str, Any]) -> None:
    from bothways.pure.ballots import to_text, unpack

    block, some = next(iter(item["records"].items()))
    one = unpack(unpacked(some[0]), block, 2)
    some[0] = to_text(replace(one, stamp=one.credential).pack())


def rewritten(rules: dict[str, Any]) -> str:
    from bothways.pure.ballots import canonical_json

    return str(canonical_json(rules))


AT_OPENING: dict[str, Callable[[dict[str, Any]], None]] = {
    "before its time by the keeper's clock": in_time_it_is_not,
    "twice, with one ballot less": one_less,
    "by rules with groups of one": smaller_groups,
    "by rules that name a block seven times": sevenfold,
    "with a ballot that the company alone stamped": company_stamps_twice,
}
