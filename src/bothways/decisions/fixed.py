"""What was said under a decision stays: refused to the program and to the database.

Only the law takes a name out of such words. That counts up n_erased, which the pages show, so
that no text becomes another one without a mark.
"""

from bothways.decisions.models import Answer, Correction, Question, Said, Version
from bothways.storage.triggers import TRIGGERS, Trigger, differs

SAYS = "what was said about a decision stays as it is"
KEYS: dict[type[Said], tuple[str, ...]] = {
    Version: (
        "id",
        "decision_id",
        "number",
        "kind",
        "by_id",
        "said_on",
        "outcome",
        "decided_on",
        "look_again_on",
    ),
    Correction: ("id", "decision_id", "by_id", "said_on"),
    Question: ("id", "decision_id", "by_id", "said_on"),
    Answer: ("id", "question_id", "by_id", "said_on"),
}
WORDS: dict[type[Said], tuple[str, ...]] = {
    Version: (
        "question",
        "decided",
        "reasons",
        "context",
        "options",
        "who_was_heard",
        "uncertain",
        "would_change_our_mind",
        "why",
    ),
    Correction: ("was", "now", "words"),
    Question: ("text",),
    Answer: ("text",),
}


ANY: dict[type[Said], str] = {
    Version: "EXISTS (SELECT 1 FROM decisions_version)",
    Correction: "EXISTS (SELECT 1 FROM decisions_correction)",
    Question: "EXISTS (SELECT 1 FROM decisions_question)",
    Answer: "EXISTS (SELECT 1 FROM decisions_answer)",
}


def _stays(model: type[Said]) -> list[Trigger]:
    table, there = model._meta.db_table, ANY[model]
    unmarked = f"({differs(*WORDS[model])} AND NEW.n_erased <= OLD.n_erased)"
    changed = f"{differs(*KEYS[model])} OR {unmarked} OR NEW.n_erased < OLD.n_erased"
    name = table.partition("_")[2]
    return [
        # SQLite's INSERT OR REPLACE deletes without saying DELETE
        Trigger(name, table, "INSERT", there.replace(")", " WHERE id = NEW.id)"), SAYS),
        Trigger(name, table, "UPDATE", changed, SAYS),
        Trigger(name, table, "DELETE", "OLD.id IS NOT NULL", SAYS),
        Trigger(name, table, "TRUNCATE", there, SAYS),
    ]


TRIGGERS += [trigger for model in KEYS for trigger in _stays(model)]
