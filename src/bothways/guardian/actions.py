"""All that the second key answers, taken one by one."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from bothways.guardian.errors import (
    ListChangedError,
    NotAnswersError,
    ShapeError,
    UnknownRoundError,
    WrongStampError,
)
from bothways.guardian.queries import people_of, rounds_of, step_of
from bothways.keyholders import actions as keyholders
from bothways.keyholders.models import Keyholder
from bothways.keyholders.queries import confirmation_of, keyholder_of
from bothways.notifications.actions import tell
from bothways.notifications.models import Message
from bothways.people.errors import RefusedError
from bothways.pure.ballots import BallotError, read_manifest
from bothways.pure.ballots.credentials import signing_public_key
from bothways.pure.guardian.documents import (
    answers_hold,
    confirmation_part,
    holds,
    people_digest,
)
from bothways.pure.guardian.errors import GuardianError
from bothways.pure.guardian.opening import read_groups
from bothways.pure.guardian.reading import from_text64, list_in, map_in, text_in
from bothways.record.actions import note
from bothways.results.second import agree, take_peeled
from bothways.surveys.actions import keep_stamp
from bothways.surveys.models import Round
from bothways.surveys.queries import stamps_waiting

REMIND_EVERY = timedelta(days=1)
MOST_SPARES = 40
E = 65537

Answer = Mapping[str, Any]


def take_answers(
    document: Mapping[str, Any], holders: list[Keyholder], *, at: datetime
) -> dict[str, Any]:
    """Take each answer that holds, and say of each what became of it.

    Said again it changes nothing. Raises NotAnswersError unless one of these keys signed the
    document, ShapeError for what is none.
    """
    answers = document.get("answers")
    if document.get("v") != 1 or not isinstance(answers, list):
        raise ShapeError
    for holder in holders:
        try:
            public = from_text64(holder.sign_public, "key")
            if answers_hold(document, public):
                return {"v": 1, "results": [_result(one, holder, at) for one in answers]}
        except BallotError:
            raise ShapeError from None
    raise NotAnswersError


def _result(answer: Any, holder: Keyholder, at: datetime) -> dict[str, Any]:
    told = answer if isinstance(answer, dict) else {}
    said = {"kind": str(told.get("kind", "")), "round": str(told.get("round", ""))}
    try:
        takes = TAKEN_BY.get(said["kind"])
        if takes is None:
            raise ShapeError
        takes(told, holder, at)
    except RefusedError as refusal:
        return {**said, "taken": False, "say": str(refusal)}
    except GuardianError:
        return {**said, "taken": False, "say": str(ShapeError())}
    return {**said, "taken": True, "say": ""}


def _take_spares(answer: Answer, holder: Keyholder, _at: datetime) -> None:
    keys = list_in(answer, "keys")
    if len(keys) > MOST_SPARES or not all(isinstance(key, dict) for key in keys):
        raise ShapeError
    if not holder.current:
        raise UnknownRoundError
    keyholders.store_spares(holder, keys)


def _take_confirmation(answer: Answer, holder: Keyholder, at: datetime) -> None:
    round_ = _round(answer, holder)
    people = people_digest(people_of(round_))
    told = (text_in(answer, "rules"), text_in(answer, "people"))
    if told != (round_.manifest_hash, people.hex()):
        raise ListChangedError
    signature = from_text64(answer.get("signature"), "signature")
    part = confirmation_part(bytes.fromhex(round_.manifest_hash), people)
    if not holds(from_text64(holder.sign_public, "key"), signature, part):
        raise NotAnswersError
    is_new = keyholders.confirm(
        round_.pk,
        holder,
        rules=told[0],
        people=told[1],
        signature=signature.hex(),
        at=at,
    )
    if is_new:
        note("round.confirmed", by=holder.person, about=round_, at=at, title=round_.title)


def _take_stamps(answer: Answer, holder: Keyholder, _at: datetime) -> None:
    round_ = _round(answer, holder)
    if confirmation_of(round_.pk) is None or round_.state != Round.State.OPEN:
        raise UnknownRoundError
    guardian = read_manifest(round_.manifest).guardian
    keys = guardian.block_keys if guardian else {}
    asked = {one["id"]: one for one in stamps_waiting(round_)}
    given = map_in(answer, "stamps")
    fits = {who: _fitting(stamp, asked[who], keys) for who, stamp in given.items() if who in asked}
    for who, stamp in fits.items():
        keep_stamp(round_, who, stamp)


def _fitting(stamp: Any, request: Mapping[str, str], keys: Mapping[str, bytes]) -> bytes:
    """Return a stamp that is this block's signature on what was asked. Raises WrongStampError."""
    public = signing_public_key(keys[request["block"]])
    signature = from_text64(stamp, "stamp")
    blinded = int.from_bytes(from_text64(request["blinded"], "blinded"), "big")
    number = int.from_bytes(signature, "big")
    if len(signature) != public.size or not 0 < number < public.n:
        raise WrongStampError
    if pow(number, E, public.n) != blinded:
        raise WrongStampError
    return signature


def _take_peeled(answer: Answer, holder: Keyholder, _at: datetime) -> None:
    round_ = _round(answer, holder)
    unpeelable = map_in(answer, "unpeelable")
    if not all(
        isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in unpeelable.values()
    ):
        raise ShapeError
    signature = from_text64(answer.get("sheet_signature"), "sheet_signature")
    take_peeled(round_, read_groups(answer), unpeelable, sheet_signature=signature)


def _take_release(answer: Answer, holder: Keyholder, at: datetime) -> None:
    round_ = _round(answer, holder, released_too=True)
    not_counted = answer.get("not_counted")
    try:
        root = bytes.fromhex(text_in(answer, "root"))
    except ValueError:
        raise ShapeError from None
    agree(
        round_,
        document=text_in(answer, "document"),
        root=root,
        signature=from_text64(answer.get("signature"), "signature"),
        not_counted=not_counted if isinstance(not_counted, int) else -1,
        at=at,
    )


TAKEN_BY: dict[str, Callable[[Answer, Keyholder, datetime], None]] = {
    "spare": _take_spares,
    "confirm": _take_confirmation,
    "stamps": _take_stamps,
    "peeled": _take_peeled,
    "release": _take_release,
}


def _round(answer: Answer, holder: Keyholder, *, released_too: bool = False) -> Round:
    """Return the round of an answer, if its rules name this very key. Raises UnknownRoundError."""
    wanted = text_in(answer, "round")
    running = [round_ for round_ in rounds_of([holder]) if round_.pk.hex == wanted]
    if running:
        return running[0]
    if released_too:
        for round_ in Round.objects.filter(state=Round.State.RELEASED):
            if round_.pk.hex == wanted and keyholder_of(round_.rules) == holder:
                return round_
    raise UnknownRoundError


def remind(at: datetime) -> int:
    """Tell each keyholder once a day which round waits for them; return how many were told."""
    n_told = 0
    for holder in Keyholder.objects.select_related("person"):
        waiting = [one for one in rounds_of([holder]) if step_of(one, at=at) != "box_open"]
        if not waiting or holder.person is None or _was_told(holder, at):
            continue
        n_told += tell(
            "key.awaited",
            to=[holder.person],
            at=at,
            title=waiting[0].title,
            link=f"{settings.BASE_URL}/guardian/",
        )
    return n_told


def _was_told(holder: Keyholder, at: datetime) -> bool:
    lately = Message.objects.filter(kind="key.awaited", to=holder.person)
    return lately.filter(made_at__gt=at - REMIND_EVERY).exists()
