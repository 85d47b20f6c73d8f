"""What to have ready when the team answers: the value, the treatment, devices, fever medicine, allergies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, Literal, TypeAlias

from journal.actions.call_notices import OpenCall
from journal.domain.late_dataclass import dataclass
from journal.domain.medicines import Intake, Medicine
from journal.domain.record import Record
from journal.domain.results import LabResult
from journal.domain.treatment import Cycle, Drug, TreatmentLine
from journal.reference.call_rules import HIDE_FEVER
from journal.reference.tables import folded
from journal.rules.cycles import current_cycle, current_line, cycle_day
from journal.rules.temperatures import TEMPERATURE
from journal.store.journal import Journal
from journal.text import dates
from journal.text.findings.calls import wrote
from journal.text.language import _
from journal.text.numbers import quantity

Topic: TypeAlias = Literal["temperature", "symptom", "result", "treatment", "counts", "device", "medicine", "allergy"]

COUNTS_ARE_NEW_FOR: Final = timedelta(days=14)


@dataclass(frozen=True)
class ReadyLine:
    """One line, and what it is about."""

    topic: Topic
    words: str


def ready(journal: Journal, calls: Sequence[OpenCall], now: datetime, own: Mapping[str, str]) -> tuple[ReadyLine, ...]:
    """Return what the team asks about first, as far as it is written down; *own* names own symptoms."""
    lines = [ReadyLine(_topic(call), _with_time(wrote(call.finding, own), call.entry, now.date())) for call in calls]
    lines += _treatment(journal, now.date())
    lines += _counts(journal, now.date())
    patient = journal.patient()
    if patient is not None and patient.devices:
        lines.append(ReadyLine("device", ", ".join(patient.devices)))
    if any(_is_temperature(call) for call in calls):
        lines += _fever_medicines(journal, now.date())
    if patient is not None and patient.allergies:
        lines.append(ReadyLine("allergy", _("Allergies: {names}").format(names=", ".join(patient.allergies))))
    else:
        lines.append(ReadyLine("allergy", _("Allergies? Not written down")))
    return tuple(dict.fromkeys(lines))


def you_can_say(journal: Journal, calls: Sequence[OpenCall], now: datetime) -> str:
    """Return a first sentence for the telephone; nothing where no treatment is written down."""
    if current_line(journal.all(TreatmentLine), now.date()) is None:
        return ""
    codes = {call.finding.code for call in calls if _is_temperature(call)}
    if "call.low" in codes:
        return _("You can say: “I am in cancer treatment and my temperature is low.”")
    if codes:
        return _("You can say: “I am in cancer treatment and I have a temperature.”")
    return _("You can say: “I am in cancer treatment. My sheet says to call you.”")


def _is_temperature(call: OpenCall) -> bool:
    return call.finding.values.get("measure") == TEMPERATURE


def _topic(call: OpenCall) -> Topic:
    if _is_temperature(call):
        return "temperature"
    return "result" if isinstance(call.entry, LabResult) else "symptom"


def _with_time(words: str, entry: Record, today: date) -> str:
    at = dates.clock(entry.happened_at) if entry.happened_at is not None else ""
    if entry.happened_on == today:
        return _("{what}, at {time}").format(what=words, time=at) if at else _("{what}, today").format(what=words)
    day = dates.short_day(entry.happened_on)
    if at:
        return _("{what}, {day} at {time}").format(what=words, day=day, time=at)
    return _("{what}, {day}").format(what=words, day=day)


def _treatment(journal: Journal, today: date) -> Iterator[ReadyLine]:
    line = current_line(journal.all(TreatmentLine), today)
    if line is None:
        yield ReadyLine("treatment", _("Treatment? Not written down"))
        return
    cycle = current_cycle(journal.all(Cycle, line_id=line.id), today)
    if cycle is None:
        yield ReadyLine("treatment", line.name)
        return
    days = {day for drug in journal.all(Drug, line_id=line.id) for day in drug.days}
    reached = [cycle.happened_on + timedelta(day - 1) for day in days if day >= 1]
    last = max((on for on in reached if on <= today), default=cycle.happened_on)
    if line.ended_on is not None and line.ended_on < today:
        words = _("{treatment}, last dose {day}, ended").format(treatment=line.name, day=dates.short_day(last))
    else:
        words = _("{treatment}, last dose {day}, now day {number}").format(
            treatment=line.name, day=dates.short_day(last), number=cycle_day(cycle, today)
        )
    yield ReadyLine("treatment", words)


def _counts(journal: Journal, today: date) -> Iterator[ReadyLine]:
    """Yield the last neutrophils, which is what the team looks up first."""
    found = journal.latest(LabResult, today, analyte="neutrophils")
    if found and found[0].quantity is not None and today - found[0].happened_on <= COUNTS_ARE_NEW_FOR:
        words = _("Neutrophils {value}, {day}").format(
            value=quantity(found[0].quantity), day=dates.short_day(found[0].happened_on)
        )
        yield ReadyLine("counts", words)


def _fever_medicines(journal: Journal, today: date) -> Iterator[ReadyLine]:
    """Yield, of each medicine that can hide a fever, whether it was taken today."""
    medicines = {
        medicine.id: medicine
        for medicine in journal.all(Medicine)
        if medicine.happened_on <= today
        and (medicine.stopped_on is None or medicine.stopped_on >= today)
        and any(name in folded(medicine.name) for name in HIDE_FEVER)
    }
    taken = {intake.medicine_id: intake for intake in journal.between(Intake, today, today) if intake.taken}
    for key, medicine in medicines.items():
        if key not in taken:
            yield ReadyLine("medicine", _("{medicine} today? Not written down").format(medicine=medicine.name))
        elif taken[key].amount or medicine.dose:
            yield ReadyLine(
                "medicine",
                _("{medicine} today: {dose}").format(medicine=medicine.name, dose=taken[key].amount or medicine.dose),
            )
        else:
            yield ReadyLine("medicine", _("{medicine} today: yes").format(medicine=medicine.name))
    if not medicines:
        yield ReadyLine("medicine", _("Paracetamol today? Not written down"))
