"""Table of the append-only history: one row an action, with the records before and after."""

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from journal.store.tables.mapping import METADATA

# Two piles, the changes that can be undone and the ones that can be redone, are linked through the rows themselves:
# `undo_below` of a "do" row and `redo_below` of an "undo" row is what lay on top of its pile when it came.  So undo
# and redo look at the last row and its neighbour only, however long the history is.  Rows are only ever added, with
# one exception: emptying the bin takes erased records out of them (and adds a row that says so).
HISTORY = Table(
    "history",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("action", Text, nullable=False),  # do, undo, redo, emptied
    Column("label", Text, nullable=False),
    Column("target", Integer),  # of undo and redo: the "do" row it takes back or brings back
    Column("undo_below", Integer),
    Column("redo_below", Integer),
    Column("entries", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)
