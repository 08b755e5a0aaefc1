"""What the main database refuses, and what of letters is not in it."""

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from bothways.mailbox.actions import name_reader, open_desk
from bothways.mailbox.models import Desk, Drawn, LastHour, Packet, Reader
from tests.cast import Cast
from tests.mailbox.desk import ON

OF_LETTERS = [Packet, LastHour, Drawn]


@pytest.mark.parametrize("model", OF_LETTERS, ids=lambda model: model.__name__)
def test_no_table_of_letters_or_stamps_has_a_moment(model: type[models.Model]) -> None:
    assert not [
        field
        for field in model._meta.get_fields()
        if isinstance(field, models.DateField | models.TimeField)
    ]


def test_nothing_leads_from_a_packet_to_anything() -> None:
    assert not [field for field in Packet._meta.get_fields() if field.is_relation]
    for model in apps.get_models():
        related = {getattr(field, "related_model", None) for field in model._meta.get_fields()}
        assert Packet not in related


def test_a_person_reads_once_at_a_desk_and_again_after_an_end(firm: Cast) -> None:
    desk = open_desk("Ideas", by=firm.people_lead)
    reader = name_reader(desk, firm.manager, by=firm.people_lead, on=ON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reader.objects.create(desk=desk, person=firm.manager, since=ON)

    reader.until = ON
    reader.save()

    Reader.objects.create(desk=desk, person=firm.manager, since=ON)
    assert str(reader) == "Ruben Dahl · Ideas"


def test_each_desk_has_a_code_of_its_own(firm: Cast) -> None:
    codes = {Desk.objects.create(name=name).code for name in ("a", "b", "c")}

    assert len(codes) == 3
    assert all(len(bytes.fromhex(code)) == 8 for code in codes)


def test_there_is_one_last_hour() -> None:
    LastHour.objects.create(hour="2026-11-23T07")

    with pytest.raises(IntegrityError), transaction.atomic():
        LastHour.objects.create(hour="2026-11-23T13")
