"""Writing the sample journal: empty, as it is meant, or crowded with ten years of entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path

from journal.actions.sample import results, scans, symptoms, treatment, visits
from journal.actions.sample.story import LINES, earlier_lines
from journal.actions.sample.telling import PERSON, Telling
from journal.domain.record import Record
from journal.store.journal import Journal
from journal.store.opening import create
from journal.text.language import _

EARLIEST = 3_640  # days: ten years
STORY_BEGINS = 540


class Size(StrEnum):
    """How much is in the sample."""

    EMPTY = "empty"
    USUAL = "usual"
    CROWDED = "crowded"


def sample_records(today: date, size: Size = Size.USUAL) -> list[Record]:
    """Return the sample's records; the same for one day and size, every time."""
    if size is Size.EMPTY:
        return []
    telling = Telling(today)
    earlier = earlier_lines() if size is Size.CROWDED else ()
    lines = (*earlier, *(replace(line, number=line.number + len(earlier)) for line in LINES))
    first = EARLIEST if earlier else STORY_BEGINS
    visits.tell_person(telling)
    treatment.tell_lines(telling, lines)
    treatment.tell_procedures(telling)
    treatment.tell_medicines(telling)
    symptoms.tell_tracked(telling, first)
    symptoms.tell_days(telling, lines, first)
    symptoms.tell_weights(telling, first)
    symptoms.tell_fever(telling)
    results.tell_counts(telling, lines)
    results.tell_fever_sheet(telling, symptoms.FEVER)
    results.tell_markers(telling)
    results.tell_earlier_markers(telling, earlier)
    results.tell_genes(telling)
    scans.tell_scans(telling)
    if earlier:
        scans.tell_earlier_scans(telling, EARLIEST, STORY_BEGINS)
        visits.tell_earlier_visits(telling, EARLIEST, STORY_BEGINS)
    visits.tell_questions(telling, visits.tell_appointments(telling))
    visits.tell_hospital(telling)
    visits.tell_notes(telling)
    return telling.records


def write_sample(path: Path, today: date, size: Size = Size.USUAL, passphrase: str | None = None) -> Journal:
    """Make the sample journal at *path* and return it open; a file that is already there is left as it is."""
    evening = datetime.combine(today, time(20, 0), UTC)
    journal = create(path, passphrase, PERSON, lambda: evening)
    try:
        records = sample_records(today, size)
        if records:
            with journal.change(_("Sample journal")) as draft:
                draft.save_all(records)
    except BaseException:
        journal.close()
        path.unlink(missing_ok=True)
        raise
    return journal
