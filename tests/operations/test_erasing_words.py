"""Whoever is erased reads what goes and what stays in words, not in names of tables."""

from bothways.operations.actions.erasing.plan import relations
from bothways.operations.erasing_words import ROWS, words_for


def test_every_table_that_points_at_a_person_has_a_name_in_words() -> None:
    tables = {model._meta.label_lower for model, _field, _goes in relations()}

    assert tables - ROWS.keys() == set()


def test_a_table_nobody_named_yet_is_called_other_entries() -> None:
    assert words_for("commitments.commitment") == "promises"
    assert words_for("some.table") == "other entries"
