"""Table of free notes."""

from journal.domain.notes import Note
from journal.store.tables.mapping import Kept

TABLES = (Kept("notes", Note),)
