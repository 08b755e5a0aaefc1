"""Closing, counting, releasing: the only place where sealed ballots are opened."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from bothways.ballotbox import actions as box
from bothways.ballotbox.queries import holds_secrets, left_traces, rules_hash
from bothways.keyholders.queries import rounds_lent_to
from bothways.notifications.actions import tell
from bothways.pure import disclosure
from bothways.pure.ballots import manifest_hash
from bothways.record.actions import append_entries, note
from bothways.record.models import Entry
from bothways.results.destroying import destroy_all
from bothways.results.errors import RulesChangedError
from bothways.results.lost import box_is_there, void_lost_rounds
from bothways.results.models import Release, Sheet
from bothways.results.sheets import keep_sheet
from bothways.surveys import queries as surveys
from bothways.surveys.actions import forget_stamps
from bothways.surveys.models import Round


def close_due_rounds(at: datetime) -> list[Round]:
    """Close, count and release every round whose time is up; return those released now.

    A count that was interrupted starts again from the ballots, which are still there; keys and
    ballots that outlived their release, and traces of them on the disk, are destroyed. A round
    whose box is gone, or whose rules were changed, holds up no other: it is void after a while,
    and RulesChangedError comes at the end.
    """
    released, refusal = [], None
    void_lost_rounds(at)
    for round_ in surveys.due_to_close(at):
        if not box_is_there(round_):
            continue
        try:
            if _close_and_count(round_, at):
                released.append(round_)
        except RulesChangedError as error:
            refusal = error
    ended = [Round.State.RELEASED, Round.State.VOID]
    lent = set(rounds_lent_to())
    for round_ in Round.objects.filter(state__in=ended).only("pk"):
        if holds_secrets(round_.pk) or left_traces(round_.pk) or round_.pk in lent:
            destroy_all(round_.pk)
    if refusal:
        raise refusal
    return released


def _close_and_count(round_: Round, at: datetime) -> bool:
    """Close, and count where nobody else must; a round with a second key waits for its keeper."""
    if _waits_for_the_second_key(round_):
        return False
    _close(round_, at)
    box.stop_signing(round_.pk)
    forget_stamps(round_.pk)
    _insist_on_the_rules(round_, at)
    keep_sheet(round_)
    if round_.rules.get("guardian"):
        return False
    released, n_invalid, tree = _count(round_)
    if not keep_release(round_, released, tree, n_invalid=n_invalid, at=at):
        return False
    destroy_all(round_.pk)
    return True


def _waits_for_the_second_key(round_: Round) -> bool:
    if round_.state != Round.State.CLOSED or not round_.rules.get("guardian"):
        return False
    return Sheet.objects.filter(pk=round_.pk).exists()


@transaction.atomic
def _close(round_: Round, at: datetime) -> None:
    open_still = Round.objects.filter(pk=round_.pk, state=Round.State.OPEN)
    if open_still.update(state=Round.State.CLOSED):
        note("round.closed", by=None, about=round_, at=at, title=round_.title)


def _insist_on_the_rules(round_: Round, at: datetime) -> None:
    """Refuse to count by other rules than the box was opened with, and say so on the record.

    The box keeps the hash that every credential and seal is bound to, in a database of its own.
    """
    if manifest_hash(round_.manifest) == rules_hash(round_.pk):
        return
    if not Entry.objects.filter(verb="round.count_refused", about_id=str(round_.pk)).exists():
        note("round.count_refused", by=None, about=round_, at=at, title=round_.title)
    raise RulesChangedError


def _count(round_: Round) -> tuple[disclosure.Released, int, box.SignedTree]:
    """Open the box, count in memory and return the clamped release with its signed tree."""
    rules = round_.rules
    counted = box.open_ballots(round_.pk, n_questions=len(rules["questions"]))
    released = disclosure.release(
        format=rules["format"],
        k=rules["k"],
        c=rules["c"],
        questions=[disclosure.Question(q["id"], q["construct"]) for q in rules["questions"]],
        blocks=[
            disclosure.Block(
                id=b["id"],
                name=b["name"],
                department=b["department"],
                teams=tuple(b["teams"]),
                eligible=b["eligible"],
            )
            for b in rules["blocks"]
        ],
        answers=counted.answers,
    )
    n_invalid = sum(counted.n_invalid.values())
    return released, n_invalid, box.sign_release(round_.pk, released.to_json())


def keep_release(
    round_: Round,
    released: disclosure.Released,
    tree: box.SignedTree,
    *,
    guardian_signature: str = "",
    n_invalid: int,
    at: datetime,
) -> bool:
    """Commit the release, the state, the record and the mails together; False if it was there.

    guardian_signature: of the same root, in hex, where the round has a second key.
    """
    document = released.to_json()
    digest = hashlib.sha256(document.encode()).hexdigest()
    with transaction.atomic():
        closed = Round.objects.filter(pk=round_.pk, state=Round.State.CLOSED)
        if not closed.update(state=Round.State.RELEASED):
            return False
        Release.objects.create(
            round=round_,
            document=document,
            digest=digest,
            signature=tree.signature.hex(),
            guardian_signature=guardian_signature,
            root=tree.root.hex(),
            salts=b"".join(tree.salts).hex(),
            released_at=at,
        )
        note(
            "round.released",
            by=None,
            about=round_,
            at=at,
            title=round_.title,
            release=digest,
            root=tree.root.hex(),
            not_counted=n_invalid,
        )
        append_entries(at=at)
        _tell_everyone(round_, released, at)
    return True


def _page_of(round_: Round) -> str:
    """Return where its result stands: what is about promises is no result of trust."""
    return f"/rounds/{round_.pk}/" if round_.is_about_promises else "/trust/"


def _tell_everyone(round_: Round, released: disclosure.Released, at: datetime) -> None:
    tell(
        "round.released",
        to=surveys.people_asked(round_),
        at=at,
        title=round_.title,
        n_answered=released.n_answered or (lambda: _("fewer than %(k)d") % {"k": released.k}),
        n_eligible=released.n_eligible,
        link=settings.BASE_URL + _page_of(round_),
    )
