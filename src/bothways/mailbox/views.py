"""The author's page, the desks, and what readers' browsers ask. Letters go past here: slot.py."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_POST

from bothways.access.guard import SignedInRequest, guarded, may
from bothways.mailbox import actions
from bothways.mailbox.errors import FalseKeyError, NoBookError, NotReaderError
from bothways.mailbox.exchange import (
    as_admission,
    as_epoch,
    as_json,
    as_record,
    by_number,
    refusals_as_json,
    state_of,
    told,
)
from bothways.mailbox.forms import DeskForm, ReaderForm
from bothways.mailbox.models import Desk, Reader
from bothways.mailbox.proofs import proofs as keys_on_the_record
from bothways.mailbox.queries import (
    addresses,
    board,
    open_standings,
    person_tag,
    reader_of,
    standing_of,
    standings,
)
from bothways.mailbox.registry import ON_BOARD, askable
from bothways.mailbox.telling import names_here
from bothways.mailbox.words import AUTHOR_WORDS, READER_WORDS
from bothways.members.devices import is_own
from bothways.people.errors import RefusedError
from bothways.pure.ballots import BallotError, to_bytes, to_text
from bothways.pure.ballots.credentials import CREDENTIAL_LENGTH


@require_GET
@guarded("mailbox.see")
def mailbox(request: SignedInRequest) -> HttpResponse:
    """Write without a name, and read what came back: all of it happens in the browser."""
    open_now, public = open_standings(), board()
    context = {
        "place": "speak",
        "takes": [one.desk for one in open_now],
        "desks": open_now,
        "besides": addresses(),
        "board": public.code if public else "",
        "kinds": list(ON_BOARD) if public else [],
        "askable": askable() if public else [],
        "letters_url": f"{settings.BOX_URL or ''}/box/letters/",
        "may_open": may(request.user, "desks.keep"),
        "reads_at": Desk.objects.filter(
            readers__in=Reader.objects.now().filter(person=request.user)
        ),
        "is_own": is_own(request, request.user),
        "tag": person_tag(request.user),
        "words": AUTHOR_WORDS,
    }
    return render(request, "mailbox/mailbox.html", context)


@require_GET
@guarded("mailbox.see")
def names(request: SignedInRequest) -> HttpResponse:
    """The names that the browser looks for in a text, the same for everybody who opens the page."""
    return as_json({"names": names_here()})


@require_POST
@guarded("mailbox.write")
@refusals_as_json
def stamps(request: SignedInRequest) -> HttpResponse:
    """Sign a book of blinded stamps for whoever is signed in."""
    month, blinded = told(request, "month", "blinded")
    if not isinstance(blinded, list):
        raise NoBookError
    try:
        keys = [to_bytes(one, CREDENTIAL_LENGTH, "blinded") for one in blinded]
    except BallotError:
        raise NoBookError from None
    signed = actions.draw_book(request.user, month=str(month), blinded=keys)
    return as_json({"signatures": [to_text(one) for one in signed]})


@require_GET
@guarded("mailbox.see")
def proofs(_request: SignedInRequest) -> HttpResponse:
    """That the keys which browsers use stand on the record."""
    return as_json(keys_on_the_record())


@require_GET
@guarded("desks.see")
def desks(request: SignedInRequest) -> HttpResponse:
    """Where letters go, and who reads them."""
    return _desks(request, DeskForm())


@require_POST
@guarded("desks.keep")
def open_desk(request: SignedInRequest) -> HttpResponse:
    """Open a desk."""
    form = DeskForm(request.POST)
    if form.is_valid():
        try:
            desk = actions.open_desk(form.cleaned_data["name"], by=request.user)
            return redirect("mailbox:desk", pk=desk.pk)
        except RefusedError as refusal:
            form.add_error("name", str(refusal))
    return _desks(request, form, status=409)


@require_GET
@guarded("desks.see", Desk)
def desk(request: SignedInRequest, desk: Desk) -> HttpResponse:
    """One desk: who reads; for a reader, their work."""
    return _desk(request, desk, ReaderForm())


@require_POST
@guarded("desks.keep", Desk)
def name_reader(request: SignedInRequest, desk: Desk) -> HttpResponse:
    """Let somebody read at a desk."""
    form = ReaderForm(request.POST)
    if form.is_valid():
        person = form.cleaned_data["person"]
        try:
            actions.name_reader(desk, person, by=request.user, on=localdate())
            return redirect("mailbox:desk", pk=desk.pk)
        except RefusedError as refusal:
            form.add_error("person", str(refusal))
    return _desk(request, desk, form, status=409)


@require_POST
@guarded("desks.end", Desk)
def end_reader(request: SignedInRequest, desk: Desk) -> HttpResponse:
    """Let somebody read no more; the only one with the desk's key only when that is known."""
    number = request.POST.get("reader", "")
    pk = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    reader = get_object_or_404(Reader, pk=pk, desk=desk)
    is_sure = request.POST.get("sure") == "on"
    try:
        actions.end_reader(reader, by=request.user, on=localdate(), is_sure=is_sure)
    except RefusedError as refusal:
        return _desk(request, desk, ReaderForm(), status=409, refusal=str(refusal))
    return redirect("mailbox:desk", pk=desk.pk)


@require_GET
@guarded("desks.read", Desk)
@refusals_as_json
def desk_state(request: SignedInRequest, desk: Desk) -> HttpResponse:
    """Return what a reader's browser works with; no secret that is not sealed to them."""
    return _told(desk, _reader(desk, request))


@require_POST
@guarded("desks.read", Desk)
@refusals_as_json
def key(request: SignedInRequest, desk: Desk) -> HttpResponse:
    """Keep the public halves of a reader's key."""
    seal, sign, is_sure = told(request, "seal", "sign", "sure")
    reader = _reader(desk, request)
    actions.hand_in_key(reader, seal=str(seal), sign=str(sign), is_sure=is_sure is True)
    return _told(desk, reader)


@require_POST
@guarded("desks.read", Desk)
@refusals_as_json
def epoch(request: SignedInRequest, desk: Desk) -> HttpResponse:
    """Begin a new key of the desk."""
    keys, shared = told(request, "epoch", "shares")
    reader = _reader(desk, request)
    actions.begin_epoch(reader, keys=as_epoch(keys), shares=by_number(shared), at=now())
    return _told(desk, reader)


@require_POST
@guarded("desks.read", Desk)
@refusals_as_json
def admit(request: SignedInRequest, desk: Desk) -> HttpResponse:
    """Keep that this reader let in another one."""
    whom, *rest = told(request, "reader", "seal", "sign", "compared", "signature")
    of, reader = _other(desk, whom), _reader(desk, request)
    actions.admit(reader, of=of, admission=as_admission(of, reader, *rest))
    return _told(desk, reader)


@require_POST
@guarded("desks.read", Desk)
@refusals_as_json
def shares(request: SignedInRequest, desk: Desk) -> HttpResponse:
    """Give the desk's keys to a reader who was let in."""
    whom, shared = told(request, "reader", "shares")
    to, reader = _other(desk, whom), _reader(desk, request)
    actions.share_epochs(reader, to=to, shares=by_number(shared))
    return _told(desk, reader)


@require_POST
@guarded("desks.read", Desk)
@refusals_as_json
def drop(request: SignedInRequest, desk: Desk) -> HttpResponse:
    """Delete shares of the reader's own that hold something else."""
    (numbers,) = told(request, "numbers")
    if not isinstance(numbers, list) or any(type(one) is not int for one in numbers):
        raise FalseKeyError
    reader = _reader(desk, request)
    actions.drop_shares(reader, numbers=numbers)
    return _told(desk, reader)


@require_POST
@guarded("desks.read", Desk)
@refusals_as_json
def answer(request: SignedInRequest, desk: Desk) -> HttpResponse:
    """Take a reader's sealed answer."""
    (letter,) = told(request, "letter")
    actions.answer_letter(_reader(desk, request), as_record(letter))
    return as_json({"taken": True})


def _reader(desk: Desk, request: SignedInRequest) -> Reader:
    reader = reader_of(desk, request.user)
    if reader is None:
        raise NotReaderError
    return reader


def _other(desk: Desk, number: object) -> Reader:
    return get_object_or_404(Reader, pk=number if type(number) is int else 0, desk=desk)


def _told(desk: Desk, reader: Reader) -> HttpResponse:
    return as_json(state_of(desk, reader, at=now()))


def _desks(request: SignedInRequest, form: DeskForm, status: int = 200) -> HttpResponse:
    context = {
        "place": "speak",
        "desks": standings(Desk.objects.with_readers()),
        "form": form if may(request.user, "desks.keep") else None,
    }
    return render(request, "mailbox/desks.html", context, status=status)


def _desk(
    request: SignedInRequest,
    desk: Desk,
    form: ReaderForm,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    standing = standing_of(desk)
    context = {
        "place": "speak",
        "desk": desk,
        "standing": standing,
        "has_key": request.user in [one.person for one in standing.holders],
        "form": form if may(request.user, "desks.keep", desk) else None,
        "reads": desk.is_read_by(request.user),
        "is_own": is_own(request, request.user),
        "letters_url": f"{settings.BOX_URL or ''}/box/letters/",
        "words": READER_WORDS,
        "refusal": refusal,
    }
    return render(request, "mailbox/desk.html", context, status=status)
