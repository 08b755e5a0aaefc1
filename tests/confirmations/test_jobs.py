"""What runs by itself around confirmations: it drafts, and announces nothing."""

from bothways.confirmations.jobs import gather_promises
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.confirmations.made import DECEMBER, SECRETLY, kept
from tests.factories import at_nine


def test_the_month_s_round_is_drafted_and_never_announced_by_itself(firm: Cast) -> None:
    assert gather_promises(at_nine(DECEMBER)) == ""
    kept(firm.owner, confirm=SECRETLY)

    assert gather_promises(at_nine(DECEMBER)) == "drafted: 1 questions"

    assert Round.objects.get().state == Round.State.DRAFT
