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


class ShareOut(Shape):
    """Where the true share probably lies (95 %), between 0 and 1."""

    low: float
    high: float


class AgreeOut(Shape):
    """How many agreed, as far as it was released: the true count lies in between."""

    at_least: int
    at_most: int


class FigureOut(Shape):
    """The firm's figure for one question; agree and share are null where too few answered."""

    question: str
    version: int
    text: str
    asked: int
    answered: int | None
    agree: AgreeOut | None
    share: ShareOut | None
    words: str


class RoundOut(Shape):
    """A counted round: its rules' hash, and the firm's figures. Groups are never in here."""

    id: str
    title: str
    closed_on: str
    rules: str
    figures: list[FigureOut]


class TrustOut(Shape):
    """The firm's released figures, the newest round first, as everyone there sees them."""

    firm: str
    rounds: list[RoundOut]


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
