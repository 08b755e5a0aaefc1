"""Paper slips, and who types them in."""

from datetime import timedelta

import pytest

from bothways.notifications.models import Message
from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.voices import actions, errors
from bothways.voices.models import Keeper, Voice
from bothways.voices.queries import keepers
from bothways.voices.wording import Told
from bothways.voices.words import author
from tests.cast import Cast
from tests.factories import NOW

SLIP = Told(kind="suggestion", title="A clock in the canteen")


def typed(by: Person) -> Voice:
    return actions.type_in(by=by, told=SLIP, at=NOW)


def test_a_slip_has_nobody_as_its_author_and_says_who_typed_it_in(firm: Cast) -> None:
    actions.name_keeper(firm.dispatcher, by=firm.people_lead, at=NOW)

    voice = typed(firm.dispatcher)

    assert (voice.way, voice.author, voice.typed_in_by) == ("paper", None, firm.dispatcher)
    assert author(voice) == "From a paper slip"
    assert Entry.objects.get(verb="voice.typed_in").by == firm.dispatcher


def test_only_keepers_and_whoever_keeps_people_type_in(firm: Cast) -> None:
    with pytest.raises(errors.NoKeeperError):
        typed(firm.dispatcher)
    assert typed(firm.people_lead)


def test_a_second_click_is_no_second_slip(firm: Cast) -> None:
    first = typed(firm.people_lead)

    with pytest.raises(errors.AlreadySaidError) as refused:
        typed(firm.owner)
    assert refused.value.first == first.pk


def test_the_people_lead_names_keepers_and_the_record_says_so(firm: Cast) -> None:
    for _click in range(2):
        actions.name_keeper(firm.dispatcher, by=firm.people_lead, at=NOW)
    actions.drop_keeper(firm.dispatcher, by=firm.owner, at=NOW)

    assert not Keeper.objects.exists()
    verbs = [one.verb for one in Entry.objects.order_by("pk")]
    assert verbs == ["keeper.named", "keeper.dropped"]
    with pytest.raises(errors.NoKeeperError):
        actions.name_keeper(firm.dispatcher, by=firm.manager, at=NOW)
    with pytest.raises(errors.NoKeeperError):
        actions.drop_keeper(firm.dispatcher, by=firm.manager, at=NOW)
    with pytest.raises(errors.NotHereError):
        actions.name_keeper(firm.leaver, by=firm.people_lead, at=NOW)


def test_who_has_left_is_listed_among_the_keepers_no_more(firm: Cast) -> None:
    actions.name_keeper(firm.dispatcher, by=firm.people_lead, at=NOW)
    assert [one.person for one in keepers()] == [firm.dispatcher]

    Person.objects.filter(pk=firm.dispatcher.pk).update(left_on=NOW.date() - timedelta(days=1))

    assert keepers() == []


def test_a_slip_waits_in_nobodys_name(firm: Cast) -> None:
    typed(firm.owner)

    [mail] = Message.objects.all()
    assert (mail.to, mail.kind) == (firm.people_lead, "voice.came")
    assert firm.owner.name not in mail.subject
