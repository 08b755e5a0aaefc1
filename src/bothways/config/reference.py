"""docs/reference, written from the code: settings, jobs, messages, who may do what."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import get_args

from pydantic.fields import FieldInfo

from bothways.access.policy import POLICY
from bothways.api.reference import page as api_parts
from bothways.config.addresses import addresses
from bothways.config.env import Env
from bothways.config.middleware import BALLOTS_UNDER
from bothways.jobs.registry import JOBS, Job
from bothways.notifications.catalogue import GROUPS, MESSAGES, WEEKLY, Mail

NOTE = "<!-- Written by `python3 bothways reference`; a test compares it with the code. -->\n"


def settings_page() -> str:
    """What may be set from outside."""
    rows = [
        (f"`BOTHWAYS_{name.upper()}`", _sentence(field.description or ""), _default(field))
        for name, field in Env.model_fields.items()
    ]
    return _page(
        "Settings",
        "Set as environment variables before the start. A wrong value ends the start with a "
        "sentence. Nothing else about an installation can be set outside its own pages.",
        _table(("setting", "what it is for", "default"), rows),
    )


def jobs_page() -> str:
    """What runs by itself."""
    rows = [(f"`{job.name}`", _span(job.every), job.promise) for job in _jobs_everywhere()]
    return _page(
        "What runs by itself",
        "The worker (`bothways worker`) runs each job when it is due, one worker at a time. A job "
        "that fails is tried again after 5, 10, 20 ... seconds, at most 15 minutes; the job of a "
        "worker that was killed is due again a minute later.",
        _table(("job", "every", "what it does"), rows),
    )


def _jobs_everywhere() -> list[Job]:
    """The jobs of every installation; a demo has one more, and is none to look things up for."""
    return [job for name, job in sorted(JOBS.items()) if not name.startswith("demo.")]


def messages_page() -> str:
    """Every message that can be sent."""
    rows = [
        (
            f"`{kind}`",
            str(mail.when),
            _one_line(str(mail.subject)),
            _one_line(str(mail.body)),
            _when_it_leaves(mail),
            "yes" if mail.rings else "no",
        )
        for kind, mail in sorted(MESSAGES.items())
    ]
    return _page(
        "Every message",
        "What can't wait leaves at once; everything else stands in the weekly mail, unless the "
        "person chose its group at once. Mails that keep an account or a round safe can't be "
        "turned off. Bothways sends these mails and no others. They are kept until they have left "
        "and for 30 days after they were made; a code to sign in is not kept at all. Where it "
        "rings, the phones of those who wished it say that there is something new, and never what.",
        _table(("message", "when", "subject", "text", "leaves", "rings"), rows),
    )


def _when_it_leaves(mail: Mail) -> str:
    """At once or in the weekly mail, and whether a person can choose otherwise."""
    if GROUPS[mail.about].fixed:
        return "at once, always"
    if mail.about == WEEKLY:
        return "once a week; can be turned off"
    return "at once; can be turned off" if mail.urgent else "in the weekly mail; at once if chosen"


def rights_page() -> str:
    """Who may do what, and what is open to all."""
    found = addresses()
    guarded = [
        (f"`{rule}`", _first_line(who), _paths(a.path for a in found if a.rule == rule))
        for rule, who in POLICY.items()
    ]
    open_to_all = [(f"`{a.path}`", _sentence(a.reason)) for a in found if a.reason]
    open_to_all.append((f"`{BALLOTS_UNDER}ROUND`", "The box takes ballots from nobody it knows."))
    return _page(
        "Who may do what",
        "One line per right; what has no line is refused. Who may not see a thing gets 404, who "
        "may see it but not do this gets 403.",
        _table(("right", "who has it", "where it is asked"), guarded),
        "## Open without signing in\n",
        _table(("address", "why"), sorted(open_to_all)),
    )


def api_page() -> str:
    """What programs can ask."""
    return _page("The API", *api_parts())


PAGES: dict[str, Callable[[], str]] = {
    "api.md": api_page,
    "settings.md": settings_page,
    "jobs.md": jobs_page,
    "messages.md": messages_page,
    "who-may-do-what.md": rights_page,
}


def _page(title: str, *parts: str) -> str:
    return "\n".join([f"# {title}\n", NOTE, *(f"{part.rstrip()}\n" for part in parts)])


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _default(field: FieldInfo) -> str:
    value = "" if field.is_required() else str(field.default)
    choices = [str(choice) for choice in get_args(field.annotation)]
    one_of = f" (one of {', '.join(choices)})" if choices else ""
    return f"`{value}`{one_of}" if value else "empty"


def _span(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    for name, size in (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)):
        if seconds % size == 0:
            n = seconds // size
            return name if n == 1 else f"{n} {name}s"
    return f"{span}"


def _paths(paths: Iterable[str]) -> str:
    return ", ".join(f"`{path}`" for path in sorted(set(paths))) or "inside other pages"


def _first_line(thing: object) -> str:
    return (thing.__doc__ or "").strip().partition("\n")[0]


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""
