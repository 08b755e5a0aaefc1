"""What goes in and out: one definition of each, from which the checks and the document are made."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

MONTH = r"^(20|21)\d\d-(0[1-9]|1[0-2])$"
CODE = r"^[a-z][a-z0-9_]{0,39}$"
MOST_MONTHS = 120
NO_SIGNALS = r"^[^\x00-\x1f\x7f]*$"
WORDS = r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"  # and not blanks alone

MonthText = Annotated[str, Field(pattern=MONTH, description="A month as in 2026-10.")]
Code = Annotated[str, Field(pattern=CODE, description="The short name of a measure.")]
Number = Annotated[
    Decimal | None, Field(ge=-999_999_999, le=999_999_999, allow_inf_nan=False)
]  # null takes a figure away

Side = Literal["people", "leaders"]


class Shape(BaseModel):
    """Nothing but what is described."""

    model_config = ConfigDict(extra="forbid")


class MonthIn(Shape):
    """Figures of one month of the whole firm; what is not named stays as it is."""

    month: MonthText
    figures: Annotated[dict[Code, Number], Field(min_length=1, max_length=10)]


class OwnIn(Shape):
    """A measure of the firm's own: made if its code is new, else renamed."""

    code: Code
    name: Annotated[str, Field(min_length=1, max_length=60, pattern=WORDS)]
    unit: Annotated[str, Field(max_length=20, pattern=NO_SIGNALS)] = ""
    better: Literal["more", "less", "neither"] = "neither"
    decimals: Annotated[int, Field(ge=0, le=3)] = 0


class OutcomesIn(Shape):
    """What is to be so afterwards. Sent twice it is as sent once."""

    measures: Annotated[list[OwnIn], Field(max_length=5)] = []
    months: Annotated[list[MonthIn], Field(max_length=MOST_MONTHS)] = []


class MeasureOut(Shape):
    """One measure that is counted now."""

    code: str
    name: str
    unit: str
    better: Literal["more", "less", "neither"]
    decimals: int
    own: bool


class MonthOut(Shape):
    """The figures of a month; what was never written down is missing here, and is no 0."""

    month: MonthText
    figures: dict[str, float]


class OutcomesOut(Shape):
    """Monthly figures of the whole firm, the oldest month first."""

    measures: list[MeasureOut]
    months: list[MonthOut]


class OutcomesWritten(OutcomesOut):
    """The same after writing, with how many figures were changed."""

    changed: int


class SealsOut(Shape):
    """By what a result can be checked elsewhere; signatures in hex, '' where there is none."""

    digest: str
    root: str
    signature: str
    second_signature: str


class RoundOut(Shape):
    """A counted round: whom it asked, its whole rules as they were signed, its result's seals."""

    id: str
    side: Side
    title: str
    closed: str
    asked: int
    answered: int | None
    k: int
    c: int
    format: str
    manifest: str
    manifest_hash: str
    result: SealsOut
    public_file: str


class FigureWordsOut(Shape):
    """What the pages say of a figure, so that nobody need say more."""

    figure: str
    sentence: str
    change: str


class FigureOut(Shape):
    """The firm's figure for one question. at_or_above: by answer, between which counts of people
    the true one lies; true_share: where the true share probably lies, null where nothing is told.
    """

    side: Side
    round: str
    closed: str
    construct_: Annotated[str, Field(alias="construct")]  # BaseModel has one of its own
    theme: str
    question: str
    version: int
    text: str
    asked: int
    answered: int | None
    fewer_than: int | None
    at_or_above: dict[str, list[int]]
    true_share: list[float] | None
    words: FigureWordsOut


class ScoreWordsOut(Shape):
    """What the pages say of a score."""

    score: str
    sentence: str
    change: str


class ScoreOut(Shape):
    """The firm's score from 1 to 5 for one theme of a survey, and where the true one lies.

    answers_alone: between which scores the released figures leave those who answered.
    """

    side: Side
    round: str
    closed: str
    construct_: Annotated[str, Field(alias="construct")]  # BaseModel has one of its own
    theme: str
    questions: list[str]
    asked: int
    answered: int
    score: float
    true_score: list[float]
    answers_alone: list[float]
    words: ScoreWordsOut


class TogetherOut(Shape):
    """Which themes rise and fall together over the groups of a survey; never which comes first."""

    side: Side
    round: str
    closed: str
    theme: str
    together: list[str]
    apart: list[str]
    unclear: list[str]
    sentences: list[str]


class TrustOut(Shape):
    """The whole story, as everyone there can save it: the newest round first, the firm alone.

    level: of the intervals. promises: what became of them in a year. voices: the same of ideas
    (suggestion) and questions. limits: what it can't say.
    """

    v: int
    kind: Literal["bothways.story"]
    firm: str
    as_of: str
    level: float
    rounds: list[RoundOut]
    figures: list[FigureOut]
    scores: list[ScoreOut]
    together: list[TogetherOut]
    promises: dict[str, int]
    voices: dict[str, dict[str, int]]
    limits: list[str]


class Fault(Shape):
    """One thing to mend, and where it is."""

    where: str
    message: str


class Error(Shape):
    """A code for the program, a sentence for a person."""

    code: str
    message: str
    faults: list[Fault]


class Refused(Shape):
    """Any answer from 400 on."""

    error: Error
