"""Ballots live alone in their database, and nothing of them in the other."""

import pytest
from django.apps import apps
from django.db import connections
from django.db.models import Model

from bothways.config.routers import BallotsApart

ROUTER = BallotsApart()
MODELS = apps.get_models()


def is_of_the_box(model: type[Model]) -> bool:
    return model._meta.app_label in {"ballotbox", "letterbox"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_has_one_home(model: type[Model]) -> None:
    home = "ballots" if is_of_the_box(model) else "default"

    assert ROUTER.db_for_read(model) == ROUTER.db_for_write(model) == home
    for alias in ("default", "ballots"):
        assert ROUTER.allow_migrate(alias, model._meta.app_label) is (alias == home)


def test_nothing_relates_across_the_two() -> None:
    box = next(model for model in MODELS if is_of_the_box(model))
    person = apps.get_model("people.Person")

    assert not ROUTER.allow_relation(box(), person())
    assert ROUTER.allow_relation(person(), person())


def test_each_table_is_where_it_belongs(db: None) -> None:
    tables = {alias: set(connections[alias].introspection.table_names()) for alias in connections}

    for model in MODELS:
        here, there = ("ballots", "default") if is_of_the_box(model) else ("default", "ballots")
        assert model._meta.db_table in tables[here], model
        assert model._meta.db_table not in tables[there], model
