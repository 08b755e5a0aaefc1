"""The ledger as JSON, for browsers and for any other program that does the sums itself."""

from typing import Any

from django.http import HttpRequest, JsonResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bothways.access.guard import SignedInRequest, guarded, may, open_to_all
from bothways.people.models import Person
from bothways.record import queries
from bothways.record.documents import head_document, leaf_document, path_document, proof_document
from bothways.record.models import Leaf
from bothways.record.whole import record_file

MOST_AT_ONCE = 1000
MOST_DIGITS = 15
FAR = 10**12
NUMBERS_ALONE = "numbers without a meaning, so that anybody can check that nothing was rewritten"


@require_GET
@open_to_all(NUMBERS_ALONE)
def head(_request: HttpRequest) -> JsonResponse:
    """The newest head: how many entries there are, the root over them, signed."""
    newest = queries.newest_head()
    return JsonResponse(head_document(newest)) if newest else _nothing_yet()


@require_GET
@open_to_all(NUMBERS_ALONE)
def consistency(request: HttpRequest) -> JsonResponse:
    """That the ledger of one size is the beginning of that of another (of the newest head)."""
    newest = queries.newest_head()
    if newest is None:
        return _nothing_yet()
    first, second = _asked(request, "first", 0), _asked(request, "second", newest.size)
    if first is None or second is None or not 0 < first <= second <= newest.size:
        return _refused(_("Give two sizes, 1 at least, the smaller one first."))
    path = queries.consistency_path(first, second)
    told = {"first": first, "second": second, "path": path_document(path)}
    if second == newest.size:
        told["head"] = head_document(newest)
    return JsonResponse(told)


@require_GET
@open_to_all(NUMBERS_ALONE)
def proof(request: HttpRequest, position: int) -> JsonResponse:
    """That something stands at a place of the ledger; what it says, to those who are signed in."""
    leaf = Leaf.objects.select_related("entry").filter(position=position).first()
    found = queries.proof_of(leaf) if leaf else None
    if found is None:
        return _refused(_("The ledger has no such place."), status=404)
    return JsonResponse(proof_document(found, with_entry=_may_read(request)))


@require_GET
@open_to_all(NUMBERS_ALONE)
def entries(request: HttpRequest) -> JsonResponse:
    """The places from `from` to before `to`, a thousand at most; what they say as for proof()."""
    first, end = _asked(request, "from", 0), _asked(request, "to", FAR)
    if first is None or end is None:
        return _refused(_("Give two whole numbers, as in ?from=0&to=100."))
    end = min(end, first + MOST_AT_ONCE)
    leaves = Leaf.objects.select_related("entry").filter(position__gte=first, position__lt=end)
    may_read = _may_read(request)
    found = [leaf_document(leaf, with_entry=may_read) for leaf in leaves.order_by("position")]
    return JsonResponse({"entries": found})


@require_GET
@guarded("record.see")
def whole(_request: SignedInRequest) -> StreamingHttpResponse:
    """Everything on the record as one file, for `bothways verify` on any machine."""
    return StreamingHttpResponse(
        record_file(),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="bothways-record.json"'},
    )


def _may_read(request: HttpRequest) -> bool:
    return isinstance(request.user, Person) and may(request.user, "record.see")


def _asked(request: HttpRequest, name: str, otherwise: int) -> int | None:
    """Return a whole number of the address; None if it is none."""
    said = request.GET.get(name, str(otherwise))
    return int(said) if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS else None


def _nothing_yet() -> JsonResponse:
    return _refused(_("Nothing has been done yet."), status=404)


def _refused(say: str, status: int = 400) -> JsonResponse:
    said: dict[str, Any] = {"error": "refused", "say": say}
    return JsonResponse(said, status=status)
