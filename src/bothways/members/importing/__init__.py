"""From a file of people to a plan of what would change. Nothing here writes, reads or asks.

container: what kind of file, and is it safe.  text, workbook: bytes -> sheets of lines.
layout: which sheets, which header, what each column means (columns).  reading: -> a table.
cells: text -> values.  matching: whose row is it.  directory, line: who leads whom.
plan: each row's fate.
"""

from bothways.members.importing.layout import Choice, Layout, lay_out
from bothways.members.importing.people import Known
from bothways.members.importing.plan import Change, Fate, Kind, Plan, make_plan
from bothways.members.importing.reading import Row, Table, read_table, sheets_of, table_of
from bothways.members.importing.sheets import FileRefusedError

__all__ = [
    "Change",
    "Choice",
    "Fate",
    "FileRefusedError",
    "Kind",
    "Known",
    "Layout",
    "Plan",
    "Row",
    "Table",
    "lay_out",
    "make_plan",
    "read_table",
    "sheets_of",
    "table_of",
]
