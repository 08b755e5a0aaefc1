"""Who can be asked without a name."""

from bothways.mailbox.registry import askable
from tests.cast import Cast


def test_whoever_leads_people_can_be_asked_without_a_name_and_nobody_else(firm: Cast) -> None:
    names = [name for _key, name in askable()]

    assert firm.manager.name in names
    assert firm.employee.name not in names
    assert names == sorted(set(names))
    assert str(firm.manager.pk) in dict(askable())


def test_it_is_the_same_list_for_everybody_the_asker_among_them(firm: Cast) -> None:
    assert str(firm.owner.pk) in dict(askable())
