"""Reads tests/data/measurement: columns of real answers, and the figures that R made of them."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = Path(__file__).parents[2] / "data" / "measurement"


@cache
def oracle(name: str) -> dict[str, Any]:
    """Return the figures of oracle_NAME.json."""
    return dict(json.loads((FOLDER / f"oracle_{name}.json").read_text(encoding="utf-8")))


@cache
def words(name: str) -> dict[str, list[str]]:
    """Return the columns of NAME.csv by their heads, as they are written."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {head: [row[head] for row in rows] for head in rows[0]}


@cache
def column(name: str, head: str) -> Any:
    """Return one column of NAME.csv as numbers, (rows,), nan where nothing stands."""
    return np.array([float(cell or "nan") for cell in words(name)[head]])


def numbers(name: str, *heads: str) -> Any:
    """Return columns of NAME.csv side by side, (rows, heads), or one column alone, (rows,)."""
    if len(heads) == 1:
        return column(name, heads[0])
    return np.column_stack([column(name, head) for head in heads])
