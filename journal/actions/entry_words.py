"""What an entry is called in a list of what was changed or deleted; nothing here says what a scan or a test gave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from journal.actions.check_in import own_names
from journal.actions.search import title_of
from journal.actions.time_machine import Moment
from journal.domain.imaging import Lesion, Measurement
from journal.domain.medicines import Intake, Medicine
from journal.domain.notes import Note
from journal.domain.record import Record
from journal.domain.results import GenomicFinding, LabResult
from journal.domain.scan_readings import ScanReading
from journal.domain.symptoms import TrackedSymptom
from journal.domain.treatment import Dose, Drug
from journal.store.journal import Journal
from journal.store.past import Step
from journal.text import dates
from journal.text.fields import RESULTS, apart, field_name, field_words, moment, read_out
from journal.text.language import _, ngettext
from journal.text.names import analyte_name, symptom_name


@dataclass(frozen=True)
class KnownNames:
    """What other records are called, for those that only hold an id."""

    symptoms: Mapping[str, str] = field(default_factory=dict)
    drugs: Mapping[str, str] = field(default_factory=dict)
    medicines: Mapping[str, str] = field(default_factory=dict)


def known_names(journal: Journal) -> KnownNames:
    """Return the names that stand in *journal*."""
    return KnownNames(
        own_names(journal),
        {drug.id: drug.name for drug in journal.all(Drug)},
        {medicine.id: medicine.name for medicine in journal.all(Medicine)},
    )


_TITLES: Final[Mapping[type[Any], Callable[[Any, KnownNames], str]]] = {
    LabResult: lambda result, names: analyte_name(result.analyte, result.name),
    GenomicFinding: lambda finding, names: _("Gene test: {name}").format(name=finding.gene),
    Lesion: lambda lesion, names: _("A spot"),
    Measurement: lambda size, names: _("What a scan said of a spot"),
    ScanReading: lambda reading, names: _("What else a scan’s report says"),
    Dose: lambda dose, names: _named(_("Dose: {name}"), names.drugs.get(dose.drug_id, ""), _("A dose")),
    Intake: lambda intake, names: _named(
        _("Medicine taken: {name}"), names.medicines.get(intake.medicine_id, ""), _("A medicine taken")
    ),
    TrackedSymptom: lambda tracked, names: _("On the check-in: {name}").format(
        name=tracked.name or symptom_name(tracked.symptom, names.symptoms)
    ),
    Note: lambda note, names: _("Note: {text}").format(text=title_of(note)) if note.text.strip() else _("Note"),
}


def _named(words: str, name: str, without: str) -> str:
    return words.format(name=name) if name else without


def entry_title(record: Record, names: KnownNames) -> str:
    """Return what *record* is, in a few words, without what a scan or a test gave."""
    own = _TITLES.get(type(record))
    return own(record, names) if own is not None else title_of(record, names.symptoms)


def titled_with_day(record: Record, names: KnownNames) -> str:
    """Return the same with the day that it is about."""
    return _("{entry}, {day}").format(
        entry=entry_title(record, names), day=dates.day(record.happened_on, record.precision)
    )


def with_parts(title: str, count: int) -> str:
    """Return *title* with how many parts there are, if there are any."""
    if not count:
        return title
    return ngettext("{entry}, and {count} part", "{entry}, and {count} parts", count).format(entry=title, count=count)


@dataclass(frozen=True)
class FieldLine:
    """One field that a change touched, in a sentence; *is_result* where it tells what a scan or a test gave."""

    words: str
    is_result: bool = False


@dataclass(frozen=True)
class StepWords:
    """What happened to one entry of a change."""

    title: str
    done: str
    lines: tuple[FieldLine, ...]


@dataclass(frozen=True)
class MomentWords:
    """One change: when and by whom, the words of its undo step, and what it did to each entry."""

    when: str
    label: str
    steps: tuple[StepWords, ...]


def moment_words(told: Moment, names: KnownNames) -> MomentWords:
    """Return what one change did, in words."""
    at, first = moment(told.at), told.steps[0]
    when = _("{when}, by {who}").format(when=at, who=told.author) if told.author else at
    labels = {"undo": _("Taken back: {label}"), "redo": _("Brought back: {label}")}
    label = labels.get(first.action, "{label}").format(label=first.label)
    return MomentWords(when, label, tuple(step_words(step, names) for step in told.steps))


def step_words(step: Step, names: KnownNames) -> StepWords:
    """Return what one change did to one entry."""
    title = entry_title(step.record, names)
    if step.after is None:
        held = step.before
        assert held is not None
        lines = [_held_line(held, name, names) for name in read_out(type(held)) if field_words(held, name)]
        return StepWords(title, _("Taken out. Until then it said:"), tuple(lines))
    done = _("Written:") if step.before is None else ""  # what changed says so itself
    if not (touched := apart(step.before, step.after)):
        done = _("Only who wrote it and when was changed.")
    lines = [
        _held_line(step.after, name, names)
        if step.before is None
        else _changed_line(step.before, step.after, name, names)
        for name in touched
    ]
    return StepWords(title, done, tuple(lines))


def _held_line(record: Record, name: str, names: KnownNames) -> FieldLine:
    words = _("{field}: {value}").format(
        field=field_name(type(record), name), value=field_words(record, name, names.symptoms)
    )
    return FieldLine(words, _is_result(record, name))


def _changed_line(before: Record, after: Record, name: str, names: KnownNames) -> FieldLine:
    was, now = (field_words(record, name, names.symptoms) for record in (before, after))
    places = {"field": field_name(type(after), name), "was": was, "now": now}
    if not was:
        words = _("{field}: {now}. Before, nothing stood there.").format(**places)
    elif not now:
        words = _("{field}: nothing. Before: {was}").format(**places)
    else:
        words = _("{field}: {now}. Before: {was}").format(**places)
    return FieldLine(words, _is_result(after, name))


def _is_result(record: Record, name: str) -> bool:
    return name in RESULTS.get(type(record), frozenset())
