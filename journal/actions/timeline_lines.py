"""The timeline as lines: what each says and is found by, and which records stand behind it, without the records.

Ten years hold tens of thousands of records; a list that is looked at line by line needs the words of some thousand
lines.  Whoever opens a line reads its records again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from journal.actions.timeline import GATHERERS, Names, Part, TimelineEntry, Topic, names_in, newest_first
from journal.actions.timeline_words import EntryWords, found_by, words_of
from journal.domain.record import Precision, Record
from journal.store.journal import Journal


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One line.  *ids* holds the ids of the records behind it by kind, the one that leads to their page first.

    They stand in one text with a blank between: ten years have tens of thousands.
    """

    topic: Topic
    on: date
    at: time | None
    precision: Precision
    part: Part
    ids: tuple[tuple[type[Record], str], ...]
    authors: tuple[str, ...]
    written_later: datetime | None
    words: EntryWords
    text: str  # the words it is found by, as they are compared

    @property
    def head_kind(self) -> type[Record]:
        """The kind of the record that the line leads to."""
        return self.ids[0][0]

    @property
    def head_id(self) -> str:
        """The id of the record that the line leads to."""
        return self.ids[0][1].partition(" ")[0]

    @property
    def keys(self) -> tuple[tuple[type[Record], str], ...]:
        """The kind and the id of each record behind the line, in their order."""
        return tuple((kind, record_id) for kind, ids in self.ids for record_id in ids.split(" "))

    def is_about(self, record_id: str) -> bool:
        """Say whether the record with this id stands behind the line."""
        return any(record_id in ids and record_id in ids.split(" ") for _kind, ids in self.ids)


Lines = tuple[TimelineLine, ...]


def line_of(entry: TimelineEntry, names: Names) -> TimelineLine:
    """Return the line of *entry*."""
    return TimelineLine(
        entry.topic,
        entry.on,
        entry.at,
        entry.precision,
        entry.part,
        tuple((kind, " ".join(r.id for r in records)) for kind, records in groupby(entry.records, type)),
        entry.authors,
        entry.written_later,
        words_of(entry, names),
        found_by(entry, names),
    )


def lines_since(journal: Journal, since: date | None = None, check: Callable[[], object] = lambda: None) -> Lines:
    """Return the lines of the days from *since* on (None: of all days), newest first.

    *check* is called before each line; it may raise to break off.
    """
    names = names_in(journal)
    found: list[TimelineLine] = []
    for gather in GATHERERS:
        for entry in gather(journal, since):
            check()
            found.append(line_of(entry, names))
    return tuple(sorted(found, key=newest_first))


def joined_lines(first: Lines, older: Lines, since: date) -> Lines:
    """Return *first*, which begins at *since*, with what *older* holds of the days before."""
    return (*first, *(line for line in older if line.on < since))


def records_of(journal: Journal, line: TimelineLine) -> tuple[Record, ...]:
    """Return the records behind *line* as they stand now; without those that were taken out since."""
    found = (journal.get(kind, record_id) for kind, record_id in line.keys)
    return tuple(record for record in found if record is not None)
