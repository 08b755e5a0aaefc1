"""The pages of this room: what everyone sees, a month, a file, the firm's own measures."""

from bothways.outcomes.views.figures import figures_csv, month, months, page
from bothways.outcomes.views.files import confirm, drop, preview, put_in, undo
from bothways.outcomes.views.measures import drop_measure, measure, measures, take_up

__all__ = [
    "confirm",
    "drop",
    "drop_measure",
    "figures_csv",
    "measure",
    "measures",
    "month",
    "months",
    "page",
    "preview",
    "put_in",
    "take_up",
    "undo",
]
