"""What was said stays: refused to the program and to the database.

A voice keeps its words, its day, its author and its kind; what was said to it is appended. Only the
law, and whoever takes their own words back, takes words out, and that counts up n_erased.
"""

from django.db import models

from bothways.storage.triggers import TRIGGERS, Trigger, differs
from bothways.voices.models import Voice, Word

SAYS = "what was said by a voice or to it stays as it is"
KEYS: dict[type[models.Model], tuple[str, ...]] = {
    Voice: (
        "id",
        "kind",
        "way",
        "said_on",
        "author_id",
        "typed_in_by_id",
        "thread",
        "seal",
        "replies",
        "asked_of_id",
    ),
    Word: (
        "id",
        "voice_id",
        "kind",
        "by_id",
        "said_on",
        "promise_id",
        "decision_id",
        "other_id",
        "to_id",
    ),
}
WORDS: dict[type[models.Model], tuple[str, ...]] = {
    Voice: ("title", "text"),
    Word: ("words",),
}
ANY: dict[type[models.Model], str] = {
    Voice: "EXISTS (SELECT 1 FROM voices_voice)",
    Word: "EXISTS (SELECT 1 FROM voices_word)",
}


def _stays(model: type[models.Model]) -> list[Trigger]:
    table, there = model._meta.db_table, ANY[model]
    unmarked = f"({differs(*WORDS[model])} AND NEW.n_erased <= OLD.n_erased)"
    changed = f"{differs(*KEYS[model])} OR {unmarked} OR NEW.n_erased < OLD.n_erased"
    return [
        # SQLite's INSERT OR REPLACE deletes without saying DELETE
        Trigger(table, table, "INSERT", there.replace(")", " WHERE id = NEW.id)"), SAYS),
        Trigger(table, table, "UPDATE", changed, SAYS),
        Trigger(table, table, "DELETE", "OLD.id IS NOT NULL", SAYS),
        Trigger(table, table, "TRUNCATE", there, SAYS),
    ]


TRIGGERS += [trigger for model in KEYS for trigger in _stays(model)]
