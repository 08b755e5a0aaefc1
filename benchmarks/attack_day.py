"""An attack day: with root, every file, every log and the company's keys, on two rounds.

Run: python3 bothways bench attack_day (and once more with --postgresql)
Forty people, one round with one key and one with two. Every byte is copied while the boxes are
open and after the count; then it is tried to link, stuff, drop, roll back and open early. Goals:
0 where a promise says it can't be done; what is known to work, and said so, has no goal.
"""

import json
import random
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.attack_later import (
    after,
    alter,
    close,
    say,
    stuff_with_one,
    stuff_with_two,
    the_secrets,
)
from benchmarks.installation import on_postgres, throw_away

TELLS = 0.75  # share of pairs in order; 40 things in an order of chance reach it once in 10,000
Bytes = dict[str, bytes]


@dataclass
class Held:
    """A round, and what only its voters know, in the order in which ballots arrived."""

    round: Any
    drawn: list[Any]  # people, in the order in which they fetched their envelopes
    arrived: list[Any]  # people, in the order in which their ballots came
    wallets: dict[Any, Any]
    envelopes: dict[Any, Any]
    older: dict[Any, Any] = field(default_factory=dict)

    @property
    def at(self) -> Any:
        return self.round.opens_at + timedelta(hours=1)


def main() -> None:
    with throw_away() as data:
        day(data)


def day(data: Path) -> None:
    firm, people = make_people_of_forty()
    one = fill(opened_round(firm, "One key"), people, None)
    mark = old_mark()
    during, found = copied(data), the_secrets(one)
    print("one key: link, stuff, roll back")
    link("one key", one, during)
    stuff_with_one(one)
    close(one, None)
    print("two keys: link, open early, stuff, roll back")
    keeper = keeper_of(firm)
    two = fill(opened_round(firm, "Two keys", keeper), people, keeper)
    during |= {f"two keys: {path}": part for path, part in copied(data).items()}
    found = {name: [*some, *the_secrets(two)[name]] for name, some in found.items()}
    link("two keys", two, during)
    open_early(two, keeper)
    stuff_with_two(two, keeper)
    close(two, keeper)
    print("alter")
    alter(one, two, mark)
    print("after the count")
    after(found, during, copied(data), is_log)


def old_mark() -> Any:
    """What somebody kept of a mail that was sent before."""
    from bothways.record.queries import newest_head
    from bothways.trust.marks import Mark

    head = newest_head()
    return Mark(head.size, bytes(head.root))


def make_people_of_forty() -> tuple[Any, list[Any]]:
    from bothways.people.models import Person
    from tests.cast import STORES, make_firm
    from tests.factories import make_people

    firm = make_firm()
    make_people(9, unit=STORES, manager=firm.other_manager)
    return firm, list(Person.objects.here())


def keeper_of(firm: Any) -> Any:
    from tests.keeper import keeper_in_office

    return keeper_in_office(firm.representative)


def opened_round(firm: Any, title: str, keeper: Any = None) -> Any:
    """The second one opens after the first was counted, and is confirmed by the second key."""
    from tests.factories import NOW
    from tests.rounds import NEWS, SAFETY, TRUST, opened

    if keeper is None:
        return opened(firm.owner, questions=(SAFETY,), title=title)
    opens = NOW + timedelta(days=10)
    round_ = opened(firm.owner, questions=(TRUST, NEWS), title=title, opens_at=opens)
    keeper.serve(opens)
    return round_


def fill(round_: Any, people: list[Any], keeper: Any) -> Held:
    """Thirty-two of forty answer, a cover among five; two stay without an envelope."""
    from bothways.ballotbox import actions as box
    from bothways.pure.ballots import read_manifest
    from bothways.pure.ballots.client import cover, fill_in
    from bothways.surveys.voting import draw_envelope, fetch_stamp

    chance = random.Random(round_.title)
    drawn = chance.sample(people, len(people) - 2)
    arrived = chance.sample(drawn, 32)
    held = Held(round_, drawn, arrived, {}, {})
    for person in drawn:
        held.wallets[person] = draw_envelope(round_, person, at=held.at)
        if keeper:  # one by one, so that there is an order to be found
            keeper.serve(held.at)
            wallet = held.wallets[person]
            held.wallets[person] = fetch_stamp(round_, person, wallet, at=held.at)
    rules = read_manifest(round_.manifest)
    for place, person in enumerate(arrived):
        answers = [1 + (place + n) % 5 for n, _question in enumerate(rules.questions)]
        make = (
            cover if place % 5 == 0 else lambda wallet, rules, a=answers: fill_in(wallet, rules, a)
        )
        wallet, envelope = make(held.wallets[person], rules)
        box.put_ballot(round_.pk, envelope.to_fields(), at=held.at)
        if place % 4 == 0:
            held.older[person] = envelope
            wallet, envelope = fill_in(wallet, rules, answers)
            box.put_ballot(round_.pk, envelope.to_fields(), at=held.at)
        held.wallets[person], held.envelopes[person] = wallet, envelope
    return held


def copied(data: Path) -> Bytes:
    """Every byte: the folder of the installation, and on PostgreSQL the server's own."""
    folders = [data]
    if on_postgres():
        from django.db import connections

        for alias in ("default", "ballots"):
            with connections[alias].cursor() as cursor:
                cursor.execute("CHECKPOINT")
                cursor.execute("SHOW data_directory")
                server = Path(cursor.fetchone()[0])
        folders.append(server)
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): path.read_bytes() for path in files if "static" not in path.parts}


def is_log(path: str) -> bool:
    return "pg_wal" in path


# --- link ---------------------------------------------------------------------------------------


def link(name: str, held: Held, files: Bytes) -> None:
    say(f"{name}: rows that tell of a person and a ballot", n_links(held), goal=0)
    sizes = {len(envelope.sealed) for envelope in held.envelopes.values()}
    say(f"{name}: sizes of ballots, covers among them", len(sizes), goal=1)
    envelopes = list(held.envelopes.values())
    for where, told in places(envelopes, files):
        if on_postgres():
            say(f"{name}: arrival order, {where} (said in SECURITY.md)", told, unit="of pairs")
        else:
            say(f"{name}: arrival order by {where}", told, unit="of pairs", goal=TELLS)
    rows = rows_in_order(held)
    say(f"{name}: arrival order by the rows of envelopes", in_order(rows, held.arrived), goal=TELLS)
    say(f"{name}: fetching order by the rows of envelopes", in_order(rows, held.drawn))


def in_order(found: Sequence[Any], true: Sequence[Any]) -> float:
    """Return how far one order tells another: 1 wholly, or backwards; 0.5 nothing."""
    from tests.ballotbox.traces import agreement

    place = {thing: number for number, thing in enumerate(true)}
    return agreement([place[thing] for thing in found if thing in place])


def places(envelopes: list[Any], files: Bytes) -> Iterator[tuple[str, float]]:
    """Where the keys of ballots lie: first and last place of each, and how often."""
    logs = b"".join(data for path, data in files.items() if is_log(path))
    others = b"".join(data for path, data in files.items() if not is_log(path))
    for where, data in (("files", others), ("the log", logs)):
        found = [one for one in envelopes if one.key in data]
        if not found:
            continue
        first = sorted(found, key=lambda one: data.find(one.key))
        last = sorted(found, key=lambda one: data.rfind(one.key))
        often = sorted(found, key=lambda one: (-data.count(one.key), one.key))
        orders = [in_order_of(order, envelopes) for order in (first, last, often)]
        yield f"place and number of copies in {where}", max(orders)


def in_order_of(found: list[Any], true: list[Any]) -> float:
    return in_order([one.key for one in found], [one.key for one in true])


def rows_in_order(held: Held) -> list[Any]:
    """The people of a round's envelopes in the order in which the database wrote the rows."""
    from django.db import connection

    order = "xmin::text::bigint, ctid" if on_postgres() else "rowid"
    sql = f"SELECT person_id FROM surveys_entitlement WHERE round_id = %s ORDER BY {order}"
    pk = str(held.round.pk) if on_postgres() else held.round.pk.hex
    with connection.cursor() as cursor:
        cursor.execute(sql, [pk])
        ids = [str(row[0]).replace("-", "") for row in cursor.fetchall()]
    by_id = {person.pk.hex: person for person in held.drawn}
    return [by_id[pk] for pk in ids if pk in by_id]


def n_links(held: Held) -> int:
    """Return how many rows of any table hold something of a person and something of a ballot."""
    from tests.architecture.scanner import spellings

    people = [word for one in held.drawn for word in (one.pk.hex, str(one.pk), one.name, one.email)]
    parts = [
        getattr(one, part).hex()
        for one in held.envelopes.values()
        for part in ("key", "prefix", "credential", "signature", "stamp")
        if getattr(one, part)
    ]
    parts += [wallet.seed.hex() for wallet in held.wallets.values()]
    needles = [spelling for part in parts for spelling in spellings(part)]
    n = 0
    for row in every_row():
        raw = b"\0".join(row)
        n += any(word.encode() in raw for word in people) and any(one in raw for one in needles)
    return n


def every_row() -> Iterator[list[bytes]]:
    from bothways.operations.audit.reading import rows, tables

    for alias in ("default", "ballots"):
        for table in tables(alias):
            for row in rows(alias, table):
                yield [as_bytes(value) for value in row.values()]


def as_bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


# --- open early ---------------------------------------------------------------------------------


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

if __name__ == "__main__":
    main()
