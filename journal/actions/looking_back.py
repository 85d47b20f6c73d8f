"""The whole journal as it was at a moment: a journal of its own, for reading only, under a key that nobody keeps."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from journal.actions.time_machine import Apart, apart
from journal.store.journal import Journal
from journal.store.past_file import file_as_it_was

FILE: Final = "as it was.journal"


def journal_as_it_was(journal: Journal, moment: datetime, folder: Path) -> Journal:
    """Write what *journal* held at *moment* into *folder*, and return it opened for reading only.

    It bears the name of *journal*.
    """
    past = file_as_it_was(journal, moment, folder / FILE)
    past.path = journal.path
    past.take_files_from(journal)  # what they are called is of that day; the bytes never change
    past.take_history_from(journal, moment)
    return past


def apart_from(past: Journal, present: Journal) -> Apart:
    """Say what differs between a journal as it was and as it is."""
    return apart(present, past.everything())
