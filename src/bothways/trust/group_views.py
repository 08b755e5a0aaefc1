"""All groups side by side for the people lead, and what each question has shown, for everyone."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bothways.access.guard import SignedInRequest, guarded
from bothways.results import looks
from bothways.trust import queries
from bothways.trust.book import themes_of
from bothways.trust.groups import listen_first, side_by_side
from bothways.trust.picture import GROUP, hides_about_leader


@require_GET
@guarded("trust.compare")
def people_lead(request: SignedInRequest) -> HttpResponse:
    """All groups in the order of the firm's tree, never ranked; where to listen first."""
    rounds, wanted = queries.counted_rounds(audience=None), request.GET.get("round", "")
    counted = queries.chosen(wanted, rounds)
    if wanted and counted is None:
        raise Http404
    context: dict[str, object] = {"place": "trust", "rounds": rounds}
    if counted:
        view = queries.view_of(request.user, counted)
        shown = [cell for cell in view.cells if cell.level == GROUP]
        looks.keep_look(view.viewer, counted.round, shown, on=timezone.localdate())
        comparisons = side_by_side(counted, shown)
        context |= {
            "counted": counted,
            "comparisons": comparisons,
            "scored": [one for one in comparisons if not one.text],
            "asked": [one for one in comparisons if one.text],
            "listen": listen_first(counted, comparisons),
            "groups": view.groups,
            "hides_leader": any(
                hides_about_leader(counted, view.cells, code) for code in view.groups
            ),
        }
    return render(request, "trust/people_lead.html", context)


@require_GET
@guarded("trust.see")
def questions(request: SignedInRequest) -> HttpResponse:
    """What each question has shown here: how often asked, answered, left out."""
    rounds = queries.counted_rounds()
    context = {"place": "trust", "rounds": rounds, "themes": themes_of(rounds)}
    return render(request, "trust/questions.html", context)
