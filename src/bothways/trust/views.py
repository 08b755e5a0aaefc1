"""The pages that join it all. Every figure on them comes from a released result alone."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from bothways.access.guard import SignedInRequest, guarded, may
from bothways.guardian.pages import second_key_of
from bothways.leaders.queries import other_side_kept
from bothways.people.models import Role
from bothways.record.models import Entry
from bothways.record.queries import newest_head
from bothways.results import looks
from bothways.surveys.ahead import ahead_now
from bothways.surveys.explain import keys_of
from bothways.surveys.queries import open_round
from bothways.trust import find_out as stored
from bothways.trust import marks, queries, record_words
from bothways.trust.beside import beside
from bothways.trust.counted import Counted
from bothways.trust.groups import changes_of, scores_of_group
from bothways.trust.history import history_of
from bothways.trust.picture import GROUP, group_sections, hides_about_leader
from bothways.trust.voices import voices
from bothways.trust.week import week_of

A_PAGE = 30


@require_GET
@guarded("trust.see")
def this_week(request: SignedInRequest) -> HttpResponse:
    """Home: what waits for you, what came back."""
    today, now = timezone.localdate(), timezone.now()
    week, keeps_rounds = week_of(request.user, on=today), may(request.user, "rounds.keep")
    ahead = ahead_now(request.user, at=now) if week.names_a_round else None
    context = {
        "place": "week",
        "today": today,
        "week": week,
        "round": ahead.round if ahead else open_round() if keeps_rounds else None,
        "ahead": ahead,
        "keeps_rounds": keeps_rounds,
        "is_owner": request.user.has_role(Role.Kind.OWNER),
        "is_representative": request.user.has_role(Role.Kind.REPRESENTATIVE),
        "second_key": second_key_of(request.user, at=now),
        "keeps_installation": may(request.user, "installation.see"),
    }
    return render(request, "trust/this_week.html", context)


@require_GET
@guarded("trust.see")
def trust_page(request: SignedInRequest) -> HttpResponse:
    """The firm's figures, the same for everyone."""
    today = timezone.localdate()
    story = queries.story(request.GET.get("round", ""))
    if story is None:
        raise Http404
    kept, signs = queries.word_kept(on=today)
    context = {"place": "trust", "story": story, "kept": kept, "signs": signs}
    context["head"], context["beside"] = newest_head(), beside(on=today)
    context["heard"] = voices(on=today)
    context["compares"] = may(request.user, "trust.compare")
    counted = story.newest
    if counted:
        answered = [*story.everyone[:2], *story.of_leaders[:1]]
        context |= {
            "counted": counted,
            "keys": keys_of(counted.round),
            "by_name": None if story.of_leaders else other_side_kept(counted.round, on=today),
            "answers": queries.answers_to(answered, on=today)[: queries.MOST_NEWS],
        }
    return render(request, "trust/trust_page.html", context)


@require_GET
@guarded("trust.see")
def question(request: SignedInRequest, code: str) -> HttpResponse:
    """One question over all rounds that asked it in the same words."""
    rounds = [c for c in queries.counted_rounds(audience=None) if code in c.questions]
    if not rounds:
        raise Http404
    rounds = [c for c in rounds if c.round.audience == rounds[0].round.audience]
    history = history_of(rounds[0], code, rounds)
    if not history.moments:
        raise Http404
    answers = queries.answers_to(rounds[:2], on=timezone.localdate())
    context = {
        "place": "trust",
        "history": history,
        "counted": rounds[0],
        "answers": [answer for answer in answers if answer.promise.question == code],
    }
    return render(request, "trust/question.html", context)


@require_GET
@guarded("trust.see")
def groups(request: SignedInRequest) -> HttpResponse:
    """The groups whose figures this person may see; with one, that one."""
    counted = _chosen(request, queries.counted_rounds(audience=None))
    names = queries.view_of(request.user, counted).groups
    if len(names) == 1:
        address = reverse("trust:group", args=list(names))
        return redirect(f"{address}?round={counted.round.pk}")
    context = {"place": "trust", "counted": counted, "groups": names}
    context["compares"] = may(request.user, "trust.compare")
    return render(request, "trust/groups.html", context)


@require_GET
@guarded("trust.see")
def group(request: SignedInRequest, code: str) -> HttpResponse:
    """A group's figures, for those who may see them; for others there is nothing here."""
    rounds = queries.counted_rounds(audience=None)
    counted = _chosen(request, rounds)
    view = queries.view_of(request.user, counted)
    if code not in view.groups:
        raise Http404
    shown = [cell for cell in view.cells if cell.level == GROUP and code in cell.blocks]
    own = {block for cell in shown for block in cell.blocks}
    looks.keep_look(view.viewer, counted.round, shown, on=timezone.localdate())
    is_theirs = view.viewer.own_block in own
    changes = changes_of(request.user, counted, shown, rounds)
    context = {
        "place": "trust",
        "seen": looks.who_saw(counted.round, own, but=request.user) if is_theirs else [],
        "counted": counted,
        "code": code,
        "name": view.groups[code],
        "groups": view.groups,
        "compares": may(request.user, "trust.compare"),
        "sections": group_sections(
            counted, view.cells, code, changes.lines, scores_of_group(counted, shown, changes)
        ),
        "is_pooled": any(counted.said.of_cell(cell)["estimate"] for cell in shown),
        "hides_leader": hides_about_leader(counted, view.cells, code),
    }
    return render(request, "trust/group.html", context)


@require_GET
@guarded("trust.see")
def find_out(request: SignedInRequest) -> HttpResponse:
    """What could anyone find out about you? From the configuration as it is now."""
    context = {"place": "me", "page": stored.about(request.user)}
    context["seen"] = looks.who_saw_mine(request.user)
    return render(request, "trust/find_out.html", context)


@require_GET
@guarded("record.see")
def record(request: SignedInRequest) -> HttpResponse:
    """What was done, newest first, and the head of the ledger it stands on."""
    entries = Entry.objects.select_related("by", "leaf").order_by("-id")
    page = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "place": "trust",
        "page": page,
        "lines": record_words.lines_for(page),
        "head": newest_head(),
    }
    return render(request, "trust/record.html", context)


@require_GET
@guarded("record.see")
def check_mark(request: SignedInRequest) -> HttpResponse:
    """An old mark held against the record: by this server, and by the browser itself."""
    text = request.GET.get("mark", "").strip()
    mark = marks.read_mark(text)
    context = {
        "place": "trust",
        "text": text,
        "unread": bool(text) and mark is None,
        "checked": marks.check(mark) if mark else None,
        "head": newest_head(),
    }
    return render(
        request, "trust/check_mark.html", context, status=422 if context["unread"] else 200
    )


def _chosen(request: SignedInRequest, rounds: Sequence[Counted]) -> Counted:
    """Return the round that the address asks for, else the newest of everyone's."""
    found = queries.chosen(request.GET.get("round", ""), rounds)
    if found is None:
        raise Http404
    return found
