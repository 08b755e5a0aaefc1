"""Two counts that differ, in words: what both sides and everybody else read."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bothways.results.lost import KEY_WAITED_FOR
from bothways.results.queries import difference_of
from bothways.surveys.models import Round
from bothways.surveys.registry import Alarm, alarm


@alarm
def two_counts_differ(round_: Round) -> Alarm | None:
    """Say of a round that waits because of it that, and where, the two keyholders differ."""
    if difference_of(round_) is None:
        return None
    return Alarm(
        words=_("The two keyholders came to different figures, so nothing is released."),
        what_to_do=_(
            "There is no result of this round until both come to the same one. Each should count "
            "again, the second key best on another machine. If they don't agree by %(day)s, the "
            "round is void, and what the box held is destroyed uncounted."
        )
        % {"day": date_format(timezone.localtime(round_.closes_at + KEY_WAITED_FOR))},
        lead=_("Where the two counts differ:"),
        lines=where_they_differ(round_),
    )


def where_they_differ(round_: Round) -> list[str]:
    """Return the place and the question of each figure in which they differ; never a figure."""
    told = difference_of(round_)
    if told is None:
        return []
    asked = {question.code: question.worded for question in round_.questions.all()}
    lines = [
        _("%(where)s: %(question)s")
        % {
            "where": _("Everyone") if cell["level"] == "firm" else cell["name"],
            "question": asked.get(cell["question"], cell["question"]),
        }
        for cell in told["cells"]
    ]
    return lines or [_("In no figure, only in how many ballots could be counted.")]
