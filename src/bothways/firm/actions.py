"""All writes about the firm: its settings, its values, the steps of its first hour."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from bothways.firm.errors import (
    ChangedMeanwhileError,
    LinesRefusedError,
    RoundIsOnError,
    WordsAreOutError,
)
from bothways.firm.lines import Line, read_line
from bothways.firm.models import Announcement, Mark
from bothways.firm.path import ALL
from bothways.firm.presets import Preset
from bothways.firm.queries import chosen_draft, mark_of_values_held
from bothways.firm.ready import Ready, values_of
from bothways.firm.telling import as_text
from bothways.members.actions import add_person
from bothways.members.errors import TakenError
from bothways.members.queries import unit_path
from bothways.notifications.actions import send_now, tell
from bothways.people.models import Organisation, Person, Value
from bothways.people.queries import values_held
from bothways.record.actions import note
from bothways.surveys import queries as surveys
from bothways.surveys.actions import change_round, prepare_round
from bothways.surveys.models import Round

MOST_VALUES = 7


def say_of_step(step: str, said: Mark.Said) -> None:
    """Keep what somebody said of a step; the last word counts."""
    Mark.objects.update_or_create(step=step, defaults={"said": said})


def end_first_hour() -> None:
    """Show what is left of the first hour no more."""
    say_of_step(ALL, Mark.Said.DONE)


def change_firm(*, by: Person, at: datetime, name: str, language: str) -> None:
    """Give the firm another name or language. Raises RoundIsOnError, and notes the attempt."""
    firm = Organisation.objects.get()
    if (firm.name, firm.language) == (name, language):
        return
    _refuse_while_a_round_is_on(by=by, at=at)
    with transaction.atomic():
        before = {"was": firm.name, "spoke": firm.language}
        firm.name, firm.language = name, language
        firm.save(update_fields=["name", "language"])
        note("firm.changed", by=by, about=firm, at=at, now=name, speaks=language, **before)


@transaction.atomic
def add_by_hand(
    texts: Sequence[str], *, report_to_me: bool, by: Person, at: datetime
) -> list[Person]:
    """Add one person for each line, all of them or nobody.

    report_to_me: they are led by whoever types. Raises LinesRefusedError with every problem.
    """
    added, problems = [], []
    for number, text in enumerate(texts, start=1):
        try:
            line = read_line(number, text)
            added.append(_add_line(line, manager=by if report_to_me else None, by=by, at=at))
        except ValueError as problem:
            problems.append(str(problem))
        except TakenError:
            problems.append(_("Line %(n)d: somebody has this address or number.") % {"n": number})
    if problems:
        raise LinesRefusedError(problems)
    return added


def _add_line(line: Line, *, manager: Person | None, by: Person, at: datetime) -> Person:
    return add_person(
        name=line.name,
        email=line.email,
        number=line.staff,
        unit=unit_path(line.team or by.unit.path.split("/")[0]),
        manager=manager,
        by=by,
        at=at,
    )


def choose_group_size(preset: Preset, *, seen: str, by: Person, at: datetime) -> None:
    """Let the next rounds show nothing below another number of answers.

    seen: 'k/c' as whoever chose saw it. Raises RoundIsOnError, and notes the attempt, and
    ChangedMeanwhileError if somebody else chose first.
    """
    firm = Organisation.objects.get()
    if (firm.k, firm.c) != (preset.k, preset.c):
        _refuse_while_a_round_is_on(by=by, at=at)
        k, _slash, c = seen.partition("/")
        stands = Organisation.objects.filter(k=int(k or 0), c=int(c or 0))
        with transaction.atomic():
            if not stands.update(k=preset.k, c=preset.c):
                raise ChangedMeanwhileError
            now = f"{preset.k}/{preset.c}"
            note("firm.group_changed", by=by, about=firm, at=at, was=f"{firm.k}/{firm.c}", now=now)
    say_of_step("group", Mark.Said.DONE)


def keep_values(
    rows: Sequence[tuple[str, str]], *, seen: str, by: Person, at: datetime, on: date
) -> None:
    """Keep what the firm stands for: (name, sentence), in order; what is missing is dropped.

    seen: the mark of the list that was changed. Raises RoundIsOnError, and notes the attempt,
    and ChangedMeanwhileError if somebody else kept another list first.
    """
    before = [(value.name, value.sentence) for value in values_held()]
    if list(rows) == before:
        return
    _refuse_while_a_round_is_on(by=by, at=at)
    with transaction.atomic():
        firm = Organisation.objects.select_for_update().get()
        if mark_of_values_held() != seen:
            raise ChangedMeanwhileError
        _write_values(rows, on=on)
        names, sentences = [name for name, _said in rows], [said for _name, said in rows]
        note("firm.values_kept", by=by, about=firm, at=at, values=names, sentences=sentences)


def _write_values(rows: Sequence[tuple[str, str]], *, on: date) -> None:
    held = {value.name.casefold(): value for value in values_held()}
    kept = {name.casefold() for name, _said in rows}
    gone = [value.pk for name, value in held.items() if name not in kept]
    Value.objects.filter(pk__in=gone).update(dropped_on=on)
    for place, (name, sentence) in enumerate(rows, start=1):
        value = held.get(name.casefold()) or Value()
        value.place, value.name, value.sentence = place, name, sentence
        value.save()


def send_test_mail(person: Person) -> None:
    """Send a mail to oneself, now. Raises MailServerError with a sentence."""
    send_now(
        "firm.test",
        address=str(person.email),
        language=person.language,
        link=f"{settings.BASE_URL}/welcome/mail/",
    )


def choose_round(
    ready: Ready, *, opens_at: datetime, closes_at: datetime, by: Person, at: datetime
) -> Round:
    """Make one of the three the draft of the first hour, in the place of the one chosen before.

    A draft that somebody made by hand stays as it is.
    """
    values = values_of(ready, opens_at=opens_at, closes_at=closes_at)
    with transaction.atomic():
        Organisation.objects.select_for_update().get()
        round_ = chosen_draft()
        if round_ is None:
            round_ = prepare_round(by=by, at=at, **values)
        else:
            change_round(round_, by=by, at=at, **values)
        own = {"said": Mark.Said.DONE, "about": str(round_.pk)}
        Mark.objects.update_or_create(step="round", defaults=own)
    return round_


def keep_words(round_: Round, *, words: str, contact: str) -> None:
    """Keep the firm's own words about a round. Raises WordsAreOutError once they were mailed."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get()
        known = Announcement.objects.filter(round=round_).first()
        if known is not None and known.mailed:
            raise WordsAreOutError
        own = {"words": words, "contact": contact}
        Announcement.objects.update_or_create(round=round_, defaults=own)


def mail_words(round_: Round, *, by: Person, at: datetime) -> int:
    """Mail the announcement to everyone who is asked, once; return to how many."""
    with transaction.atomic():
        mine = Announcement.objects.filter(round=round_, mailed=False)
        if round_.state != Round.State.OPEN or not mine.update(mailed=True):
            return 0
        n = tell(
            "round.announced",
            to=surveys.people_asked(round_),
            at=at,
            title=round_.title,
            text=as_text(round_),
            link=f"{settings.BASE_URL}/rounds/{round_.pk}/announcement/",
        )
        note("round.words_mailed", by=by, about=round_, at=at, title=round_.title, n=n)
    return n


def _refuse_while_a_round_is_on(*, by: Person, at: datetime) -> None:
    round_ = surveys.open_round()
    if round_ is None:
        return
    note("firm.change_refused", by=by, about=Organisation.objects.get(), at=at, title=round_.title)
    raise RoundIsOnError(round_.title)
