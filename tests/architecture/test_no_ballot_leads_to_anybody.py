"""What is stored of a ballot can lead to nobody: no relation, no counter, no moment, no order."""

import ast

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.source import SRC, modules, named, tree

BOX = [
    model for room in ("ballotbox", "letterbox") for model in apps.get_app_config(room).get_models()
]
OF_THE_ROUND = {"opens_at", "closes_at"}  # the same for every ballot of a round


@pytest.mark.parametrize("model", BOX, ids=lambda model: model.__name__)
def test_a_model_of_the_box_has_no_relation_no_counter_and_no_moment(
    model: type[models.Model],
) -> None:
    for field in model._meta.get_fields():
        assert not field.is_relation, field
        assert not isinstance(field, models.AutoField), field
        assert not getattr(field, "auto_now", False), field
        assert not getattr(field, "auto_now_add", False), field
        if isinstance(field, models.DateField | models.TimeField):
            assert field.name in OF_THE_ROUND, field


def test_no_model_outside_the_box_points_into_it() -> None:
    for model in apps.get_models():
        if model not in BOX:
            assert not {field.related_model for field in model._meta.get_fields()} & set(BOX)


def test_only_disclosure_makes_a_released_value() -> None:
    makers = {
        named(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and _name(node.func) == "Released"
    }

    assert [path for path in makers if "pure/disclosure" not in path] == []


def test_only_results_reads_the_box() -> None:
    readers = {
        named(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bothways.ballotbox")
        if any(alias.name in {"take_ballots", "open_answers", "models"} for alias in node.names)
        or (node.module or "").endswith(".models")
    }

    assert [path for path in readers if not path.startswith(READERS)] == []


READERS = ("src/bothways/ballotbox/", "src/bothways/results/")


@pytest.mark.parametrize("room", ["ballotbox", "letterbox"])
def test_nothing_writes_a_log_about_the_box(room: str) -> None:
    imported = {
        name.partition(".")[0]
        for path in modules(SRC / room)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [*(alias.name for alias in node.names), getattr(node, "module", "") or ""]
    }

    assert imported & {"logging", "structlog", "print"} == set()


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
