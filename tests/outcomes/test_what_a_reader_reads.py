"""Each boundary case as it stands on the page, whole, in English, German and Spanish."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.utils import translation

from bothways.outcomes.measures import EVERYBODYS
from bothways.outcomes.months import Month
from bothways.outcomes.queries import Table
from bothways.outcomes.sentences import said_of

OCTOBER = Month(2026, 10)
MEASURES = tuple(EVERYBODYS.values())


@dataclass(frozen=True)
class Case:
    """Figures up to October 2026, the newest last, and what is said of `code`."""

    code: str
    figures: dict[str, list[int | None]]
    en: str
    de: str
    es: str


CASES = {
    "nothing": Case(
        code="leavers",
        figures={},
        en="Nothing is written down yet.",
        de="Noch ist nichts aufgeschrieben.",
        es="Todavía no hay nada escrito.",
    ),
    "one month, nobody left": Case(
        code="leavers",
        figures={"leavers": [0], "headcount": [58]},
        en=(
            "Nobody of 58 people left in October 2026. "
            "Even so the true rate may be up to 52.0 leavers a year per 100 people. "
            "One month is too short for more than this. "
            "Too few months to compare with the year before."
        ),
        de=(
            "Von 58 Personen ist im Oktober 2026 niemand ausgeschieden. "
            "Trotzdem kann die wahre Quote bis zu 52,0 Ausgeschiedene im Jahr je 100 Personen "
            "sein. "
            "Ein Monat ist zu kurz, um mehr zu sagen. "
            "Zu wenige Monate, um mit dem Jahr davor zu vergleichen."
        ),
        es=(
            "De 58 personas no se fue nadie en octubre de 2026. "
            "Aun así, la tasa verdadera puede llegar a 52,0 salidas al año por cada 100 personas. "
            "Un mes es poco para decir más. "
            "Demasiado pocos meses para comparar con el año anterior."
        ),
    ),
    "two years, three then five": Case(
        code="leavers",
        figures={
            "leavers": [0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0],
            "headcount": [58] * 24,
        },
        en=(
            "5 of about 58 people left in 12 months up to October 2026. "
            "That is 8.6 leavers a year per 100 people. "
            "The true rate is probably between 3.3 and 18.9. "
            "Against the year before: leaning up."
        ),
        de=(
            "Von etwa 58 Personen sind in 12 Monaten bis Oktober 2026 5 ausgeschieden. "
            "Das sind 8,6 Ausgeschiedene im Jahr je 100 Personen. "
            "Die wahre Quote liegt wahrscheinlich zwischen 3,3 und 18,9. "
            "Gegen das Jahr davor: eher gestiegen."
        ),
        es=(
            "De unas 58 personas se fueron 5 en 12 meses hasta octubre de 2026. "
            "Son 8,6 salidas al año por cada 100 personas. "
            "La tasa verdadera está probablemente entre 3,3 y 18,9. "
            "Frente al año anterior: tiende a subir."
        ),
    ),
    "nobody was here": Case(
        code="leavers",
        figures={"leavers": [0, 0], "headcount": [0, 0]},
        en="Nobody was here in these months, so there is no rate.",
        de="In diesen Monaten war niemand da, also gibt es keine Quote.",
        es="En estos meses no había nadie, así que no hay tasa.",
    ),
    "without a headcount": Case(
        code="leavers",
        figures={"leavers": [1, 2]},
        en=("2 people left in October 2026. Without the number of people there is no rate."),
        de=(
            "Im Oktober 2026 sind 2 Personen ausgeschieden. "
            "Ohne die Zahl der Personen gibt es keine Quote."
        ),
        es=("2 personas se fueron en octubre de 2026. Sin el número de personas no hay tasa."),
    ),
    "a gap": Case(
        code="headcount",
        figures={"headcount": [58, None, 57]},
        en=(
            "October 2026: 57. In the last 12 months between 57 and 58. "
            "Missing in between: September 2026."
        ),
        de=(
            "Oktober 2026: 57. In den letzten 12 Monaten zwischen 57 und 58. "
            "Dazwischen fehlen: September 2026."
        ),
        es=(
            "octubre de 2026: 57. En los últimos 12 meses, entre 57 y 58. "
            "Faltan en medio: septiembre de 2026."
        ),
    ),
    "absence without planned days": Case(
        code="days_lost",
        figures={"days_lost": [30]},
        en="October 2026: 30.0 days. Without the days planned there is no share.",
        de="Oktober 2026: 30,0 Tage. Ohne die geplanten Tage gibt es keinen Anteil.",
        es="octubre de 2026: 30,0 días. Sin los días previstos no hay proporción.",
    ),
    "no day was planned": Case(
        code="days_lost",
        figures={"days_lost": [0], "days_planned": [0]},
        en="October 2026: 0.0 days. No day was planned, so there is no share.",
        de="Oktober 2026: 0,0 Tage. Es war kein Tag geplant, also gibt es keinen Anteil.",
        es="octubre de 2026: 0,0 días. No había ningún día previsto, así que no hay proporción.",
    ),
    "one decision month": Case(
        code="days_to_decide",
        figures={"days_to_decide": [9]},
        en="October 2026: 9.0. One month so far. A line needs two.",
        de="Oktober 2026: 9,0. Bisher ein Monat. Eine Linie braucht zwei.",
        es="octubre de 2026: 9,0. Un mes hasta ahora. Una línea necesita dos.",
    ),
}


def table(case: Case) -> Table:
    values = {}
    for code, figures in case.figures.items():
        first = OCTOBER.plus(1 - len(figures))
        months = ((first.plus(n), figure) for n, figure in enumerate(figures))
        values[code] = {month: Decimal(f) for month, f in months if f is not None}
    return Table(MEASURES, values)


@pytest.mark.parametrize("language", ["en", "de", "es"])
@pytest.mark.parametrize("name", CASES)
def test_the_page_says(name: str, language: str) -> None:
    case = CASES[name]

    with translation.override(language):
        said = " ".join(said_of(EVERYBODYS[case.code], table(case)))

    assert said == getattr(case, language)


@pytest.mark.parametrize("name", CASES)
def test_no_sentence_ranks_praises_or_blames(name: str) -> None:
    never = {"significant", "proves", "causes", "because", "driver", "best", "worst", "rank"}

    assert not never & set(CASES[name].en.lower().split())
