"""From a file of people to a plan of what would change. Nothing here writes, reads or asks.

reading: bytes -> a table.  columns: which column is which.  cells: text -> values.
matching: whose row is it.  line: who leads whom.  plan: each row's fate.
"""

from bothways.members.importing.people import Known
from bothways.members.importing.plan import Change, Fate, Kind, Plan, make_plan
from bothways.members.importing.reading import FileRefusedError, Row, Table, read_table

__all__ = [
    "Change",
    "Fate",
    "FileRefusedError",
    "Kind",
    "Known",
    "Plan",
    "Row",
    "Table",
    "make_plan",
    "read_table",
]
