"""How long it takes to see what a file of 5,000 people would change: as CSV and as XLSX."""

import csv
import io
import time
from collections.abc import Callable

from benchmarks.installation import throw_away
from benchmarks.report import report

PEOPLE = 5_000
GOAL_S = 5.0
HEAD = [
    "Personalnummer",
    "Vorname",
    "Nachname",
    "E-Mail",
    "Abteilung",
    "Team",
    "Vorgesetzter",
    "Position",
    "Standort",
    "Eintrittsdatum",
    "Sprache",
    "Gehalt",
]


def rows(title: str) -> list[list[object]]:
    """Return the list of a firm of that many, in teams of twelve."""
    return [
        [
            f"{n:05d}",
            f"Given {n}",
            f"Family {n}",
            f"p{n}@mill.example",
            f"Department {n // 120}",
            f"Team {n // 12}",
            f"{n // 12:05d}" if n >= 12 else "",
            title,
            f"Site {n % 7}",
            f"{1 + n % 28}.{1 + n % 12}.{2000 + n % 25}",
            "de",
            50_000 + n,
        ]
        for n in range(PEOPLE)
    ]


def as_csv(title: str) -> bytes:
    """Return the list as a spreadsheet of Windows saves it."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([HEAD, *rows(title)])
    return out.getvalue().encode("cp1252")


def as_xlsx(title: str) -> bytes:
    """Return the list as XLSX."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Mitarbeiter")
    for row in [HEAD, *rows(title)]:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def main() -> None:
    """Print seconds from putting a file in to seeing the first page of what it would change."""
    with throw_away():
        from django.test import Client

        from benchmarks.firms import firm_of

        owner, _people = firm_of(20)
        client = Client()
        client.force_login(owner)
        for name, content in (("CSV", as_csv), ("XLSX", as_xlsx)):
            measure(client, f"{PEOPLE} new people, {name}: preview", content("Weber"))
        take_in(client)
        for name, content in (("CSV", as_csv), ("XLSX", as_xlsx)):
            measure(client, f"{PEOPLE} changed people, {name}: preview", content("Weberin"))
        report(f"{PEOPLE} changed people: taken in", timed(lambda: take_in(client)), "s")


def measure(client: object, what: str, content: bytes) -> None:
    """Put a file in and look at the preview."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    def look() -> None:
        file = SimpleUploadedFile("people", content)
        client.post("/people/import/", {"file": file})  # type: ignore[attr-defined]
        page = client.get("/people/import/preview/")  # type: ignore[attr-defined]
        if page.status_code != 200 or "Take it in" not in page.content.decode():
            raise SystemExit(f"{what}: there is no preview to confirm")

    report(what, timed(look), "s", goal=GOAL_S)


def take_in(client: object) -> None:
    """Confirm what waits."""
    page = client.get("/people/import/preview/").content.decode()  # type: ignore[attr-defined]
    digest = page.split('name="plan" value="')[1].split('"')[0]
    client.post("/people/import/confirm/", {"plan": digest})  # type: ignore[attr-defined]


def timed(act: Callable[[], None]) -> float:
    """Return how many seconds something takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
