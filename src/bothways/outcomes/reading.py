"""A file of monthly figures: from its bytes to what it wants, or to what must be mended in it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from unicodedata import combining, normalize

from django.utils.translation import gettext as _

from bothways.members.importing.sheets import FileRefusedError, Line
from bothways.members.importing.text import read_text
from bothways.outcomes.measures import Kind, Measure
from bothways.outcomes.months import Month, month_from

MOST_BYTES = 500_000
MOST_MONTHS = 240
MOST_FAULTS = 200
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

MONTH = "month"
BELOW_THE_FIRM = "below"
SYNONYMS: dict[str, str] = {
    MONTH: "month monat mes period periode periodo monthyear date datum fecha",
    Kind.HEADCOUNT: (
        "headcount people employees staff peopleonthelastday mitarbeitende mitarbeiter "
        "beschaftigte kopfzahl personenamletztentag plantilla empleados personas "
        "personaselultimodia"
    ),
    Kind.LEAVERS: (
        "leavers peoplewholeft left exits terminations abgange austritte ausgeschiedene "
        "ausgeschiedenepersonen bajas salidas personasquesefueron"
    ),
    Kind.DAYS_LOST: (
        "dayslost daysofabsence absencedays sickdays absence fehltage abwesenheitstage "
        "krankheitstage tagederabwesenheit diasperdidos diasdeausencia ausencias"
    ),
    Kind.DAYS_PLANNED: (
        "daysplanned planneddays workingdays solltage geplantetage arbeitstage "
        "diasplanificados diasprevistos diaslaborables"
    ),
    Kind.DAYS_TO_DECIDE: (
        "daystodecide daysfromquestiontodecision timetodecide tagebiszurentscheidung "
        "tagevonderfragebiszurentscheidung diashastaladecision diasdelapreguntaaladecision"
    ),
    BELOW_THE_FIRM: (
        "department team unit group site division abteilung bereich einheit gruppe standort "
        "departamento equipo unidad grupo centro seccion name nombre employee person"
    ),
}
MONTHS = (
    "jan january januar janner ene enero", "feb february februar febrero",
    "mar march marz mrz marzo", "apr april abr abril", "may mai mayo", "jun june juni junio",
    "jul july juli julio", "aug august ago agosto", "sep sept september septiembre",
    "oct okt october oktober octubre", "nov november noviembre",
    "dec dez dic december dezember diciembre",
)  # fmt: skip
NAMES = {name: number for number, names in enumerate(MONTHS, start=1) for name in names.split()}
NUMBER = re.compile(r"-?\d[\d.,'’\u00a0\u202f ]*", re.ASCII)


@dataclass(frozen=True)
class Problem:
    """What must be mended, where, and how: the row as a spreadsheet counts it, 0 for the file."""

    row: int
    column: str
    why: str


@dataclass
class Figures:
    """What a file says: figures by month and measure; in which row; columns nobody reads."""

    wanted: dict[tuple[Month, str], Decimal | None] = field(default_factory=dict)
    rows: dict[Month, int] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_figures(content: bytes, measures: Sequence[Measure]) -> Figures:
    """Return what a text file of figures says, with every problem at its row.

    One row a month; a blank cell leaves a figure as it is. Raises FileRefusedError for a file
    that is no table of months at all.
    """
    lines = _lines(content)
    header = lines[0]
    columns = {place: _measure_of(head, measures) for place, head in enumerate(header.cells)}
    found = Figures(unread=[h for p, h in enumerate(header.cells) if h and columns[p] is None])
    _refuse_header(header, columns)
    for line in lines[1:]:
        _read_row(line, columns, {m.code: m for m in measures}, found)
        if len(found.problems) > MOST_FAULTS:
            break
    if not found.wanted and not found.problems:
        raise FileRefusedError(_("There is no figure in this file. Write at least one."))
    return found


def number_from(text: str, *, whole: bool) -> Decimal:
    """Return the number that a cell says, with a point or a comma. Raises ValueError with why.

    '1,234' can be two numbers; where only whole numbers are counted it is 1234, else refused.
    """
    text = text.strip()
    if not NUMBER.fullmatch(text):
        raise ValueError(_("this is no number. Write it with digits only, as in 4.5."))
    bare = re.sub(r"['’\u00a0\u202f ]", "", text)
    marks = [sign for sign in bare if sign in ".,"]
    if len(set(marks)) == 2:
        last = marks[-1]
        bare = bare.replace("." if last == "," else ",", "").replace(last, ".")
    elif len(marks) > 1 or (marks and whole and _could_be_thousands(bare)):
        bare = bare.replace(marks[0], "")
    elif marks and _could_be_thousands(bare):
        raise ValueError(
            _("this can be read in two ways. Write it without a sign between thousands.")
        )
    else:
        bare = bare.replace(",", ".")
    try:
        return Decimal(bare)
    except InvalidOperation as error:
        raise ValueError(_("this is no number. Write it with digits only, as in 4.5.")) from error


def month_in(text: str) -> Month | None:
    """Return the month that a cell names in any usual way, None where that is not sure.

    '2026-10', '2026-10-01', '10/2026', '01.10.2026', 'Oct 2026', 'Oktober 2026', 'octubre de 2026'.
    """
    text = text.strip()
    if month := month_from(text[:7] if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else text):
        return month
    if found := re.fullmatch(r"(?:\d{1,2}\.)?(\d{1,2})[./](\d{4})", text):
        return month_from(f"{found[2]}-{found[1]}")
    words = [word for word in re.split(r"[^a-z0-9]+", _bare(text)) if word not in ("", "de")]
    if len(words) == 2 and words[0] in NAMES:
        year = f"20{words[1]}" if len(words[1]) == 2 else words[1]
        return month_from(f"{year}-{NAMES[words[0]]}")
    return None


def _lines(content: bytes) -> tuple[Line, ...]:
    if len(content) > MOST_BYTES:
        raise FileRefusedError(
            _("This file is larger than 500 kB. Figures of months take far less; is it another?")
        )
    if content.startswith((ZIP, OLE)):
        raise FileRefusedError(
            _("This is a spreadsheet. Save the sheet as CSV, then put that file in.")
        )
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileRefusedError(_("This file is not text. Save the table as CSV, then try again."))
    lines = read_text(content).lines
    if len(lines) < 2:
        raise FileRefusedError(
            _("This file needs a row that names the columns, and one row for each month.")
        )
    if len(lines) > MOST_MONTHS + 1:
        raise FileRefusedError(
            _("This file has more than %(n)d rows. One row a month is enough for 20 years.")
            % {"n": MOST_MONTHS}
        )
    return lines


def _refuse_header(header: Line, columns: Mapping[int, str | None]) -> None:
    below = [header.cells[place] for place, code in columns.items() if code == BELOW_THE_FIRM]
    if below:
        raise FileRefusedError(
            _(
                "The column “%(column)s” splits the firm up. Figures here are those of the whole "
                "firm, because leavers or absence of a department could point at persons. Add "
                "them up, leave the column out, and put the file in again."
            )
            % {"column": below[0]}
        )
    known = [code for code in columns.values() if code]
    if MONTH not in known:
        raise FileRefusedError(
            _("No column names the month. Call it “Month”, with cells as in 2026-10.")
        )
    twice = next((code for code in known if known.count(code) > 1), None)
    if twice:
        names = [header.cells[place] for place, code in columns.items() if code == twice]
        raise FileRefusedError(
            _("Two columns mean the same: %(names)s. Leave one of them out.")
            % {"names": ", ".join(names)}
        )
    if len(known) == 1:
        raise FileRefusedError(
            _("No column is a measure that this firm counts. Take the file to fill in as a start.")
        )


def _read_row(
    line: Line, columns: Mapping[int, str | None], measures: Mapping[str, Measure], into: Figures
) -> None:
    cells = {code: line.cells[p] for p, code in columns.items() if code and p < len(line.cells)}
    heads = {code: str(measure.label) for code, measure in measures.items()}
    month = month_in(cells.pop(MONTH, ""))
    if month is None:
        why = _("this is no month. Write it as in 2026-10.")
    elif month in into.rows:
        why = _("this month stands in row %(row)d already. Leave one of them out.") % {
            "row": into.rows[month]
        }
    else:
        into.rows[month] = line.number
        for code, text in cells.items():
            if text:
                _read_cell(line.number, month, measures[code], text, into)
        return
    into.problems.append(Problem(line.number, heads.get(MONTH, _("Month")), why))


def _read_cell(row: int, month: Month, measure: Measure, text: str, into: Figures) -> None:
    try:
        value = number_from(text, whole=measure.decimals == 0)
    except ValueError as why:
        into.problems.append(Problem(row, str(measure.label), str(why)))
    else:
        into.wanted[month, measure.code] = value


def _measure_of(head: str, measures: Iterable[Measure]) -> str | None:
    """Return what a column is, by its code, its name, or what such columns are often called."""
    key = re.sub(r"[^a-z0-9]", "", _bare(head))
    for measure in measures:
        names = (measure.code, str(measure.label), f"{measure.label} ({measure.unit})")
        if key and key in {re.sub(r"[^a-z0-9]", "", _bare(name)) for name in names}:
            return measure.code
    return next((code for code, words in SYNONYMS.items() if key in words.split()), None)


def _bare(text: str) -> str:
    """Small letters without their signs: 'März' is 'marz'."""
    apart = normalize("NFKD", text.casefold().replace("ß", "ss"))
    return "".join(sign for sign in apart if not combining(sign))


def _could_be_thousands(bare: str) -> bool:
    return bool(re.fullmatch(r"-?[1-9]\d{0,2}[.,]\d{3}", bare))
