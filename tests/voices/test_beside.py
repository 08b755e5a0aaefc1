"""What was said before, beside a letter to the board."""

from django.test import Client
from django.utils import timezone

from bothways.mailbox.actions import open_board
from bothways.voices import actions
from tests.cast import Cast
from tests.factories import NOW, make_people, make_voice


def test_what_was_said_before_comes_with_the_form_and_leads_nowhere(
    client: Client, firm: Cast
) -> None:
    idea = make_voice(firm.employee, "A bench </script> in the yard")
    hidden = make_voice(firm.employee, "That fool")
    actions.hide(hidden, by=firm.people_lead, words="It insults.", at=NOW)
    make_voice(firm.employee, "Why two presses?", kind="question")
    open_board(on=timezone.localdate())
    pages = set()
    for reader in (firm.colleague, firm.manager):
        client.force_login(reader)
        page = client.get("/mailbox/").content.decode()
        assert page.index('<script id="suggestion"') < page.index('data-from="suggestion"')
        pages.add(page[page.index('<script id="suggestion"') : page.index('data-from="question"')])

    [told] = pages  # the same for everybody
    assert "A bench \\u003C/script\\u003E in the yard" in told
    assert "Why two presses?" in told
    assert "That fool" not in told
    assert f'href="/ideas/{idea.pk}/"' not in told


def test_many_who_stand_behind_an_idea_are_folded(client: Client, firm: Cast) -> None:
    idea = make_voice(firm.employee)
    for person in make_people(13, unit=firm.employee.unit):
        actions.support(idea, by=person)
    client.force_login(firm.colleague)

    assert (
        "<summary>13 people by name</summary>" in client.get(f"/ideas/{idea.pk}/").content.decode()
    )
