"""The versions of a decision as its page shows them: each with what changed in it, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bothways.decisions.differences import Part, differences
from bothways.decisions.models import Version, Wording

TITLES: dict[str, Promise] = {
    "question": gettext_lazy("What was to be decided"),
    "outcome": gettext_lazy("The outcome"),
    "decided": gettext_lazy("What was decided"),
    "reasons": gettext_lazy("The reasons"),
    "context": gettext_lazy("What led to it"),
    "options": gettext_lazy("What else was weighed"),
    "who_was_heard": gettext_lazy("Who was heard"),
    "uncertain": gettext_lazy("What is uncertain"),
    "would_change_our_mind": gettext_lazy("What would change our mind"),
    "decided_on": gettext_lazy("Decided on"),
    "look_again_on": gettext_lazy("Looked at again on"),
}


@dataclass(frozen=True)
class Field:
    """One field of a version: its title, its text, and what changed since the version before."""

    title: Promise
    text: str
    parts: list[Part]


@dataclass(frozen=True)
class Step:
    """One version: `changed` are the fields that are not as before, `whole` all that say something.

    is_newest: these words stand now.
    """

    version: Version
    changed: list[Field]
    whole: list[Field]
    is_newest: bool


def steps_of(versions: Iterable[Version]) -> list[Step]:
    """Return the versions, the newest first, each compared with the one before."""
    steps: list[Step] = []
    before: Version | None = None
    every = list(versions)
    for version in every:
        fields = {name: Field(title, said(version, name), []) for name, title in TITLES.items()}
        changed = [
            Field(field.title, field.text, differences(said(before, name), field.text))
            for name, field in fields.items()
            if before is not None and said(before, name) != field.text
        ]
        whole = [field for field in fields.values() if field.text]
        steps.append(Step(version, changed, whole, version is every[-1]))
        before = version
    return steps[::-1]


def said(words: Wording, name: str) -> str:
    """Return one field of a decision or version as a text."""
    value = getattr(words, name)
    if name == "outcome":
        return words.get_outcome_display()
    if name == "options":
        return "\n".join(option_said(option) for option in value)
    if isinstance(value, date):
        return date_format(value)
    return str(value or "")


def option_said(option: dict[str, str]) -> str:
    """Return an option in one line: 'Buy a press. For it: more parts. Against it: the price.'."""
    parts = [option["text"]]
    if option.get("for"):
        parts.append(_("For it: %(words)s") % {"words": option["for"]})
    if option.get("against"):
        parts.append(_("Against it: %(words)s") % {"words": option["against"]})
    return " · ".join(parts)


def typed_said(typed: dict[str, str]) -> list[tuple[str, str]]:
    """Return what stands in a draft, by title, as far as it says something."""
    outcomes = dict(Wording.Outcome.choices)
    options = [words for name, words in sorted(typed.items()) if name.startswith("option_")]
    shown = typed | {"options": "\n".join(options)}
    shown["outcome"] = str(outcomes.get(typed.get("outcome", ""), ""))
    return [(str(title), shown[name]) for name, title in TITLES.items() if shown.get(name)]
