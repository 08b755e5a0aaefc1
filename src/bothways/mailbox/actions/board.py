"""The board: a desk whose key the installation holds, because what comes to it is public.

Its letters come out in the packets of everybody, at the fixed hour and no other moment; then they
are opened here and each is handed, once, to whoever registered for its kind.
"""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from bothways.mailbox.errors import LongAnswerError
from bothways.mailbox.models import BoardAnswer, BoardKey, Desk, Epoch, Heard, Packet
from bothways.mailbox.queries import board_key, epoch_fields, epoch_keys, letters_of
from bothways.mailbox.registry import ON_BOARD, Voice
from bothways.people.errors import RefusedError
from bothways.people.models import Person
from bothways.people.queries import firm_language
from bothways.pure.ballots import BallotError, to_bytes, to_text
from bothways.pure.mailbox import HOURS, DeskKeys, Letter, read_letter, statement_hash
from bothways.pure.mailbox.client import answered
from bothways.pure.mailbox.letters import LONGEST_TEXT, TO_DESK, Read
from bothways.pure.mailbox.marks import ANSWERS
from bothways.pure.mailbox.reading import make_epoch
from bothways.record.actions import append_entries, note

LONGEST_TITLE = 200
LONGEST_ABOUT = 100


@transaction.atomic
def open_board(*, on: date, at: datetime | None = None) -> Desk:
    """Return the board; the first call makes it, with its key, on the record."""
    key = board_key()
    if key is not None:
        return key.epoch.desk
    desk = Desk(is_board=True)
    with override(firm_language() or settings.LANGUAGE_CODE):  # a worker has none
        name = _("The public board")
    desk.name = f"{name} {desk.code}" if Desk.objects.filter(name=name).exists() else name
    desk.save()
    secret = secrets.token_bytes(32)
    epoch = _first_epoch(desk, secret, on)
    BoardKey.objects.create(epoch=epoch, secret=to_text(secret))
    note("desk.opened", by=None, about=desk, at=at, name=desk.name)
    note_key(epoch, by=None, at=at)
    return desk


def _first_epoch(desk: Desk, secret: bytes, on: date) -> Epoch:
    begins = f"{on - timedelta(days=1)}T{HOURS[-1]:02}"  # an hour that is over for certain
    maker = DeskKeys.of(secret)  # no reader made it: it signs itself twice
    keys = make_epoch(desk.code_bytes, 1, secret=secret, begins=begins, by=maker, before=None)
    return Epoch.objects.create(desk=desk, since=on, **epoch_fields(keys))


def note_key(epoch: Epoch, *, by: Person | None, at: datetime | None = None) -> None:
    """Put a desk's new key on the record, so that browsers can look for it there."""
    desk = epoch.desk
    note(
        "desk.key_begun_again" if epoch.again else "desk.key_changed",
        by=by,
        about=desk,
        at=at,
        name=desk.name,
        desk=desk.code,
        number=epoch.number,
        seal=epoch.seal,
        sign=epoch.sign,
        statement=statement_hash(desk.code_bytes, epoch_keys(epoch)),
    )
    append_entries(at=at or timezone.now())  # browsers take no key that has no place on the ledger


def hear_board() -> int:
    """Hand each letter to the board that has come out to who registered for its kind, once.

    Returns how many were taken in. If one could not be taken in, the others are all the same, then
    its error is raised; the next call brings it again, and what follows it in its thread.
    """
    key = board_key()
    if key is None:
        return 0
    hours = Packet.objects.filter(hour__gt=key.heard_to).order_by("hour").values_list("hour")
    n_taken, trouble, stuck = 0, None, set[str]()
    for hour in dict.fromkeys(hour for (hour,) in hours):
        for digest, read in _letters(key, hour):
            voice = _voice(read, hour, digest)
            if voice is None or voice.thread in stuck:
                continue
            try:
                n_taken += _take(voice)
            except Exception as error:  # whatever it is, the letters of others are heard
                stuck.add(voice.thread)
                trouble = trouble or error
        if trouble is None:
            BoardKey.objects.filter(pk=key.pk).update(heard_to=hour)
    if trouble is not None:
        raise trouble
    return n_taken


@transaction.atomic
def _take(voice: Voice) -> bool:
    """Hand over one letter; say whether somebody took it in."""
    take = ON_BOARD.get(voice.kind)
    kept = {"hour": voice.hour, "thread": voice.thread, "kind": voice.kind if take else ""}
    _heard, is_new = Heard.objects.get_or_create(pk=voice.digest, defaults=kept)
    if not is_new or take is None:
        return False
    try:
        with transaction.atomic():
            take(voice)
    except RefusedError as refusal:
        with override(voice.language or firm_language() or settings.LANGUAGE_CODE):
            _answer(voice, str(refusal))
    return True


def _answer(voice: Voice, text: str) -> None:
    number = Heard.objects.filter(thread=voice.thread).count() - 1
    to = {"thread": voice.thread, "seal": voice.seal, "replies": voice.replies}
    answer_from_board(**to, text=text, number=number)


def _letters(key: BoardKey, hour: str) -> list[tuple[str, Read]]:
    """Return what came to the board at this hour and opens, with each letter's hash.

    The first letters of all threads come first: an afterthought is heard after what it belongs to.
    """
    board, keys = key.epoch.desk.code_bytes, keys_of(key)
    found = []
    for record in letters_of(hour):
        try:
            letter = Letter.unpack(record)
            if letter.desk != board:
                continue
            read = read_letter(letter, private=keys.seal, role=TO_DESK)
        except BallotError:  # sealed to another key, or no letter at all
            continue
        found.append((hashlib.sha256(record).hexdigest(), read))
    return sorted(found, key=lambda one: _number(one[1]))


def _number(read: Read) -> int:
    number = read.fields.get("n")
    return number if type(number) is int else 0


def _voice(read: Read, hour: str, digest: str) -> Voice | None:
    """Return what a letter says, None if it is no letter of an author's to the board."""
    fields, thread = read.fields, to_text(read.signed_by)
    told = fields.get("voice") or {}
    if fields.get("kind") != "letter" or not isinstance(told, dict):
        return None
    before = Heard.objects.filter(thread=thread).exclude(pk=digest).order_by("hour").first()
    kind = before.kind if before else _word(told, "kind", 20)
    language = _word(told, "language", 10)
    text = _word(fields, "text", LONGEST_TEXT)
    try:
        halves = [to_text(to_bytes(fields.get(name), 32, name)) for name in ("seal", "replies")]
    except BallotError:
        return None
    return Voice(
        kind=kind,
        title=_word(told, "title", LONGEST_TITLE),
        text=text,
        about=_word(told, "about", LONGEST_ABOUT),
        language=language if language in dict(settings.LANGUAGES) else "",
        thread=thread,
        seal=halves[0],
        replies=halves[1],
        hour=hour,
        is_first=before is None,
        takes_back=before is not None and told.get("takes_back") is True,
        digest=digest,
    )


def _word(fields: Any, name: str, longest: int) -> str:
    """Return some words as any database keeps them; what else stands there counts as nothing."""
    value = fields.get(name)
    if not isinstance(value, str):
        return ""
    return value.replace("\x00", "").encode(errors="ignore").decode()[:longest].strip()


def answer_from_board(*, thread: str, seal: str, replies: str, text: str, number: int) -> None:
    """Have an answer of the board come out at the next fixed hour, sealed to a thread's author.

    thread, seal, replies: as its Voice told them; number: how many answers came before. Call it in
    the transaction that decides what is answered. Raises LongAnswerError for more than 20,000
    signs.
    """
    if len(text) > LONGEST_TEXT:
        raise LongAnswerError
    BoardAnswer.objects.create(thread=thread, seal=seal, replies=replies, text=text, number=number)


def take_answers() -> list[bytes]:
    """Seal the answers that wait, and forget them: in the transaction that puts them out."""
    key = board_key()
    if key is None:
        return []
    waiting = list(BoardAnswer.objects.select_for_update())
    BoardAnswer.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    sealed = (_sealed(key, one) for one in waiting)
    return [letter.pack() for letter in sealed if letter is not None]


def _sealed(key: BoardKey, answer: BoardAnswer) -> Letter | None:
    """Return the sealed answer; None if the author's key is none, so that nobody could read it."""
    parts = ("thread", "seal", "replies")
    try:
        return answered(
            answer.text,
            desk=key.epoch.desk.code_bytes,
            epoch=key.epoch.number,
            keys=keys_of(key),
            number=answer.number,
            place=secrets.randbelow(ANSWERS),
            key=secrets.token_bytes(32),
            **{name: to_bytes(getattr(answer, name), 32, name) for name in parts},
        )
    except ValueError:  # a point that no secret comes of; others wait for the same hour
        return None


def keys_of(key: BoardKey) -> DeskKeys:
    """Return the keys that open what is written to the board."""
    return DeskKeys.of(to_bytes(key.secret, 32, "secret"))
