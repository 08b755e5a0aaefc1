"""Rows that are asked about before they change, whichever way the program goes to change them.

A room that holds something fixed registers a Guard for the model. It is asked by save() and
delete(), by every queryset and manager, related ones included, and by cascades; what goes past
the program meets the triggers (storage.triggers).
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class Guard:
    """What a room asks before rows change; each method raises to refuse."""

    def before_save(self, row: Any, fields: set[str]) -> None:
        """`row` is about to be written, of its columns those in `fields`."""

    def before_insert(self, rows: Sequence[Any]) -> None:
        """These rows are about to be added at once."""

    def before_update(self, rows: "GuardedQuerySet[Any]", changes: dict[str, Any]) -> None:
        """Whatever is in `rows` is about to get these values."""

    def before_delete(self, rows: "GuardedQuerySet[Any]") -> None:
        """Whatever is in `rows` is about to be deleted."""


GUARDS: dict[type[models.Model], Guard] = {}


def guard(model: type[models.Model], asked: Guard) -> None:
    """Let `asked` decide about every change of this model's rows."""
    GUARDS[model] = asked


def guard_of(model: type[models.Model]) -> Guard:
    """Return who decides about this model; without one everything is allowed."""
    return GUARDS.get(model, Guard())


class GuardedQuerySet(models.QuerySet[M]):
    """Rows whose guard is asked before many of them change at once."""

    def update(self, **changes: Any) -> int:
        guard_of(self.model).before_update(self, changes)
        return super().update(**changes)

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        rows = list(objs)
        guard_of(self.model).before_insert(rows)
        return super().bulk_create(rows, *args, **kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        guard_of(self.model).before_delete(self)
        return super().delete()

    def _raw_delete(self, using: str | None) -> int:
        """How a cascade deletes; Django's own name for it."""
        guard_of(self.model).before_delete(self)
        return super()._raw_delete(using)


class GuardedModel(models.Model):
    """A row whose guard is asked. Its Meta says base_manager_name = "objects"."""

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        told = kwargs.get("update_fields")
        loaded = {field.attname for field in self._meta.concrete_fields}
        loaded -= self.get_deferred_fields()
        if told is not None:
            named = set(told)
            loaded = {
                field.attname
                for field in self._meta.concrete_fields
                if named & {field.name, field.attname}
            }
        guard_of(type(self)).before_save(self, loaded)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        guard_of(type(self)).before_delete(type(self).objects.filter(pk=self.pk))
        return super().delete(*args, **kwargs)
