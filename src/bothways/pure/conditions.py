"""Which words speak of pay, hours or conditions at work: what says one of them is never hidden.

The lists are short, plain and open: anybody can read here what is kept in sight. They rather hold
a word too many than one too few, since a text that is wrongly kept in sight can still be answered,
and one that is wrongly hidden can't. Languages are not told apart: a German text may say 'Bonus'.

OTHERWISE holds whole words that only begin so, as 'lohnt' (is worth it).
'wage' finds every word that begins so; 'pay.' that word alone; '~tarif' every word that holds it.
"""

from bothways.pure.folding import WORD, fold

WORDS: dict[str, tuple[str, ...]] = {
    "en": (
        *("pay.", "pays.", "paid.", "payment", "payroll", "payslip", "underpaid", "unpaid"),
        *("wage", "salar", "bonus", "overtime", "allowance", "compensation", "pension"),
        *("hours.", "workload", "shift", "rota.", "rotas.", "roster", "schedule", "break."),
        *("breaks.", "holiday", "vacation", "leave.", "sick.", "sickness", "contract", "layoff"),
        *("dismiss", "union", "strike.", "strikes.", "bargain", "council", "safety", "unsafe"),
        *("condition", "discriminat", "harass", "bully", "rights.", "money", "raise.", "raises."),
        *("income", "hourly", "burnout", "overwork"),
    ),
    "de": (
        *("lohn", "löhne", "~mindestlohn", "~monatslohn", "~gehalt"),
        *("gehälter", "bezahl", "~vergüt", "bonus", "prämie", "~zuschlag", "~zuschläg", "~zulage"),
        *(
            "~überstunde",
            "mehrarbeit",
            "~arbeitszeit",
            "~stunden",
            "~schicht",
            "dienstpl",
            "~pause",
        ),
        *(
            "~urlaub",
            "krank",
            "~vertrag",
            "~verträg",
            "befrist",
            "~kündig",
            "entlass",
            "~betriebsr",
        ),
        *("gewerkschaft", "~tarif", "~streik", "rente", "~arbeitsbeding", "~sicherheit"),
        *("diskriminier", "belästig", "mobbing", "~geld", "~überlast", "burnout"),
        *("feiertag", "~nachtarbeit", "~sonntagsarbeit", "kurzarbeit"),
    ),
    "es": (
        *("salari", "sueldo", "paga.", "pagas.", "pagan.", "pago", "cobra", "nómina", "bono."),
        *("prima.", "primas.", "plus.", "horas", "horario", "jornada", "turno", "descanso"),
        *("vacacion", "permiso", "baja.", "bajas.", "enferm", "contrato", "despid", "convenio"),
        *("sindica", "huelga", "pensión", "pensiones", "seguridad", "condicion", "discrimina"),
        *("acoso", "mobbing", "dinero", "aumento", "ingresos", "sobrecarga", "remunera", "retribu"),
    ),
}
OTHERWISE = (
    *("lohnt", "lohnte", "lohnten", "lohnen", "lohnend", "lohnende", "lohnendem", "lohnenden"),
    *("lohnender", "lohnendes"),
)
STEMS = [stem for stems in WORDS.values() for stem in stems]
ALONE = frozenset(fold(stem) for stem in STEMS if stem.endswith("."))
BEGIN = tuple(fold(stem) for stem in STEMS if not stem.endswith(".") and not stem.startswith("~"))
NOT_ALONE = frozenset(map(fold, OTHERWISE))
HELD = tuple(fold(stem) for stem in STEMS if stem.startswith("~"))


def conditions_in(text: str) -> str:
    """Return the first word of a text that speaks of pay, hours or conditions; '' for none."""
    return next((word for word in WORD.findall(text) if _speaks(fold(word))), "")


def _speaks(word: str) -> bool:
    if word in NOT_ALONE:
        return False
    return word in ALONE or word.startswith(BEGIN) or any(stem in word for stem in HELD)
