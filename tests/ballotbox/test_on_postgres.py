"""What PostgreSQL's files remember of ballots: old versions while the box is open, then nothing.

The log (WAL) is not looked at here: it keeps ciphertexts until it is recycled, and that is said.
"""

import pytest
from django.db import DatabaseError, connections, transaction

from bothways.ballotbox import rewriting
from bothways.ballotbox.actions import destroy, stop_signing
from bothways.ballotbox.errors import LateRefusal
from bothways.ballotbox.models import Box, Bundle
from bothways.ballotbox.queries import BALLOTS, left_traces
from tests.at_once import both
from tests.ballotbox.booth import Booth, announce

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True, databases="__all__"),
]
TABLES = ("ballotbox_bundle", "ballotbox_blockkey", "ballotbox_box")


@pytest.fixture
def box() -> Booth:
    return announce({"b1": 20})


def on_the_disk() -> bytes:
    """Return every byte of the files in which the box's tables lie, large values included."""
    found = b""
    with connections[BALLOTS].cursor() as cursor:
        cursor.execute("CHECKPOINT")
        for table in TABLES:
            cursor.execute(
                "SELECT pg_relation_filepath(oid), pg_relation_filepath(reltoastrelid) "
                "FROM pg_class WHERE relname = %s",
                [table],
            )
            for path in cursor.fetchone():
                cursor.execute("SELECT pg_read_binary_file(%s)", [path])
                found += bytes(cursor.fetchone()[0])
    return found


def lies_in(disk: bytes, piece: bytes) -> bool:
    """Say whether a part of it can be found; large values lie in pieces of 2 KB."""
    return any(piece[at : at + 16] in disk for at in range(0, len(piece) - 15, 16))


def test_old_versions_lie_there_while_the_box_is_open(box: Booth) -> None:
    wallet, first = box.vote(box.wallet())
    box.put(first)
    _wallet, second = box.vote(wallet)
    box.put(second)

    disk = on_the_disk()

    assert lies_in(disk, second.sealed)
    assert lies_in(disk, first.sealed)  # so the search below would find it


def test_after_the_count_neither_ballots_nor_keys_are_in_any_file(box: Booth) -> None:
    ballots = []
    for _ in range(5):
        _wallet, envelope = box.vote(box.wallet())
        box.put(envelope)
        ballots.append(envelope)
    row = Box.objects.get()
    secrets = [bytes(row.seal_key or b""), bytes(row.receipt_key or b"")]
    assert all(lies_in(on_the_disk(), secret) for secret in secrets)
    stop_signing(box.round_id)

    destroy(box.round_id)

    disk = on_the_disk()
    assert [envelope for envelope in ballots if lies_in(disk, envelope.sealed)] == []
    assert [envelope for envelope in ballots if lies_in(disk, envelope.key)] == []
    assert [secret for secret in secrets if lies_in(disk, secret)] == []
    assert Bundle.objects.count() == 0
    assert not left_traces(box.round_id)


def test_a_snapshot_that_somebody_holds_keeps_no_ballot_on_the_disk(box: Booth) -> None:
    _wallet, envelope = box.vote(box.wallet())
    other = connections.create_connection(BALLOTS)
    with other.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT count(*) FROM pg_class")  # from here on it sees what is there now
        box.put(envelope)
        assert lies_in(on_the_disk(), envelope.sealed)

        destroy(box.round_id)

        assert not lies_in(on_the_disk(), envelope.sealed)
        cursor.execute("COMMIT")
    other.close()


def test_what_stays_is_the_same_after_the_rewriting(box: Booth) -> None:
    after = announce({"b1": 20})
    _wallet, envelope = after.vote(after.wallet())
    after.put(envelope)
    before = sorted(map(repr, Bundle.objects.filter(round=after.round_id.hex).values()))

    destroy(box.round_id)

    assert sorted(map(repr, Bundle.objects.values())) == before
    assert Box.objects.count() == 2


def test_where_somebody_holds_a_table_the_rewriting_is_tried_again(
    box: Booth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rewriting, "LONGEST_WAIT", "200ms")
    _wallet, envelope = box.vote(box.wallet())
    box.put(envelope)
    other = connections.create_connection(BALLOTS)
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM ballotbox_bundle")

        with pytest.raises(DatabaseError):
            destroy(box.round_id)

        assert left_traces(box.round_id)
        cursor.execute("COMMIT")
    other.close()
    assert lies_in(on_the_disk(), envelope.sealed)

    destroy(box.round_id)

    assert not left_traces(box.round_id)
    assert not lies_in(on_the_disk(), envelope.sealed)


def test_a_ballot_that_meets_the_closing_is_in_before_or_told_that_it_is_late(box: Booth) -> None:
    _wallet, envelope = box.vote(box.wallet())

    said = both(lambda: box.put(envelope), lambda: stop_signing(box.round_id))

    assert said[1] is None
    is_in = any(any(bytes(row.records)) for row in Bundle.objects.all())
    assert is_in is (said[0] is None)
    assert said[0] is None or isinstance(said[0], LateRefusal)


def test_two_ballots_at_once_are_both_in(box: Booth) -> None:
    (_, one), (_, other) = box.vote(box.wallet()), box.vote(box.wallet())

    assert both(lambda: box.put(one), lambda: box.put(other)) == [None, None]

    with transaction.atomic(using=BALLOTS):
        records = bytes(Bundle.objects.get().records)
    assert one.sealed in records
    assert other.sealed in records
